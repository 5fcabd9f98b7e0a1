"""From findings to a level: decay, caps, gates."""

import ast
import inspect
import textwrap
from dataclasses import dataclass

import pytest

from analyzers.checks import CHECKS
from analyzers.finding import Finding, Group, code_of
from analyzers.scoring import Level, Relief, Score, Weighed, level_of, score, weigh
from analyzers.weights import weights


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
    assert score(rows((group, 99.0))).total == weights().caps[group]


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
    assert {code.partition("/")[0] for code in weights().findings} == {code_of(kind) for kind in kinds()}


def named_variants(kind):
    """The names of variants that stand in the source of a class; what it puts together from its facts is not among them."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind.variant.fget)))
    returned = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value]
    return {leaf.value for value in returned for leaf in _leaves(value) if isinstance(leaf, ast.Constant)}


def _leaves(value):
    """What an expression may come to."""
    if isinstance(value, ast.IfExp):
        return [*_leaves(value.body), *_leaves(value.orelse)]
    if isinstance(value, ast.BoolOp):
        return [leaf for each in value.values for leaf in _leaves(each)]
    return [value]


def test_every_variant_has_a_row():
    """What a finding may call itself is weighed."""
    missing = {
        code
        for kind in kinds()
        for variant in named_variants(kind)
        if (code := f"{code_of(kind)}/{variant}" if variant else code_of(kind)) not in weights().findings
    }

    assert missing == set()


def test_heaviest_first():
    """Findings are told by weight, otherwise in the order of the checks; a variant has its own weight."""
    from analyzers.checks.deceptive_subdomain import DeceptiveSubdomain
    from analyzers.checks.helo_unknown import HeloUnknown

    token = DeceptiveSubdomain(named="a", host="a.b.example", owner="b.example", whole=False)
    whole = DeceptiveSubdomain(named="a", host="a.b.example", owner="b.example", whole=True)
    helo = HeloUnknown(helo="x")

    weighed = weigh([token, helo, whole, helo])

    assert weighed[0].finding is whole
    assert [row.weight for row in weighed] == sorted((row.weight for row in weighed), reverse=True)
    assert {row.finding: row.weight for row in weighed} == {
        whole: weights().findings["deceptive-subdomain"].weight,
        token: weights().findings["deceptive-subdomain/token"].weight,
        helo: weights().findings["helo-unknown"].weight,
    }


@dataclass(frozen=True, kw_only=True)
class UrgentCredentialLure(Finding):
    """Words that press and ask."""


@dataclass(frozen=True, kw_only=True)
class ProviderAbused(Finding):
    """A finding that informs."""


@dataclass(frozen=True, kw_only=True)
class OriginListed(Finding):
    """A finding of the name of one beside which no relief is given."""


SOFT = (Group.AUTHENTICATION, Group.ROUTE, Group.HEADERS, Group.CONTENT)
PROVEN, PASSED = "brand-proven", "sender-authenticated"


@pytest.mark.parametrize(
    ("pairs", "reliefs", "total", "relief"),
    [
        (((WORDS, 2.5), (HEAD, 1.5)), (), 4.0, None),
        (((WORDS, 2.5), (HEAD, 1.5)), (PROVEN, PASSED), 2.0, Relief(PROVEN, -2.0)),
        (((WORDS, 1.5),), (PROVEN,), 0.0, Relief(PROVEN, -1.5)),
        (((WORDS, 1.5),), (PASSED,), 1.5, None),
        (((WORDS, 1.5), (ROUTE, 2.0)), (PASSED,), 3.2, Relief(PASSED, -0.3)),
        (((ROUTE, 0.2),), (PASSED,), 0.0, Relief(PASSED, -0.2)),
        ((), (PROVEN, PASSED), 0.0, None),
        (((WORDS, 2.5), (WHO, 0.5)), (PROVEN, PASSED), 3.0, None),
        (((WORDS, 2.5), (WHO, 0.0)), (PROVEN,), 0.5, Relief(PROVEN, -2.0)),
        (((WORDS, 2.5), (GOAL, 1.2)), (PROVEN,), 3.7, None),
        (((WORDS, 2.5), (RELATION, 1.0)), (PROVEN,), 3.5, None),
        (((WORDS, 2.5), (HIDDEN, 0.5)), (PROVEN,), 3.0, None),
        (((WORDS, 2.5), (Group.PAGE, 1.0)), (PROVEN,), 3.5, None),
    ],
)
def test_reliefs(pairs, reliefs, total, relief):
    """Of two the greater is given, at most what the groups give that it takes from, and none beside another sign."""
    found = score(rows(*pairs), reliefs)

    assert (found.total, found.relief) == (total, relief)


@pytest.mark.parametrize("relief", sorted(weights().reliefs))
def test_no_relief_beside_what_decides(relief):
    """What a block list says of the origin stands, whoever vouches for the mail."""
    found = score([Weighed(OriginListed(), Group.ROUTE, 2.0), *rows((WORDS, 1.5))], [relief])

    assert (found.total, found.relief) == (3.5, None)


def test_words_weigh_less_at_home():
    """A mail that leads to nobody but its sender may press a little, unless anything else weighs; what informs may stand beside."""
    row = weights().findings["urgent-credential-lure"]
    lure = UrgentCredentialLure()

    assert weigh([lure], at_home=True)[0].weight == row.at_home == 0.98
    assert weigh([lure, ProviderAbused()], at_home=True)[0].weight == row.at_home
    assert weigh([lure])[0].weight == row.weight == 1.5
    assert {each.weight for each in weigh([lure, OriginListed()], at_home=True)} == {row.weight, 2.0}


def test_only_words_weigh_less_at_home():
    """Nothing but words has such a weight."""
    assert {row.group for row in weights().findings.values() if row.at_home is not None} == {Group.CONTENT}


def test_only_two_things_speak_for_a_mail():
    """None takes from what decides, and is given beside it."""
    assert {code: row.weight for code, row in weights().reliefs.items()} == {PROVEN: -2.0, PASSED: -0.3}
    for row in weights().reliefs.values():
        assert row.takes_from <= set(SOFT)
        assert row.not_beside >= set(Group) - set(SOFT)
