"""The cache's floor when several hosts share it: Redis or Valkey, which holds nothing but raw msgpack.

Of hosts that want to know the same at the same time one asks (SET NX PX), and the others wait for its answer. When the
server is away, each host goes on with what it has in memory: a cache may forget, never fail.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any, Final

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_log = logging.getLogger(__name__)

_PREFIX: Final = "fuwake:"
_ASKING: Final = "fuwake:asking:"
_PATIENCE: Final = 0.5  # seconds that a question waits for the server
_REST: Final = 30.0  # seconds without the server after it was away
_CLAIM: Final = 10_000  # milliseconds after which the claim of a host that died falls
_LAST_WORDS: Final = 1.0  # seconds to finish writing
_MAX_VALUE: Final = 1 << 20  # bytes; a longer row is none of ours
_MAX_WRITES: Final = 1000
_SLIPS: Final = (RedisError, OSError, TimeoutError, ValueError)


def store_at(url: str) -> SharedStore:
    """The store at `redis://`, `rediss://` or `valkey://`."""
    return SharedStore(url.replace("valkey://", "redis://", 1))


class SharedStore:
    """Bytes by key at the server `url`, under names that begin with `fuwake:`. `clock`: monotonic seconds."""

    def __init__(self, url: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis: Any = redis.asyncio.Redis.from_url(
            url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE, retry=Retry(NoBackoff(), 0)
        )
        self._clock = clock
        self._away = False
        self._rest_until = 0.0
        self._writes: set[asyncio.Task[Any]] = set()

    async def read(self, key: str) -> bytes | None:
        """The bytes kept under `key`; None when there are none, or when they cannot be had at once."""
        row = await self._attempt(lambda server: server.get(_PREFIX + key))
        return row if isinstance(row, bytes) and len(row) <= _MAX_VALUE else None

    def write(self, key: str, value: bytes, lifetime: float) -> None:
        """Keep `value` for `lifetime` seconds; nobody waits for it, and a write that fails is lost."""
        milliseconds = max(1, int(lifetime * 1000))

        async def use(server: Any) -> None:
            async with server.pipeline(transaction=True) as together:  # nobody may claim between the two
                together.set(_PREFIX + key, value, px=milliseconds)
                together.delete(_ASKING + key)
                await together.execute()

        self._later(use)

    async def claim(self, key: str) -> bool:
        """Whether it is for us to ask what stands under `key`; False: another host is about to."""
        return bool(await self._attempt(lambda server: server.set(_ASKING + key, b"", nx=True, px=_CLAIM), failed=True))

    def release(self, key: str) -> None:
        """Our question failed, and any host may ask; a `write` says so by itself."""
        self._later(lambda server: server.delete(_ASKING + key))

    async def aclose(self) -> None:
        """Finish what is being written, within a second, and let go of the server."""
        if self._writes:
            await asyncio.wait(set(self._writes), timeout=_LAST_WORDS)
        for late in self._writes:
            late.cancel()
        await self._redis.aclose()

    def _later(self, use: Callable[[Any], Awaitable[Any]]) -> None:
        if len(self._writes) < _MAX_WRITES:
            task = asyncio.create_task(self._attempt(use))
            self._writes.add(task)
            task.add_done_callback(self._writes.discard)

    async def _attempt(self, use: Callable[[Any], Awaitable[Any]], *, failed: Any = None) -> Any:
        if self._clock() < self._rest_until:
            return failed
        try:
            async with asyncio.timeout(2 * _PATIENCE):
                said = await use(self._redis)
        except ResponseError as slip:  # it is there; a row of another kind, or memory is full
            _log.debug("shared lookup cache: %s", type(slip).__name__)
            return failed
        except _SLIPS as slip:
            self._lost(slip)
            return failed
        if self._away:
            self._away = False
            _log.info("the shared lookup cache is back")
        return said

    def _lost(self, slip: BaseException) -> None:
        """Say it once; the error's text may hold the URL, and so a password."""
        self._rest_until = self._clock() + _REST
        if not self._away:
            self._away = True
            _log.warning("the shared lookup cache is away (%s); lookups are kept in memory", type(slip).__name__)
