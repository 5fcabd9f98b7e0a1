"""Questions side by side under one deadline, of which each may fail on its own."""

from __future__ import annotations

import asyncio
import logging
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar

from analyzers.errors import LookupFailed
from analyzers.facts import Unanswered
from analyzers.lookups.hostnames import a_label

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from analyzers.errors import Reason, Source

T = TypeVar("T")

_log = logging.getLogger(__name__)
asking_for: ContextVar[str] = ContextVar("asking_for", default="dns")  # the source of the question that is under way

_LAST_WORDS: Final = 0.2  # seconds that a cancelled question has to let go


@dataclass(slots=True)
class Asked(Generic[T]):
    """A question of a round; its `answer` stands once the round is over. None: not asked, or not answered."""

    answer: T | None = None


class Round:
    """Ask inside its `async with`; at the end of the block, all answers are in or their time is up.

    `deadline`: seconds. It takes at most 0.3 seconds longer, even when a question will not be cancelled.
    """

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._open: dict[asyncio.Task[Any], tuple[Source, str, Asked[Any]]] = {}
        self._missed: set[tuple[Source, str, Reason]] = set()

    @property
    def asked(self) -> bool:
        """Whether anything was asked at all."""
        return bool(self._open)

    @property
    def unanswered(self) -> tuple[Unanswered, ...]:
        """The questions without an answer, each once, sorted."""
        return tuple(Unanswered(*each) for each in sorted(self._missed))

    def ask(self, source: Source, subject: str | None, question: Callable[[str], Coroutine[Any, Any, T]]) -> Asked[T]:
        """Start `question` about `subject`; None: there is nothing to ask about."""
        asked: Asked[T] = Asked()
        if subject is not None:
            context = copy_context()
            context.run(asking_for.set, source)
            self._open[asyncio.create_task(question(subject), context=context)] = (source, subject, asked)
        return asked

    def missed(self, failure: LookupFailed) -> None:
        """Note a failure that left part of an answer standing."""
        self._missed.add((failure.source, failure.subject, failure.reason))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, error: type[BaseException] | None, *_: object) -> None:
        try:
            if self._open:
                await asyncio.wait(self._open, timeout=0.0 if error else max(0.0, self._deadline))
        finally:
            late = [task for task in self._open if task.cancel()]
        if late:
            __, stubborn = await asyncio.wait(late, timeout=_LAST_WORDS)
            for left in stubborn:
                left.add_done_callback(_forget)
        for task, (source, subject, asked) in self._open.items():
            self._collect(task, source, subject, asked)

    def _collect(self, task: asyncio.Task[Any], source: Source, subject: str, asked: Asked[Any]) -> None:
        name = a_label(subject) or subject
        if not task.done() or task.cancelled():
            self._missed.add((source, name, "timeout"))
        elif isinstance(failure := task.exception(), LookupFailed):
            self.missed(failure)
        elif failure is not None:
            self._missed.add((source, name, "error"))
            _log.error("asking %s failed", source, exc_info=failure)
        else:
            asked.answer = task.result()


def _forget(task: asyncio.Task[Any]) -> None:
    """Look at what came too late, or asyncio complains that nobody did."""
    if not task.cancelled():
        task.exception()
