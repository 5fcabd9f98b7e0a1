"""Tasks: the functions that jobs run, by name, each with how it may be run."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Final

from bot.attempts import Attempt

GIVEN_UP: Final = "given-up"  # the task that tells another one that a job of it is given up
Task = Callable[[dict[str, Any]], Awaitable[None]]
# What is held while a job with this payload runs; entering it may take as long as it likes.
Gate = Callable[[Mapping[str, Any]], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, slots=True)
class Registered:
    """`timeout`: seconds one attempt may take, without the wait at the gate. `given_up`: what is called after the last one."""

    function: Task
    gate: Gate | None
    timeout: float
    given_up: Task | None = None

    async def run(self, payload: dict[str, Any], slots: asyncio.Semaphore, ready: Callable[[], None]) -> None:
        """Behind the gate first, and only then in a slot: who waits for his turn keeps nobody else from working.

        `ready` is called before it begins, and may raise.
        """
        async with self.gate(payload) if self.gate else contextlib.nullcontext(), slots:
            ready()
            async with asyncio.timeout(self.timeout):
                await self.function(payload)


def farewell(job: Attempt) -> Attempt:
    """The job that tells the task of `job`, whose attempts are used up; each time that happens has its own key."""
    payload = json.dumps({"task": job.task, "payload": json.loads(job.payload)})
    return Attempt(GIVEN_UP, payload, f"{GIVEN_UP}:{job.id}")


async def give_up(tasks: Mapping[str, Registered], row: Mapping[str, Any]) -> None:
    """That job. A task that this process does not know (a newer one may) is a LookupError, and tried again."""
    if hook := tasks[row["task"]].given_up:
        await hook(row["payload"])
