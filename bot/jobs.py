"""Work that survives a crash: what ``put`` has taken is done, by this process or by another one after it.

Behind it is DBOS (``bot.engine``). ``put`` writes a promise (``bot.inbox``), begun at once after. What DBOS leaves to
a paid service is done here: a failed attempt writes the next one before it ends (``key#2`` after ``key#1``), and the
attempts of dead processes are returned by the reaper. An attempt whose process dies counts, so that a poisonous
job ends among the failed ones. After the last attempt a job of its own tells the task that it is given up.
"""

import asyncio
import contextvars
import functools
import json
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import sqlalchemy as sa
import structlog

from bot.attempts import (
    FAILED,
    Attempt,
    Job,
    JobFailed,
    JobsDown,
    Patience,
    attempt_of,
    job_of,
    promised_job,
)
from bot.database import DatabaseError
from bot.engine import Engine
from bot.executors import Beats, forever, identity
from bot.inbox import Inbox
from bot.tasks import GIVEN_UP, Gate, Registered, Task, farewell, give_up

__all__ = ["Job", "JobFailed", "Jobs", "JobsDown", "Task"]

PUT_WITHIN = 2.5  # seconds; Slack delivers an event again when it is not acknowledged within 3
SLOTS = 64  # jobs at once in this process; most of them wait for answers from the network

log = structlog.get_logger(__name__)


