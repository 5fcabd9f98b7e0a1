"""The lines for Postfix in the guide are right: a real Postfix takes them, and hands over what is for the report address alone."""

from __future__ import annotations

import asyncio
import re
import smtplib
from pathlib import Path

import pytest

from tests.bot.mailbox.lmtp import open_listener
from tests.bot.mailbox.test_postfix import mail, wait
from tests.servers.postfix import Postfix

GUIDE = Path(__file__).parents[2] / "deploy/MAIL.md"
REPORTS = "phish@example.co.jp"


def lines(kind: str, begin: str) -> str:
    """The block of code of the guide that begins so."""
    blocks = re.findall(rf"^```{kind}\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    found: str = next(each for each in blocks if each.startswith(begin))
    return found


async def test_the_route_in_the_guide(tmp_path: Path) -> None:
    """The address is handed over by LMTP; another one of the same domain is refused at the door."""
    async with open_listener(report_addresses=(REPORTS,)) as (office, at):
        transport, known = tmp_path / "fuwake-transport", tmp_path / "fuwake-recipients"
        transport.write_text(lines("text", f"{REPORTS}    lmtp:").replace("127.0.0.1:2424", at.lmtp))
        known.write_text(lines("text", f"{REPORTS}    OK"))
        await asyncio.to_thread(tmp_path.chmod, 0o755)
        told = re.search(r"`(relay_recipient_maps = [^`]+)`", GUIDE.read_text(encoding="utf-8"))
        assert told
        main = f"{lines('ini', 'transport_maps')}relay_domains = example.co.jp\n{told[1]}\nsmtpd_reject_unlisted_recipient = yes\n"
        with Postfix(more=main.replace("/etc/postfix/", f"{tmp_path}/")) as server:
            await asyncio.to_thread(server.send, mail(1), REPORTS, sender="taro@example.co.jp")
            with pytest.raises(smtplib.SMTPRecipientsRefused):
                await asyncio.to_thread(server.send, mail(2), "nobody@example.co.jp", sender="taro@example.co.jp")
            await asyncio.to_thread(wait, lambda: not server.queued())

    assert [door for _, door in office.rows.values()] == ["lmtp"]
