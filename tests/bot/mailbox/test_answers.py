"""Answers by mail as jobs, against a real server and real databases: once each, not too many, and what is refused for good ends."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
import structlog
from pydantic import SecretStr

from bot.config import SettingsError
from bot.jobs import Jobs
from bot.mailbox.answers import LETTER, Answers, Ledger
from bot.mailbox.outgoing import Outgoing, message_id
from bot.mailbox.smtp import NotTaken, Server, hand_over, server_of
from bot.rows import moment_text
from bot.tables import mail_answers
from tests.bot.mailbox.databases import BOTH
from tests.servers.mail_sink import mail_sink
from tests.servers.process import free_port

SENDER = "fuwake@example-shop.jp"
MAIL = Outgoing("reply:mail:a:1", "kenji@example-shop.jp", "件名", "本文\n", "<p>本文")
LATER = "451 4.3.0 kenji@example-shop.jp: later"


@pytest.fixture
async def sink():
    async with mail_sink() as running:
        yield running


@contextlib.asynccontextmanager
async def answering(engine, store, port, *, per_hour=20, delays=(0.01, 0.01)):
    jobs = Jobs(engine, attempts=1)
    server = Server("127.0.0.1", port, "none")
    answers = Answers(
        jobs=jobs, store=store, ledger=Ledger(engine, per_hour), server=server, sender=SENDER, delays=delays
    )
    await jobs.start()
    try:
        yield answers, jobs
    finally:
        await jobs.stop()


async def over(jobs):
    async with asyncio.timeout(20):
        while await jobs.waiting():
            await _pause()


async def _pause():
    await asyncio.sleep(0.05)


def rows(engine):
    with engine.connect() as connection:
        return connection.execute(sa.select(mail_answers.c.key, mail_answers.c.recipient).order_by("key")).all()


@BOTH
async def test_sent_once(engine, store, sink):
    """Written down, sent from nobody, marked; told again it is not sent again."""
    async with answering(engine, store, sink.port) as (answers, jobs):
        for _ in range(2):
            await answers.put(MAIL)
            await over(jobs)
        await answers.send(MAIL.as_json())

        assert await answers.sent(MAIL.key)

    (taken,) = sink.taken
    assert (taken.sender, taken.recipients, taken.mail["Message-ID"]) == (None, [MAIL.to], message_id(MAIL.key, SENDER))
    assert taken.text() == "本文\n"
    assert rows(engine) == [(MAIL.key, MAIL.to)]


async def test_later(engine, store, sink):
    """What the server does not take now, at whichever command, is sent later; the log tells the code, and nobody's address."""
    sink.answers |= {command: [LATER] for command in ("MAIL <>", "RCPT", "DATA")}
    with structlog.testing.capture_logs() as logs:
        async with answering(engine, store, sink.port) as (answers, jobs):
            for n in range(3):
                await answers.put(replace(MAIL, key=f"reply:mail:{n}"))
            await over(jobs)

    said = [(row["event"], row.get("why")) for row in logs if row["event"].startswith("mail_")]
    assert sorted(said, key=str) == [("mail_answer_sent", None)] * 3 + [("mail_answer_waits", "451")] * 3
    assert sorted(one.mail["Message-ID"] for one in sink.taken) == sorted(
        message_id(f"reply:mail:{n}", SENDER) for n in range(3)
    )
    assert "kenji" not in str(logs)


async def test_much_later(engine, store, sink):
    """After the last try it is a failed job, which an administrator may retry."""
    sink.answers["RCPT"] = [LATER] * 2
    with structlog.testing.capture_logs() as logs:
        async with answering(engine, store, sink.port, delays=(0.01,)) as (answers, jobs):
            await answers.put(MAIL)
            await over(jobs)
            failed = await jobs.failed()
            assert [job.task for job in failed] == [LETTER]
            assert sink.taken == []
            await jobs.retry(failed[0].id)
            await over(jobs)

    assert len(sink.taken) == 1
    assert [row["outcome"] for row in logs if row["event"] == "mail_not_answered"] == ["given-up"]


