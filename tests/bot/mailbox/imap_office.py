"""A mailbox that is watched in a test: Dovecot, a spool, and somebody who does the jobs."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.attempts import JobsDown
from bot.config import load
from bot.executors import identity as process
from bot.leases import Leases
from bot.mailbox.imap import Times, Watch, watching
from bot.mailbox.spool import Spool
from tests.servers.dovecot import PASSWORD, USER, Dovecot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    import sqlalchemy as sa

    from bot.config import Config

QUICK = Times(poll=0.5, net=20.0, look=0.1, pause=0.1, longest=0.5, patient=1.0, steady=5.0, lease=3.0)


def mail(number: int, size: int = 0) -> bytes:
    """A mail of its own; `size`: bytes of a long body."""
    head = f"From: a@example.jp\r\nMessage-ID: <{number}@example.jp>\r\nSubject: report {number}\r\n\r\nHello\r\n"
    return head.encode() + b"x" * 70 * (size // 70)


def config(dovecot: Dovecot, security: str = "tls", **more: Any) -> Config:
    """Settings for the mailbox of a Dovecot."""
    port = dovecot.tls_port if security == "tls" else dovecot.port
    values = {
        "FUWAKE_IMAP_HOST": f"127.0.0.1:{port}",
        "FUWAKE_IMAP_SECURITY": security,
        "FUWAKE_IMAP_USER": USER,
        "FUWAKE_IMAP_PASSWORD": PASSWORD,
    }
    return load(_env_file=None, **{name: value for name, value in (values | more).items() if value is not None})


@dataclass
class Desk:
    """Takes the jobs. `outcome`: the state that a mail's row gets at once, None when it stays as it is."""

    spool: Spool
    outcome: str | None = "done"
    down: bool = False
    puts: list[str] = field(default_factory=list)

    async def put(self, task: str, payload: Mapping[str, Any], key: str) -> None:
        """As `Jobs.put`."""
        if self.down:
            raise JobsDown("the database is away")
        assert (task, key) == ("mail", f"mail:{payload['spool']}")
        self.puts.append(payload["spool"])
        if self.outcome:
            await self.spool.finish(payload["spool"], self.outcome)  # type: ignore[arg-type]


@contextlib.asynccontextmanager
async def watched(
    settings: Config, engine: sa.Engine, times: Times = QUICK, **desk: Any
) -> AsyncIterator[tuple[Watch, Desk]]:
    """A watch, and who takes its jobs."""
    spool = Spool(engine)
    at = Desk(spool, **desk)
    async with watching(settings, spool, at.put, Leases(engine, process()), times) as watch:
        yield watch, at


async def until(seen: Callable[[], Any], seconds: float = 10.0) -> None:
    """Until something is so; what it asks may wait for a server."""
    end = time.monotonic() + seconds
    while not await asyncio.to_thread(seen):
        if time.monotonic() > end:
            raise TimeoutError
        await asyncio.sleep(0.1)
