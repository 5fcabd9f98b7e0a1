"""The file of weights: what it may say, and one clear error for what it may not."""

import pytest

from analyzers.finding import Group
from analyzers.weights import Weight, WeightsError, read_weights, weights

CAPS = "[caps]\n" + "".join(f"{group} = 3.0\n" for group in Group)
ROW = 'helo-unknown = { group = "route", weight = 1.0, source = "prior" }'
RELIEF = 'weight = -1.0\ntakes_from = ["route"]\nnever_with = ["identity", "helo-unknown"]\nsource = "prior"'


def read(row=ROW, relief=None, caps=CAPS):
    """A file with one finding and perhaps one relief."""
    return read_weights(f"{caps}\n[findings]\n{row}\n" + (f"[reliefs.x]\n{relief}\n" if relief else ""))


def test_a_row():
    """What is left out has its usual value."""
    assert read().findings == {"helo-unknown": Weight(Group.ROUTE, 1.0, "prior", 0.0, 4.0, None, fitted=False)}


def test_a_fitted_row_keeps_what_judgement_gave():
    """A fit starts from there again."""
    row = 'a = { group = "route", weight = 1.5, prior = 1.0, fitted = true, least = 0.5, most = 2.0, source = "prior" }'

    assert read(row).findings["a"].judged == 1.0
    assert read().findings["helo-unknown"].judged == 1.0


def test_what_only_informs():
    """It does by its weight before any fit."""
    assert read('a = { group = "route", weight = 0.0, source = "informs" }').findings["a"].informs
    assert not read('a = { group = "route", weight = 0, prior = 1, fitted = true, source = "x" }').findings["a"].informs


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ("a = 1", "a: no row"),
        ("a = {", "no TOML"),
        ('a = { group = "route", weight = 1.0 }', "a: source is missing"),
        ('a = { group = "route", weight = 1.0, source = " " }', "a: the source is empty"),
        ('a = { group = "route", weight = 1.0, source = "x", colour = 1 }', "a: colour is unknown"),
        ('a = { group = "rout", weight = 1.0, source = "x" }', "a: 'rout' is no group"),
        ('a = { group = "route", weight = "1", source = "x" }', "a: '1' is no number below 100"),
        ('a = { group = "route", weight = true, source = "x" }', "a: True is no number below 100"),
        ('a = { group = "route", weight = nan, source = "x" }', "a: nan is no number below 100"),
        ('a = { group = "route", weight = -0.1, source = "x" }', "a: -0.1 lies outside 0.0 to 4.0"),
        ('a = { group = "route", weight = 2.1, most = 2.0, source = "x" }', "a: 2.1 lies outside 0.0 to 2.0"),
        ('a = { group = "route", weight = 0.4, least = 0.5, source = "x" }', "a: 0.4 lies outside 0.5 to 4.0"),
        ('a = { group = "route", weight = 3.5, source = "x" }', "a: 3.5 is above the cap of route, 3.0"),
        (
            'a = { group = "route", weight = 1.0, fitted = true, source = "x" }',
            "a: `fitted` is true or false, and needs",
        ),
        (
            'a = { group = "route", weight = 1.0, fitted = 1, prior = 1.0, source = "x" }',
            "a: `fitted` is true or false",
        ),
        ('a = { group = "route", weight = 1.0, prior = 0.0, fitted = true, source = "x" }', "a: it only informs"),
    ],
)
def test_what_a_row_may_not_say(row, error):
    """The first thing that is wrong, with the row in which it stands."""
    with pytest.raises(WeightsError, match=f"^{error}"):
        read(row)


@pytest.mark.parametrize(
    ("relief", "error"),
    [
        (RELIEF.replace("-1.0", "0.5"), "x: 0.5 would add to the sum"),
        (
            RELIEF.replace("helo-unknown", "helo-unknwon"),
            "x: never with helo-unknwon, which is neither a group nor a finding",
        ),
        (RELIEF.replace('"identity"', '"route"'), "x: route stands in `takes_from` and in `never_with`"),
        (RELIEF.replace("never_with", "nevr_with"), "x: never_with is missing"),
    ],
)
def test_what_a_relief_may_not_say(relief, error):
    """A misspelt finding would open a hole in silence."""
    assert read(relief=RELIEF).reliefs["x"].never_with == {"helo-unknown"}
    with pytest.raises(WeightsError, match=f"^{error}"):
        read(relief=relief)


@pytest.mark.parametrize(
    ("caps", "error"),
    [
        ("", r"there is no \[caps\]"),
        (CAPS.replace("page = 3.0\n", ""), "caps: page has none"),
        ("[caps]\nx = 1\n", "caps: 'x' is no group"),
    ],
)
def test_every_group_needs_a_cap(caps, error):
    """None may grow without bound."""
    with pytest.raises(WeightsError, match=f"^{error}"):
        read(caps=caps)


def test_ours_can_be_read():
    """The weights that are shipped."""
    assert len(weights().findings) > 50
    assert all(row.source for row in (*weights().findings.values(), *weights().reliefs.values()))
