"""Does the mail say that it was written long before or after it was sent?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.listed import came_by_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_EARLY, _LATE = 48, 2  # hours; mail waits at servers, and clocks go wrong by their zone
_HOUR = 3600


@dataclass(frozen=True, kw_only=True)
class OddDate(Finding):
    """The mail is dated `hours` before (`early`) or after it reached our side."""

    hours: int
    early: bool


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, where our side recorded when it took the mail."""
    origin, written = dossier.trace.origin, dossier.message.date
    if origin is None or origin.date is None or written is None or came_by_list(dossier):
        return
    taken = origin.date if origin.date.tzinfo else origin.date.replace(tzinfo=UTC)
    hours = (taken - written).total_seconds() / _HOUR
    if hours > _EARLY or hours < -_LATE:
        yield OddDate(hours=abs(round(hours)), early=hours > 0, evidence=(Evidence("header", "Date"),))
