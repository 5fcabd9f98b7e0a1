"""A clock that a test sets."""

from __future__ import annotations

from dataclasses import dataclass

import pytest


@dataclass
class Clock:
    """Seconds; it moves only when it is told to."""

    now: float = 1_750_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()
