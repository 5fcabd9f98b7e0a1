"""The parse worker: runs a parser on hostile bytes in a child process that is killed when it takes too long.

A task is a function of `analyzers.parsers`, named as `module:function`. It takes and returns what msgpack can carry (text, bytes,
numbers, lists, maps). The child may use 512 MiB, writes no files, and is started again after it was killed.
"""

from __future__ import annotations

import atexit
import contextlib
import threading
import time
from typing import TYPE_CHECKING, Any, Final, Literal

from analyzers.errors import AnalyzerError
from analyzers.worker.process import Child, ChildError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Budget", "WorkerFailed", "call"]

MAIL_SECONDS: Final = 1.0  # what all tasks of one mail may take together
HERE_SECONDS: Final = 0.4  # of its reading in this process; afterwards each part is read in brief
AT_ONCE: Final = 2
_WAIT: Final = 30.0  # seconds for a free child, when many mails come at once; waiting costs no budget
Why = Literal["timeout", "memory", "error"]


class WorkerFailed(AnalyzerError):  # noqa: N818 -- it says what happened
    """A task gave no result: it took too long (`timeout`), wanted too much (`memory`), or broke (`error`)."""

    def __init__(self, task: str, why: Why) -> None:
        super().__init__(f"{task}: {why}")
        self.why: Why = why


class Budget:
    """The time that the tasks of one mail may take together: a mail with a hundred bad parts costs no more than one."""

    def __init__(self, seconds: float = MAIL_SECONDS) -> None:
        self._left = seconds
        self._here = HERE_SECONDS

    @property
    def hurried(self) -> bool:
        """Whether the parts that were read in this process took so long that the others are to be read in brief."""
        return self._here <= 0

    @contextlib.contextmanager
    def here(self) -> Iterator[None]:
        """Counts the processor time of reading one part in this process."""
        began = time.thread_time()
        try:
            yield
        finally:
            self._here -= time.thread_time() - began

    @property
    def spent(self) -> bool:
        """Whether nothing is left for another task."""
        return self._left <= 0.01

    def call(self, task: str, *arguments: Any, at_most: float = MAIL_SECONDS) -> Any:
        """The result of the task, within `at_most` seconds. Raises WorkerFailed, at once when the time is used up."""
        if self.spent:
            raise WorkerFailed(task, "timeout")
        result, spent = _POOL.run(task, arguments, min(self._left, at_most))
        self._left -= spent
        if isinstance(result, WorkerFailed):
            raise result
        return result


def call(task: str, *arguments: Any, seconds: float = MAIL_SECONDS) -> Any:
    """One task with a time of its own. Raises WorkerFailed."""
    return Budget(seconds).call(task, *arguments, at_most=seconds)


class _Pool:
    """Children that wait for work; a thread takes one, and gives it back when it still lives."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._idle: list[Child] = []

    def run(self, task: str, arguments: tuple[Any, ...], seconds: float) -> tuple[Any, float]:
        """The result, or the WorkerFailed that stands for it, and the seconds spent; starting a child is not counted."""
        if not self._free.acquire(timeout=_WAIT):
            return WorkerFailed(task, "timeout"), 0.0
        try:
            return self._run(task, arguments, seconds)
        finally:
            self._free.release()

    def _run(self, task: str, arguments: tuple[Any, ...], seconds: float) -> tuple[Any, float]:
        child: Child | None = None
        began = time.monotonic()
        try:
            child = self._child()
            child.load(task.partition(":")[0])
            began = time.monotonic()
            result = child.ask([task, list(arguments)], seconds)
        except ChildError as error:
            if child and error.answered:  # it lives, and a new one for each of many broken files would take its time
                self._give_back(child)
            elif child:
                child.kill()
            return WorkerFailed(task, error.why), time.monotonic() - began
        self._give_back(child)
        return result, time.monotonic() - began

    def _give_back(self, child: Child) -> None:
        with self._lock:
            self._idle.append(child)

    def _child(self) -> Child:
        """A child that lives."""
        with self._lock:
            child = self._idle.pop() if self._idle else None
        if child is None or not child.alive:
            if child:
                child.kill()
            child = Child()
        return child

    def close(self) -> None:
        """Ends all that wait for work."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.kill()


_POOL: Final = _Pool()
atexit.register(_POOL.close)
