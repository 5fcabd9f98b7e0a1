"""Scoring: from findings to a level.

The score is the sum over groups of min(cap, x1 + x2/2 + x3/4 + …), largest first, so that findings which say the same thing do
not add up. What could not be asked adds nothing, and nothing is taken off because something was not found: only a relief
(`Relief`) takes off, and only from the signs of its own kind. The level also asks that several independent groups speak.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from analyzers.finding import Finding, Group
from analyzers.weights import weights

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

SPEAKS = 1.0  # from this sum on a group counts as one that speaks
CAUTION, WARNING, DANGER = 1.5, 3.5, 5.0  # sums
WARNING_GROUPS, DANGER_GROUPS = 2, 3  # groups that speak
ANCHORS = {Group.IDENTITY: 2.0, Group.LINK_DESTINATION: 2.0, Group.CONCEALMENT: 2.3, Group.LINK_RELATION: 2.7}


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
class Relief:
    """Something that speaks for the mail: its `code`, and how much was taken off the sum (`weight`, below 0)."""

    code: str
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """The sum, and what each group gives to it. When a `relief` was given, `total` is what was left."""

    total: float
    groups: dict[Group, float]
    relief: Relief | None = None


def weigh(findings: Iterable[Finding], *, at_home: bool = False) -> tuple[Weighed, ...]:
    """Each finding with its row of weights, heaviest first, otherwise in the order of the checks.

    `at_home`: the mail leads to nobody but its own sender, so its words weigh less, unless anything else weighs.
    """
    found = list(findings)
    table = [(finding, weights().findings[row_of(finding)]) for finding in found]
    home = at_home and all(row.at_home is not None for _, row in table if row.weight)
    rows = [Weighed(f, row.group, row.at_home if home and row.at_home is not None else row.weight) for f, row in table]
    return tuple(sorted(rows, key=lambda row: -row.weight))


def row_of(finding: Finding) -> str:
    """The code of a finding's row of weights: `code`, or `code/variant`."""
    return f"{finding.code}/{finding.variant}" if finding.variant else finding.code


def score(rows: Collection[Weighed], reliefs: Collection[str] = ()) -> Score:
    """Sums with decay and caps. Of `reliefs` (codes that hold for the mail) the one that takes off most is given, if any may be."""
    by_group: dict[Group, list[float]] = {}
    for row in rows:
        by_group.setdefault(row.group, []).append(row.weight)
    groups = {group: group_sum(found, weights().caps[group]) for group, found in by_group.items()}
    relief = min((_relief(code, rows, groups) for code in reliefs), key=lambda each: each.weight, default=None)
    total = sum(groups.values()) + (relief.weight if relief else 0.0)
    return Score(round(total, 2), groups, relief if relief and relief.weight < 0 else None)


def group_sum(found: Iterable[float], cap: float) -> float:
    """What the findings of one group give together."""
    return min(cap, sum(weight / (1 << at) for at, weight in enumerate(sorted(found, reverse=True))))


def _relief(code: str, rows: Collection[Weighed], groups: dict[Group, float]) -> Relief:
    """A relief never takes off more than the groups give that it may take from, and nothing beside what decides."""
    row = weights().reliefs[code]
    decided = any(each.finding.code in row.never_with or row_of(each.finding) in row.never_with for each in rows)
    if decided or any(each.group in row.not_beside and each.weight > 0 for each in rows):
        return Relief(code, 0.0)
    return Relief(code, -min(-row.weight, sum(groups.get(group, 0.0) for group in row.takes_from)))


def level_of(score: Score) -> Level:
    """The level before coverage is looked at: `danger`, `warning`, `caution` or `no-sign`."""
    speaking = [group for group, value in score.groups.items() if value >= SPEAKS]
    anchored = any(score.groups.get(group, 0.0) >= least for group, least in ANCHORS.items())
    if score.total >= DANGER and len(speaking) >= DANGER_GROUPS and anchored:
        return Level.DANGER
    if score.total >= WARNING and len(speaking) >= WARNING_GROUPS:
        return Level.WARNING
    return Level.CAUTION if score.total >= CAUTION else Level.NO_SIGN
