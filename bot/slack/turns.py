"""Turns: in each channel answers come in the order in which the questions came.

A question is announced when it arrives. Whoever has an answer waits for those announced before, but not while the channel is
silent for more than a moment: one slow look-up is passed over by all. After a restart nobody is announced, and nobody waits.

Each of several processes keeps the order of the questions that came to it, and waits for none of the others.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections import OrderedDict, defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PATIENCE: Final = 3.0  # seconds of silence after which who is not ready yet is passed over
LOST: Final = 600.0  # seconds after which an announced answer is no longer expected
AT_ONCE: Final = 8  # questions of one channel that are looked at side by side
_REMEMBERED: Final = 5_000


Job = Callable[[Mapping[str, Any]], Awaitable[None]]


class Put(Protocol):
    """Takes a job durably (`bot.jobs.Jobs.put`)."""

    async def __call__(self, task: str, payload: Mapping[str, Any], key: str) -> None:
        """On disk when it returns; raises when it is not."""
        ...


def reply_key(submission_key: str) -> str:
    """The key under which a submission is answered."""
    return f"reply:{submission_key}"


@dataclass(slots=True)
class _Line:
    """Those who are announced in one channel, in order; each with the moment since when, and whether it is ready.

    `passed` are those who are waited for no longer; `spoke` is when somebody last had a turn.
    """

    since: OrderedDict[str, float] = field(default_factory=OrderedDict)
    place: dict[str, float] = field(default_factory=dict)
    ready: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    spoke: float = 0.0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def drop(self, key: str) -> None:
        """Lets the next one go."""
        self.since.pop(key, None)
        self.place.pop(key, None)
        self.ready.discard(key)
        self.passed.discard(key)
        self.changed.set()
        self.changed = asyncio.Event()

    def among_first(self, key: str, count: int) -> bool:
        """Whether fewer than `count` are before `key`, or it is announced no more."""
        return key not in self.since or key in itertools.islice(self.since, count)

    def before(self, key: str) -> list[str]:
        """Who was announced earlier than `key` and is still waited for."""
        earlier: list[str] = []
        for other in self.since:
            if other == key:
                return earlier
            if other not in self.passed:
                earlier.append(other)
        return []


class Turns:
    """Who speaks next. `patience` in seconds."""

    def __init__(self, *, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._lines: dict[str, _Line] = {}
        self._over: OrderedDict[str, None] = OrderedDict()
        self._gates = Gates()

    def expect(self, channel: str, key: str, place: float = 0.0) -> None:
        """An answer `key` will be given in `channel`, after those with a smaller `place` and those announced so far.

        Told again, it changes nothing.
        """
        if key not in self._over:
            line = self._lines.setdefault(channel, _Line())
            line.since.setdefault(key, asyncio.get_running_loop().time())
            line.place.setdefault(key, place)
            for other in [one for one in line.since if line.place[one] > place]:
                line.since.move_to_end(other)

    def done(self, channel: str, key: str) -> None:
        """Nothing more will come of `key`."""
        self._over[key] = None
        while len(self._over) > _REMEMBERED:
            self._over.popitem(last=False)
        if line := self._lines.get(channel):
            line.drop(key)
            if not line.since:
                del self._lines[channel]

    def withdraw(self, channel: str, key: str) -> None:
        """What was announced was not taken; it may be announced again."""
        if line := self._lines.get(channel):
            line.drop(key)

    def announcing(self, put: Put) -> Put:
        """`put`, with each post that is to be answered announced first."""

        async def announced(task: str, payload: Mapping[str, Any], key: str) -> None:
            place = _place(payload)
            if place:
                self.expect(*place, _when(payload))
            try:
                await put(task, payload, key)
            except BaseException:
                if place:
                    self.withdraw(*place)
                raise

        return announced

    def ending(self, job: Job) -> Job:
        """`job`, which is expected no more when it has ended, whether it has said something or not."""

        async def ended(row: Mapping[str, Any]) -> None:
            try:
                await job(row)
            finally:
                if place := _place(row):
                    self.done(*place)

        return ended

    @contextlib.asynccontextmanager
    async def gate(self, row: Mapping[str, Any]) -> AsyncIterator[None]:
        """While a job with this payload runs: of each channel only the next few, so that a flood in one place delays nobody else."""
        channel, key = _place(row) or ("", "")
        line = self._lines.get(channel)
        if line is None or key not in line.since:
            async with self._gates(row):
                yield
            return
        while not line.among_first(key, AT_ONCE):
            await line.changed.wait()
        yield

    def waiting(self, channel: str | None = None) -> int:
        """How many answers are still to come, in one channel or in all."""
        if channel is None:
            return sum(len(line.since) for line in self._lines.values())
        line = self._lines.get(channel)
        return len(line.since) if line else 0

    @contextlib.asynccontextmanager
    async def speaking(self, channel: str, key: str) -> AsyncIterator[None]:
        """While it lasts, it is the turn of `key`; at once for what was never announced."""
        line = self._lines.get(channel)
        if line is None or key not in line.since:
            yield
            return
        line.ready.add(key)
        try:
            await self._my_turn(line, key)
            yield
        finally:
            line.spoke = asyncio.get_running_loop().time()
            self.done(channel, key)

    async def _my_turn(self, line: _Line, key: str) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        while earlier := line.before(key):
            for lost in [one for one in earlier if one not in line.ready and loop.time() - line.since[one] > LOST]:
                line.drop(lost)
            left: float | None = max(began, line.spoke) + self._patience - loop.time()
            if any(one in line.ready for one in earlier):
                left = None  # somebody before us is about to speak
            elif left is not None and left <= 0:
                line.passed.update(earlier)
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(line.changed.wait(), left)


def _place(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """Channel and key of the answer to a post; None for what is answered elsewhere."""
    if row.get("door", "post") not in {"post", "mention"} or not row.get("channel") or not row.get("key"):
        return None
    return str(row["channel"]), reply_key(str(row["key"]))


def _when(row: Mapping[str, Any]) -> float:
    """When the post was made, which its key names: Slack's deliveries overtake each other."""
    try:
        return float(str(row["key"]).split(":")[2])
    except (IndexError, ValueError):
        return 0.0


