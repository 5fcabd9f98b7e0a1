"""Metrics: what a Fuwake counts of its work, for Prometheus, in a registry of its own.

Names are as Prometheus asks (base units, `_total` for what only grows). Every label has few values, fixed in the code or by a
protocol: never an address, a domain, a channel, a person or a case. What is looked up at the moment of a scrape is added by
`bot.ops`.
"""

from __future__ import annotations

import platform
import re
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
)

disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each counter, which nobody reads
REGISTRY: Final = CollectorRegistry()
OTHER: Final = "other"
_MOST_ERRORS: Final = 200  # kinds of an error that Slack may name before the rest are one
_ERROR: Final = re.compile(r"[a-z][a-z0-9_]{0,50}")
_ANSWERING: Final = (0.25, 0.5, 1, 2, 3, 5, 8, 12, 20, 30, 60, 120)  # seconds
_ASKING: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

SUBMISSIONS: Final = Counter(
    "fuwake_submissions",
    "Mails that were taken to be answered, by the door they came in at.",
    ["door"],
    registry=REGISTRY,
)
ANSWERS: Final = Counter(
    "fuwake_answers", "Verdicts given, by level and by the form of the mail.", ["level", "form"], registry=REGISTRY
)
ANSWER_SECONDS: Final = Histogram(
    "fuwake_answer_seconds",
    "Seconds from taking a submission to its first answer, and to its last one.",
    ["answer"],
    buckets=_ANSWERING,
    registry=REGISTRY,
)
EXPLANATIONS: Final = Counter(
    "fuwake_explanations", "Submissions without a verdict, by what was said instead.", ["reason"], registry=REGISTRY
)
LOOKUPS: Final = Counter(
    "fuwake_lookups",
    "Questions asked about mails, by source and by what came of them.",
    ["source", "outcome"],
    registry=REGISTRY,
)
LOOKUP_SECONDS: Final = Histogram(
    "fuwake_lookup_seconds",
    "Seconds that a question took which no cache answered.",
    ["source"],
    buckets=_ASKING,
    registry=REGISTRY,
)
CACHE_HITS: Final = Counter(
    "fuwake_lookup_cache_hits",
    "Answers from the lookup cache, by where they were kept.",
    ["kind", "kept"],
    registry=REGISTRY,
)
CACHE_MISSES: Final = Counter(
    "fuwake_lookup_cache_misses", "Questions that the lookup cache could not answer.", ["kind"], registry=REGISTRY
)
SLACK_ERRORS: Final = Counter(
    "fuwake_slack_errors", "Calls that Slack refused or did not answer.", ["method", "error"], registry=REGISTRY
)
SLACK_RATE_LIMITED: Final = Counter(
    "fuwake_slack_rate_limited", "Calls that Slack refused for being too many (429).", ["method"], registry=REGISTRY
)
SLACK_WAIT_SECONDS: Final = Counter(
    "fuwake_slack_wait_seconds", "Seconds that calls waited to keep Slack's pace.", ["method"], registry=REGISTRY
)
SOCKETS_OPENED: Final = Counter(
    "fuwake_slack_sockets_opened", "Times that Slack said hello on a new socket.", registry=REGISTRY
)
REPORT_MAILS: Final = Counter(
    "fuwake_report_mails",
    "Mails that came to the report mailbox, by the way they came in and what became of them.",
    ["door", "outcome"],
    registry=REGISTRY,
)
MAIL_ANSWERS: Final = Counter(
    "fuwake_mail_answers", "Answers by mail, by what became of them.", ["outcome"], registry=REGISTRY
)
IMAP_CONNECTED: Final = Gauge(
    "fuwake_imap_connected", "1 while this process watches the mailbox, else 0.", registry=REGISTRY
)
IMAP_HEARD: Final = Gauge(
    "fuwake_imap_last_heard_timestamp_seconds", "When the mailbox's server last said anything.", registry=REGISTRY
)
ProcessCollector(registry=REGISTRY)
_errors: set[tuple[str, str]] = set()


def fuwake_version() -> str:
    """The version that is installed, "0" for a tree that is not."""
    try:
        return version("fuwake")
    except PackageNotFoundError:
        return "0"


def slack_error(method: str, error: str) -> None:
    """Counts a call that failed. `error` is Slack's word; what does not look like one, or comes on top of too many, is `other`."""
    known = (method, error if _ERROR.fullmatch(error) else OTHER)
    if known not in _errors and len(_errors) >= _MOST_ERRORS:
        known = (OTHER, OTHER)
    _errors.add(known)
    SLACK_ERRORS.labels(*known).inc()


def cache_heard(kind: str, kept: str) -> None:
    """Counts how the lookup cache answered: from `memory` or the `store`, or not (`asked`)."""
    if kept == "asked":
        CACHE_MISSES.labels(kind).inc()
    else:
        CACHE_HITS.labels(kind, kept).inc()


def report_mail(door: str, outcome: str) -> None:
    """Counts a report mail at `door` (`lmtp`, `smtp`, `imap`): `taken`, `known`, `refused`, or what intake made of it."""
    REPORT_MAILS.labels(door, outcome).inc()


def imap_heard() -> None:
    """The mailbox's server gave a sign of life just now."""
    IMAP_HEARD.set_to_current_time()


BUILD: Final = Info("fuwake_build", "What runs.", registry=REGISTRY)
BUILD.info({"version": fuwake_version(), "python": platform.python_version()})
