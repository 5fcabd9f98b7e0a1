"""A process that watches the mailbox and does the jobs, to be killed by a test: `python -m tests.bot.mailbox.imap_worker URL PORT`.

It forgets its jobs when it is killed, which the real ones do not: the folder alone must be enough.
"""

from __future__ import annotations

import asyncio
import random
import sys
from typing import TYPE_CHECKING, Any

from bot.config import load
from bot.database import make_engine
from bot.executors import identity
from bot.leases import Leases
from bot.mailbox.imap import watching
from bot.mailbox.spool import Spool
from bot.tables import migrate
from tests.bot.mailbox.imap_office import QUICK
from tests.servers.dovecot import PASSWORD, USER

if TYPE_CHECKING:
    from collections.abc import Mapping


async def main(url: str, port: str) -> None:
    engine = make_engine(url)
    migrate(engine)
    spool = Spool(engine)
    running = set()

    async def work(name: str) -> None:
        await asyncio.sleep(random.uniform(0, 0.4))
        await spool.finish(name, "done")

    async def put(_task: str, payload: Mapping[str, Any], key: str) -> None:
        running.add(asyncio.create_task(work(payload["spool"])))

    values = {"HOST": f"127.0.0.1:{port}", "SECURITY": "none", "USER": USER, "PASSWORD": PASSWORD}
    config = load(_env_file=None, **{f"FUWAKE_IMAP_{name}": value for name, value in values.items()})
    async with watching(config, spool, put, Leases(engine, identity()), QUICK):
        await asyncio.sleep(3600)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
