"""Schedules: what is to be done once a day, by one process, whichever it is.

No process leads. Each puts a job for the slot that has begun, under the slot's name, and the database takes that job once. So a slot
that nobody was there for is made up for when a process starts; of several such slots only the last.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.jobs import JobsDown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import tzinfo

    from bot.jobs import Jobs, Task

    Last = Callable[[datetime], str]  # the name of the slot that began last, the same in every process

LOOK = 20.0  # seconds between two looks at the clock; scattered, so that not all processes ask in the same second
log = structlog.get_logger(__name__)


class Schedules:
    """Puts jobs into `jobs`; tasks are registered before those start. `look`: seconds between two looks; `now`: the wall clock."""

    def __init__(
        self, jobs: Jobs, *, look: float = LOOK, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._jobs = jobs
        self._look = look
        self._now = now
        self._known: dict[str, Last] = {}

    def daily(
        self, name: str, *, at: time, task: Task, zone: tzinfo | None = UTC, timeout: float | None = None
    ) -> None:
        """Run `task` (idempotent, as every task) as the job `name` each day at `at`, with {"slot": "2025-05-09"}.

        `zone` None: this host's. `timeout` in seconds.
        """
        self._known[name] = lambda now: _day(now.astimezone(zone), at)
        self._jobs.task(name, timeout=timeout)(task)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """While it lasts, each slot is put when it begins. The jobs have started, and stop after it."""
        tasks = [asyncio.create_task(self._run(name, last)) for name, last in self._known.items()]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, name: str, last: Last) -> None:
        done = ""
        while True:
            await asyncio.sleep(random.uniform(0.5, 1.0) * self._look)  # noqa: S311
            slot = last(self._now())
            if slot == done:
                continue
            try:
                await self._jobs.put(name, {"slot": slot}, key=f"{name}:{slot}")
            except JobsDown as error:
                log.warning("slot_waits", name=name, slot=slot, reason=str(error))
            else:
                done = slot


def _day(now: datetime, at: time) -> str:
    """The day on which it was last `at` o'clock, by the clock on the wall: so each day has one slot, also when clocks are changed."""
    day = now.date() if now.time() >= at else now.date() - timedelta(days=1)
    return day.isoformat()
