"""Servers that behave strangely: what they hold up is one mail, never the watch."""

from __future__ import annotations

import asyncio
import imaplib
import time
from typing import TYPE_CHECKING

import pytest
import structlog

from bot.config import load
from bot.mailbox.identity import identity
from bot.mailbox.imap import Times
from bot.tables import migrate
from tests.bot.mailbox.imap_office import mail, until, watched
from tests.servers.scripted_imap import ScriptedImap

if TYPE_CHECKING:
    import sqlalchemy as sa

    from bot.config import Config

# It looks by itself long after a test has ended: what is seen is what the server told.
SLOW = Times(net=60.0, look=0.05, pause=0.1, longest=0.3, patient=1.0, lease=3.0)


@pytest.fixture
def rows(engine: sa.Engine) -> sa.Engine:
    migrate(engine)
    return engine


def config(server: ScriptedImap) -> Config:
    values = {"HOST": f"127.0.0.1:{server.port}", "SECURITY": "none", "USER": "u", "PASSWORD": "p"}
    return load(_env_file=None, **{f"FUWAKE_IMAP_{name}": value for name, value in values.items()})


class _Pieces:
    """How imaplib reads from Python 3.14 on: what it has not used yet is a list of pieces, one of them often empty."""

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        _OPEN(self, host, port, timeout)
        self._readbuf: list[bytes] = []

    def readline(self) -> bytes:
        while b"\n" not in (kept := b"".join(self._readbuf)) and (more := self.sock.recv(65536)):
            self._readbuf.append(more)
        return self.read(kept.find(b"\n") + 1)

    def read(self, size: int) -> bytes:
        while len(kept := b"".join(self._readbuf)) < size and (more := self.sock.recv(65536)):
            self._readbuf.append(more)
        self._readbuf = [kept[size:]]
        return kept[:size]


_OPEN = imaplib.IMAP4.open


@pytest.mark.parametrize("reading", ["this", "pieces"])
async def test_news_that_comes_in_one_piece_with_an_answer(
    rows: sa.Engine, monkeypatch: pytest.MonkeyPatch, reading: str
) -> None:
    """A mail that came just before IDLE is told of in the same packet: nobody waits for it, and then all is quiet."""
    for name in ("open", "readline", "read") if reading == "pieces" else ():
        monkeypatch.setattr(imaplib.IMAP4, name, getattr(_Pieces, name))
    mails: dict[int, bytes] = {}

    def script(command: str) -> bytes | None:
        if command == "IDLE" and not (mails or server.moved):
            mails[1] = mail(1)
            return b"+ idling\r\n* 1 EXISTS\r\n"
        return None

    with ScriptedImap(mails, script) as server:
        async with watched(config(server), rows, SLOW):
            await until(lambda: server.moved)
            await asyncio.sleep(0.3)

    assert server.moved == {1: "done"}
    assert server.said.count("IDLE") < 6


