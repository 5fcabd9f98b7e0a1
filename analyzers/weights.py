"""Weights: how much each finding counts, from `data/weights.toml`, where it also stands from where that is known.

A row of `[findings]` has `group`, `weight` (log-odds) and `source`; `least` and `most` bound what a fit may make of the weight
(0 and 4.0 where they are left out), `prior` is what judgement gave before it, and `fitted` tells that it changed the weight. A row
whose weight before any fit is 0 only informs, and stays so. `at_home` is the smaller weight of words in a mail that leads to nobody
but its own sender (`analyzers.relief.leads_home`). A row of `[reliefs]` has `weight` (0 or less), `takes_from`
(groups), `never_with` (groups, and codes of findings) and `source`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from analyzers.finding import Group

LEAST: Final = 0.0
MOST: Final = 4.0
_ROW: Final = ({"group", "weight", "source"}, {"least", "most", "prior", "fitted", "at_home"})
_RELIEF: Final = ({"weight", "takes_from", "never_with", "source"}, set[str]())


class WeightsError(ValueError):
    """The file of weights says something that cannot be: which row, and what."""


@dataclass(frozen=True, slots=True)
class Weight:
    """One row: what a finding weighs (`weight`, before the caps) in its `group`, and what a fit may make of it."""

    group: Group
    weight: float
    source: str
    least: float = LEAST
    most: float = MOST
    prior: float | None = None
    fitted: bool = False
    at_home: float | None = None

    @property
    def judged(self) -> float:
        """The weight before any fit."""
        return self.weight if self.prior is None else self.prior

    @property
    def informs(self) -> bool:
        """Whether the finding only informs."""
        return self.judged == 0


@dataclass(frozen=True, slots=True)
class ReliefWeight:
    """What speaks for a mail: `weight` (0 or less) off the sum of the groups `takes_from`.

    It is not given beside a finding with weight of the groups `not_beside`, nor beside any of the findings `never_with`.
    """

    weight: float
    takes_from: frozenset[Group]
    not_beside: frozenset[Group]
    never_with: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The whole file: the most that each group may give, and all rows by their codes (`code` or `code/variant`)."""

    caps: dict[Group, float]
    findings: dict[str, Weight]
    reliefs: dict[str, ReliefWeight]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that Fuwake judges by."""
    return read_weights(files("analyzers").joinpath("data/weights.toml").read_text(encoding="utf-8"))


def read_weights(text: str) -> Weights:
    """The weights in `text` (TOML). Raises WeightsError with the first thing that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WeightsError(f"no TOML: {error}") from error
    for table in ("caps", "findings"):
        if not isinstance(data.get(table), dict):
            raise WeightsError(f"there is no [{table}]")
    caps = {_group(name, "caps"): _number(cap, f"caps: {name}") for name, cap in data["caps"].items()}
    if missing := [group.value for group in Group if group not in caps]:
        raise WeightsError(f"caps: {missing[0]} has none")
    findings = {code: _weight(code, row, caps) for code, row in data["findings"].items()}
    return Weights(
        caps, findings, {code: _relief(code, row, findings) for code, row in data.get("reliefs", {}).items()}
    )


def _weight(code: str, row: Any, caps: dict[Group, float]) -> Weight:
    _keys(code, row, *_ROW)
    prior, fitted = row.get("prior"), row.get("fitted", False)
    made = Weight(
        group=_group(row["group"], code),
        weight=_number(row["weight"], code),
        source=_source(code, row),
        least=_number(row.get("least", LEAST), code),
        most=_number(row.get("most", MOST), code),
        prior=None if prior is None else _number(prior, code),
        fitted=fitted,
        at_home=None if row.get("at_home") is None else _number(row["at_home"], code),
    )
    if made.at_home is not None and not 0 <= made.at_home <= made.weight:
        raise WeightsError(f"{code}: at home it weighs {made.at_home}, more than elsewhere")
    if not isinstance(fitted, bool) or (fitted and prior is None):
        raise WeightsError(f"{code}: `fitted` is true or false, and needs the `prior` that it started from")
    if not 0 <= made.least <= made.weight <= made.most:
        raise WeightsError(f"{code}: {made.weight} lies outside {made.least} to {made.most}")
    if made.weight > caps[made.group]:
        raise WeightsError(f"{code}: {made.weight} is above the cap of {made.group}, {caps[made.group]}")
    if made.informs and made.weight:
        raise WeightsError(f"{code}: it only informs, so its weight stays 0")
    return made


def _relief(code: str, row: Any, findings: dict[str, Weight]) -> ReliefWeight:
    _keys(code, row, *_RELIEF)
    weight, never = _number(row["weight"], code), row["never_with"]
    groups = {group.value for group in Group}
    if unknown := [each for each in never if each not in groups and each not in findings]:
        raise WeightsError(f"{code}: never with {unknown[0]}, which is neither a group nor a finding")
    if weight > 0:
        raise WeightsError(f"{code}: {weight} would add to the sum")
    made = ReliefWeight(
        weight=weight,
        takes_from=frozenset(_group(name, code) for name in row["takes_from"]),
        not_beside=frozenset(Group(each) for each in never if each in groups),
        never_with=frozenset(each for each in never if each not in groups),
        source=_source(code, row),
    )
    if both := made.takes_from & made.not_beside:
        raise WeightsError(f"{code}: {min(both)} stands in `takes_from` and in `never_with`")
    return made


def _keys(code: str, row: Any, needed: set[str], possible: set[str]) -> None:
    if not isinstance(row, dict):
        raise WeightsError(f"{code}: no row")
    if wrong := sorted((needed - set(row)) | (set(row) - needed - possible)):
        raise WeightsError(f"{code}: {wrong[0]} is {'missing' if wrong[0] in needed else 'unknown'}")


def _source(code: str, row: dict[str, Any]) -> str:
    source = row["source"]
    if not isinstance(source, str) or not source.strip():
        raise WeightsError(f"{code}: the source is empty")
    return source


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 100:
        raise WeightsError(f"{where}: {value!r} is no number below 100")
    return float(value)


def _group(name: Any, where: str) -> Group:
    try:
        return Group(name)
    except ValueError:
        raise WeightsError(f"{where}: {name!r} is no group") from None
