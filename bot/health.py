"""Health: whether this process is alive, and whether it can do its work.

Alive is a process whose event loop turns. Ready is one whose database answers, whose jobs are open, and whom Slack can reach. All
of it is read from other threads than the loop's, since a loop that hangs could not say so.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

BEAT: Final = 1.0  # seconds between two stamps
HUNG: Final = 20.0  # seconds without a stamp after which the loop hangs; a busy one is late by a second or two
UNWRITTEN: Final = 20.0  # seconds without a beat in the database, of which there is one every five
QUIET: Final = 60.0  # seconds without a sign of life on a socket: six pings without an answer


class Pulse:
    """Stamps the time on the event loop. `clock` in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at = clock()

    async def run(self) -> None:
        """Beats for ever."""
        while True:
            self._at = self._clock()
            await asyncio.sleep(BEAT)

    @property
    def age(self) -> float:
        """Seconds since the last beat."""
        return self._clock() - self._at


class Line:
    """The line to Slack: none yet, a socket, which gives signs of life, or an address that listens. `clock` in seconds.

    `sockets`: how many sockets the whole app has open, as Slack told when it said hello on ours. `silence`: seconds without a sign
    of life on ours; None when there is none.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._heard: float | None = None
        self._open = False
        self.sockets = 0

    def wait(self) -> None:
        """A socket is to be opened from now on."""
        self._heard = self._clock()

    def hear(self) -> None:
        """The socket gave a sign of life."""
        self._heard, self._open = self._clock(), True

    def listen(self) -> None:
        """Slack comes to us."""
        self._open = True

    def end(self) -> None:
        """The line is closed."""
        self._heard, self._open, self.sockets = None, False, 0

    @property
    def silence(self) -> float | None:
        """Seconds since the socket's last sign of life, or since one was to be opened."""
        return None if self._heard is None else self._clock() - self._heard

    @property
    def state(self) -> str:
        """`ok`, `not connected`, or how long Slack has been silent."""
        if not self._open:
            return "not connected"
        silence = self.silence or 0.0
        return "ok" if silence < QUIET else f"silent for {silence:.0f} s"


@dataclass
class _Flight(Generic[T]):
    """A question under way, and its answer after `ended`."""

    ended: threading.Event
    at: float = 0.0
    answer: T | None = None


class Rarely(Generic[T]):
    """A blocking question that is asked at most once in `every` seconds, however many ask.

    Whoever asks waits `within` seconds at most. The thread dies with the process: one that hangs holds nobody up.
    """

    def __init__(
        self, ask: Callable[[], T], *, every: float, within: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask = ask
        self._every = every
        self._within = within
        self._clock = clock
        self._lock = threading.Lock()
        self._last: _Flight[T] | None = None

    def answer(self) -> T | None:
        """The answer, at most `every` seconds old. None: it failed, or takes too long."""
        with self._lock:
            last = self._last
            if last is None or (last.ended.is_set() and self._clock() - last.at >= self._every):
                self._last = last = _Flight(threading.Event())
                threading.Thread(target=self._fly, args=(last,), name="watching", daemon=True).start()
        return last.answer if last.ended.wait(self._within) else None

    def _fly(self, flight: _Flight[T]) -> None:
        try:
            flight.answer = self._ask()
        except Exception:  # noqa: BLE001 -- whatever it is, there is no answer, which is what is told
            flight.answer = None
        finally:
            flight.at = self._clock()
            flight.ended.set()


class Health:
    """What is known of this process. `ask` puts one question to the database, and raises when it does not answer."""

    def __init__(self, ask: Callable[[], object], *, clock: Callable[[], float] = time.monotonic) -> None:
        self.pulse = Pulse(clock)
        self.line = Line(clock)
        self._beat: Callable[[], float] | None = None
        self._database: Rarely[bool] = Rarely(lambda: (ask(), True)[1], every=2.0, within=2.0)

    @contextlib.contextmanager
    def open_jobs(self, beat: Callable[[], float]) -> Iterator[None]:
        """Jobs are taken and run while the block runs; `beat`: seconds since one could be written down (`Jobs.beat`)."""
        self._beat = beat
        try:
            yield
        finally:
            self._beat = None

    @property
    def jobs_open(self) -> bool:
        """Whether jobs are taken and run."""
        return self._beat is not None

    @property
    def alive(self) -> bool:
        """Whether the event loop turns."""
        return self.pulse.age < HUNG

    def parts(self) -> dict[str, str]:
        """Each part that readiness needs: `ok`, or what is wrong with it. May wait two seconds for the database."""
        return {
            "loop": "ok" if self.alive else f"hangs for {self.pulse.age:.0f} s",
            "database": "ok" if self._database.answer() else "away",
            "jobs": self._jobs(),
            "slack": self.line.state,
        }

    def _jobs(self) -> str:
        """A database that can be read and not written, for its disk is full, takes no job."""
        if self._beat is None:
            return "closed"
        return "ok" if (age := self._beat()) < UNWRITTEN else f"nothing can be written for {age:.0f} s"