class Jobs:
    """The jobs of this process. DBOS is one per process, so only one Jobs can be started at a time.

    ``executor``: a name for this process, unique in the database. ``timeout``: seconds one attempt may take.
    ``lease``: seconds without a beat after which even a process that still exists on this machine counts as dead.
    ``attempts`` in all, ``backoff`` ** attempt seconds apart (2, 4, 8, 16, 32); ``deaths`` when its process dies in each.
    """

    _taken: ClassVar[bool] = False

    def __init__(
        self,
        engine: sa.Engine,
        *,
        executor: str | None = None,
        timeout: float = 120.0,
        lease: float = 180.0,
        attempts: int = 6,
        backoff: float = 2.0,
        deaths: int = 18,
    ) -> None:
        self.me = executor or identity()
        self._engine = Engine(engine, self.me)
        self._lease = lease
        self._patience = Patience(timeout, attempts, backoff, deaths)
        self._tasks: dict[str, Registered] = {}
        self.task(GIVEN_UP)(functools.partial(give_up, self._tasks))
        self._beats = Beats(engine, self.me)
        self._inbox = Inbox(engine, self.me, self._beats.run, self._begin)
        self._slots = asyncio.Semaphore(SLOTS)
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._puts: set[asyncio.Task[None]] = set()
        self._reaping: asyncio.Task[None] | None = None
        self._open = False
        self._stopping = False

    def task(
        self, name: str, *, gate: Gate | None = None, timeout: float | None = None, given_up: Task | None = None
    ) -> Callable[[Task], Task]:
        """Register an idempotent ``async def f(payload)``: after a crash it is run again with the same payload.

        ``given_up``, idempotent too, is called with the payload when the last attempt has failed or died.
        """

        def register(function: Task) -> Task:
            self._tasks[name] = Registered(function, gate, timeout or self._patience.timeout, given_up)
            return function

        return register

    async def start(self) -> None:
        """Take and run jobs, on this event loop. Raises DatabaseError, and RuntimeError when one is started."""
        if Jobs._taken:
            raise RuntimeError("Jobs are started already: DBOS allows one per process")
        Jobs._taken, self._stopping = True, False
        try:
            await self._beats.start()
            await self._engine.launch(self._work, attempts=self._patience.attempts, at_once=SLOTS // 2)
        except BaseException:
            await self._shut()
            raise
        self._inbox.start()
        self._open = True
        self._reaping = asyncio.create_task(forever(self._reap, "reaper_waits"))

    @property
    def beat(self) -> float:
        """Seconds since something could last be written down (`Beats.age`)."""
        return self._beats.age

    async def put(self, task: str, payload: Mapping[str, Any], key: str) -> None:
        """Take a job: on disk when this returns, and begun at once after. A key that is still kept is not taken again.

        Raises JobsDown within 2.5 s. The job may run even then: the database may have answered too late.
        """
        await self._durable(self._inbox.put, self._first(task, payload, key))

    async def put_later(self, task: str, payload: Mapping[str, Any], key: str, delay: float) -> None:
        """Take a job that starts ``delay`` seconds from now, or up to two seconds later. Raises JobsDown."""
        await self._durable(functools.partial(self._engine.enqueue, delay=delay), self._first(task, payload, key))

    def _first(self, task: str, payload: Mapping[str, Any], key: str) -> Attempt:
        if task not in self._tasks:
            raise LookupError(f"There is no task {task!r}")
        # ASCII, because a mail may hold lone surrogates and NUL, which no database takes as text.
        return Attempt(task, json.dumps(dict(payload)), key)

    async def _durable(self, write: Callable[[Attempt], Coroutine[Any, Any, None]], job: Attempt) -> None:
        if not self._open:
            raise JobsDown("jobs are not started")
        # In an empty context: a job that puts a job would make it DBOS's child.
        putting = asyncio.create_task(write(job), context=contextvars.Context())
        self._puts.add(putting)
        putting.add_done_callback(self._puts.discard)
        if not (await asyncio.wait({putting}, timeout=PUT_WITHIN))[0]:
            putting.add_done_callback(lambda late: late.cancelled() or late.exception())
            raise JobsDown(f"the database gave no answer within {PUT_WITHIN} s")
        try:
            putting.result()
        except DatabaseError as error:
            raise JobsDown(str(error)) from error

    async def _begin(self, job: Attempt) -> None:
        await self._beats.check()
        await self._engine.begin(job)

    async def _work(self, job: Attempt) -> str:
        """Run one attempt; raises JobFailed for the last one only, which makes it a failed job."""
        current = asyncio.current_task()
        assert current is not None
        self._running[job.id] = current  # until the task has ended, not this function: DBOS writes the outcome
        current.add_done_callback(lambda _: self._running.pop(job.id, None))
        try:
            await self._tasks[job.task].run(json.loads(job.payload), self._slots, self._leave_when_stopping)
        except (Exception, asyncio.CancelledError) as error:
            if isinstance(error, asyncio.CancelledError) and self._stopping:
                raise
            return await self._try_again(job, error)
        return "done"

    def _leave_when_stopping(self) -> None:
        if self._stopping:
            raise asyncio.CancelledError  # its row stays as it is, and the next process takes it

    async def _try_again(self, job: Attempt, error: BaseException) -> str:
        reason = f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace").decode()
        if self._patience.ends(job):
            log.error("job_failed", job=job.id, task=job.task, exc_info=error)
            await self._surely(self._farewell(job))
            raise JobFailed(reason) from error
        delay = self._patience.delay(job)
        log.warning("job_again", job=job.id, task=job.task, attempt=job.attempt, reason=reason, delay=delay)
        await self._surely(job.following(), delay)
        return "again"

    def _farewell(self, job: Attempt) -> Attempt | None:
        known = self._tasks.get(job.task)
        return farewell(job) if known is None or known.given_up else None

    async def _surely(self, job: Attempt | None, delay: float = 0.0) -> None:
        """Enqueue what has to follow an attempt before that one ends: without it nothing says that more is to be done."""
        while job:
            try:
                await self._engine.enqueue(job, delay=delay)
            except DatabaseError as away:
                log.warning("job_again_waits", job=job.id, reason=str(away))
                await asyncio.sleep(PUT_WITHIN)
            else:
                return

    async def _reap(self) -> None:
        """Return the jobs that nobody runs: next attempt in, old row out. Processes may do so at once."""
        rows = await self._rows(status="PENDING", load_output=False)
        for row in await self._beats.orphans(rows, self._running, self._lease):
            await self._return(attempt_of(row))
        await self._inbox.leftovers(functools.partial(self._beats.dead, lease=self._lease))
        await self._beats.forget()

    async def _return(self, job: Attempt) -> None:
        log.warning("job_returned", job=job.id, task=job.task, attempt=job.attempt)
        if job.attempt == 1:
            await self._durable(self._begin, job.following())
        elif not self._patience.ends_dying(job):
            # Twice in a dying process: it may be the reason.
            await self._engine.enqueue(job.following(), delay=self._patience.delay_dying(job))
        elif last := self._farewell(job):
            await self._engine.enqueue(last)
        await self._engine.cancel(job.id)

    async def waiting(self, limit: int = 50) -> list[Job]:
        """Return jobs that wait or run, oldest first."""
        promised = {job.id: promised_job(job) for job in await self._inbox.rows()}
        rows = await self._rows(status=["ENQUEUED", "DELAYED", "PENDING"], limit=limit, load_output=False)
        return list({**promised, **{row.workflow_id: job_of(row) for row in rows}}.values())[:limit]

    async def failed(self, limit: int = 50) -> list[Job]:
        """Return jobs whose attempts are used up, newest first."""
        found: list[Job] = []
        page, offset = max(limit, 100), 0
        while len(found) < limit:
            rows = await self._rows(status=[*FAILED], sort_desc=True, limit=page, offset=offset)
            found += [job_of(row) for row in rows if self._patience.gave_up(row)]
            offset += page
            if len(rows) < page:
                break
        return found[:limit]

    async def retry(self, job_id: str) -> bool:
        """Give a failed job its attempts again; False when it is not, or no longer, among the failed ones."""
        rows = await self._rows(workflow_ids=[job_id], status=[*FAILED])
        if not rows or not self._patience.gave_up(rows[0]):
            return False
        old = attempt_of(rows[0])
        await self._engine.enqueue(old.anew())
        if old.number > 1:  # the first row of a key stays: it is what makes a second put a no-op
            await self._engine.delete([job_id])
        return True

    async def prune(self, days: float = 30) -> int:
        """Forget jobs that ended more than so many days ago, the failed ones too; returns how many rows."""
        before = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        old: dict[str, Any] = {"status": ["SUCCESS", *FAILED], "completed_before": before, "limit": 500}
        count = 0
        while rows := await self._rows(**old, load_input=False, load_output=False):
            await self._engine.delete([row.workflow_id for row in rows])
            count += len(rows)
        return count

    async def _rows(self, **query: Any) -> list[Any]:
        if not self._open:
            raise JobsDown("jobs are not started")
        return await self._engine.rows(**query)

    async def stop(self, drain: float = 20.0) -> None:
        """Take no more, let running jobs finish for ``drain`` seconds, end. The rest is done at the next start.

        If the database is away, DBOS's threads go on waiting for it: end the process with os._exit then.
        """
        if not self._open:
            return
        self._open, self._stopping = False, True
        if self._reaping:
            self._reaping.cancel()
            await asyncio.gather(self._reaping, return_exceptions=True)
        if busy := {*self._running.values(), *self._puts}:
            await asyncio.wait(busy, timeout=drain)
        await self._inbox.stop()
        await self._shut()

    async def _shut(self) -> None:
        self._stopping = True
        left = [*self._running.values(), *self._puts]
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=PUT_WITHIN)
        await self._beats.run(self._engine.destroy)
        # DBOS has put its own pool, which is closed now, under asyncio.to_thread.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(thread_name_prefix="asyncio"))
        try:
            await self._beats.stop()
        except DatabaseError as error:
            log.warning("leave_missed", reason=str(error))
        Jobs._taken = False
