"""Answers by mail when the bot is killed in between, when two of it run, and through a real mail server."""

from __future__ import annotations

import asyncio
import email
import email.policy
import smtplib
from typing import TYPE_CHECKING, Any

import pytest

from bot.demo import DemoSlack
from bot.demo.office import SECURITY
from bot.mailbox.outgoing import is_own
from tests.bot.postgres import Cluster
from tests.scenarios.office import CASE_A
from tests.scenarios.process import BotProcess
from tests.scenarios.report_mail import ADDRESS, KENJI, attached
from tests.servers.mail_sink import mail_sink
from tests.servers.postfix import Postfix
from tests.servers.process import free_port

if TYPE_CHECKING:
    from pathlib import Path


def settings(place: str, lmtp: int) -> dict[str, str]:
    return {
        "FUWAKE_SMTP_HOST": place,
        "FUWAKE_SMTP_SECURITY": "none",
        "FUWAKE_MAIL_FROM": "fuwake@example-shop.jp",
        "FUWAKE_REPORT_ADDRESSES": ADDRESS,
        "FUWAKE_TRUSTED_SERVERS": "mx0.example-shop.jp",
        "FUWAKE_LMTP_LISTEN": f"127.0.0.1:{lmtp}",
    }


async def deliver(port: int, mail: bytes) -> None:
    """As a mail server would."""

    def work() -> None:
        with smtplib.LMTP("127.0.0.1", port, timeout=20) as server:
            server.sendmail(KENJI, [ADDRESS], mail)

    await asyncio.to_thread(work)


async def until(look: Any, *, within: float = 30) -> None:
    """Until `look` is true."""
    async with asyncio.timeout(within):
        while not look():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("command", ["MAIL <>", "DATA"])
async def test_killed_while_it_sends(tmp_path: Path, command: str) -> None:
    """Before the server has the mail, it comes once; between its taking and its saying so, once more, as the same mail."""
    port = free_port()
    async with mail_sink() as sink, DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
        sink.slow[command] = 3.0
        bot = BotProcess(slack, tmp_path, **settings(sink.place, port))
        await bot.start()
        await deliver(port, attached(CASE_A))
        await until(lambda: command in sink.asked and (command != "DATA" or sink.taken))
        await bot.kill()
        sink.slow.clear()
        before = len(sink.taken)
        await bot.start()
        await until(lambda: len(sink.taken) > before)
        await asyncio.sleep(1.5)
        code = await bot.stop()
        security = slack.workspace.channels[SECURITY].messages

    assert (code, before, len(sink.taken)) == (0, int(command == "DATA"), 1 + before)
    assert len({one.mail["Message-ID"] for one in sink.taken}) == 1
    assert len({one.text() for one in sink.taken}) == 1
    assert len(security) == 1


async def test_two_of_it(tmp_path: Path) -> None:
    """On one database they send as much to one address as one alone may, each answer once; the desk sees every report."""
    ports = free_port(), free_port()
    with Cluster() as cluster:
        url = cluster.database()
        async with mail_sink() as sink, DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
            bots = []
            for port in ports:
                folder = tmp_path / str(port)
                folder.mkdir()
                more = {"FUWAKE_DATABASE_URL": url, "FUWAKE_MAIL_ANSWERS_PER_HOUR": "5", "FUWAKE_TRIAGE": "all"}
                bots.append(BotProcess(slack, folder, **settings(sink.place, port), **more))
                await bots[-1].start()
            mails = [attached(CASE_A, Message_ID=f"<r{number}@example-shop.jp>") for number in range(9)]
            await asyncio.gather(*(deliver(ports[number % 2], mail) for number, mail in enumerate(mails)))
            security = slack.workspace.channels[SECURITY].messages
            await until(lambda: security and "報告：9件" in str(security[0]["blocks"]), within=60)
            await asyncio.sleep(1.5)
            for bot in bots:
                await bot.stop()

    assert len(sink.taken) == 5
    assert len({one.mail["In-Reply-To"] for one in sink.taken}) == 5
    assert len(security) == 1


async def test_through_a_real_server(tmp_path: Path) -> None:
    """Postfix takes it without a return path and brings it whole."""
    port = free_port()
    with Postfix(mailboxes=["example-shop.jp"], relays={"elsewhere.test": "smtp:[127.0.0.1]:9"}) as postfix:
        async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
            bot = BotProcess(slack, tmp_path, **settings(f"127.0.0.1:{postfix.port}", port))
            await bot.start()
            await deliver(port, attached(CASE_A))
            await until(postfix.mails)
            await bot.stop()
            (raw,) = postfix.mails()

    made = email.message_from_bytes(raw, policy=email.policy.default)
    body = made.get_body(("plain",))
    assert body is not None
    assert made["Return-Path"] == "<>"
    assert (made["To"], made["Auto-Submitted"]) == (KENJI, "auto-replied")
    assert is_own(made["Message-ID"])
    assert made["Subject"] == "【Fuwake 自動回答】危険｜クリックしないでください（不審なメールです）"
    assert "🔴 危険｜クリックしないでください" in body.get_content()
