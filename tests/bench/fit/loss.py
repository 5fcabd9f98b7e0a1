"""How bad weights are on a set of samples: a smooth measure of mails on the wrong side of the gates, by the score that Fuwake uses."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analyzers.finding import Group
from analyzers.scoring import (
    ANCHORS,
    CAUTION,
    DANGER,
    DANGER_GROUPS,
    SPEAKS,
    WARNING,
    WARNING_GROUPS,
    Level,
    Score,
    group_sum,
    level_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.bench.fit.samples import Sample

SOFT = {True: 0.5, False: 0.4}  # how far from a gate phishing and legitimate mail still count
# What a mail on the wrong side of a gate costs; 1 is phishing that stays below warning.
PHISHING = {"warning": 1.0, "danger": 0.15, "caution": 0.25}
LEGITIMATE = {"warning": 20.0, "danger": 25.0, "caution": 0.3}
_ROOM = 0.5  # by how much legitimate mail should stay below the gates, so that others of its kind do, too
_JOIN = 0.3  # how softly the parts of a gate are joined


def measure(
    view: tuple[tuple[str, tuple[str, ...]], ...], weights: Mapping[str, float], caps: Mapping[Group, float]
) -> Score:
    """The score of a mail with these findings. Reliefs need answers from outside, of which there are none here."""
    groups = {Group(name): group_sum([weights[code] for code in codes], caps[Group(name)]) for name, codes in view}
    return Score(round(sum(groups.values()), 2), groups)


def margins(score: Score) -> dict[str, float]:
    """How far above (or below) each gate a score is, softly joined from the parts of the gate."""
    sums = sorted(score.groups.values(), reverse=True) + [0.0] * DANGER_GROUPS
    anchor = max((score.groups.get(group, 0.0) - least for group, least in ANCHORS.items()), default=-SPEAKS)
    second, third = sums[WARNING_GROUPS - 1] - SPEAKS, sums[DANGER_GROUPS - 1] - SPEAKS
    return {
        "warning": _least(score.total - WARNING, second),
        "danger": _least(score.total - DANGER, third, anchor),
        "caution": score.total - CAUTION,
    }


def _least(*values: float) -> float:
    """The least of `values`, without corners."""
    low = min(values)
    return low - _JOIN * math.log(sum(math.exp((low - value) / _JOIN) for value in values))


def loss(sample: Sample, weights: Mapping[str, float], caps: Mapping[Group, float]) -> float:
    """What the sample costs, over its views."""
    total = 0.0
    for share, view in sample.views:
        found = margins(measure(view, weights, caps))
        if sample.fraud:
            cost = sum(price * _softplus(-found[gate] / SOFT[True]) for gate, price in PHISHING.items())
        else:
            cost = sum(price * _softplus((found[gate] + _ROOM) / SOFT[False]) for gate, price in LEGITIMATE.items())
        total += share * cost
    return sample.counts * total


def _softplus(value: float) -> float:
    return value + math.log1p(math.exp(-value)) if value > 0 else math.log1p(math.exp(value))


def level(sample: Sample, weights: Mapping[str, float], caps: Mapping[Group, float]) -> Level:
    """The level of the mail in the first view, the whole mail."""
    return level_of(measure(sample.views[0][1], weights, caps))
