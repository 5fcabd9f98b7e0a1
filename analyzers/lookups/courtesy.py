"""Manners towards other people's servers: two questions at once, peace after failures, and the rest that a server asks for."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from analyzers.errors import LookupFailed
from analyzers.lookups.breaker import Breaker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from analyzers.errors import Source

AT_ONCE: Final = 2
_MAX_SERVERS: Final = 512
_MAX_REST: Final = 3600.0  # seconds, however long a server wants to be left alone


class Courtesy:
    """Turns at servers, named by their host. After three failures in a row a server is left alone for five minutes.

    `clock` gives monotonic seconds.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._breaker = Breaker(clock=clock)
        self._clock = clock
        self._turns: dict[str, asyncio.Semaphore] = {}
        self._resting: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, source: Source, subject: str, *, at: str) -> AsyncIterator[None]:
        """Ask the server `at` inside. Raises LookupFailed at once while it is left alone: `refused` when it asked for that.

        Waiting for a turn is unbounded: whoever asks has a deadline.
        """
        if self._clock() < self._resting.get(at, 0.0):
            raise LookupFailed(source, subject, "refused")
        async with self._turn_at(at), self._breaker.guard(source, subject, at=at):
            yield

    def rest(self, at: str, seconds: float) -> None:
        """Leave the server alone for `seconds`, as it asked (Retry-After); an hour at most."""
        self._resting = {name: until for name, until in self._resting.items() if until > self._clock()}
        self._resting[at] = self._clock() + min(max(seconds, 0.0), _MAX_REST)

    def _turn_at(self, at: str) -> asyncio.Semaphore:
        while len(self._turns) >= _MAX_SERVERS:
            del self._turns[next(iter(self._turns))]
        return self._turns.setdefault(at, asyncio.Semaphore(AT_ONCE))
