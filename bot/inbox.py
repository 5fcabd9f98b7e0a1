"""The inbox: jobs that were promised and not yet begun, on disk.

Slack waits three seconds for an acknowledgement, and beginning a job costs several transactions. So a promise is one row, and
the promises of a burst are one transaction together; the jobs are begun afterwards, while no promise waits for the disk.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.dialects import postgresql, sqlite

from bot import tables
from bot.attempts import Attempt
from bot.database import DatabaseError, plain_errors

log = structlog.get_logger(__name__)

MAX_ROWS = 500  # in one transaction
BEGINNERS = 4  # jobs that are begun side by side
AGAIN = 2.0  # seconds until a job that could not be begun is tried again
_QUIET = 0.02  # seconds without a new promise before a job is begun
_PATIENCE = 0.5  # seconds after which jobs are begun although promises keep coming

Run = Callable[..., Awaitable[Any]]


class Inbox:
    """Takes promises, and begins each by `begin`, which may be called again for the same job after a crash.

    `run` calls a blocking function in a thread; `executor` names this process in the rows.
    """

    def __init__(self, engine: sa.Engine, executor: str, run: Run, begin: Callable[[Attempt], Awaitable[None]]) -> None:
        self._engine = engine
        self._me = executor
        self._run = run
        self._begin = begin
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
        self._pending: list[tuple[Attempt, asyncio.Future[None]]] = []
        self._ready: asyncio.Queue[Attempt] = asyncio.Queue()
        self._begun: list[str] = []
        self._held: set[str] = set()
        self._wake = asyncio.Event()
        self._last = 0.0
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Take promises from now on."""
        self._tasks = [asyncio.create_task(self._write())]
        self._tasks += [asyncio.create_task(self._serve()) for _ in range(BEGINNERS)]

    async def stop(self) -> None:
        """Take no more. What was promised and not begun stays on disk for the next process."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for _, promised in self._pending:
            promised.cancel()
        if self._begun:
            with contextlib.suppress(DatabaseError):
                await self._run(self._store, (), tuple(self._begun))

    async def put(self, job: Attempt) -> None:
        """On disk when this returns. Raises DatabaseError."""
        promised: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pending.append((job, promised))
        self._wake.set()
        await promised

    @property
    def empty(self) -> bool:
        """Whether everything that this process promised was begun."""
        return not (self._pending or self._held)

    async def leftovers(self, dead: Callable[[set[str]], Awaitable[set[str]]]) -> None:
        """Begin what processes promised that are dead now; `dead` tells which of some names are."""
        rows = await self._run(self._rows)
        gone = await dead({row.executor for row in rows} - {self._me})
        ours = (row for row in rows if row.executor in gone or row.executor == self._me)
        for row in ours:
            self._queue(Attempt(row.task, row.payload, row.key))

    async def rows(self) -> list[Attempt]:
        """What was promised by any process and not begun."""
        return [Attempt(row.task, row.payload, row.key) for row in await self._run(self._rows)]

    async def _write(self) -> None:
        """Promises, and what was begun since, in one transaction after the other."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._pending or self._begun:
                batch, self._pending = self._pending[:MAX_ROWS], self._pending[MAX_ROWS:]
                begun, self._begun = tuple(self._begun), []
                await self._commit(batch, begun)

    async def _commit(self, batch: list[tuple[Attempt, asyncio.Future[None]]], begun: tuple[str, ...]) -> None:
        self._last = asyncio.get_running_loop().time()
        try:
            await self._run(self._store, tuple(job for job, _ in batch), begun)
        except Exception as error:  # noqa: BLE001 -- whoever waits for the promise must be told, whatever went wrong
            self._begun += begun
            for _, promised in batch:
                if not promised.done():
                    promised.set_exception(error)
            if not batch:
                await asyncio.sleep(AGAIN)
            return
        for job, promised in batch:
            if not promised.done():
                promised.set_result(None)
            self._queue(job)

    def _queue(self, job: Attempt) -> None:
        if job.id not in self._held:
            self._held.add(job.id)
            self._ready.put_nowait(job)

    async def _serve(self) -> None:
        while True:
            job = await self._ready.get()
            await self._calm()
            try:
                await self._begin(job)
            except Exception as error:  # noqa: BLE001 -- the row stands, so it is tried until it can be begun
                log.warning("job_not_begun", job=job.id, reason=f"{type(error).__name__}: {error}")
                await asyncio.sleep(AGAIN)
                self._ready.put_nowait(job)
                continue
            self._held.discard(job.id)
            self._begun.append(job.id)
            self._wake.set()

    async def _calm(self) -> None:
        """Wait for a moment without promises: a promise has three seconds, a job has none to lose."""
        loop = asyncio.get_running_loop()
        end = loop.time() + _PATIENCE
        while (now := loop.time()) < end and (self._pending or now - self._last < _QUIET):  # noqa: ASYNC110 -- a time
            await asyncio.sleep(_QUIET)

    def _store(self, jobs: Iterable[Attempt], begun: Collection[str]) -> None:
        table = tables.inbox
        rows = [
            {"id": job.id, "task": job.task, "payload": job.payload, "key": job.key, "executor": self._me}
            for job in jobs
        ]
        with plain_errors(self._engine), self._engine.begin() as connection:
            if rows:
                connection.execute(self._insert(table).on_conflict_do_nothing(), rows)
            if begun:
                connection.execute(sa.delete(table).where(table.c.id.in_(begun)))

    def _rows(self) -> list[Any]:
        with plain_errors(self._engine), self._engine.connect() as connection:
            return list(connection.execute(sa.select(tables.inbox).limit(MAX_ROWS)).all())
