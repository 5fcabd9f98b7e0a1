"""Processes that are killed: nothing acknowledged is lost, and only what was lost is run again."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot import tables
from bot.database import make_engine
from bot.executors import SILENCE
from bot.jobs import Jobs
from tests.bot.processes import Log, Worker

QUICK = [f"quick:q{n}" for n in range(10)]
SLOW = [f"slow:s{n}" for n in range(10)]


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path / "log")


def keys(puts: list[str]) -> list[str]:
    return [put.partition(":")[2] for put in puts]


def test_a_killed_process_loses_nothing(url: str, log: Log):
    """Ten jobs are done and ten run when kill -9 comes; a new process runs exactly these ten, within seconds."""
    with Worker(url, log.path, *SLOW, *QUICK, SLOW="600") as first:
        first.read("ready")
        log.wait("began", 20)
    with Worker(url, log.path) as second:
        second.read("started")
        ready = time.monotonic()
        log.wait("done", 20)
        took = time.monotonic() - ready

    assert first.acked == keys(SLOW + QUICK)
    assert sorted(log.lines("done", first.pid)) == keys(QUICK)
    assert sorted(log.lines("began", second.pid)) == keys(SLOW)
    assert sorted(log.lines("done", second.pid)) == keys(SLOW)
    assert took < 8.0


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_process_that_lives_keeps_its_jobs(url: str, log: Log):
    """A second process that starts meanwhile takes nothing from the first, and takes over when that one is killed."""
    with Worker(url, log.path, *SLOW[:3], SLOW="600") as first, Worker(url, log.path) as second:
        first.read("ready")
        second.read("started")
        time.sleep(1)  # its reaper looks first thing
        before = log.lines("began", second.pid)
        first.kill()
        log.wait("done", 3)

    assert before == []
    assert sorted(log.lines("done", second.pid)) == keys(SLOW[:3])


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_poisonous_job_ends_among_the_failed(url: str, log: Log):
    """A job that kills its process is run three times, as its attempts say, and then no more; its task hears of it."""
    puts = ["poison:p"]
    for _ in range(3):
        with Worker(url, log.path, *puts) as worker:
            assert worker.wait() == 9
        puts = []
    engine = make_engine(url)
    jobs = Jobs(engine, attempts=3, deaths=3)
    told: list[Any] = []

    async def given_up(payload: dict[str, Any]) -> None:
        told.append(payload)

    @jobs.task("poison", given_up=given_up)
    async def poison(payload: dict[str, Any]) -> None:
        raise AssertionError(payload)

    await jobs.start()
    async with asyncio.timeout(20):
        while not told:  # noqa: ASYNC110 - what is awaited happens in the database
            await asyncio.sleep(0.05)
    with Worker(url, log.path, "quick:q") as healthy:
        healthy.read("ready")
    failed, waiting = await jobs.failed(), await jobs.waiting()
    await jobs.stop()
    engine.dispose()

    assert [(job.id, job.error) for job in failed] == [("p#3", "its process died")]
    assert waiting == []
    assert told == [{"key": "p"}]
    assert log.lines("began") == ["p", "p", "p", "q"]


def test_a_process_elsewhere_is_dead_when_it_is_silent(url: str, log: Log):
    """Of another host only the beat is seen: its jobs are its own for twenty seconds of silence."""
    with Worker(url, log.path, "slow:s", SLOW="600", EXECUTOR="elsewhere") as first:
        first.read("ready")
        log.wait("began", 1)
    with Worker(url, log.path) as second:
        second.read("started")
        time.sleep(1)
    engine = make_engine(url)
    beats = tables.executors
    with engine.begin() as connection:
        connection.execute(sa.update(beats).where(beats.c.id == "elsewhere").values(beat=beats.c.beat - SILENCE))
    engine.dispose()
    with Worker(url, log.path) as third:
        log.wait("done", 1)

    assert log.lines("began", second.pid) == []
    assert log.lines("done", third.pid) == ["s"]