class Gates:
    """Lets a few jobs of each channel in at a time, in order: a flood in one place delays nobody elsewhere."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._gates: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(self._at_once))
        self._inside: defaultdict[str, int] = defaultdict(int)

    @contextlib.asynccontextmanager
    async def __call__(self, row: Mapping[str, Any]) -> AsyncIterator[None]:
        """While a job with this payload runs. Its place is its `channel`; without one, whoever reported."""
        place = str(row.get("channel") or row.get("user") or "")
        self._inside[place] += 1
        try:
            async with self._gates[place]:
                yield
        finally:
            self._inside[place] -= 1
            if not self._inside[place]:
                del self._inside[place], self._gates[place]


class Merging:
    """Such gates for jobs that show what stands: of those about the same `case` one waits, and shows what the others would."""

    def __init__(self, at_once: int) -> None:
        self._gates = Gates(at_once)
        self._waiting: set[str] = set()
        self._merged: set[int] = set()

    def merged(self, row: Mapping[str, Any]) -> bool:
        """Whether the job with this very payload has nothing to do: another one waits, and is on disk as well."""
        return id(row) in self._merged

    @contextlib.asynccontextmanager
    async def __call__(self, row: Mapping[str, Any]) -> AsyncIterator[None]:
        """While a job with this payload runs."""
        case = str(row["case"])
        async with contextlib.AsyncExitStack() as stack:
            if case in self._waiting:
                self._merged.add(id(row))
                stack.callback(self._merged.discard, id(row))
            else:
                self._waiting.add(case)
                try:
                    await stack.enter_async_context(self._gates(row))
                finally:
                    self._waiting.discard(case)
            yield
