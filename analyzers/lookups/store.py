"""The cache's floor on disk: diskcache, with a Disk that can hold nothing but msgpack.

diskcache unpickles what stands in its database, so whoever can write there can run code (CVE-2025-69872; JSONDisk does
not help). Here a key is raw text, a value is raw bytes inside the row, and a row of any other kind is refused unread.
A refused, damaged or locked row is a miss: a cache may forget, never fail.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any, Final, Protocol

import diskcache

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_log = logging.getLogger(__name__)

_RAW: Final = 1  # diskcache.core.MODE_RAW: the value stands in the row itself
_SIZE_LIMIT: Final = 256 << 20  # bytes
_LOCK_TIMEOUT: Final = 0.2  # seconds that SQLite waits for another process
_PATIENCE: Final = 1.0  # seconds that a question waits for the disk
_REST: Final = 30.0  # seconds without the disk after it was too slow
_LAST_WORDS: Final = 3.0  # seconds to finish writing
_SLIPS: Final = (diskcache.Timeout, sqlite3.Error, OSError, ValueError, TypeError)


class RawDisk(diskcache.Disk):  # type: ignore[misc]  # diskcache has no types
    """A Disk of text keys and bytes values, all inside SQLite: nothing is pickled and no file is opened."""

    def put(self, key: object) -> tuple[object, bool]:
        """Give `key` as it is; TypeError unless it is text."""
        if type(key) is not str:
            raise TypeError("a cache key is text")
        return key, True

    def get(self, key: object, raw: object) -> object:
        """Give the key as it stands in the row; ValueError for a pickled one."""
        if not raw or type(key) is not str:
            raise ValueError("a cache key that is not raw text was refused")
        return key

    def store(self, value: object, read: bool, key: object = None) -> tuple[int, int, None, object]:  # noqa: ARG002, FBT001 -- diskcache's signature
        """Give `value` for the row; TypeError unless it is bytes."""
        if type(value) is not bytes:
            raise TypeError("a cache value is bytes")
        return 0, _RAW, None, sqlite3.Binary(value)

    def fetch(self, mode: object, filename: object, value: object, read: object) -> bytes:  # noqa: ARG002 -- diskcache's signature
        """Give the bytes of a row; ValueError for a row of another kind (a pickle, a text, a file)."""
        if mode != _RAW or filename is not None or type(value) is not bytes:
            raise ValueError("a cache row that is not raw bytes was refused")
        return value


class Store(Protocol):
    """Bytes by key, below the memory of a LookupCache. Nothing in it raises."""

    async def read(self, key: str) -> bytes | None:
        """The bytes kept under `key`; None when there are none, or when they cannot be had soon."""
        ...

    def write(self, key: str, value: bytes, lifetime: float) -> None:
        """Keep `value` for `lifetime` seconds; nobody waits for it, and a write that fails is lost."""
        ...

    async def claim(self, key: str) -> bool:
        """Whether it is for us to ask what stands under `key`; False: another host is about to."""
        ...

    def release(self, key: str) -> None:
        """Our question failed, and any host may ask."""
        ...

    async def aclose(self) -> None:
        """Finish what is being written, and let go."""
        ...


class DiskStore:
    """Bytes by key in `directory` (made with mode 0700), behind one thread of its own."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="lookup-cache")
        self._cache: Any = None
        self._broken = False
        self._closed = False
        self._rest_until = 0.0

    async def read(self, key: str) -> bytes | None:
        """The bytes kept under `key`; None when there are none, or when they cannot be had within a second."""
        if self._closed or time.monotonic() < self._rest_until:
            return None
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(_PATIENCE):
                return await loop.run_in_executor(self._executor, self._read, key)
        except TimeoutError:
            self._rest_until = time.monotonic() + _REST
            _log.warning("the lookup cache is too slow and rests for %.0f s", _REST)
            return None

    def write(self, key: str, value: bytes, lifetime: float) -> None:
        """Keep `value` for `lifetime` seconds; nobody waits for it, and a write that fails is lost."""
        if not self._closed and time.monotonic() >= self._rest_until:
            self._executor.submit(self._write, key, value, lifetime)

    async def claim(self, key: str) -> bool:  # noqa: ARG002 -- on this host, the cache itself lets one ask
        """Always: nobody else reads this disk."""
        return True

    def release(self, key: str) -> None:
        """Nothing was claimed."""

    async def aclose(self) -> None:
        """As `close`, for whoever may have another kind of store."""
        self.close()

    def close(self) -> None:
        """Finish what is being written, within three seconds, and let go of the database."""
        if not self._closed:
            self._closed = True
            wait([self._executor.submit(self._close)], timeout=_LAST_WORDS)
            self._executor.shutdown(wait=False, cancel_futures=True)

    def _read(self, key: str) -> bytes | None:
        found: bytes | None = self._attempt(lambda cache: cache.get(key))
        return found

    def _write(self, key: str, value: bytes, lifetime: float) -> None:
        self._attempt(lambda cache: cache.set(key, value, expire=lifetime))

    def _close(self) -> None:
        if self._cache is not None:
            self._cache.close()

    def _attempt(self, use: Callable[[Any], Any]) -> Any:
        try:
            cache = self._open()
            return None if cache is None else use(cache)
        except _SLIPS as slip:
            _log.debug("lookup cache: %s", type(slip).__name__)
            return None

    def _open(self) -> Any:
        if self._cache is None and not self._broken:
            try:
                self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._directory.chmod(0o700)
                self._cache = _open_cache(self._directory)
            except (*_SLIPS, AssertionError) as slip:
                self._broken = True
                _log.warning("lookups are kept in memory only: %s cannot be used (%s)", self._directory, slip)
        return self._cache


def _open_cache(directory: Path) -> Any:
    """The cache in `directory`; one that cannot be opened leaves no connection behind, as diskcache's own way does."""
    cache = diskcache.Cache.__new__(diskcache.Cache)
    try:
        cache.__init__(
            str(directory),
            timeout=_LOCK_TIMEOUT,
            disk=RawDisk,
            size_limit=_SIZE_LIMIT,
            statistics=0,
            eviction_policy="least-recently-stored",
        )
    except BaseException:
        with contextlib.suppress(*_SLIPS, AttributeError):
            cache.close()
        raise
    return cache
