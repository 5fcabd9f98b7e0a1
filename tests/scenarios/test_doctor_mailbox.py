"""What `fuwake doctor` says of the report mailbox, against real mail servers on this machine."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from bot.config import load
from bot.doctor import mailbox
from bot.doctor.finding import Finding
from tests.servers.dovecot import PASSWORD, USER, Dovecot
from tests.servers.mail_sink import mail_sink
from tests.servers.process import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


async def said(**settings: Any) -> list[Finding]:
    return await mailbox.findings(load(_env_file=None, **settings))


def imap(server: Dovecot, **more: str) -> dict[str, str]:
    place = {"FUWAKE_IMAP_HOST": f"127.0.0.1:{server.port}", "FUWAKE_IMAP_SECURITY": "none", "FUWAKE_IMAP_USER": USER}
    return place | {"FUWAKE_IMAP_PASSWORD": PASSWORD} | more


async def test_no_mailbox_is_no_line() -> None:
    """Who uses Slack alone need not read of mail."""
    assert await said() == []


async def test_a_mailbox_that_can_be_read(dovecot: Dovecot) -> None:
    """Login, what waits, and the folders; no mail is touched."""
    dovecot.append(b"Subject: one\r\n\r\nx\r\n")
    lines = await said(**imap(dovecot))

    told = (
        "login works; 1 mails wait in INBOX; done and failed are there; the server tells of new mail by itself",
        "FUWAKE_SMTP_HOST is not set; who has no Slack account is not answered",
    )
    assert lines == [Finding("ok", "mailbox", told[0]), Finding("warn", "answers by mail", told[1])]
    assert dovecot.folders()["INBOX"] == 1
    assert dovecot.mails("INBOX")[0][1] == ()


async def test_a_mailbox_that_cannot(dovecot: Dovecot) -> None:
    """A wrong password, nobody there, a setting that is missing: each one line, none with the password."""
    wrong = await said(**imap(dovecot, FUWAKE_IMAP_PASSWORD="wrong"))
    nobody = await said(**imap(dovecot, FUWAKE_IMAP_HOST=f"127.0.0.1:{free_port()}"))
    half = await said(FUWAKE_IMAP_HOST="imap.example.jp")

    for lines in (wrong, nobody, half):
        assert (lines[0].state, lines[0].what) == ("fail", "mailbox")
        assert "wrong" not in lines[0].detail
    assert half[0].detail == "FUWAKE_IMAP_USER: it is not set, and FUWAKE_IMAP_HOST is"


async def test_answers_are_tried_without_sending_any() -> None:
    """The sender is named to the server, and taken back."""
    async with mail_sink() as sink:
        more = {"FUWAKE_SMTP_HOST": sink.place, "FUWAKE_SMTP_SECURITY": "none"}
        fine = await said(**more, FUWAKE_MAIL_FROM="fuwake@example.jp")
        sink.answers["MAIL"] = ["550 5.7.1 not from here"]
        refused = await said(**more, FUWAKE_MAIL_FROM="fuwake@example.jp")
        without = await said(**more)
        plain = await said(FUWAKE_SMTP_HOST=sink.place, FUWAKE_MAIL_FROM="fuwake@example.jp")
        mute = await said(**{**more, "FUWAKE_SMTP_SECURITY": "tls"}, FUWAKE_MAIL_FROM="fuwake@example.jp")
    place = f"127.0.0.1:{free_port()}"
    wrong = [await said(FUWAKE_SMTP_HOST=each, FUWAKE_MAIL_FROM="fuwake@example.jp") for each in (place, "a:65536")]

    assert fine == [Finding("ok", "answers by mail", f"{sink.place} takes them from our address")]
    assert [line.state for line in refused] == ["fail"]
    assert refused[0].detail == f"{sink.place} does not take them (SMTPSenderRefused 550)"
    assert [line.state for line in without] == ["warn"]
    refusal = f"{sink.place} does not take them (SMTP STARTTLS extension not supported by server)"
    assert plain == [Finding("fail", "answers by mail", refusal)]
    assert "does not take them ([SSL: " in mute[0].detail
    assert [line.detail for lines in wrong for line in lines] == [
        f"{place} does not take them (Connection refused)",
        "FUWAKE_SMTP_HOST: 'a:65536' is no server (host, host:port or [ipv6]:port)",
    ]
    assert (sink.taken, sink.asked) == ([], ["MAIL", "MAIL"])


async def test_where_mail_is_handed_over(tmp_path: Path) -> None:
    """Free, taken by a mail server, taken by something else."""
    port = free_port()
    free = await said(FUWAKE_LMTP_LISTEN=f"127.0.0.1:{port}", FUWAKE_REPORT_ADDRESSES="phish@example.jp")
    assert free[0] == Finding("ok", "mail by LMTP", f"127.0.0.1:{port} is free; mail is taken there when the bot runs")
    path = str(tmp_path / "lmtp")
    unix = await said(FUWAKE_LMTP_LISTEN=path)
    assert unix[0] == Finding("ok", "mail by LMTP", f"{path} is free; mail is taken there when the bot runs")
    assert unix[1].what == "report addresses"
    async with mail_sink() as sink:
        taken = await said(FUWAKE_SMTP_LISTEN=sink.place)
    assert taken[0] == Finding("ok", "mail by SMTP", f"a mail server answers at {sink.place}: the bot, if it runs")
    with socket.create_server(("127.0.0.1", 0)) as other:
        place = f"127.0.0.1:{other.getsockname()[1]}"
        lines = await said(FUWAKE_SMTP_LISTEN=place)
    why = "Address already in use"
    assert lines[0] == Finding(
        "fail", "mail by SMTP", f"{place} cannot be listened at ({why}), and no mail server answers there"
    )
