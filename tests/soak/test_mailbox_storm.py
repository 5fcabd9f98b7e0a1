"""Report mails while the bot is killed and the mail server crashes: each is answered once, to who sent it, and none is lost."""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import random
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bot.demo import DemoSlack
from bot.mailbox.identity import identity
from tests.bot.mailbox.imap_office import until
from tests.scenarios.hosts import counts
from tests.scenarios.mail_crowd import SAME, address, gather, opened, report, sent_by, told
from tests.scenarios.process import BotProcess
from tests.servers.dovecot import PASSWORD, USER, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.process import free_port

if TYPE_CHECKING:
    from pathlib import Path

MAILS = int(os.environ.get("STORM_MAILS", "200"))
KILLS = int(os.environ.get("STORM_KILLS", "10"))
PAUSE = 0.4  # seconds between two reports
AWAY = 3.0  # seconds for which the mail server is away
MOST = 300.0  # seconds for what is still to be said after the storm


class Relay(Postfix):
    """Postfix, which hands every mail over by LMTP."""

    def __init__(self) -> None:
        place = f"127.0.0.1:{free_port()}"
        self.settings = {"FUWAKE_LMTP_LISTEN": place}
        super().__init__(relays={"report.test": f"lmtp:inet:{place}"}, mailboxes=["example-shop.jp"])

    def hand_in(self, raw: bytes, sender: str) -> None:
        """A colleague's program sends a mail."""
        self.send(raw, "phish@report.test", sender=sender)

    def waiting(self) -> int:
        """How many mails the bot has not taken yet."""
        return self.queued()

    def ended(self, mails: list[bytes]) -> dict[str, int]:
        """What became of them at the server: delivered at least once, and told to nobody as a failure."""
        return {
            "sent": min(self.told("sent"), len(mails)),
            "bounced": self.told("bounced"),
            "returned": len(self.mails()),
        }


class Mailbox(Dovecot):
    """Dovecot, whose INBOX the bot reads by IMAP."""

    def __init__(self) -> None:
        super().__init__()
        values = {"HOST": f"127.0.0.1:{self.port}", "SECURITY": "none", "USER": USER, "PASSWORD": PASSWORD}
        self.settings = {f"FUWAKE_IMAP_{name}": value for name, value in values.items()}

    def hand_in(self, raw: bytes, sender: str) -> None:
        """A mail arrives in the INBOX."""
        self.append(raw)

    def waiting(self) -> int:
        """How many mails the bot has not moved yet."""
        return self.folders()["INBOX"]

    def ended(self, mails: list[bytes]) -> dict[str, int]:
        """How many lie in which folder, and how many of `mails` are in `done`."""
        kept = {identity(raw) for raw, _ in self.mails("done")}
        return self.folders() | {"kept": sum(identity(raw) in kept for raw in mails)}


@pytest.mark.soak
@pytest.mark.parametrize(
    ("make", "ended"),
    [
        pytest.param(Relay, {"sent": MAILS, "bounced": 0, "returned": 0}, id="postfix-lmtp"),
        pytest.param(Mailbox, {"INBOX": 0, "done": MAILS, "failed": 0, "kept": MAILS}, id="dovecot-imap"),
    ],
)
async def test_storm(tmp_path: Path, make: type[Relay | Mailbox], ended: dict[str, int]) -> None:
    """Reports of colleagues who had logged in; the bot is killed at random moments, and the mail server crashes once."""
    began, answered = time.monotonic(), math.inf
    mails = [report(number) for number in range(MAILS)]
    with make() as server:
        async with DemoSlack(retry_delays=(0, 3, 6, 12, 24)) as slack:
            gather(slack)
            bot = BotProcess(slack, tmp_path, FUWAKE_TRUSTED_SERVERS="mx0.example-shop.jp", **server.settings)
            try:
                await bot.start()
                await asyncio.gather(rain(server, mails), kill_again(bot))
                stormed = time.monotonic() - began
                with contextlib.suppress(TimeoutError):  # the figures tell what is missing
                    await slack.workspace.until(lambda: len(set(told(slack))) >= MAILS, timeout=MOST)
                    answered = time.monotonic() - began
                    await slack.workspace.until(lambda: sum(counts(slack)) >= MAILS, timeout=MOST)
                    await until(lambda: not server.waiting(), MOST)
                await asyncio.sleep(5)
                code = await bot.stop()
            finally:
                if bot.runs:
                    await bot.kill()
        at_server = server.ended(mails)
    answers, cases = Counter(told(slack)), opened(tmp_path)
    each = Counter(dict.fromkeys(map(sent_by, range(MAILS)), 0))
    for user, message_id, case in cases:
        each[user, message_id] += answers[user, case]
    many = Counter(each.values())
    print(
        f"\n{make.__name__}: {MAILS} reports, {KILLS} kills, 1 crash of the mail server, {stormed:.0f} s: {len(cases)} cases, "
        f"{many[1]} answered once, {many[0]} lost, {MAILS - many[0] - many[1]} doubled, the last after {answered:.0f} s; "
        f"{len(counts(slack))} cards, which count {sum(counts(slack))} reports; {at_server}; {time.monotonic() - began:.0f} s in all"
    )

    assert sorted((user, message_id) for user, message_id, _ in cases) == sorted(each)
    assert answers == Counter((user, case) for user, _, case in cases)
    assert sorted(counts(slack)) == sorted(Counter(number // SAME for number in range(MAILS)).values())
    assert (at_server, code) == (ended, 0)


async def rain(server: Relay | Mailbox, mails: list[bytes]) -> None:
    """One after the other; half-way the server is away for a moment, and then has what it had."""
    for number, raw in enumerate(mails):
        if number == len(mails) // 2:
            await asyncio.to_thread(server.stop)
            await asyncio.sleep(AWAY)
            await asyncio.to_thread(server.start)
        await asyncio.to_thread(server.hand_in, raw, address(number))
        await asyncio.sleep(PAUSE)


async def kill_again(bot: BotProcess) -> None:
    """So often, at random moments."""
    chance = random.Random(20250509)
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(1.0, 8.0))
        await bot.kill()
        await bot.start()
