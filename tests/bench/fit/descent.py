"""The fit itself: one weight after another is moved where that helps, on a grid, until nothing moves. The same input gives the same weights."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tests.bench.fit.loss import loss

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analyzers.weights import Weight, Weights
    from tests.bench.fit.samples import Sample

STEPS = (-0.6, -0.3, -0.1, 0.1, 0.3, 0.6)
MOST_ROUNDS = 25
# A weight that is moved by this much costs as much as half a phishing mail missed, and four times that when moved twice as far.
PULL = 0.35
# How far from what judgement gave the fit may go, within the row's own bounds. No set is like the mail of an office: there is hardly any
# modern commercial mail among the legitimate, so they can show that a finding does harm, and not that it does none: what a single
# legitimate mail bears is never raised.
RAISE, LOWER = 0.2, 1.0
LEAST_HITS = 8  # mails with a finding, below which nothing is learnt about it


def bounds(row: Weight, cap: float, *, spotless: bool) -> tuple[float, float]:
    """Between what the weight of `row` may lie; `spotless`: no legitimate mail bears the finding."""
    low, high = max(row.least, row.judged - LOWER), min(row.most, cap, row.judged + (RAISE if spotless else 0.0))
    return min(low, row.judged), max(high, row.judged)


def hits(samples: Sequence[Sample]) -> Counter[str]:
    """How many samples have each finding."""
    return Counter(code for sample in samples for code in _codes(sample))


def _codes(sample: Sample) -> set[str]:
    return {code for _, view in sample.views for _, codes in view for code in codes}


def fit(samples: Sequence[Sample], weights: Weights) -> dict[str, float]:
    """The weight of each row, changed where `samples` say so."""
    values = {code: row.judged for code, row in weights.findings.items()}
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number, sample in enumerate(samples):
        for code in _codes(sample):
            having[code].append(number)
    costs = [loss(sample, values, weights.caps) for sample in samples]
    movable = [
        code for code in sorted(having) if len(having[code]) >= LEAST_HITS and not weights.findings[code].informs
    ]
    spotted = hits([sample for sample in samples if not sample.fraud])
    reach = {
        code: bounds(row, weights.caps[row.group], spotless=not spotted[code]) for code, row in weights.findings.items()
    }
    for _ in range(MOST_ROUNDS):
        moved = [_move(code, values, (weights, reach[code]), samples, having[code], costs) for code in movable]
        if not any(moved):
            break
    return values


def _move(
    code: str,
    values: dict[str, float],
    within: tuple[Weights, tuple[float, float]],
    samples: Sequence[Sample],
    numbers: Sequence[int],
    costs: list[float],
) -> bool:
    """Moves one weight to where the samples that have the finding cost least; False when it stands there."""
    weights, (low, high) = within
    row = weights.findings[code]
    at = values[code]
    best, best_costs = at, [costs[number] for number in numbers]
    least = sum(best_costs) + _pull(at, row)
    for value in sorted({round(min(high, max(low, at + step)), 2) for step in STEPS} - {at}):
        values[code] = value
        tried = _costs(samples, numbers, values, weights)
        if sum(tried) + _pull(value, row) < least - 1e-6:
            best, best_costs, least = value, tried, sum(tried) + _pull(value, row)
    values[code] = best
    for number, cost in zip(numbers, best_costs, strict=True):
        costs[number] = cost
    return best != at


def _costs(
    samples: Sequence[Sample], numbers: Sequence[int], values: Mapping[str, float], weights: Weights
) -> list[float]:
    return [loss(samples[number], values, weights.caps) for number in numbers]


def _pull(value: float, row: Weight) -> float:
    return ((value - row.judged) / PULL) ** 2 / 2
