"""Processes and the server are killed while mail comes in: each mail is spooled once, ends in `done`, and none is deleted."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import sqlalchemy as sa

from bot import tables
from bot.database import make_engine
from bot.mailbox.identity import identity
from tests.bot.mailbox.imap_office import mail
from tests.servers.dovecot import Dovecot

if TYPE_CHECKING:
    from collections.abc import Iterable

MAILS = 200
ROOT = Path(__file__).parents[3]


class Watcher:
    """A process that watches; killed at the end of the `with`, and whenever a test wants it."""

    def __init__(self, url: str, dovecot: Dovecot, log: Path) -> None:
        command = [sys.executable, "-m", "tests.bot.mailbox.imap_worker", url, str(dovecot.port)]
        with log.open("ab") as out:
            self._process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=out, stderr=out)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """As a power cut would."""
        self._process.kill()
        self._process.wait()


def append(dovecot: Dovecot, numbers: Iterable[int]) -> None:
    dovecot.append(*(mail(number) for number in numbers))


def wait(dovecot: Dovecot, log: Path, done: int) -> dict[str, int]:
    """Until at least so many mails are in `done`; what is in the folders then."""
    end = time.monotonic() + 40
    while (found := dovecot.folders()).get("done", 0) < done:
        assert time.monotonic() < end, f"{found}\n{log.read_text()}\n{dovecot.said()}"
        time.sleep(0.1)
    return found


def test_nothing_is_lost_and_nothing_is_deleted(tmp_path: Path) -> None:
    """Three processes are killed one after the other, and the server once; the last one finishes it."""
    url, log = f"sqlite:///{tmp_path}/data/fuwake.db", tmp_path / "log"
    with Dovecot() as dovecot, contextlib.ExitStack() as running:
        append(dovecot, range(80))
        watchers = [running.enter_context(Watcher(url, dovecot, log)) for _ in range(2)]
        for number in range(3):
            wait(dovecot, log, 20 + 40 * number)
            watchers[number].kill()
            watchers.append(running.enter_context(Watcher(url, dovecot, log)))
            append(dovecot, range(80 + 40 * number, 120 + 40 * number))
            if number == 1:
                dovecot.stop()
                dovecot.start()
        found = wait(dovecot, log, MAILS)
        mails = dovecot.mails("done")
    engine = make_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(sa.select(tables.spool.c.id, tables.spool.c.state)).all()
    engine.dispose()

    assert found == {"INBOX": 0, "done": MAILS, "failed": 0}
    assert sorted(raw for raw, _ in mails) == sorted(mail(number) for number in range(MAILS))
    assert sorted(rows) == sorted((identity(mail(number)), "done") for number in range(MAILS))
