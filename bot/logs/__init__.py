"""Logs: one line an event on standard error, as text or JSON, without mail content, tokens or addresses of people.

Foreign libraries speak from WARNING on, in the same form, and never print a request: what they say at DEBUG are whole mails.
"""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING, Any, Final, Literal

import structlog
from structlog.stdlib import ProcessorFormatter

from bot.logs.redaction import Redaction
from bot.logs.tracebacks import exception_in_line

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping
    from types import TracebackType

    from structlog.typing import Processor

LEVELS: Final = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_OURS: Final = ("analyzers", "bot")
_FIRST: Final = ["timestamp", "level", "event"]


def set_up(level: str = "info", form: Literal["text", "json"] = "text", secrets: Iterable[str] = ()) -> None:
    """For our own events from `level` on; `secrets` are cut out wherever they stand."""
    tail: list[Processor] = [
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        exception_in_line,
        Redaction(secrets),
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.processors.KeyValueRenderer(key_order=_FIRST, drop_missing=True),
    ]
    _foreign(LEVELS[level], tail)
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.add_log_level, *tail],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
    )
    sys.excepthook = _crashed
    threading.excepthook = _thread_crashed


def _foreign(level: int, tail: list[Processor]) -> None:
    """Everything that comes through the standard library's logging, the analyzers' own events too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        ProcessorFormatter(
            processors=[ProcessorFormatter.remove_processors_meta, *tail],
            foreign_pre_chain=[structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, _mark_foreign],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
    logging.captureWarnings(capture=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)


def _mark_foreign(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What others say may quote anything."""
    event["foreign"] = not str(event.get("logger", "")).startswith(_OURS)
    return event


def _crashed(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    """Python would print the end of the process in lines of its own."""
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger(__name__).error("crashed", exc_info=(kind, error, where))


def _thread_crashed(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        structlog.get_logger(__name__).error("thread_crashed", exc_info=args.exc_value)
