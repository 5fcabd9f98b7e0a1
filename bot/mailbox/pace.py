"""Pace: how many reports of one sender are answered in an hour. A machine that sends more is heard, and not answered."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable

MOST, WITHIN, MAX_SENDERS = 30, 3600.0, 10_000
log = structlog.get_logger(__name__)


class Pace:
    """Counts in this process. `most` reports in `within` seconds; `clock` in seconds."""

    def __init__(
        self, *, most: int = MOST, within: float = WITHIN, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._within = within
        self._clock = clock
        self._seen: OrderedDict[str, dict[str, float]] = OrderedDict()

    def allows(self, sender: str, report: str) -> bool:
        """Whether `report` is among those that are answered; the same one counts once, however often it is asked about."""
        now = self._clock()
        seen = {each: at for each, at in self._seen.get(sender, {}).items() if now - at < self._within}
        if report not in seen and len(seen) == self._most:
            log.warning("sender_silenced", most=self._most)
        allowed = report in list(seen)[: self._most] or len(seen) < self._most
        if report not in seen and len(seen) <= self._most:  # one above, so that it is said once
            seen[report] = now
        self._seen[sender] = seen
        self._seen.move_to_end(sender)
        while len(self._seen) > MAX_SENDERS:
            self._seen.popitem(last=False)
        return allowed
