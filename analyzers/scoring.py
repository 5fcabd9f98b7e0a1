"""Scoring: from findings to a level.

The score is the sum over groups of min(cap, x1 + x2/2 + x3/4 + …), largest first, so that findings which say the same thing do
not add up. The level also asks that several independent groups speak.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analyzers.finding import Finding, Group

if TYPE_CHECKING:
    from collections.abc import Iterable

SPEAKS = 1.0  # from this sum on a group counts as one that speaks
_ANCHORS = {Group.IDENTITY: 2.0, Group.LINK_DESTINATION: 2.0, Group.CONCEALMENT: 2.3, Group.LINK_RELATION: 2.7}


class Level(StrEnum):
    """How dangerous a mail is. There is no "safe"."""

    DANGER = "danger"
    WARNING = "warning"
    CAUTION = "caution"
    NO_SIGN = "no-sign"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with its group and weight (log-odds before caps)."""

    finding: Finding
    group: Group
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """The sum, and what each group gives to it."""

    total: float
    groups: dict[Group, float]


def weigh(findings: Iterable[Finding]) -> tuple[Weighed, ...]:
    """Each finding with its row of weights, heaviest first, otherwise in the order of the checks."""
    rows = [_weighed(finding) for finding in findings]
    return tuple(sorted(rows, key=lambda row: -row.weight))


def _weighed(finding: Finding) -> Weighed:
    code = f"{finding.code}/{finding.variant}" if finding.variant else finding.code
    group, weight = _table()[code]
    return Weighed(finding, group, weight)


def score(rows: Iterable[Weighed]) -> Score:
    """Sums with decay and caps."""
    by_group: dict[Group, list[float]] = {}
    for row in rows:
        by_group.setdefault(row.group, []).append(row.weight)
    groups = {
        group: min(_caps()[group], sum(w / 2**i for i, w in enumerate(sorted(weights, reverse=True))))
        for group, weights in by_group.items()
    }
    return Score(round(sum(groups.values()), 2), groups)


def level_of(score: Score) -> Level:
    """The level before coverage is looked at: `danger`, `warning`, `caution` or `no-sign`."""
    speaking = [group for group, value in score.groups.items() if value >= SPEAKS]
    anchored = any(score.groups.get(group, 0.0) >= least for group, least in _ANCHORS.items())
    if score.total >= 5.0 and len(speaking) >= 3 and anchored:
        return Level.DANGER
    if score.total >= 3.5 and len(speaking) >= 2:
        return Level.WARNING
    return Level.CAUTION if score.total >= 1.5 else Level.NO_SIGN


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Group, float]]:
    return {code: (Group(row["group"]), float(row["weight"])) for code, row in _data()["findings"].items()}


@lru_cache(maxsize=1)
def _caps() -> dict[Group, float]:
    return {Group(name): float(cap) for name, cap in _data()["caps"].items()}


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("analyzers").joinpath("data/weights.toml").read_text(encoding="utf-8"))
