"""A process that puts and runs jobs, to be killed by a test: `python -m tests.bot.worker URL LOG [PUT ...]`.

Every line of LOG is `began KEY PID` or `done KEY PID`. Arguments PUT are `task:key`; `acked KEY` is printed after
each, `ready` after all. `storm:PREFIX` puts PREFIX-0, PREFIX-1, ... without end and writes `acked KEY PID` to LOG.
With DAILY=HH:MM in the environment there is a daily job; its KEY is the day.
"""

import asyncio
import contextlib
import itertools
import os
import sys
from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

from bot.database import make_engine
from bot.jobs import Jobs, JobsDown
from bot.schedules import Schedules


async def main(url: str, log: Path, puts: list[str]) -> None:
    engine = make_engine(url)
    attempts = int(os.environ.get("ATTEMPTS", "3"))
    jobs = Jobs(engine, executor=os.environ.get("EXECUTOR"), attempts=attempts, deaths=attempts, backoff=0.1)

    def note(what: str, key: str) -> None:
        with log.open("a") as file:
            file.write(f"{what} {key} {os.getpid()}\n")

    @jobs.task("quick")
    async def quick(payload: dict[str, Any]) -> None:
        note("began", payload["key"])
        note("done", payload["key"])

    @jobs.task("slow")
    async def slow(payload: dict[str, Any]) -> None:
        note("began", payload["key"])
        await asyncio.sleep(float(os.environ.get("SLOW", "0")))
        note("done", payload["key"])

    @jobs.task("poison")
    async def poison(payload: dict[str, Any]) -> None:
        note("began", payload["key"])
        os._exit(9)

    async def daily(payload: dict[str, Any]) -> None:
        note("began", payload["slot"])
        await asyncio.sleep(float(os.environ.get("SLOW", "0")))
        note("done", payload["slot"])

    schedules = Schedules(jobs, look=0.2)
    if "DAILY" in os.environ:
        schedules.daily("daily", at=time.fromisoformat(os.environ["DAILY"]), task=daily)
    await jobs.start()
    async with schedules.running():
        await work(jobs, note, puts)


async def work(jobs: Jobs, note: Callable[[str, str], None], puts: list[str]) -> None:
    print("started", flush=True)
    for task, _, key in (put.partition(":") for put in puts):
        if task == "storm":
            await storm(jobs, note, key)
        await jobs.put(task, {"key": key}, key)
        print(f"acked {key}", flush=True)
    while any(job.task == "quick" for job in await jobs.waiting(1000)):  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    print("ready", flush=True)
    await asyncio.sleep(3600)


async def storm(jobs: Jobs, note: Callable[[str, str], None], prefix: str) -> None:
    for n in itertools.count():
        with contextlib.suppress(JobsDown):
            await jobs.put("slow", {"key": f"{prefix}-{n}"}, f"{prefix}-{n}")
            note("acked", f"{prefix}-{n}")
        await asyncio.sleep(0.02)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:]))
