"""What was asked before: in memory, then on disk or in a store that hosts share, and each question on its way only once.

An answer is kept as long as its source allows (its TTL). A failure is no answer: it is remembered for a few seconds,
in memory only, so that a dead server is not asked again for every mail of a campaign.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import msgspec

from analyzers.errors import LookupFailed
from analyzers.lookups.store import DiskStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from analyzers.lookups.store import Store

T = TypeVar("T")

ERROR_TTL: Final = 20.0  # seconds
_MEMORY_LIMIT: Final = 4096  # entries
_OTHER_HOST: Final = 3.0  # seconds that another host's question is waited for
_LOOK: Final = 0.05
_VERSION: Final = "v1"  # another version for another shape of rows


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """An answer: its `value`, when it was asked and until when it is fresh (Unix time, seconds).

    `stale`: it is older than that, and asking again has just failed.
    """

    value: T
    asked_at: float
    fresh_until: float
    stale: bool = False


def cache_key(kind: str, name: str, *params: str) -> str:
    """`kind|v1|name|params`."""
    return "|".join((kind, _VERSION, name, *params))


class LookupCache:
    """Answers by key, in memory and, when `directory` is given, on disk (made with mode 0700; None: memory only).

    A `store` takes the place of the disk. `clock` gives Unix time in seconds. `heard` is told the kind of each question and how it
    was answered: `memory`, `store`, `asked`. One cache serves one event loop at a time.
    """

    def __init__(
        self,
        directory: Path | None,
        *,
        store: Store | None = None,
        clock: Callable[[], float] = time.time,
        heard: Callable[[str, str], None] | None = None,
    ) -> None:
        self._disk = None if directory is None or store else DiskStore(directory)
        self._store = store or self._disk
        self._clock = clock
        self._heard = heard
        self._memory: dict[str, tuple[Kept[Any] | LookupFailed, float]] = {}
        self._flights: dict[str, asyncio.Task[Kept[Any] | LookupFailed]] = {}

    async def get(
        self,
        key: str,
        shape: type[T],
        ask: Callable[[], Awaitable[tuple[T, float]]],
        *,
        grace: float = 0.0,
        error_ttl: float = ERROR_TTL,
    ) -> Kept[T]:
        """The answer under `key`, else what `ask` gives: a value of `shape` and its TTL in seconds.

        Whoever asks the same while a question is under way waits for that one; a waiter that is cancelled takes no
        other along, and the question goes on. `ask` must end by itself. When it fails and an answer that ran out less
        than `grace` seconds ago is still there, that one is given as `stale`.

        Raises LookupFailed when `ask` does, and again for `error_ttl` seconds without asking.
        """
        outcome = self._remembered(key)
        if outcome is None:
            flight = self._flights.get(key)
            if flight is None:
                flight = asyncio.create_task(self._find(key, shape, ask, grace, error_ttl))
                self._flights[key] = flight
                flight.add_done_callback(lambda _: self._flights.pop(key, None))
            else:
                self._tell(key, "memory")
            outcome = await asyncio.shield(flight)
        else:
            self._tell(key, "memory")
        if isinstance(outcome, LookupFailed):
            raise _again(outcome)
        return outcome

    def close(self) -> None:
        """Finish writing to disk; what is in memory can still be used."""
        if self._disk is not None:
            self._disk.close()

    async def aclose(self) -> None:
        """The same, for every kind of store."""
        if self._store is not None:
            await self._store.aclose()

    async def _find(
        self, key: str, shape: type[T], ask: Callable[[], Awaitable[tuple[T, float]]], grace: float, error_ttl: float
    ) -> Kept[T] | LookupFailed:
        old = await self._from_store(key, shape)
        if not self._fresh(old) and self._store is not None and not await self._store.claim(key):
            old = await self._from_other_host(self._store, key, shape) or old
        if old is not None and self._fresh(old):
            self._tell(key, "store")
            return self._remember(key, old, old.fresh_until)
        self._tell(key, "asked")
        try:
            value, ttl = await ask()
        except LookupFailed as failure:
            again = self._clock() + error_ttl
            if self._store is not None:
                self._store.release(key)
            if old is not None and self._clock() < old.fresh_until + grace:
                return self._remember(key, replace(old, stale=True), again)
            return self._remember(key, _again(failure), again)
        now = self._clock()
        kept = Kept(value, now, now + ttl)
        if self._store is not None:
            self._store.write(key, msgspec.msgpack.encode((value, now, now + ttl)), ttl + grace)
        return self._remember(key, kept, kept.fresh_until)

    def _tell(self, key: str, kept: str) -> None:
        if self._heard is not None:
            self._heard(key.partition("|")[0], kept)

    def _fresh(self, kept: Kept[Any] | None) -> bool:
        return kept is not None and self._clock() < kept.fresh_until

    async def _from_other_host(self, store: Store, key: str, shape: type[T]) -> Kept[T] | None:
        """What another host is asking about, once it knows; None: it failed, or takes too long, and we ask."""
        for _ in range(int(_OTHER_HOST / _LOOK)):
            await asyncio.sleep(_LOOK)
            ours = await store.claim(key)  # first: the other's answer comes together with the end of its claim
            kept = await self._from_store(key, shape)
            if self._fresh(kept) and ours:
                store.release(key)
            if self._fresh(kept) or ours:
                return kept
        return None

    async def _from_store(self, key: str, shape: type[T]) -> Kept[T] | None:
        row = None if self._store is None else await self._store.read(key)
        if row is None:
            return None
        try:
            value, asked_at, fresh_until = msgspec.msgpack.decode(row, type=tuple[shape, float, float])  # type: ignore[valid-type]
        except (msgspec.DecodeError, ValueError):  # ValueError: text that is no UTF-8
            return None
        return Kept(value, asked_at, fresh_until) if asked_at <= self._clock() else None

    def _remembered(self, key: str) -> Kept[Any] | LookupFailed | None:
        outcome, until = self._memory.get(key, (None, 0.0))
        return outcome if self._clock() < until else None

    def _remember(self, key: str, outcome: _Outcome, until: float) -> _Outcome:
        self._memory.pop(key, None)
        while len(self._memory) >= _MEMORY_LIMIT:
            del self._memory[next(iter(self._memory))]
        self._memory[key] = (outcome, until)
        return outcome


_Outcome = TypeVar("_Outcome", bound="Kept[Any] | LookupFailed")


def _again(failure: LookupFailed) -> LookupFailed:
    """The same failure without its traceback, which would keep every frame of the first asker alive."""
    return LookupFailed(failure.source, failure.subject, failure.reason)
