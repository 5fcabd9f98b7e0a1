"""The engine that runs attempts: DBOS, which only this module imports.

One attempt is one DBOS workflow without steps, so that a row is begun and ended and nothing else; `bot.jobs` does what DBOS leaves
to a paid service. Methods raise DatabaseError instead of waiting for a database that is away.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID

from bot.attempts import Attempt
from bot.database import plain_errors

_APP, _VERSION, _QUEUE = "fuwake", "1", "slow"


class Engine:
    """One per process. `executor`: a name for this process, unique in the database."""

    def __init__(self, engine: sa.Engine, executor: str) -> None:
        self._engine = engine
        self._me = executor

    async def launch(self, work: Callable[[Attempt], Awaitable[str]], *, attempts: int, at_once: int) -> None:
        """Run attempts from now on by `work`, on this event loop; `at_once`: so many of those that waited."""
        config: DBOSConfig = {
            "name": _APP,
            "system_database_engine": self._engine,
            "application_version": _VERSION,  # by default a hash of the code: rows of another one would never run
            "executor_id": self._me,
            "serializer": DBOSPortableJSONSerializer(),  # by default pickle: who writes the database would run code
            "use_listen_notify": False,
            "notification_listener_polling_interval_sec": 0.2,  # it polls nothing here, but stop waits for its sleep
            "max_executor_threads": 64,  # it puts this pool under asyncio.to_thread of the whole process
            "log_level": "CRITICAL",  # what matters is logged here
        }
        with plain_errors(self._engine):
            DBOS(config=config)

            async def job(task: str, payload: str, key: str, number: int, attempt: int) -> str:
                return await work(Attempt(task, payload, key, number, attempt))

            self._workflow = DBOS.workflow(name="job", max_recovery_attempts=attempts)(job)
            DBOS.launch()  # blocks for a moment, but has to be called on the loop on which the jobs shall run
            self.connect()
            await DBOS.register_queue_async(_QUEUE, worker_concurrency=at_once, on_conflict="always_update")

    def connect(self) -> None:
        """Only find and change rows: for who looks from outside. The tables must be there."""
        self._client = DBOSClient(
            system_database_engine=self._engine,
            application_name=_APP,
            serializer=DBOSPortableJSONSerializer(),
            retry_connection_errors=False,
            lazy=True,
        )

    async def begin(self, job: Attempt) -> None:
        """Begin an attempt in this process, at once. With a database that is away it waits: ask `check` first."""
        with plain_errors(self._engine), SetWorkflowID(job.id):
            await DBOS.start_workflow_async(self._workflow, *job.args())

    async def enqueue(self, job: Attempt, *, delay: float = 0.0) -> None:
        """Let some process begin an attempt, `delay` seconds from now or up to two seconds later."""
        options: Any = {"workflow_name": "job", "workflow_id": job.id, "queue_name": _QUEUE, "app_version": _VERSION}
        options |= {"delay_seconds": delay} if delay > 0 else {}
        with plain_errors(self._engine):
            await self._client.enqueue_async(options, *job.args())

    async def rows(self, **query: Any) -> list[Any]:
        """Find rows; `query` is DBOS's own."""
        with plain_errors(self._engine):
            return await self._client.list_workflows_async(name="job", **query)

    async def cancel(self, job_id: str) -> None:
        """Let nobody run it any more."""
        with plain_errors(self._engine):
            await self._client.cancel_workflow_async(job_id)

    async def delete(self, job_ids: Sequence[str]) -> None:
        """Forget rows."""
        with plain_errors(self._engine):
            await self._client.delete_workflows_async(list(job_ids))

    @staticmethod
    def destroy() -> None:
        """End it; blocks, for ever when the database is away."""
        DBOS.destroy(destroy_registry=True)
