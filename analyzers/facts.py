"""What was found out by asking: plain facts about the origin, the sender and each link.

None always means "not answered"; an empty tuple means "asked, and there is none".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 -- the cache reads the annotations of what it keeps
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from analyzers.errors import Reason, Source

Meaning = Literal[
    "spam", "exploited", "policy", "phish", "malware", "botnet", "abused-legit", "redirector", "white", "other"
]

AuthResult = Literal["pass", "fail", "softfail", "neutral", "none", "policy", "temperror", "permerror"]
AuthSource = Literal["verified", "trusted-header"]
DkimReason = Literal[
    "verified",
    "recovered-stamp",
    "recovered-footer",
    "altered",
    "key-gone",
    "expired",
    "broken",
    "not-testable",
    "unsigned",
]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list's answer: the `zone`, its return `codes` and what the operator means by them.

    The codes of a block list are addresses (127.0.0.x). That of a feed is `host`, or `domain` when it names only another
    host of the same registrable domain. `brand`: whom the place poses as, as a feed wrote it.
    """

    zone: str
    codes: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    brand: str | None = None

    @property
    def source(self) -> Literal["blocklist", "feed"]:
        """Who says so."""
        return "feed" if self.codes in {("host",), ("domain",)} else "blocklist"


@dataclass(frozen=True, slots=True)
class OriginFacts:
    """The address that handed the mail to our side.

    `rdns` is the name that our server recorded, else our own PTR answer. `rdns_confirmed` is iprev (RFC 8601, section 3).
    `helo_exists`: the HELO name has an address. `listed`: one listing for each zone that lists it; None when none answered.
    """

    rdns: str | None = None
    rdns_confirmed: bool | None = None
    helo_exists: bool | None = None
    listed: tuple[Listing, ...] | None = None


@dataclass(frozen=True, slots=True)
class SenderFacts:
    """The domain of the From address. `accepts_mail`: it has MX, else A or AAAA (RFC 5321, section 5.1; RFC 7505)."""

    accepts_mail: bool | None = None


@dataclass(frozen=True, slots=True)
class SpfFacts:
    """The result of SPF (RFC 7208, section 2.6) for `domain`, that of the envelope sender, else of HELO.

    `aligned`: with the From domain, as DMARC asks, and by an envelope that our own side recorded.
    """

    result: AuthResult
    domain: str | None
    source: AuthSource
    aligned: bool | None = None


@dataclass(frozen=True, slots=True)
class DkimFacts:
    """One signature (RFC 6376): who signed, what came out, and why. `aligned`: with the From domain, as DMARC asks.

    `result` is None when it was not asked for or cannot be tested. A mail without any has one of reason `unsigned`. What was
    recovered passes, but behind a footer (`recovered-footer`) stands text that nobody signed.
    """

    domain: str | None
    selector: str | None
    result: AuthResult | None
    reason: DkimReason | None
    aligned: bool | None
    source: AuthSource | None


@dataclass(frozen=True, slots=True)
class DmarcFacts:
    """DMARC (RFC 9989) for the From domain: the `result`, and the `policy` that `domain` publishes (None: none published)."""

    result: AuthResult
    policy: Literal["none", "quarantine", "reject"] | None
    domain: str | None
    source: AuthSource


@dataclass(frozen=True, slots=True)
class ArcFacts:
    """The chain of ARC (RFC 8617): `pass`, `fail` or `none`; `sealers` are its sealing domains, the newest first."""

    result: AuthResult
    sealers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthenticationFacts:
    """Who vouches for the mail. None: not found out. `ignored_claims`: hosts whose claims of a result were not believed.

    `forged_claims`: names of our own side under which the sender wrote such a claim.
    """

    spf: SpfFacts | None = None
    dkim: tuple[DkimFacts, ...] = ()
    dmarc: DmarcFacts | None = None
    arc: ArcFacts | None = None
    ignored_claims: tuple[str, ...] = ()
    forged_claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registration:
    """Who registered a domain and when, as its registry says. `registered` False: the registry knows no such domain.

    `registrant` is shown as it stands; `privacy_proxy`: it is a service that hides the holder, or was redacted (None: not told).
    """

    domain: str
    registered: bool
    registrar: str | None = None
    created: date | None = None
    expires: date | None = None
    registrant: str | None = None
    privacy_proxy: bool | None = None
    source: Literal["rdap", "whois"] = "rdap"
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What data say of an address: `country` (ISO 3166-1, two letters), `asn` and `network` (its holder's name) as facts.

    `city` is an estimate of `city_source` and never says where a person is; `disputed`: another source names another country,
    `other_city`: `other_city_source` names another city. `credits`: what the licences of the data want shown beside them.
    `gap`: why half of it could not be asked for.
    """

    country: str | None = None
    asn: int | None = None
    network: str | None = None
    city: str | None = None
    city_source: str | None = None
    disputed: str | None = None
    other_city: str | None = None
    other_city_source: str | None = None
    credits: tuple[str, ...] = ()
    gap: Reason | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that got no answer."""

    source: Source
    subject: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Facts:
    """All answers of one examination. `hosts` gives the addresses of each link's host name.

    `registrations` by the domain that was registered (`x.free.hr` is asked as `free.hr`), `places` by IP address, `listings`
    by the host or domain that was looked for in lists of domains and feeds; None: not answered.
    """

    origin: OriginFacts = field(default_factory=OriginFacts)
    sender: SenderFacts = field(default_factory=SenderFacts)
    authentication: AuthenticationFacts = field(default_factory=AuthenticationFacts)
    hosts: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    registrations: dict[str, Registration | None] = field(default_factory=dict)
    places: dict[str, Place | None] = field(default_factory=dict)
    listings: dict[str, tuple[Listing, ...] | None] = field(default_factory=dict)
    unanswered: tuple[Unanswered, ...] = ()
    asked_at: str | None = None  # ISO 8601, UTC; None: nothing was asked
