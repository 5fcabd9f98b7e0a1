"""How long each step of the route took, by the servers' own clocks (RFC 5321, section 4.4: every server dates its line).

A step that took less than nothing shows that one of two clocks is wrong, or that somebody invented a line: below the believed line
neither proves anything.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from analyzers.trace.route import Trace


def delays(route: Trace) -> tuple[float | None, ...]:
    """For each hop, top first, the seconds from the line below it to its own: how long the mail lay with its peer.

    Negative where the clocks contradict each other. None where a date is missing, and for the last line, which has none below.
    """
    steps = tuple(_between(below.date, above.date) for above, below in pairwise(route.hops))
    return (*steps, None) if route.hops else ()


def _between(earlier: datetime | None, later: datetime | None) -> float | None:
    return (later - earlier).total_seconds() if earlier and later else None
