"""The jobs of an earlier Fuwake that was killed, in rows of the real engine: `python -m tests.scenarios.old_engine URL JOBS`.

JOBS is JSON; those that are PENDING are begun here, under the name of a process of another machine, and never end.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TYPE_CHECKING

from bot.attempts import Attempt
from bot.database import make_engine
from bot.engine import Engine

if TYPE_CHECKING:
    from typing import Any

DEAD = "elsewhere:1:1:aaaaaaaa"


async def main(url: str, jobs: list[dict[str, Any]]) -> None:
    engine = Engine(make_engine(url), DEAD)
    began = asyncio.Semaphore(0)

    async def work(_: Attempt) -> str:
        began.release()
        await asyncio.sleep(3600)
        return "never"

    await engine.launch(work, attempts=6, at_once=1)
    for job in jobs:
        attempt = Attempt(job["task"], json.dumps(job["payload"]), job["key"], job["number"], job["attempt"])
        if job["state"] == "PENDING":
            await engine.begin(attempt)
            await began.acquire()
        else:
            await engine.enqueue(attempt, delay=3.0)
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], json.loads(sys.argv[2])))
