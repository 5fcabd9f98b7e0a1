"""From findings to a level: decay, caps, gates."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

import pytest

from analyzers.checks import CHECKS
from analyzers.finding import Finding, Group, code_of
from analyzers.scoring import Level, Score, Weighed, level_of, score, weigh

WEIGHTS = tomllib.loads(files("analyzers").joinpath("data/weights.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, kw_only=True)
class Anything(Finding):
    """A finding without a meaning."""


def rows(*pairs):
    return [Weighed(Anything(), group, weight) for group, weight in pairs]


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        ((), 0.0),
        ((2.0,), 2.0),
        ((1.0, 2.0), 2.5),
        ((1.0, 1.0, 1.0), 1.75),
        ((2.5,), 2.5),
        ((2.51,), 2.5),
        ((2.0, 1.0, 0.0), 2.5),
        ((2.0,) * 50, 2.5),
        ((0.0, 0.0), 0.0),
    ],
)
def test_findings_of_one_group_decay_and_are_capped(weights, total):
    """The largest counts whole, the next half, and never more than the group's cap (2.5 for the route)."""
    assert score(rows(*((Group.ROUTE, weight) for weight in weights))).total == total


@pytest.mark.parametrize("group", list(Group))
def test_every_group_has_a_cap(group):
    """No group grows without bound."""
    assert score(rows((group, 99.0))).total == WEIGHTS["caps"][group]


def test_groups_add_up():
    """What different groups say is independent."""
    assert score(rows((Group.ROUTE, 1.5), (Group.CONTENT, 1.5), (Group.HEADERS, 1.0))) == Score(
        4.0, {Group.ROUTE: 1.5, Group.CONTENT: 1.5, Group.HEADERS: 1.0}
    )


WHO, ROUTE, WORDS, HEAD, GOAL, RELATION, HIDDEN = (
    Group.IDENTITY,
    Group.ROUTE,
    Group.CONTENT,
    Group.HEADERS,
    Group.LINK_DESTINATION,
    Group.LINK_RELATION,
    Group.CONCEALMENT,
)


@pytest.mark.parametrize(
    ("groups", "level"),
    [
        ({}, Level.NO_SIGN),
        ({WORDS: 1.49}, Level.NO_SIGN),
        ({WORDS: 1.5}, Level.CAUTION),
        ({WHO: 4.5}, Level.CAUTION),
        ({WHO: 3.5, WORDS: 0.99}, Level.CAUTION),
        ({WHO: 2.5, WORDS: 1.0}, Level.WARNING),
        ({WHO: 2.49, WORDS: 1.0}, Level.CAUTION),
        ({WHO: 4.5, WORDS: 2.5}, Level.WARNING),
        ({WHO: 3.0, WORDS: 1.0, HEAD: 0.99}, Level.WARNING),
        ({WHO: 3.0, WORDS: 1.0, HEAD: 1.0}, Level.DANGER),
        ({WHO: 2.99, WORDS: 1.0, HEAD: 1.0}, Level.WARNING),
        ({ROUTE: 2.5, WORDS: 2.5, HEAD: 2.0}, Level.WARNING),
        ({WHO: 1.99, ROUTE: 2.5, WORDS: 2.5}, Level.WARNING),
        ({WHO: 2.0, ROUTE: 2.5, WORDS: 2.5}, Level.DANGER),
        ({GOAL: 2.0, ROUTE: 2.0, WORDS: 1.0}, Level.DANGER),
        ({GOAL: 1.99, ROUTE: 2.5, WORDS: 2.5}, Level.WARNING),
        ({RELATION: 2.69, ROUTE: 2.5, WORDS: 2.5}, Level.WARNING),
        ({RELATION: 2.7, ROUTE: 2.0, WORDS: 1.0}, Level.DANGER),
        ({HIDDEN: 2.29, ROUTE: 2.5, WORDS: 2.5}, Level.WARNING),
        ({HIDDEN: 2.3, ROUTE: 2.0, WORDS: 1.0}, Level.DANGER),
    ],
)
def test_gates(groups, level):
    """Danger needs a sum, three groups that speak and an anchor; warning needs two groups."""
    assert level_of(Score(round(sum(groups.values()), 2), groups)) is level


def kinds():
    """Every class of findings."""
    assert CHECKS
    return {kind for kind in Finding.__subclasses__() if kind.__module__.startswith("analyzers.checks.")}


def test_every_finding_has_weights_and_every_row_a_finding():
    """No row is left over and none is missing; a variant belongs to its finding."""
    codes = {code_of(kind) for kind in kinds()}

    assert {code.partition("/")[0] for code in WEIGHTS["findings"]} == codes
    assert codes <= set(WEIGHTS["findings"])


def test_weights_say_where_they_come_from():
    """Each row has a group, a weight of 0 or more and a source."""
    for code, row in WEIGHTS["findings"].items():
        assert set(row) == {"group", "weight", "source"}, code
        assert 0 <= row["weight"] <= WEIGHTS["caps"][Group(row["group"])], code


def test_heaviest_first():
    """Findings are told by weight, otherwise in the order of the checks; a variant has its own weight."""
    from analyzers.checks.deceptive_subdomain import DeceptiveSubdomain
    from analyzers.checks.helo_unknown import HeloUnknown
    from analyzers.checks.spam_stamp import SpamStamp

    token = DeceptiveSubdomain(named="a", host="a.b.example", owner="b.example", whole=False)
    whole = DeceptiveSubdomain(named="a", host="a.b.example", owner="b.example", whole=True)

    weighed = weigh([SpamStamp(stamp="x"), token, HeloUnknown(helo="x"), whole])

    assert [(row.finding.code, row.weight) for row in weighed] == [
        ("deceptive-subdomain", 3.5),
        ("spam-stamp", 1.0),
        ("deceptive-subdomain", 1.0),
        ("helo-unknown", 1.0),
    ]