async def test_a_server_that_says_nothing(monkeypatch):
    """Nobody waits for it longer than a job may take."""
    monkeypatch.setattr("bot.mailbox.smtp.WHOLE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = Server("127.0.0.1", silent.getsockname()[1], "none")
        with pytest.raises(NotTaken) as told:
            await hand_over(server, b"", sender=SENDER, recipient=MAIL.to)

    assert told.value.passing


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
async def test_never(engine, store, sink, command):
    """A refusal for good is the end: no further try, no failed job."""
    sink.answers[command] = ["550 5.1.1 kenji@example-shop.jp: no"]
    with structlog.testing.capture_logs() as logs:
        async with answering(engine, store, sink.port) as (answers, jobs):
            await answers.put(MAIL)
            await over(jobs)

            assert (await jobs.failed(), await answers.sent(MAIL.key)) == ([], False)

    assert (sink.taken, sink.asked.count(command)) == ([], 1)
    assert [row["why"] for row in logs if row["event"] == "mail_not_answered"] == ["550"]
    assert "kenji" not in str(logs)


async def test_null_return_path_refused(engine, store, sink):
    """Some providers want a sender: they get our own address."""
    sink.answers["MAIL <>"] = ["550 5.7.60 not as this sender"]
    async with answering(engine, store, sink.port) as (answers, jobs):
        await answers.put(MAIL)
        await over(jobs)

    assert [(one.sender, one.recipients) for one in sink.taken] == [(SENDER, [MAIL.to])]


async def test_both_senders_refused(engine, store, sink):
    """For good."""
    sink.answers |= {"MAIL <>": ["550 no"], "MAIL": ["553 no"]}
    async with answering(engine, store, sink.port) as (answers, jobs):
        await answers.put(MAIL)
        await over(jobs)

        assert (sink.taken, await jobs.failed()) == ([], [])


async def test_nobody_there():
    """A server that is down is a reason to wait."""
    server = Server("127.0.0.1", free_port(), "none")
    with pytest.raises(NotTaken) as told:
        await hand_over(server, b"", sender=SENDER, recipient=MAIL.to)

    assert told.value.passing


async def test_no_plain_address(engine, store, sink):
    """Nothing is sent to what may be several addresses."""
    async with answering(engine, store, sink.port) as (answers, jobs):
        await answers.put(replace(MAIL, to="kenji@example-shop.jp, all@example-shop.jp"))
        await over(jobs)

        assert (sink.taken, await jobs.failed(), rows(engine)) == ([], [], [])


async def test_starttls_is_no_wish(sink):
    """A server without it gets neither the mail nor the password."""
    server = Server("127.0.0.1", sink.port, "starttls", "fuwake", SecretStr("secret"))
    with pytest.raises(NotTaken) as told:
        await hand_over(server, b"", sender=SENDER, recipient=MAIL.to)

    assert told.value.passing
    assert sink.asked == []


async def test_no_password_over_the_open_network(sink, monkeypatch):
    """Without TLS it stays on this machine."""
    monkeypatch.setattr("bot.mailbox.smtp._LOOPBACK", set())
    server = Server("127.0.0.1", sink.port, "none", "fuwake", SecretStr("secret"))
    with pytest.raises(NotTaken, match="password-without-tls"):
        await hand_over(server, b"", sender=SENDER, recipient=MAIL.to)


@pytest.mark.parametrize(
    ("place", "security", "host", "port"),
    [
        ("smtp.example.jp", "starttls", "smtp.example.jp", 587),
        ("smtp.example.jp", "tls", "smtp.example.jp", 465),
        ("smtp.example.jp", "none", "smtp.example.jp", 25),
        ("smtp.example.jp:2525", "starttls", "smtp.example.jp", 2525),
        ("[2001:db8::1]:25", "none", "2001:db8::1", 25),
        ("2001:db8::1", "none", "2001:db8::1", 25),
    ],
)
def test_places(place, security, host, port):
    """As an administrator writes them."""
    server = server_of(place, security=security)

    assert (server.host, server.port, server.security) == (host, port, security)


@pytest.mark.parametrize("place", ["smtp.example.jp:smtp", "smtp.example.jp:65536", "a b"])
def test_no_place(place):
    """One line that names the setting."""
    with pytest.raises(SettingsError) as told:
        server_of(place)

    assert str(told.value) == f"FUWAKE_SMTP_HOST: {place!r} is no server (host, host:port or [ipv6]:port)"


@BOTH
async def test_limit(engine, store, sink):
    """Beyond it nobody is answered, and the count is logged; others are, and an hour later the same one again."""
    mails = [replace(MAIL, key=f"reply:mail:{n}") for n in range(3)]
    with structlog.testing.capture_logs() as logs:
        async with answering(engine, store, sink.port, per_hour=2) as (answers, jobs):
            for mail in (*mails, replace(mails[0], key="reply:mail:4", to="Kenji@Example-Shop.jp")):
                await answers.put(mail)
                await over(jobs)
            await answers.put(replace(MAIL, key="reply:mail:5", to="john@example-shop.jp"))
            await over(jobs)
            with engine.begin() as connection:
                old = moment_text(datetime.now(UTC) - timedelta(hours=1, seconds=1))
                connection.execute(sa.update(mail_answers).values(at=old))
            await answers.put(replace(MAIL, key="reply:mail:6"))
            await over(jobs)

    assert [one.recipients for one in sink.taken] == [[MAIL.to], [MAIL.to], ["john@example-shop.jp"], [MAIL.to]]
    assert [(row["outcome"], row["count"]) for row in logs if row["event"] == "mail_not_answered"] == [
        ("limited", 2)
    ] * 2
    assert [row.key for row in rows(engine)] == ["reply:mail:0", "reply:mail:1", "reply:mail:5", "reply:mail:6"]


@BOTH
async def test_limit_of_many_processes(url, engine, store):
    """Whoever counts at the same moment counts the others, too."""
    other = sa.create_engine(engine.url)
    ledgers = [Ledger(engine, 5), Ledger(other, 5)]
    given = await asyncio.gather(*(ledgers[n % 2].claim(f"k{n}", MAIL.to, f"<{n}@x>") for n in range(16)))
    other.dispose()

    assert sorted(given) == [0] * 5 + [5] * 11
    assert len(rows(engine)) == 5
    assert await ledgers[0].claim(rows(engine)[0].key, MAIL.to, "<x@x>") == 0