async def test_a_mail_that_the_server_does_not_hand_out(rows: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried three times, then it is put aside; the others are taken meanwhile."""
    monkeypatch.setattr("bot.mailbox.imap_work.AGAIN", 0.3)

    def script(command: str) -> bytes | None:
        return b"TAG NO [SERVERBUG] of a@example.jp\r\n" if command.startswith("UID FETCH 1 ") else None

    with ScriptedImap({1: mail(1), 2: mail(2)}, script) as server, structlog.testing.capture_logs() as said:
        async with watched(config(server), rows, SLOW) as (_, desk):
            await until(lambda: len(server.moved) == 2)

    assert (server.moved, desk.puts) == ({1: "failed", 2: "done"}, [identity(mail(2))])
    assert [line["event"] for line in said].count("imap_message_refused") == 2
    assert "example.jp" not in str(said)


async def test_a_mail_that_cannot_be_handled(rows: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is wrong with it, it is put aside."""
    monkeypatch.setattr("bot.mailbox.imap_work.AGAIN", 0.3)

    def broken(raw: bytes) -> str:
        if raw == mail(1):
            raise RecursionError
        return identity(raw)

    monkeypatch.setattr("bot.mailbox.imap_work.identity", broken)
    with ScriptedImap({1: mail(1), 2: mail(2)}) as server:
        async with watched(config(server), rows, SLOW):
            await until(lambda: len(server.moved) == 2)

    assert server.moved == {1: "failed", 2: "done"}


async def test_a_mail_that_cannot_be_moved(rows: sa.Engine) -> None:
    """The others are; it is said once, and tried again."""
    refusing = True

    def script(command: str) -> bytes | None:
        refused = refusing and command.startswith("UID MOVE") and "1" in command.split()[2].split(",")
        return b"TAG NO [OVERQUOTA] full\r\n" if refused else None

    with ScriptedImap({1: mail(1), 2: mail(2)}, script) as server, structlog.testing.capture_logs() as said:
        async with watched(config(server), rows, SLOW) as (watch, _):
            await until(lambda: watch._failures > 2)
            before, trouble = dict(server.moved), watch.state.trouble
            refusing = False
            await until(lambda: len(server.moved) == 2)

    assert (before, trouble) == ({2: "done"}, "move-refused")
    assert [line["reason"] for line in said if line["event"] == "imap_trouble"] == ["mail cannot be moved: OVERQUOTA"]


async def test_a_server_that_says_it_moved(rows: sa.Engine) -> None:
    """And did not: it is not asked without end."""

    def script(command: str) -> bytes | None:
        return b"TAG OK moved\r\n" if command.startswith("UID MOVE") else None

    with ScriptedImap({1: mail(1)}, script) as server:
        async with watched(config(server), rows, SLOW) as (watch, desk):
            await until(lambda: watch._failures > 2)
            began, moves = time.monotonic(), sum(each.startswith("UID MOVE") for each in server.said)
            await asyncio.sleep(1.0)
            more = sum(each.startswith("UID MOVE") for each in server.said) - moves
            rate = more / (time.monotonic() - began)

    assert rate < 15
    assert len(desk.puts) == 1


async def test_a_folder_that_may_only_be_read(rows: sa.Engine) -> None:
    """Nothing is taken from it, since nothing could be moved."""

    def script(command: str) -> bytes | None:
        return b"* 1 EXISTS\r\nTAG OK [READ-ONLY] done\r\n" if command.startswith("SELECT") else None

    with ScriptedImap({1: mail(1)}, script) as server:
        async with watched(config(server), rows, SLOW) as (watch, desk):
            await until(lambda: watch.state.trouble)
            state = watch.state

    assert (state.trouble, desk.puts) == ("read-only", [])


async def test_a_server_that_lists_less_than_there_is(rows: sa.Engine) -> None:
    """It is asked again when it tells of news, not at once and for ever."""

    def script(command: str) -> bytes | None:
        return b"* 3 EXISTS\r\nTAG OK [READ-WRITE] done\r\n" if command.startswith("SELECT") else None

    with ScriptedImap({1: mail(1)}, script) as server:
        async with watched(config(server), rows, SLOW):
            await until(lambda: server.moved)
            await asyncio.sleep(0.5)

    assert sum(each.startswith("SELECT") for each in server.said) < 6


@pytest.mark.parametrize("silent", ["LOGIN", "SELECT", "UID FETCH", "IDLE"])
async def test_a_server_that_falls_silent(rows: sa.Engine, silent: str) -> None:
    """Whatever the watch waits for, it ends when the bot does."""

    def script(command: str) -> bytes | None:
        return b"" if command.startswith(silent) else None

    with ScriptedImap({1: mail(1)}, script) as server:
        async with watched(config(server), rows, SLOW, outcome=None):
            await until(lambda: any(each.startswith(silent) for each in server.said))
            began = time.monotonic()

        took = time.monotonic() - began

    assert took < 2.5


async def test_a_server_that_is_overloaded(rows: sa.Engine) -> None:
    """A BYE in place of a login is no refusal: it is tried again soon."""

    def script(command: str) -> bytes | None:
        return b"* BYE overloaded\r\n" if command.startswith("LOGIN") else None

    with ScriptedImap({}, script) as server:
        async with watched(config(server), rows, SLOW) as (watch, _):
            await until(lambda: watch.state.trouble)
            state = watch.state

    assert (state.trouble, state.connected) == ("lost", False)
