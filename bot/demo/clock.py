"""Ids and time stamps in Slack's shapes."""

from __future__ import annotations

import itertools
import time
from typing import Final

_BASE36: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Clock:
    """Gives time stamps that never repeat, and ids that grow."""

    def __init__(self) -> None:
        self._last_us = 0
        self._numbers = itertools.count(1)

    def ts(self) -> str:
        """A message time stamp, `seconds.microseconds`: unique, for it is the message's key in its channel."""
        self._last_us = max(self._last_us + 1, time.time_ns() // 1000)
        return f"{self._last_us // 1_000_000}.{self._last_us % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        """An id such as `F0DEMO0001`: Slack's ids are a letter and capitals or digits."""
        number, digits = next(self._numbers), ""
        while number:
            number, rest = divmod(number, 36)
            digits = _BASE36[rest] + digits
        return f"{prefix}0DEMO{digits:0>4}"
