"""Tracebacks in one line: which error, and where in the code, without the lines of the code.

What an error says is told only where it speaks of us, of Slack or of the machine. The others quote what they could not use, and
that is somebody's mail.
"""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Any, Final

from bot.logs.redaction import unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

_TELLING: Final = (OSError, TypeError, AttributeError, ImportError, RuntimeError, AssertionError, MemoryError)
_TELLING_PACKAGES: Final = ("bot", "slack_sdk", "slack_bolt", "aiohttp")
_LONGEST: Final = 300  # characters of what one error says
_FRAMES: Final = 30
_ERRORS: Final = 8  # causes and parts of groups


def exception_in_line(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor for structlog: `exc_info` becomes `exception`, one line."""
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else sys.exc_info()[1] if given is True else given
    if isinstance(error, BaseException):
        event["exception"] = " <- ".join(map(_told, _related(error)))
    return event


def _told(error: BaseException) -> str:
    said = " ".join(unquoted(str(error)).split()) if _is_telling(error) else ""
    said = f": {said[:_LONGEST]}" if said else ""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    where = " > ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__name__}{said} ({where})" if where else f"{type(error).__name__}{said}"


def _is_telling(error: BaseException) -> bool:
    return isinstance(error, _TELLING) or type(error).__module__.partition(".")[0] in _TELLING_PACKAGES


def _related(error: BaseException) -> list[BaseException]:
    """The error, what it came from, and the parts of a group."""
    found: list[BaseException] = []
    for each in _walk(error):
        if any(each is known for known in found) or len(found) == _ERRORS:
            break
        found.append(each)
    return found


def _walk(error: BaseException) -> Iterator[BaseException]:
    open_ones = [error]
    while open_ones:
        current = open_ones.pop(0)
        yield current
        if isinstance(current, BaseExceptionGroup):
            open_ones += current.exceptions
        if cause := current.__cause__ or (None if current.__suppress_context__ else current.__context__):
            open_ones.append(cause)


def _short(path: str) -> str:
    """The last parts of a path: enough to find the file."""
    return "/".join(path.replace("\\", "/").split("/")[-2:])
