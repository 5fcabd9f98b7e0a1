"""The inbox: a promise is on disk at once, a burst is one transaction, and what was promised is begun, whoever dies."""

import asyncio
from typing import Any

import pytest
import sqlalchemy as sa

from bot import tables
from bot.attempts import Attempt
from bot.executors import identity
from bot.inbox import Inbox
from bot.jobs import Jobs


async def in_thread(function: Any, *args: Any) -> Any:
    return await asyncio.to_thread(function, *args)


def attempt(number: int) -> Attempt:
    return Attempt("note", f'{{"n": {number}}}', f"key {number}")


async def never(_: Attempt) -> None:
    await asyncio.Event().wait()


async def nobody(names: set[str]) -> set[str]:
    return names


async def test_a_burst_is_one_or_two_transactions(engine: sa.Engine):
    """Fifty promises made at once are on disk after at most two commits, and none is begun before."""
    tables.migrate(engine)
    commits: list[int] = []
    sa.event.listen(engine, "commit", lambda _: commits.append(1))
    inbox = Inbox(engine, "me", in_thread, never)
    inbox.start()

    await asyncio.gather(*(inbox.put(attempt(n)) for n in range(50)))

    assert len(commits) <= 2
    assert {job.key for job in await inbox.rows()} == {f"key {n}" for n in range(50)}
    await inbox.stop()


async def test_what_is_begun_leaves_the_disk(engine: sa.Engine):
    """Each promise is begun once, and its row goes."""
    tables.migrate(engine)
    begun: list[str] = []

    async def begin(job: Attempt) -> None:
        begun.append(job.id)

    inbox = Inbox(engine, "me", in_thread, begin)
    inbox.start()
    await asyncio.gather(*(inbox.put(attempt(n % 5)) for n in range(20)))
    async with asyncio.timeout(5):
        while await inbox.rows():  # noqa: ASYNC110 - it happens in the database
            await asyncio.sleep(0.02)
    await inbox.stop()

    assert sorted(set(begun)) == [f"key {n}#1" for n in range(5)]


async def test_a_promise_outlives_its_process(engine: sa.Engine):
    """What a dead process promised is begun by the next one."""
    tables.migrate(engine)
    gone = Inbox(engine, "another-host:1:0:dead", in_thread, never)
    gone.start()
    await gone.put(attempt(7))
    await gone.stop()
    runs: list[Any] = []
    jobs = Jobs(engine)

    @jobs.task("note")
    async def note(payload: dict[str, Any]) -> None:
        runs.append(payload)

    await jobs.start()
    async with asyncio.timeout(15):
        while not runs or await jobs.waiting():  # noqa: ASYNC110 - it happens in the database
            await asyncio.sleep(0.05)
    await jobs.stop()

    assert runs == [{"n": 7}]


async def test_a_living_process_keeps_its_promises(engine: sa.Engine):
    """Nobody else begins what a process that lives has promised."""
    tables.migrate(engine)
    theirs = Inbox(engine, identity(), in_thread, never)
    theirs.start()
    await theirs.put(attempt(1))
    begun: list[str] = []

    async def begin(job: Attempt) -> None:
        begun.append(job.id)

    async def alive(_: set[str]) -> set[str]:
        return set()

    ours = Inbox(engine, "me", in_thread, begin)
    ours.start()
    await ours.leftovers(alive)
    await asyncio.sleep(0.2)
    assert begun == []
    await ours.leftovers(nobody)
    async with asyncio.timeout(5):
        while not begun:  # noqa: ASYNC110 - it happens in the database
            await asyncio.sleep(0.02)
    await ours.stop()
    await theirs.stop()

    assert begun == ["key 1#1"]


async def test_a_promise_that_cannot_be_written_is_none(engine: sa.Engine):
    """Without its table nothing is promised, and whoever asks is told."""
    inbox = Inbox(engine, "me", in_thread, never)
    inbox.start()

    with pytest.raises(Exception, match="inbox"):
        await inbox.put(attempt(1))
    await inbox.stop()


async def test_a_job_that_cannot_be_begun_is_tried_again(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch):
    """A database that is away for a moment loses nothing."""
    monkeypatch.setattr("bot.inbox.AGAIN", 0.05)
    tables.migrate(engine)
    tries: list[str] = []

    async def begin(job: Attempt) -> None:
        tries.append(job.id)
        if len(tries) < 3:
            raise ConnectionError

    inbox = Inbox(engine, "me", in_thread, begin)
    inbox.start()
    await inbox.put(attempt(1))
    async with asyncio.timeout(5):
        while await inbox.rows():  # noqa: ASYNC110 - it happens in the database
            await asyncio.sleep(0.02)
    await inbox.stop()

    assert tries == ["key 1#1"] * 3
