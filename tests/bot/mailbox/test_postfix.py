"""Postfix hands over mail: each one is taken once, whatever happens to us meanwhile, and none goes back to its sender."""

from __future__ import annotations

import asyncio
import smtplib
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import pytest
import sqlalchemy as sa

from bot.database import make_engine
from bot.mailbox.identity import identity
from tests.bot.mailbox.lmtp import open_listener
from tests.bot.postgres import Cluster
from tests.servers.postfix import Postfix
from tests.servers.process import free_port

ROOT = Path(__file__).parents[3]
MAILS = 200


def mail(number, body=b"Hello\r\n"):
    head = b"Message-ID: <%d@example.jp>\r\nFrom: hanako@example.jp\r\nDate: Mon, 2 Jun 2025 09:00:00 +0900\r\n\r\n"
    return head % number + body


def wait(seen, seconds=60.0):
    """Until it is so."""
    end = time.monotonic() + seconds
    while not seen():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


@pytest.mark.parametrize("way", ["lmtp", "smtp"])
async def test_handed_over(way):
    """Whole, however long its lines are; what is for nobody goes back to its sender."""
    long = mail(2, b".dot\r\n" + b"x" * 5_000 + b"\r\n" + "なにか\r\n".encode() * 100_000 + b"..\r\n")
    settings = {"smtp_listen": "127.0.0.1:0", "report_addresses": ("phish@report.test",)}
    async with open_listener(**settings) as (office, at):
        place = f"lmtp:inet:{at.lmtp}" if way == "lmtp" else f"smtp:[127.0.0.1]:{at.smtp.rpartition(':')[2]}"
        with Postfix(relays={"report.test": place}, mailboxes=["people.test"]) as server:
            for raw, recipient in ((mail(1), "phish+x@"), (long, "phish@"), (mail(3), "nobody@")):
                await asyncio.to_thread(server.send, raw, f"{recipient}report.test", sender="taro@people.test")
            await asyncio.to_thread(wait, lambda: server.mails() and not server.queued())
            bounces = server.mails()
    kept = {name: raw for name, (raw, door) in office.rows.items() if door == way}

    assert sorted(kept) == sorted([identity(mail(1)), identity(long)])
    assert [key for _, _, key in office.jobs] == [f"mail:{name}" for name in office.rows]
    assert kept[identity(mail(1))].startswith(b"Return-Path: <taro@people.test>\r\nReceived: from ")
    assert [b"550 5.1.1 No mail is taken for this" in bounce for bounce in bounces] == [True]


class Listener:
    """`tests.bot.mailbox.listening` as a process, that can be killed. Use it in a `with`."""

    def __init__(self, url: str, port: int, log: Path) -> None:
        self._command = [sys.executable, "-m", "tests.bot.mailbox.listening", url, str(port), str(log)]
        self._errors = log.with_suffix(".errors")

    def start(self) -> None:
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(self._command, cwd=ROOT, stdout=errors, stderr=errors)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """As a power cut would."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> int:
        """As systemd would; gives the exit code."""
        self._process.terminate()
        return self._process.wait(20)


def states(url):
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return {row.id: row.state for row in connection.execute(sa.text("SELECT id, state FROM spool"))}
    finally:
        engine.dispose()


def test_storm(tmp_path):
    """Two hundred mails while we are killed, and without a database for a while."""
    log = tmp_path / "log"

    def answered():
        return log.read_text().split() if log.exists() else []

    with Cluster() as cluster:
        url, port = cluster.database(), free_port()
        relays = {"report.test": f"lmtp:inet:127.0.0.1:{port}"}
        with Listener(url, port, log) as listener, Postfix(relays=relays, mailboxes=["people.test"]) as server:
            with smtplib.SMTP("127.0.0.1", server.port) as client:

                def sends(numbers):
                    for number in numbers:
                        client.sendmail("taro@people.test", ["phish@report.test"], mail(number))

                sends(range(50))  # while it starts
                wait(lambda: len(answered()) > 10)
                sends(range(50, 100))
                listener.kill()
                sends(range(100, 120))
                listener.start()
                wait(lambda: len(answered()) > 70)
                cluster.stop()
                sends(range(120, 170))
                time.sleep(0.5)
                cluster.start()
                sends(range(170, MAILS))
                wait(lambda: not server.queued() and set(states(url).values()) == {"done"})
                code = listener.stop()
            told = {status: server.told(status) for status in ("sent", "deferred", "bounced")}
            kept, back = states(url), server.mails()

    assert code == 0
    assert kept == {identity(mail(number)): "done" for number in range(MAILS)}
    assert (told["sent"], told["bounced"], back) == (MAILS, 0, [])
    assert told["deferred"] > 0
