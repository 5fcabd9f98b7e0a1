"""Room: how much mail is in memory at once, however many reports are opened side by side."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.mailbox.spool import Spooled

MOST: Final = 128 * 1024 * 1024  # bytes; a mail alone may be larger


class Room:
    """Room for `most` bytes of mail."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held = 0
        self._turn = asyncio.Lock()
        self._freed = asyncio.Event()

    @contextlib.asynccontextmanager
    async def holding(self, fetch: Callable[[], Awaitable[Spooled | None]]) -> AsyncIterator[Spooled | None]:
        """What `fetch` brings, once there is room for it; one waits with its mail in hand, the others before they fetch theirs."""
        async with self._turn:
            kept = await fetch()
            size = len(kept.raw) if kept and kept.raw else 0
            while self._held and self._held + size > self._most:
                self._freed.clear()
                await self._freed.wait()
            self._held += size
        try:
            yield kept
        finally:
            self._held -= size
            self._freed.set()
