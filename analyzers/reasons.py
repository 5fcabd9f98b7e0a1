"""Reasons: which findings a reader is told, and which of them come first.

Weights say how much a finding proves; a reader also wants to be told what decides. Whom a mail pretends to be and where its
links lead is understood by everybody, what a server called itself by few: when two weigh about the same, the plain one is first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzers.finding import Group
from analyzers.scoring import row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analyzers.scoring import Weighed

MAX_REASONS = 5

# Whom the mail pretends to be is what a reader needs first; how badly its address is written comes after.
_CLAIMS: frozenset[str] = frozenset(
    {
        "address-borrowed",
        "brand-by-other-domain",
        "brand-claimed",
        "brand-mismatch",
        "claims-own-domain",
        "desk-impersonated",
        "executive-impersonated",
        "own-lookalike",
    }
)
_CLAIM = 1.5
_FORMS: frozenset[str] = frozenset({"duplicate-header", "from-impossible", "from-malformed", "from-missing"})
_FORM = -1.5
_HELO = frozenset({"helo-borrowed", "helo-mismatch", "helo-not-fqdn", "helo-unknown"})
# Findings (`code`, or `code/variant`) that another one (the same) says better: both count, the reader is told once.
SAID_BETTER: Mapping[str, frozenset[str]] = {
    "asks-other-channel": frozenset({"lure/chat-group"}),
    "brand-claimed": frozenset({"brand-by-other-domain", "brand-mismatch", "claims-own-domain"}),
    "brand-mismatch": frozenset({"brand-by-other-domain"}),
    "brand-not-linked": frozenset(
        {
            "deceptive-path",
            "deceptive-subdomain",
            "link-mismatch",
            "link-userinfo",
            "qr-link",
            "redirector-link",
            "shown-own-domain",
        }
    ),
    "desk-impersonated": frozenset({"claims-own-domain"}),
    "disguised-name": frozenset({"brand-disguised"}),
    "dkim-missing": frozenset({"address-borrowed", "dmarc-fail"}),
    "executable-attachment": frozenset({"encrypted-archive/armed"}),
    "free-subdomain-host": frozenset({"user-content-link"}),
    "helo-numbered": _HELO | {"residential-origin"},
    "helo-random": _HELO | {"random-sender-domain"},
    "helo-unknown": frozenset({"helo-not-fqdn"}),
    "home-line-listed": frozenset({"residential-origin"}),
    "institution-abroad": _CLAIMS,
    "link-mismatch": frozenset({"shown-own-domain"}),
    "link-name-mismatch": frozenset({"brand-not-linked", "link-mismatch", "shown-own-domain"}),
    "lure/availability": frozenset({"lure/chat-group", "lure/gift-cards"}),
    "lure/crypto": frozenset({"lure/advance-fee", "lure/extortion", "payment-address"}),
    "lure/document": frozenset({"lure/document-login"}),
    "lure/document-login": frozenset({"urgent-credential-lure"}),
    "lure/dubious": frozenset({"lure/crypto"}),
    "lure/loan": frozenset({"lure/advance-fee"}),
    "lure/suspension": frozenset({"call-back-number", "urgent-credential-lure"}),
    "lure/transfer": frozenset({"transfer-answered-elsewhere"}),
    "name-of-nobody": _CLAIMS | {"official-from-freemail"},
    "name-unrelated": _CLAIMS
    | {"from-malformed", "institution-abroad", "official-from-freemail", "other-address-in-name"},
    "nobody-vouches": frozenset({"address-borrowed", "dmarc-fail", "spf-fail"}),
    "official-from-freemail": _CLAIMS,
    "only-rented-links": frozenset({"brand-not-linked"}),
    "other-address-in-name": frozenset({"claims-own-domain"}),
    "odd-bounce-domain": frozenset({"throwaway-tenant"}),
    "own-name-spoken": frozenset({"claims-own-domain", "desk-impersonated", "shown-own-domain"}),
    "random-sender-domain": frozenset({"throwaway-tenant"}),
    "reply-elsewhere": frozenset({"transfer-answered-elsewhere"}),
}
# Groups that speak of one side of the mail: the second reason is taken from another side than the first.
_SIDES: tuple[frozenset[Group], ...] = (
    frozenset({Group.IDENTITY}),
    frozenset({Group.LINK_DESTINATION, Group.LINK_RELATION, Group.PAGE}),
    frozenset({Group.CONCEALMENT}),
    frozenset({Group.CONTENT}),
    frozenset({Group.AUTHENTICATION}),
    frozenset({Group.ROUTE}),
    frozenset({Group.HEADERS}),
)
# How much a side gains or loses (in weight) in the order of the reasons, for being plain or technical.
_PLAINNESS: Mapping[Group, float] = {
    Group.IDENTITY: 1.0,
    Group.LINK_DESTINATION: 0.5,
    Group.LINK_RELATION: 0.5,
    Group.PAGE: 0.5,
    Group.CONCEALMENT: 0.5,
    Group.AUTHENTICATION: -0.5,
    Group.ROUTE: -0.5,
    Group.HEADERS: -1.0,
}


def told(rows: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """The findings without those that another finding among them says better; order as given."""
    found = tuple(rows)
    names = {name for row in found for name in (row.finding.code, row_of(row.finding))}
    return tuple(row for row in found if not names & _better(row))


def _better(row: Weighed) -> frozenset[str]:
    return SAID_BETTER.get(row.finding.code) or SAID_BETTER.get(row_of(row.finding), frozenset())


def reasons(rows: Sequence[Weighed], most: int = MAX_REASONS) -> tuple[Weighed, ...]:
    """What decides, first things first: the heaviest of each side, the strongest side first, then each side's next.

    Only what weighs against the mail is a reason.
    """
    sides: dict[frozenset[Group], list[Weighed]] = {}
    for row in sorted((row for row in told(rows) if row.weight > 0), key=_rank, reverse=True):
        sides.setdefault(next(side for side in _SIDES if row.group in side), []).append(row)
    rounds = range(max(map(len, sides.values()), default=0))
    order = sorted(sides.values(), key=lambda side: _rank(side[0]), reverse=True)
    return tuple(side[at] for at in rounds for side in order if at < len(side))[:most]


def _rank(row: Weighed) -> float:
    code = row.finding.code
    return row.weight + _PLAINNESS.get(row.group, 0.0) + _CLAIM * (code in _CLAIMS) + _FORM * (code in _FORMS)
