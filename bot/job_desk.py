"""Jobs as an administrator sees and changes them, beside the bot that runs them: nothing is run from here."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from bot import tables
from bot.attempts import FAILED, Attempt, Job, Patience, attempt_of, job_of, promised_job
from bot.database import plain_errors
from bot.engine import Engine
from bot.executors import alive
from bot.rows import Rows

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

WAITING = ("ENQUEUED", "DELAYED", "PENDING")
PAGE = 500
_PATIENCE = Patience(timeout=120.0, attempts=6, backoff=2.0)  # as in `bot.jobs`

Outcome = Literal["done", "running", "unknown"]


class JobDesk(Rows):
    """The jobs in a database. Every method raises DatabaseError; one that no bot ever used has none."""

    def __init__(self, engine: sa.Engine, patience: Patience = _PATIENCE) -> None:
        super().__init__(engine)
        self._patience = patience
        self._rows = Engine(engine, "")
        self._rows.connect()

    async def waiting(self) -> list[Job]:
        """Jobs that wait or run, oldest first."""
        found = {job.id: promised_job(job) for job in await self._promised()}
        found |= {row.workflow_id: job_of(row) async for row in self._all(WAITING)}
        return sorted(found.values(), key=lambda job: job.created)

    async def failed(self) -> list[Job]:
        """Jobs whose attempts are used up, oldest first."""
        return [job_of(row) async for row in self._all(FAILED) if self._patience.gave_up(row)]

    async def retry(self, job_id: str) -> bool:
        """Gives a failed job its attempts again, in the bot; False when it is not, or no longer, among the failed ones."""
        row = await self._row(job_id)
        if row is None or row.status not in FAILED or not self._patience.gave_up(row):
            return False
        old = attempt_of(row)
        await self._rows.enqueue(old.anew())
        await self._forget(old)
        return True

    async def drop(self, job_id: str) -> Outcome:
        """Gives a job up: one that waits, has failed, or was left by a process that died. One that runs is left to run."""
        promised = await self.changed(sa.delete(tables.inbox).where(tables.inbox.c.id == job_id))
        row = await self._row(job_id)
        if row is None:
            return "done" if promised else "unknown"
        if row.status == "PENDING" and row.executor_id in await asyncio.to_thread(alive, self._engine):
            return "running"
        if row.status in WAITING:
            await self._rows.cancel(job_id)
            await self._forget(attempt_of(row))
        elif row.status in FAILED and self._patience.gave_up(row):
            await self._rows.delete([job_id])
        else:
            return "unknown"
        return "done"

    async def erase(self, names: Collection[str], *, pretend: bool = False) -> tuple[int, int]:
        """Forgets every job that bears one of the names, in its key or as a value; gives how many, and how many run and stay.

        `pretend`: only counts.
        """
        work = await asyncio.to_thread(alive, self._engine)
        ids, busy = [], 0
        async for row in self._all((*WAITING, *FAILED, "SUCCESS")):
            if not _bears(attempt_of(row), names):
                continue
            if row.status == "PENDING" and row.executor_id in work:
                busy += 1
            else:
                ids.append(row.workflow_id)
        promised = [job.id for job in await self._promised() if _bears(job, names)]
        if not pretend:
            await self.changed(sa.delete(tables.inbox).where(tables.inbox.c.id.in_(promised)))
            for start in range(0, len(ids), PAGE):
                await self._rows.delete(ids[start : start + PAGE])
        return len({*ids, *promised}), busy

    async def _forget(self, job: Attempt) -> None:
        if job.number > 1:  # the first row of a key stays: it is what makes a second put a no-op
            await self._rows.delete([job.id])

    async def _promised(self) -> list[Attempt]:
        return [Attempt(row["task"], row["payload"], row["key"]) for row in await self.all(sa.select(tables.inbox))]

    async def _row(self, job_id: str) -> Any:
        rows = await self._rows.rows(workflow_ids=[job_id], load_output=False) if await self._there() else []
        return rows[0] if rows else None

    async def _all(self, states: Collection[str]) -> AsyncIterator[Any]:
        offset = 0
        while await self._there():
            rows = await self._rows.rows(status=list(states), limit=PAGE, offset=offset)
            for row in rows:
                yield row
            offset += PAGE
            if len(rows) < PAGE:
                return

    async def _there(self) -> bool:
        """Whether the engine's tables are: it makes them when a bot starts."""

        def look() -> bool:
            schema = "dbos" if self._engine.dialect.name == "postgresql" else None
            with plain_errors(self._engine):
                return sa.inspect(self._engine).has_table("workflow_status", schema=schema)

        return await asyncio.to_thread(look)


def _bears(job: Attempt, names: Collection[str]) -> bool:
    return any(f'"{name}"' in job.payload or _in_key(job, name) for name in names)


def _in_key(job: Attempt, name: str) -> bool:
    """The second mail of a post bears the name of the first, and a number; it is another one all the same."""
    _, found, rest = f":{job.key}:".partition(f":{name}:")
    return bool(found) and not (rest and f'"{name}:{rest[:-1]}"' in job.payload)
