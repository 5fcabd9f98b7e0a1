"""Colleagues report by mail: Postfix hands their mails over by LMTP, and each is answered in Slack, once."""

from __future__ import annotations

import asyncio
import dataclasses
import re
import socket
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from analyzers.lookups.fake import Recorded, load_recorded
from analyzers.lookups.offline import offline_lookups
from bot.config import SettingsError
from bot.demo import DemoSlack
from bot.demo.office import SECURITY
from bot.mailbox.identity import identity
from bot.mailbox.spool import Spool
from tests.analyzers.authentication.signed import RSA_RECORD, signed
from tests.bot.mailbox.reports import attached, letter
from tests.scenarios.desk import card, lines
from tests.scenarios.doors import DANGER_JA, said, told
from tests.scenarios.office import CASE_A, HANAKO, RECORDED, office
from tests.scenarios.process import BotProcess
from tests.servers.knot import Knot
from tests.servers.postfix import Postfix
from tests.servers.process import free_port

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "phish@report.test"
KEY = {"s1._domainkey.example-shop.jp": {"TXT": [RSA_RECORD]}}
TODAY = f"Date: {format_datetime(datetime.now(UTC))}".encode()  # a signature is good for some days
MAIL = re.sub(
    rb"(?m)^Date: .*$", TODAY, letter(attached(CASE_A), sender="田中 <hanako.tanaka@example-shop.jp>"), count=1
)
UNCONFIRMED = "• メールでの報告（回答していません。本人とは限りません）：hanako[.]tanaka@example-shop[.]jp"
SIGNED = signed(MAIL, domain="example-shop.jp")


def zone():
    """The demo's recorded DNS, with the key of our own domain."""
    known = load_recorded(RECORDED)
    return Recorded(dataclasses.replace(known, dns={**known.dns, **KEY}), offline_lookups(())).lookups


def postfix(port: int) -> Postfix:
    """In front of the bot."""
    return Postfix(relays={"report.test": f"lmtp:inet:127.0.0.1:{port}"}, mailboxes=["example-shop.jp"])


async def sends(server: Postfix, raw: bytes, *recipients: str) -> None:
    """A colleague's program sends a mail."""
    for each in recipients or (ADDRESS,):
        await asyncio.to_thread(server.send, raw, each, sender="hanako.tanaka@example-shop.jp")


async def delivered(server: Postfix) -> None:
    """Until Postfix has nothing left."""
    async with asyncio.timeout(40):
        while server.queued():  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_report_by_mail(tmp_path: Path) -> None:
    """Sent to two addresses and then again it is one report: one answer, to her alone, and one card."""
    port = free_port()
    settings = {"FUWAKE_LMTP_LISTEN": f"127.0.0.1:{port}", "FUWAKE_REPORT_ADDRESSES": (ADDRESS,)}
    with postfix(port) as server:
        async with office(tmp_path, lookups=zone(), **settings) as at:
            await sends(server, SIGNED, ADDRESS, "phish+bank@report.test")
            posts = await told(at, HANAKO)
            await sends(server, SIGNED)
            await delivered(server)
            again, shown = await told(at, HANAKO), await card(at)
            kept = await Spool(at.bot.store._engine).get(identity(SIGNED))
        back = server.mails()

    assert (len(posts), len(again)) == (1, 1)
    assert DANGER_JA in said(posts[0])
    assert {"• リンク先：quercus[.]org", "• 報告：1件（最初の報告：<when>）"} < set(lines(shown["blocks"]))
    assert (kept.state, kept.door, kept.raw) == ("done", "lmtp", None)
    assert back == []


async def test_report_in_her_name(tmp_path: Path) -> None:
    """What nobody has signed is shown to the security team, and answered to nobody."""
    port = free_port()
    with postfix(port) as server:
        async with office(tmp_path, lookups=zone(), FUWAKE_LMTP_LISTEN=f"127.0.0.1:{port}") as at:
            await sends(server, MAIL)
            security = at.slack.workspace.channels[SECURITY].messages
            await at.slack.workspace.until(lambda: security, timeout=30)
            shown, posts = await card(at), await at.posts(at.slack.workspace.dm(HANAKO).id)
        back = server.mails()

    assert UNCONFIRMED in lines(shown["blocks"])
    assert (posts, back) == ([], [])


async def test_address_that_is_taken(tmp_path: Path) -> None:
    """The bot does not start without its way in; it says so in one line."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        where = f"127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(SettingsError) as told_so:
            async with office(tmp_path, FUWAKE_LMTP_LISTEN=where):
                pass

    assert str(told_so.value) == f"FUWAKE_LMTP_LISTEN: '{where}' cannot be listened at (Address already in use)"


async def test_killed_while_it_answers(tmp_path: Path) -> None:
    """The mail was taken, so Postfix has forgotten it; the next process answers it."""
    port = free_port()
    with Knot(KEY) as dns, postfix(port) as server:
        async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
            settings = {"FUWAKE_LMTP_LISTEN": f"127.0.0.1:{port}", "FUWAKE_DNS_SERVERS": dns.server}
            bot = BotProcess(slack, tmp_path, **settings)
            await bot.start()
            slack.web_api.drop_next("chat.postMessage", accept=False)
            await sends(server, SIGNED)
            await slack.workspace.until(lambda: slack.web_api.called("chat.postMessage"), timeout=40)
            left = server.queued()
            await bot.kill()
            await bot.start()
            posts = slack.workspace.dm(HANAKO).messages
            security = slack.workspace.channels[SECURITY].messages
            await slack.workspace.until(lambda: posts and security, timeout=40)
            await asyncio.sleep(0.5)
            code = await bot.stop()

    assert (left, code) == (0, 0)
    assert [DANGER_JA in said(post) for post in posts] == [True]
    assert len(security) == 1
