"""Logs: one line an event on standard error, without mail content, tokens or addresses of people."""

from __future__ import annotations

import logging
import sys

import structlog

_LOUD = ("slack_bolt", "slack_sdk", "aiohttp", "dbos", "sqlalchemy", "asyncio")


def set_up(level: int = logging.INFO) -> None:
    """For our own events from `level` on; foreign libraries speak from WARNING on, and never print a request."""
    logging.basicConfig(stream=sys.stderr, level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
