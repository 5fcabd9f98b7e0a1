"""The arithmetic of the benchmark: intervals, the curve of recall against false alarms, the area under it, likelihood ratios."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_Z = 1.959964  # 95 %


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of Wilson for a share of `hits` in `n`; (0, 1) of nothing.

    >>> tuple(round(bound, 3) for bound in wilson(198, 1000))
    (0.174, 0.224)
    """
    if not n:
        return 0.0, 1.0
    share, square = hits / n, _Z * _Z
    middle = share + square / (2 * n)
    spread = _Z * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    low, high = ((middle + sign * spread) / (1 + square / n) for sign in (-1, 1))
    return max(0.0, low), min(1.0, high)


def recall_at(fraud: Sequence[float], honest: Sequence[float], rate: float) -> tuple[float, float]:
    """The lowest threshold that at most the share `rate` of `honest` reaches, and the share of `fraud` that reaches it."""
    allowed = math.floor(rate * len(honest) + 1e-9)
    above = sorted(honest, reverse=True)[allowed : allowed + 1]
    threshold = math.nextafter(above[0], math.inf) if above else -math.inf
    return threshold, share(fraud, threshold)


def share(values: Sequence[float], threshold: float) -> float:
    """The share of `values` that reaches `threshold`."""
    return sum(value >= threshold for value in values) / len(values) if values else 0.0


def area(fraud: Sequence[float], honest: Sequence[float]) -> float:
    """The chance that one of `fraud` lies above one of `honest`, half of it when they are equal (AUC)."""
    if not fraud or not honest:
        return math.nan
    ordered = sorted(honest)
    wins = sum(bisect_left(ordered, value) + bisect_right(ordered, value) for value in fraud)
    return wins / 2 / len(fraud) / len(honest)


def log_ratio(hits: int, n: int, others: int, m: int) -> float:
    """ln of how much likelier a sign is among `n` than among `m`, each with half a mail added on both sides."""
    return math.log((hits + 0.5) / (n + 1)) - math.log((others + 0.5) / (m + 1))
