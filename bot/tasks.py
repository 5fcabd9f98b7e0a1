"""Tasks: the functions that jobs run, by name, each with how it may be run."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

Task = Callable[[dict[str, Any]], Awaitable[None]]
# What is held while a job with this payload runs; entering it may take as long as it likes.
Gate = Callable[[Mapping[str, Any]], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, slots=True)
class Registered:
    """`timeout`: seconds one attempt may take, without the wait at the gate."""

    function: Task
    gate: Gate | None
    timeout: float

    async def run(self, payload: dict[str, Any], slots: asyncio.Semaphore, ready: Callable[[], None]) -> None:
        """Behind the gate first, and only then in a slot: who waits for his turn keeps nobody else from working.

        `ready` is called before it begins, and may raise.
        """
        async with self.gate(payload) if self.gate else contextlib.nullcontext(), slots:
            ready()
            async with asyncio.timeout(self.timeout):
                await self.function(payload)
