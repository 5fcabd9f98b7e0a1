"""Many large mails at once: no more of them are held in memory than are read, and small ones do not wait for each other."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns
from bot.cases import LARGE, READ_AT_ONCE
from tests.analyzers.mails import eml
from tests.scenarios.office import HANAKO, office

if TYPE_CHECKING:
    from pathlib import Path

MAILS = READ_AT_ONCE + 3


class Waiting(FakeDns):
    """Answers late; `most` is about how many senders it was asked at once."""

    def __init__(self) -> None:
        super().__init__({})
        self.most = 0
        self._now: list[str] = []

    async def mail_servers(self, name: str) -> tuple[str, ...]:
        self._now.append(name)
        self.most = max(self.most, len({each for each in self._now if each.startswith("sender")}))
        await asyncio.sleep(1.5)
        self._now.remove(name)
        return await super().mail_servers(name)


@pytest.mark.parametrize(("size", "most"), [(LARGE + 1, READ_AT_ONCE), (1000, MAILS)], ids=["large", "small"])
async def test_so_many_at_once(tmp_path: Path, size: int, most: int) -> None:
    """Each is answered."""
    dns = Waiting()
    async with office(tmp_path, lookups=Lookups(dns=dns, blocklists=FakeBlocklists({}))) as at:
        for number in range(MAILS):
            mail = eml(sender=f"a@sender{number}.example", text="A line of some text.\n" * (size // 20))
            await at.slack.people.upload(HANAKO, "D0HANAKO", f"{number}.eml", mail)
        await at.idle()
        answers = await at.posts(at.slack.workspace.dm(HANAKO).id)

    assert dns.most == most
    assert len(answers) == MAILS
