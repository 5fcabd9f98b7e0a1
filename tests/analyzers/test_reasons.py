"""Which findings a reader is told first."""

from dataclasses import dataclass

import pytest

import analyzers.checks  # noqa: F401 -- loads every class of findings
from analyzers.finding import Finding, Group, code_of
from analyzers.reasons import SAID_BETTER, reasons, told
from analyzers.scoring import Weighed

SIDES = {
    "claims-own-domain": Group.IDENTITY,
    "from-malformed": Group.IDENTITY,
    "link-mismatch": Group.LINK_RELATION,
    "shown-own-domain": Group.LINK_RELATION,
    "deceptive-path": Group.LINK_DESTINATION,
    "helo-not-fqdn": Group.ROUTE,
    "helo-unknown": Group.ROUTE,
    "origin-listed": Group.ROUTE,
    "spf-fail": Group.AUTHENTICATION,
    "urgent-credential-lure": Group.CONTENT,
    "qr-link": Group.CONCEALMENT,
    "spam-stamp": Group.HEADERS,
}


@dataclass(frozen=True, kw_only=True)
class Coded(Finding):
    """A finding of any code."""

    named: str

    @property
    def code(self):
        return self.named


def rows(**weights):
    """Findings with these weights, heaviest first."""
    made = [
        Weighed(Coded(named=code), SIDES[code], weight)
        for code, weight in ((name.replace("_", "-"), weight) for name, weight in weights.items())
    ]
    return tuple(sorted(made, key=lambda row: -row.weight))


def codes(found):
    """Their codes, in order."""
    return [row.finding.code for row in found]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({}, []),
        ({"spam_stamp": 0.0}, []),
        ({"spam_stamp": 1.0}, ["spam-stamp"]),
        ({"helo_not_fqdn": 2.0, "urgent_credential_lure": 1.6}, ["urgent-credential-lure", "helo-not-fqdn"]),
        ({"helo_not_fqdn": 2.4, "urgent_credential_lure": 1.0}, ["helo-not-fqdn", "urgent-credential-lure"]),
        ({"from_malformed": 3.5, "claims_own_domain": 3.0}, ["claims-own-domain", "from-malformed"]),
        ({"from_malformed": 3.5, "link_mismatch": 2.7}, ["link-mismatch", "from-malformed"]),
        (
            {"link_mismatch": 2.7, "deceptive_path": 3.5, "origin_listed": 2.0, "helo_unknown": 1.0},
            ["deceptive-path", "origin-listed", "link-mismatch", "helo-unknown"],
        ),
        ({"spf_fail": 2.0, "origin_listed": 2.0, "qr_link": 1.5}, ["qr-link", "spf-fail", "origin-listed"]),
        ({"spf_fail": 2.0, "qr_link": -1.5}, ["spf-fail"]),
    ],
)
def test_each_reason_comes_from_another_side(weights, expected):
    """The heaviest of the strongest side, then of another; what is plain goes before what is technical."""
    assert codes(reasons(rows(**weights))) == expected


def test_five_reasons_at_most():
    """Nobody reads more."""
    found = reasons(rows(**{name.replace("-", "_"): 1.0 for name in SIDES}))

    assert len(found) == 5
    assert len({row.group for row in found}) == 5


def test_what_is_said_better_is_no_reason_and_not_told():
    """The mismatch of a page of ours is told as that; alone, it is told as it is."""
    both = rows(link_mismatch=2.7, shown_own_domain=3.5)

    assert codes(told(both)) == codes(reasons(both)) == ["shown-own-domain"]
    assert codes(told(rows(link_mismatch=2.7))) == ["link-mismatch"]


def test_only_findings_that_exist_are_said_better():
    """No code is misspelt, and none is said better by one that it says better itself."""
    known = {code_of(kind) for kind in Finding.__subclasses__()}

    named = {*SAID_BETTER, *(code for better in SAID_BETTER.values() for code in better)}
    assert {code.partition("/")[0] for code in named} - known == set()
    assert not any(code in SAID_BETTER.get(each, ()) for code, better in SAID_BETTER.items() for each in better)
