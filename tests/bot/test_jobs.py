"""Jobs in one process: taken once, tried again, given up, drained; and a database that is away."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import sqlalchemy as sa

from bot.database import DatabaseError, make_engine
from bot.jobs import Job, Jobs, JobsDown
from tests.bot.postgres import Cluster


@contextlib.asynccontextmanager
async def started(engine: sa.Engine, runs: list[Any], **options: Any) -> AsyncIterator[Jobs]:
    jobs = Jobs(engine, **options)

    @jobs.task("note")
    async def note(payload: dict[str, Any]) -> None:
        runs.append(payload)

    @jobs.task("hold")
    async def hold(payload: dict[str, Any]) -> None:
        runs.append("began")
        await asyncio.sleep(payload["seconds"])
        runs.append("done")

    @jobs.task("fail")
    async def fail(payload: dict[str, Any]) -> None:
        runs.append(payload)
        raise ValueError("of no use: \ud800")

    await jobs.start()
    try:
        yield jobs
    finally:
        await jobs.stop()


async def until(true: Callable[[], object], seconds: float = 15.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is awaited happens in the database
            await asyncio.sleep(0.02)


async def idle(jobs: Jobs) -> None:
    async with asyncio.timeout(20):
        while await jobs.waiting():  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_put_runs_the_job_at_once(engine: sa.Engine):
    """A job starts in the process that took it, with what was put, even text that no database could hold."""
    runs: list[Any] = []
    payload = {"subject": "件名 \ud800 \x00", "n": [1, None]}

    async with started(engine, runs) as jobs:
        begin = time.monotonic()
        await jobs.put("note", payload, "key")
        await until(lambda: runs)
        took = time.monotonic() - begin

    assert [payload] == runs
    assert took < 0.9


async def test_a_key_is_taken_once(engine: sa.Engine):
    """Slack delivers an event twice; the job runs once, also when the second delivery comes later."""
    runs: list[Any] = []

    async with started(engine, runs) as jobs:
        await asyncio.gather(*(jobs.put("note", {"n": 1}, "key") for _ in range(5)))
        await idle(jobs)
        await jobs.put("note", {"n": 2}, "key")
        await jobs.put_later("note", {"n": 3}, "key", 0)
        await idle(jobs)

    assert runs == [{"n": 1}]


async def test_put_later_waits(engine: sa.Engine):
    """A job for later is visible until it starts, and starts after its delay."""
    runs: list[Any] = []

    async with started(engine, runs) as jobs:
        begin = time.monotonic()
        await jobs.put_later("note", {"n": 1}, "key", 1.0)
        waiting = await jobs.waiting()
        await until(lambda: runs)
        took = time.monotonic() - begin

    assert [seen(job) for job in waiting] == [("key#1", "note", "key", {"n": 1}, 1, "waiting", None)]
    assert 1.0 <= took < 15


def seen(job: Job) -> tuple[Any, ...]:
    return job.id, job.task, job.key, job.payload, job.attempt, job.state, job.error


async def test_the_task_hears_that_a_job_is_given_up(engine: sa.Engine):
    """Once its attempts are used up, and again when another try is of no use either; also when the hook fails at first."""
    told: list[Any] = []
    jobs = Jobs(engine, attempts=2, backoff=0.1)

    async def given_up(payload: dict[str, Any]) -> None:
        told.append(payload)
        if len(told) == 1:
            raise ValueError("not now")

    @jobs.task("fail", given_up=given_up)
    async def fail(payload: dict[str, Any]) -> None:
        raise ValueError("of no use")

    await jobs.start()
    await jobs.put("fail", {"n": 1}, "key")
    await until(lambda: len(told) == 2)
    await idle(jobs)
    failed = await jobs.failed()
    await jobs.retry(failed[0].id)
    await until(lambda: len(told) == 3)
    await idle(jobs)
    failed += await jobs.failed()
    await jobs.stop()

    assert told == [{"n": 1}] * 3
    assert [(job.key, job.error) for job in failed] == [("key", "ValueError: of no use")] * 2


async def test_a_failing_job_is_tried_again_and_then_kept(engine: sa.Engine):
    """After its attempts a job is among the failed ones, from where it can be tried again, once per click."""
    runs: list[Any] = []

    async with started(engine, runs, attempts=2, backoff=0.1) as jobs:
        await jobs.put("fail", {"n": 1}, "key")
        await idle(jobs)
        failed = await jobs.failed()
        again = [await jobs.retry(failed[0].id), await jobs.retry(failed[0].id)]
        await idle(jobs)
        failed_again = await jobs.failed()

    reason = "ValueError: of no use: \\ud800"
    assert [("key#2", "fail", "key", {"n": 1}, 2, "failed", reason)] == [seen(job) for job in failed]
    assert again == [True, False]
    assert [("key#4", "fail", "key", {"n": 1}, 2, "failed", reason)] == [seen(job) for job in failed_again]
    assert len(runs) == 4


async def test_an_attempt_ends_at_its_timeout(engine: sa.Engine):
    """A job that hangs is ended and counts as failed."""
    runs: list[Any] = []

    async with started(engine, runs, timeout=0.2, attempts=1) as jobs:
        await jobs.put("hold", {"seconds": 60}, "key")
        await idle(jobs)
        failed = await jobs.failed()

    assert runs == ["began"]
    assert [job.error for job in failed] == ["TimeoutError: "]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_job_may_put_a_job(engine: sa.Engine):
    """What a job puts is a job of its own: it is not run again with the one that put it."""
    runs: list[Any] = []

    async with started(engine, runs, attempts=2, backoff=0.1) as jobs:

        @jobs.task("put")
        async def put(payload: dict[str, Any]) -> None:
            await jobs.put("note", payload, "inner")
            raise ValueError

        await jobs.put("put", {"n": 1}, "outer")
        await idle(jobs)

    assert runs == [{"n": 1}]


async def test_prune_forgets_what_ended(engine: sa.Engine):
    """A pruned key is unknown again; what ended lately is kept."""
    runs: list[Any] = []

    async with started(engine, runs, attempts=1) as jobs:
        await jobs.put("note", {"n": 1}, "a")
        await jobs.put("fail", {"n": 2}, "b")
        await idle(jobs)
        counts = [await jobs.prune(days=1), await jobs.prune(days=-1)]
        failed = await jobs.failed()
        await jobs.put("note", {"n": 3}, "a")
        await idle(jobs)

    assert counts == [0, 2]
    assert failed == []
    assert sorted(run["n"] for run in runs) == [1, 2, 3]


async def test_stop_lets_a_running_job_finish(engine: sa.Engine):
    """A deployment does not cut a job short."""
    runs: list[Any] = []

    async with started(engine, runs) as jobs:
        await jobs.put("hold", {"seconds": 0.5}, "key")
        await until(lambda: runs)
        await jobs.stop()
        with pytest.raises(JobsDown):
            await jobs.put("note", {}, "late")

    assert runs == ["began", "done"]
    assert await asyncio.to_thread(lambda: "on a thread") == "on a thread"


async def test_what_did_not_finish_is_done_at_the_next_start(engine: sa.Engine):
    """A job that outlasts the drain is run again by the next process, at once."""
    runs: list[Any] = []

    async with started(engine, runs) as jobs:
        await jobs.put("hold", {"seconds": 1}, "key")
        await until(lambda: runs)
        await jobs.stop(drain=0.1)
    assert runs == ["began"]
    async with started(engine, runs) as jobs:
        await until(lambda: len(runs) > 1, seconds=2)
        await idle(jobs)

    assert runs == ["began", "began", "done"]


async def test_only_known_tasks_and_one_instance(engine: sa.Engine):
    """A wrong name is an error of the program, as is a second instance."""
    async with started(engine, []) as jobs:
        with pytest.raises(LookupError):
            await jobs.put("nothing", {}, "key")
        with pytest.raises(RuntimeError):
            await Jobs(engine).start()


async def test_start_without_a_database_is_one_clear_error():
    """Nothing answers on port 1; the instance can be started again after."""
    engine = make_engine("postgresql://u:secret@127.0.0.1:1/x")
    for _ in range(2):
        with pytest.raises(DatabaseError, match=r"^The database postgresql://127.0.0.1:1/x cannot be used: ") as caught:
            await Jobs(engine).start()

        assert "secret" not in str(caught.value)


async def test_put_raises_while_postgresql_is_down_and_works_after(cluster: Cluster):
    """Nothing is acknowledged while the server is down; afterwards nobody restarts anything."""
    engine, runs = make_engine(cluster.database()), list[Any]()

    async with started(engine, runs) as jobs:
        await jobs.put("note", {"n": 1}, "a")
        await idle(jobs)
        cluster.stop()
        try:
            begin = time.monotonic()
            with pytest.raises(JobsDown):
                await jobs.put("note", {"n": 2}, "b")
            took = time.monotonic() - begin
        finally:
            await asyncio.to_thread(cluster.start)
        await jobs.put("note", {"n": 3}, "b")
        await until(lambda: len(runs) == 2)
    engine.dispose()

    assert runs == [{"n": 1}, {"n": 3}]
    assert took < 4.5


async def test_put_does_not_hang_with_postgresql(cluster: Cluster):
    """A server that takes the question and never answers is a server that is down."""
    engine, runs = make_engine(cluster.database()), list[Any]()

    async with started(engine, runs) as jobs:
        with cluster.frozen():
            begin = time.monotonic()
            with pytest.raises(JobsDown):
                await jobs.put("note", {"n": 1}, "key")
            took = time.monotonic() - begin
        await asyncio.sleep(0.2)
        await jobs.put("note", {"n": 1}, "key")
        await until(lambda: runs)
        await idle(jobs)
    engine.dispose()

    assert runs == [{"n": 1}]
    assert took < 4.5


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_late_answer_does_not_run_a_job_twice(engine: sa.Engine):
    """SQLite is locked by another program: put gives up, its row lands late, and Slack's second delivery is a no-op."""
    runs: list[Any] = []

    async with started(engine, runs) as jobs:
        other = sqlite3.connect(str(engine.url.database), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        begin = time.monotonic()
        with pytest.raises(JobsDown):
            await jobs.put("note", {"n": 1}, "key")
        took = time.monotonic() - begin
        other.execute("ROLLBACK")
        other.close()
        await jobs.put("note", {"n": 1}, "key")
        await until(lambda: runs)
        await idle(jobs)

    assert runs == [{"n": 1}]
    assert 2.4 < took < 4.5
