"""Work that survives a crash: what ``put`` has taken is done, by this process or by another one after it.

Behind it is DBOS, which only this module imports. One job is one DBOS workflow without steps; what DBOS leaves
to a paid service is done here: a failed try writes the next try before it ends (``key#2`` after ``key#1``), and
tries of dead processes are returned by the reaper. A try that kills its process counts as one, so that a
poisonous job ends among the failed ones instead of being run for ever.
"""

import asyncio
import contextvars
import functools
import json
import random
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Literal, TypeVar

import sqlalchemy as sa
import structlog
from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, WorkflowStatus

from bot import tables
from bot.database import DatabaseError, check
from bot.executors import BEAT, Beats, identity

Task = Callable[[dict[str, Any]], Awaitable[None]]
T = TypeVar("T")

ATTEMPTS = 6
BACKOFF, BACKOFF_CAP = 2.0, 900.0  # seconds: 2, 4, 8, 16, 32 with the attempts above
PUT_WITHIN = 2.5  # seconds; Slack delivers an event again when it is not acknowledged within 3
SLOTS = 16  # jobs at once in this process
THREADS = 64  # DBOS puts its pool under asyncio.to_thread of the whole process; threads are made on demand
_APP, _VERSION, _QUEUE = "fuwake", "1", "slow"
_OPEN = ["ENQUEUED", "DELAYED", "PENDING"]
_ENDED_BADLY = ["ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]

log = structlog.get_logger(__name__)


class JobsDown(Exception):  # noqa: N818 - it is a state of the world, not of the call
    """Nothing was promised: the database is away, or jobs are not started. Do not acknowledge."""


class JobFailed(Exception):  # noqa: N818 - the kept reason of a failed job
    """The last attempt of a job raised; the text names what."""


@dataclass(frozen=True)
class Job:
    """One job as people see it: waiting, running or failed; ``attempt`` counts from 1, times are UTC."""

    id: str
    task: str
    key: str
    payload: dict[str, Any]
    attempt: int
    state: Literal["waiting", "running", "failed"]
    created: datetime
    error: str | None


@dataclass(frozen=True)
class _Try:
    """The arguments of a workflow: the ``number``-th row of this key, the ``attempt``-th since put or retry."""

    task: str
    payload: str
    key: str
    number: int = 1
    attempt: int = 1

    @property
    def id(self) -> str:
        return f"{self.key}#{self.number}"

    @property
    def last(self) -> bool:
        return self.attempt >= ATTEMPTS

    def next(self) -> "_Try":
        return _Try(self.task, self.payload, self.key, self.number + 1, self.attempt + 1)

    def args(self) -> tuple[str, str, str, int, int]:
        return self.task, self.payload, self.key, self.number, self.attempt


class Jobs:
    """The jobs of this process. DBOS is one per process, so only one Jobs can be started at a time.

    ``timeout``: seconds one attempt may take. ``lease``: seconds without a beat after which even a process that
    still exists on this machine counts as dead.
    """

    _taken: ClassVar[bool] = False

    def __init__(
        self, engine: sa.Engine, *, executor: str | None = None, timeout: float = 120.0, lease: float = 180.0
    ) -> None:
        self._engine = engine
        self._me = executor or identity()
        self._timeout = timeout
        self._lease = lease
        self._tasks: dict[str, Task] = {}
        self._beats = Beats(engine)
        self._slots = asyncio.Semaphore(SLOTS)
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._puts: set[asyncio.Task[None]] = set()
        self._loops: list[asyncio.Task[None]] = []
        self._unseen: set[str] = set()
        self._open = False

    def task(self, name: str) -> Callable[[Task], Task]:
        """Register an idempotent ``async def f(payload)``: after a crash it is run again with the same payload."""

        def register(function: Task) -> Task:
            self._tasks[name] = function
            return function

        return register

    async def start(self) -> None:
        """Start to take and run jobs on this event loop. Raises DatabaseError; RuntimeError when one is started."""
        if Jobs._taken:
            raise RuntimeError("Jobs are started already: DBOS allows one per process")
        # Own threads: a probe and a beat must get through when every other thread waits for the database.
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="jobs")
        Jobs._taken = True
        try:
            await self._thread(tables.migrate, self._engine)
            await self._thread(self._beats.beat, self._me)
            await self._launch()
        except BaseException:
            await self._shut()
            raise
        self._open = True
        self._loops = [asyncio.create_task(self._beating()), asyncio.create_task(self._reaping())]

    async def _launch(self) -> None:
        DBOS(
            config={
                "name": _APP,
                "system_database_engine": self._engine,
                "application_version": _VERSION,  # the default is a hash of the code, and rows of another one are never run
                "executor_id": self._me,
                "serializer": DBOSPortableJSONSerializer(),  # the default is pickle: who writes the database runs code
                "use_listen_notify": False,
                "max_executor_threads": THREADS,
                "log_level": "WARNING",  # what matters is logged here, once
            }
        )

        async def job(task: str, payload: str, key: str, number: int, attempt: int) -> str:
            return await self._work(_Try(task, payload, key, number, attempt))

        self._workflow = DBOS.workflow(name="job", max_recovery_attempts=ATTEMPTS)(job)
        DBOS.launch()  # blocks, but has to be called on the loop on which the jobs shall run
        self._client = DBOSClient(
            system_database_engine=self._engine,
            application_name=_APP,
            serializer=DBOSPortableJSONSerializer(),
            retry_connection_errors=False,
            lazy=True,
        )
        await DBOS.register_queue_async(_QUEUE, worker_concurrency=SLOTS // 2, on_conflict="always_update")

    async def put(self, task: str, payload: Mapping[str, Any], key: str) -> None:
        """Take a job: on disk when this returns, and running. A key that is still kept is not taken again.

        Raises JobsDown within 2.5 s. The job may still be done then: a late answer of the database counts.
        """
        await self._durable(self._begin, self._first(task, payload, key))

    async def put_later(self, task: str, payload: Mapping[str, Any], key: str, delay: float) -> None:
        """Take a job that starts after ``delay`` seconds, plus up to two. Raises JobsDown."""
        await self._durable(functools.partial(self._enqueue, delay=delay), self._first(task, payload, key))

    def _first(self, task: str, payload: Mapping[str, Any], key: str) -> _Try:
        if task not in self._tasks:
            raise LookupError(f"There is no task {task!r}")
        return _Try(task, json.dumps(dict(payload)), key)

    async def _durable(self, write: Callable[[_Try], Coroutine[Any, Any, None]], job: _Try) -> None:
        if not self._open:
            raise JobsDown("jobs are not started")
        # In a context of its own: a job that puts a job would make it DBOS's child.
        putting = asyncio.create_task(write(job), context=contextvars.Context())
        self._puts.add(putting)
        putting.add_done_callback(self._puts.discard)
        putting.add_done_callback(lambda done: done.cancelled() or done.exception())
        await asyncio.wait({putting}, timeout=PUT_WITHIN)
        if not putting.done():
            raise JobsDown(f"the database gave no answer within {PUT_WITHIN} s")
        try:
            putting.result()
        except (DatabaseError, sa.exc.SQLAlchemyError) as error:
            raise JobsDown(str(error)) from error

    async def _begin(self, job: _Try) -> None:
        # DBOS would wait for a database that is away for ever; this raises.
        await self._thread(check, self._engine)
        await DBOS.start_workflow_async(self._workflow, *job.args())

    async def _enqueue(self, job: _Try, *, delay: float = 0.0) -> None:
        options: Any = {
            "workflow_name": "job",
            "workflow_id": job.id,
            "queue_name": _QUEUE,
            "app_version": _VERSION,
        }
        if delay > 0:
            options["delay_seconds"] = delay
        await self._client.enqueue_async(options, *job.args())

    async def _work(self, job: _Try) -> str:
        """Run one attempt; raises JobFailed for the last one only, which makes it a failed job."""
        current = asyncio.current_task()
        assert current is not None
        self._running[job.id] = current
        # Until the task has ended, not this function: DBOS still has to write the outcome.
        current.add_done_callback(lambda _: self._running.pop(job.id, None))
        async with self._slots:
            if not self._open:
                raise asyncio.CancelledError  # its row stays as it is, and the next process takes it
            try:
                async with asyncio.timeout(self._timeout):
                    await self._tasks[job.task](json.loads(job.payload))
            except (Exception, asyncio.CancelledError) as error:
                if isinstance(error, asyncio.CancelledError) and not self._open:
                    raise
                return await self._try_again(job, error)
        return "done"

    async def _try_again(self, job: _Try, error: BaseException) -> str:
        reason = f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace").decode()
        if job.last:
            log.error("job_failed", job=job.id, task=job.task, exc_info=error)
            raise JobFailed(reason) from error
        delay = min(BACKOFF_CAP, BACKOFF**job.attempt)
        log.warning("job_again", job=job.id, task=job.task, attempt=job.attempt, reason=reason, delay=delay)
        while True:
            try:
                await self._enqueue(job.next(), delay=delay)
            except sa.exc.SQLAlchemyError as away:
                # Ending now would lose the job: nothing says yet that it has to be tried again.
                log.warning("job_again_waits", job=job.id, reason=str(away))
                await asyncio.sleep(BACKOFF)
            else:
                return "again"

    async def _beating(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._thread(self._beats.beat, self._me)
            except DatabaseError as error:
                log.warning("beat_missed", reason=str(error))

    async def _reaping(self) -> None:
        while True:
            try:
                if count := await self._reap():
                    log.warning("jobs_returned", count=count)
                await self._thread(self._beats.forget)
            except (DatabaseError, sa.exc.SQLAlchemyError) as error:
                log.warning("reaper_waits", reason=str(error))
            await asyncio.sleep(BEAT)

    async def _reap(self) -> int:
        """Return the jobs that nobody runs: next attempt in, old row out. Processes may do so at once.

        Rows are read before beats: a process beats before its first row, so none is taken for dead by mistake.
        """
        rows = await self._client.list_workflows_async(status="PENDING", name="job", load_output=False)
        owners = {row.executor_id or "" for row in rows} - {self._me}
        dead = await self._thread(self._beats.dead, owners, self._lease)
        # A row of ours that does not run here was claimed and then dropped. Seen twice, it is not just starting.
        ours = {row.workflow_id for row in rows if row.executor_id == self._me} - set(self._running)
        lost, self._unseen = ours & self._unseen, ours
        orphans = [row for row in rows if (row.executor_id or "") in dead or row.workflow_id in lost]
        for row in orphans:
            await self._return(_try(row))
        return len(orphans)

    async def _return(self, job: _Try) -> None:
        if job.attempt == 1:
            await self._begin(job.next())
        elif not job.last:
            # Twice in a dying process: it may be the reason. Scattered, so that it does not drag the same others along.
            delay = min(BACKOFF_CAP, BACKOFF**job.attempt * random.uniform(0.5, 1.5))  # noqa: S311
            await self._enqueue(job.next(), delay=delay)
        await self._client.cancel_workflow_async(job.id)

    async def waiting(self, limit: int = 50) -> list[Job]:
        """Return jobs that wait or run, oldest first."""
        rows = await self._client.list_workflows_async(status=[*_OPEN], name="job", limit=limit, load_output=False)
        return [_job(row) for row in rows]

    async def failed(self, limit: int = 50) -> list[Job]:
        """Return jobs whose attempts are used up, newest first."""
        found: list[Job] = []
        page, offset = max(limit, 100), 0
        while len(found) < limit:
            rows = await self._client.list_workflows_async(
                status=[*_ENDED_BADLY], name="job", sort_desc=True, limit=page, offset=offset
            )
            # A cancelled row that had attempts left was returned: its next attempt tells the rest.
            found += [_job(row) for row in rows if row.status != "CANCELLED" or _try(row).last]
            offset += page
            if len(rows) < page:
                break
        return found[:limit]

    async def retry(self, job_id: str) -> bool:
        """Give a failed job its attempts again; False when it is not (or no longer) among the failed ones."""
        rows = await self._client.list_workflows_async(workflow_ids=[job_id], status=[*_ENDED_BADLY], name="job")
        if not rows:
            return False
        old = _try(rows[0])
        await self._enqueue(_Try(old.task, old.payload, old.key, old.number + 1))
        if old.number > 1:  # the first row of a key stays: it is what makes a second put a no-op
            await self._client.delete_workflow_async(job_id)
        return True

    async def prune(self, days: float = 30) -> int:
        """Forget jobs that ended more than so many days ago, the failed ones too; returns how many."""
        before = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        count = 0
        while rows := await self._client.list_workflows_async(
            status=["SUCCESS", *_ENDED_BADLY],
            name="job",
            completed_before=before,
            limit=500,
            load_input=False,
            load_output=False,
        ):
            await self._client.delete_workflows_async([row.workflow_id for row in rows])
            count += len(rows)
        return count

    async def stop(self, drain: float = 20.0) -> None:
        """Take no more, let running jobs finish for ``drain`` seconds, end. The rest is done at the next start."""
        if not self._open:
            return
        self._open = False
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        busy = {*self._running.values(), *self._puts}
        if busy:
            await asyncio.wait(busy, timeout=drain)
        await self._shut()

    async def _shut(self) -> None:
        for task in [*self._running.values(), *self._puts]:
            task.cancel()
        await asyncio.gather(*self._running.values(), *self._puts, return_exceptions=True)
        await self._thread(functools.partial(DBOS.destroy, destroy_registry=True))
        # DBOS had put its own pool, which is closed now, under asyncio.to_thread.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(thread_name_prefix="asyncio"))
        try:
            await self._thread(self._beats.leave, self._me)
        except DatabaseError as error:
            log.warning("leave_missed", reason=str(error))
        self._threads.shutdown(wait=False)
        Jobs._taken = False

    async def _thread(self, function: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, functools.partial(function, *args))


def _try(row: WorkflowStatus) -> _Try:
    assert row.input is not None
    return _Try(*row.input["args"])


def _job(row: WorkflowStatus) -> Job:
    job = _try(row)
    state: Literal["waiting", "running", "failed"] = "running" if row.status == "PENDING" else "waiting"
    error = None
    if row.status in _ENDED_BADLY:
        state = "failed"
        error = str(row.error) if row.error else "its process died"
    return Job(
        id=row.workflow_id,
        task=job.task,
        key=job.key,
        payload=json.loads(job.payload),
        attempt=job.attempt,
        state=state,
        created=datetime.fromtimestamp((row.created_at or 0) / 1000, UTC),
        error=error,
    )
