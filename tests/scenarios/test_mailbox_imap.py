"""Colleagues report to a mailbox that is read by IMAP: each report is answered in Slack, once, and then lies in `done`."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import TYPE_CHECKING

import pytest

from analyzers.lookups.fake import Recorded, load_recorded
from analyzers.lookups.offline import offline_lookups
from bot.demo import DemoSlack
from bot.demo.office import SECURITY
from bot.mailbox.identity import identity
from bot.mailbox.spool import Spool
from tests.analyzers.authentication.signed import RSA_RECORD, signed
from tests.bot.mailbox.imap_office import until
from tests.bot.mailbox.reports import attached, letter
from tests.scenarios.desk import card, lines
from tests.scenarios.doors import DANGER_JA, said, told
from tests.scenarios.office import CASE_A, HANAKO, RECORDED, office
from tests.scenarios.process import BotProcess
from tests.servers.dovecot import PASSWORD, USER, Dovecot
from tests.servers.knot import Knot

if TYPE_CHECKING:
    from pathlib import Path

KEY = {"s1._domainkey.example-shop.jp": {"TXT": [RSA_RECORD]}}
SIGNED = signed(letter(attached(CASE_A), sender="田中 <hanako.tanaka@example-shop.jp>"), domain="example-shop.jp")
DONE = {"INBOX": 0, "done": 1, "failed": 0}


def mailbox(dovecot: Dovecot) -> dict[str, str]:
    """The settings that name it."""
    host = f"127.0.0.1:{dovecot.port}"
    values = {"HOST": host, "SECURITY": "none", "USER": USER, "PASSWORD": PASSWORD}
    return {f"FUWAKE_IMAP_{name}": value for name, value in values.items()}


async def test_report_by_mail(tmp_path: Path) -> None:
    """Delivered twice it is one report: one answer, to her alone, one card; both lie in `done`, and what is no mail in `failed`."""
    known = load_recorded(RECORDED)
    zone = Recorded(dataclasses.replace(known, dns={**known.dns, **KEY}), offline_lookups(())).lookups
    with Dovecot() as dovecot:
        dovecot.append(SIGNED)
        async with office(tmp_path, lookups=zone, **mailbox(dovecot)) as at:
            posts = await told(at, HANAKO)
            dovecot.append(SIGNED, b" \r\n")
            await until(lambda: dovecot.folders() == {"INBOX": 0, "done": 2, "failed": 1}, 20)
            again, shown = await told(at, HANAKO), await card(at)
            kept = await Spool(at.bot.store._engine).get(identity(SIGNED))
        mails = dovecot.mails("done")

    assert (len(posts), len(again)) == (1, 1)
    assert DANGER_JA in said(posts[0])
    assert {"• リンク先：quercus[.]org", "• 報告：1件（最初の報告：<when>）"} < set(lines(shown["blocks"]))
    assert kept is not None
    assert (kept.state, kept.door, kept.raw) == ("done", "imap", None)
    assert [(identity(raw), flags) for raw, flags in mails] == [(identity(SIGNED), ()), (identity(SIGNED), ())]


@pytest.mark.soak
async def test_killed_while_it_answers(tmp_path: Path) -> None:
    """The next process answers, and the mail lies in `done`."""
    with Knot(KEY) as dns, Dovecot() as dovecot:
        async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
            bot = BotProcess(slack, tmp_path, **mailbox(dovecot), FUWAKE_DNS_SERVERS=dns.server)
            await bot.start()
            slack.web_api.drop_next("chat.postMessage", accept=False)
            dovecot.append(SIGNED)
            await slack.workspace.until(lambda: slack.web_api.called("chat.postMessage"), timeout=20)
            await bot.kill()
            await bot.start()
            posts = slack.workspace.dm(HANAKO).messages
            security = slack.workspace.channels[SECURITY].messages
            await slack.workspace.until(lambda: posts and security, timeout=30)
            await until(lambda: dovecot.folders() == DONE, 20)
            await asyncio.sleep(0.5)
            code = await bot.stop()

    assert code == 0
    assert [DANGER_JA in said(post) for post in posts] == [True]
    assert len(security) == 1
