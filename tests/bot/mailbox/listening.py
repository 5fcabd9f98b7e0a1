"""A process that takes mail, to be killed by a test: `python -m tests.bot.mailbox.listening URL PORT LOG`.

Each mail is a job of its own, which writes its id into LOG and ends it.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.database import make_engine
from bot.jobs import Jobs
from bot.mailbox.listener import listening
from bot.mailbox.spool import Spool
from bot.store import Store


async def main(url: str, port: str, log: Path) -> None:
    engine = make_engine(url)
    await Store(engine).migrate()
    spool, jobs, stopped = Spool(engine), Jobs(engine, lease=1.0, attempts=20, backoff=1.05), asyncio.Event()

    @jobs.task("mail")
    async def answer(payload: dict[str, Any]) -> None:
        await asyncio.sleep(0.05)
        if await spool.state(payload["spool"]) == ("taken", None):
            await spool.finish(payload["spool"], "done")
            with log.open("a") as file:
                file.write(f"{payload['spool']}\n")

    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    config: Any = SimpleNamespace(
        lmtp_listen=f"127.0.0.1:{port}", smtp_listen=None, mail_peers=("127.0.0.1",), report_addresses=()
    )
    await jobs.start()
    async with listening(config, spool, jobs.put):
        await stopped.wait()
    await jobs.stop()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
