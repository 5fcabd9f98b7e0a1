"""What servers of our own share: a task for each connection, and an end that leaves none behind."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass
class Answering:
    """A server that answers each connection in `_take`, in a task of its own."""

    _tasks: set[asyncio.Task[None]] = field(default_factory=set, kw_only=True)

    def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one question."""
        task = asyncio.create_task(self._take(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop whatever is still answering."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for _ in range(5):  # what was aborted is let go of by the loop, a turn or two later
            await asyncio.sleep(0)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        raise NotImplementedError
