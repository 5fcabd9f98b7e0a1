"""Kill storms: processes that put and run jobs die at random for minutes, the server too; nothing is lost."""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.database import make_engine
from bot.jobs import SLOTS, Jobs
from tests.bot.postgres import Cluster
from tests.bot.processes import Log, Worker

pytestmark = pytest.mark.soak

SECONDS = float(os.environ.get("STORM_SECONDS", "180"))


def storm(url: str, log: Log, also: Callable[[], None]) -> int:
    """Keep two workers, kill one at random every few seconds, at times both; returns the number of kills."""
    begin, kills, born = time.monotonic(), 0, 0
    workers: list[Worker] = []
    while time.monotonic() - begin < SECONDS:
        while len(workers) < 2:
            workers.append(Worker(url, log.path, f"storm:{born}", SLOW="0.05", ATTEMPTS="6"))
            born += 1
        time.sleep(random.uniform(1.5, 8))
        also()
        for worker in random.sample(workers, random.choice([1, 1, 1, 2])):
            worker.kill()
            workers.remove(worker)
            kills += 1
    for worker in workers:
        worker.kill()
    return kills + len(workers)


async def survives(url: str, log: Log, also: Callable[[], None] = lambda: None) -> tuple[set[str], list[object]]:
    """What was lost, and what has failed."""
    kills = storm(url, log, also)
    acked = log.lines("acked")
    with Worker(url, log.path, SLOW="0.05", ATTEMPTS="6") as last:
        last.read("started")
        end = time.monotonic() + 120
        while (lost := set(acked) - set(log.lines("done"))) and time.monotonic() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.5)
    engine = make_engine(url)
    jobs = Jobs(engine)
    await jobs.start()
    failed = await jobs.failed()
    await jobs.stop()
    engine.dispose()
    again = [key for key, times in Counter(log.lines("done")).items() if times > 1]
    print(f"{kills} kills, {len(acked)} acknowledged, {len(lost)} lost, {len(again)} done twice")

    assert acked
    # What was done, but whose outcome was not yet written when kill -9 came.
    assert len(again) <= kills * SLOTS
    return lost, [*failed]


async def test_sqlite_survives(tmp_path: Path):
    """Two processes share a file, and one or both are killed, again and again."""
    assert (set(), []) == await survives(f"sqlite:///{tmp_path}/data/fuwake.db", Log(tmp_path / "log"))


async def test_postgresql_survives(tmp_path: Path):
    """The server crashes in between, too."""
    with Cluster() as cluster:

        def crash() -> None:
            if random.random() < 0.2:
                cluster.stop()
                time.sleep(random.uniform(0, 3))
                cluster.start()

        assert (set(), []) == await survives(cluster.database(), Log(tmp_path / "log"), crash)
