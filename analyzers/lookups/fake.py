"""A small world in place of the network: for tests, and for the demo, whose mails have to resolve years from now.

::

    FakeDns({
        "mx.example.jp": {"A": ["203.0.113.5"], "MX": ["10 mx.example.jp"], "TXT": ["v=spf1 -all"]},
        "203.0.113.5": {"PTR": ["mx.example.jp"]},
        "no-mail.example": {"MX": ["0 ."]},
        "slow.example": "timeout",
    })
    FakeBlocklists({"zen.spamhaus.org": {"203.0.113.5": ["127.0.0.4"]}, "refusing.example": "refused"})
    FakePlaces({"203.0.113.5": {"country": "JP", "asn": 64496, "network": "Example Net"}, "203.0.113.6": "error"})

A name or an address that does not stand there does not exist. A reason in place of records makes every question about
the name, or to the zone, fail with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from analyzers.errors import LookupFailed, Reason
from analyzers.facts import Listing, Place, Registration
from analyzers.lookups import Lookups
from analyzers.lookups.fake_domains import FakeDomainLists, RecordedDomains
from analyzers.lookups.hostnames import a_label, address
from analyzers.lookups.zones import zone as known_zone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Records: TypeAlias = "Mapping[str, Mapping[str, Sequence[str]] | Reason]"
Lists: TypeAlias = "Mapping[str, Mapping[str, Sequence[str]] | Reason]"
RegistrationsKnown: TypeAlias = "Mapping[str, Mapping[str, Any] | Reason]"
PlacesKnown: TypeAlias = "Mapping[str, Mapping[str, Any] | Reason]"

_TYPES = frozenset({"A", "AAAA", "MX", "TXT", "PTR"})


class FakeDns:
    """A Dns that knows `records` and nothing else. Raises ValueError for a type or a reason that there is not."""

    def __init__(self, records: Records) -> None:
        for name, types in records.items():
            _check(name, types, _TYPES)
        self._records = {_subject(name): types for name, types in records.items()}

    def knows(self, subject: str) -> bool:
        """Whether the name or address stands in the records."""
        return _subject(subject) in self._records

    async def addresses(self, name: str) -> tuple[str, ...]:
        """A, then AAAA records, each as they stand."""
        return (*self._of(name, "A"), *self._of(name, "AAAA"))

    async def mail_servers(self, name: str) -> tuple[str, ...]:
        """MX targets by preference; `0 .` is the null MX."""
        pairs = sorted(
            (int(rank), target) for rank, _, target in (text.partition(" ") for text in self._of(name, "MX"))
        )
        return tuple(target.strip().rstrip(".").lower() for _, target in pairs)

    async def texts(self, name: str) -> tuple[str, ...]:
        """TXT records as they stand."""
        return self._of(name, "TXT")

    async def names(self, ip: str) -> tuple[str, ...]:
        """PTR names as they stand."""
        return self._of(ip, "PTR")

    def _of(self, subject: str, rdtype: str) -> tuple[str, ...]:
        types = self._records.get(_subject(subject), {})
        if isinstance(types, str):
            raise LookupFailed("dns", _subject(subject), types)
        return tuple(types.get(rdtype, ()))


class FakeBlocklists:
    """Blocklists that hold `lists`: zone to address to codes. Raises ValueError for a reason that there is not."""

    def __init__(self, lists: Lists) -> None:
        for name, listed in lists.items():
            _check(name, listed, None)
        self._lists: dict[str, Reason | dict[str, tuple[str, ...]]] = {
            name: rows if isinstance(rows, str) else {_subject(ip): tuple(codes) for ip, codes in rows.items()}
            for name, rows in lists.items()
        }

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones as given."""
        return tuple(self._lists)

    def knows(self, ip: str) -> bool:
        """Whether any zone lists the address."""
        return any(_subject(ip) in rows for rows in self._lists.values() if not isinstance(rows, str))

    async def listing(self, zone: str, ip: str) -> Listing | None:
        """The listing as it stands; its meanings are those of the real zone of that name."""
        rows = self._lists.get(zone, {})
        if isinstance(rows, str):
            raise LookupFailed("blocklist", zone, rows)
        codes = rows.get(_subject(ip), ())
        return known_zone(zone).listing(codes) if codes else None


class FakePlaces:
    """Places that know `places`: address to the fields of a Place. Raises ValueError for a reason that there is not, TypeError."""

    def __init__(self, places: PlacesKnown) -> None:
        for ip, row in places.items():
            _check(ip, row if isinstance(row, str) else {}, None)
        self._places = {_subject(ip): row if isinstance(row, str) else _place(row) for ip, row in places.items()}

    def knows(self, ip: str) -> bool:
        """Whether the address stands in the places."""
        return _subject(ip) in self._places

    async def place(self, ip: str) -> Place:
        """The place as it stands; one without facts for an address that does not stand there."""
        found = self._places.get(_subject(ip), Place())
        if isinstance(found, str):
            raise LookupFailed("geo", ip, found)
        return found


class FakeRegistry:
    """A Registry that knows `registrations`: domain to the fields of a Registration, dates in ISO 8601.

    What does not stand there is not registered. Raises ValueError for a reason or a date that there is not, TypeError.
    """

    def __init__(self, registrations: RegistrationsKnown) -> None:
        for name, row in registrations.items():
            _check(name, row if isinstance(row, str) else {}, None)
        self._known = {
            _subject(n): row if isinstance(row, str) else _registered(n, row) for n, row in registrations.items()
        }

    def knows(self, domain: str) -> bool:
        """Whether the domain stands in the registrations."""
        return _subject(domain) in self._known

    def source(self, domain: str) -> Literal["rdap", "whois"]:
        """As it stands; RDAP for what does not stand there."""
        known = self._known.get(_subject(domain))
        return known.source if isinstance(known, Registration) else "rdap"

    async def registration(self, domain: str) -> Registration:
        """The registration as it stands."""
        known = self._known.get(_subject(domain), Registration(domain=_subject(domain), registered=False))
        if isinstance(known, str):
            raise LookupFailed("rdap", _subject(domain), known)
        return known


@dataclass(frozen=True, slots=True)
class RecordedZone:
    """What was once recorded: `dns` as FakeDns takes it, `blocklists` as FakeBlocklists does, and so on."""

    dns: Records
    blocklists: Lists
    places: PlacesKnown = field(default_factory=dict)
    domain_lists: Lists = field(default_factory=dict)
    registrations: RegistrationsKnown = field(default_factory=dict)


def load_recorded(path: Path) -> RecordedZone:
    """The recorded zone in the JSON file `path`, an object of its fields. Raises ValueError, TypeError, OSError."""
    content: Any = json.loads(path.read_text(encoding="utf-8"))
    known = {each.name for each in fields(RecordedZone)}
    if not isinstance(content, dict) or content.keys() - known:
        raise ValueError(f"{path}: a recorded zone has the keys {', '.join(sorted(known))}")
    return RecordedZone(**{"dns": {}, "blocklists": {}, **content})


class Recorded:
    """Answers from `zone` for what it knows, everybody of the Lookups at once, and asks `else_ask` for everything else.

    A name or an address that the zone knows is never asked about outside: what the zone does not say of it is not so.
    A block list entry makes its address known, to every zone.
    """

    def __init__(self, zone: RecordedZone, else_ask: Lookups) -> None:
        self._dns = FakeDns(zone.dns)
        self._lists = FakeBlocklists(zone.blocklists)
        self._places = FakePlaces(zone.places)
        self._registry = FakeRegistry(zone.registrations)
        self._else = else_ask
        self._domains = RecordedDomains(FakeDomainLists(zone.domain_lists), zone.dns, else_ask.domain_lists)

    @property
    def lookups(self) -> Lookups:
        """This, as all of the Lookups."""
        return Lookups(dns=self, blocklists=self, places=self, registry=self, domain_lists=self._domains)

    @property
    def zones(self) -> tuple[str, ...]:
        """The recorded zones, then those of `else_ask`."""
        return tuple(dict.fromkeys((*self._lists.zones, *self._else.blocklists.zones)))

    async def addresses(self, name: str) -> tuple[str, ...]:
        """A and AAAA records."""
        return await (self._dns if self._dns.knows(name) else self._else.dns).addresses(name)

    async def mail_servers(self, name: str) -> tuple[str, ...]:
        """MX targets."""
        return await (self._dns if self._dns.knows(name) else self._else.dns).mail_servers(name)

    async def texts(self, name: str) -> tuple[str, ...]:
        """TXT records."""
        return await (self._dns if self._dns.knows(name) else self._else.dns).texts(name)

    async def names(self, ip: str) -> tuple[str, ...]:
        """PTR names."""
        return await (self._dns if self._dns.knows(ip) else self._else.dns).names(ip)

    def source(self, domain: str) -> Literal["rdap", "whois"]:
        """Who is asked about `domain`."""
        asked = self._registry if self._registry.knows(domain) else self._else.registry
        return asked.source(domain) if asked else "rdap"

    async def registration(self, domain: str) -> Registration:
        """The registration of `domain`. LookupFailed (`offline`) when `else_ask` has no registry."""
        asked = self._registry if self._registry.knows(domain) else self._else.registry
        if asked is None:
            raise LookupFailed("rdap", domain, "offline")
        return await asked.registration(domain)

    async def place(self, ip: str) -> Place:
        """The place of `ip`. LookupFailed (`not-installed`) when `else_ask` has no places."""
        if self._places.knows(ip):
            return await self._places.place(ip)
        if self._else.places is None:
            raise LookupFailed("geo", ip, "not-installed")
        return await self._else.places.place(ip)

    async def listing(self, zone: str, ip: str) -> Listing | None:
        """What `zone` says of `ip`. LookupFailed (`offline`) for a zone that `else_ask` does not ask."""
        if self._lists.knows(ip) or self._dns.knows(ip):
            return await self._lists.listing(zone, ip)
        if zone not in self._else.blocklists.zones:
            raise LookupFailed("blocklist", zone, "offline")
        return await self._else.blocklists.listing(zone, ip)


def _registered(name: str, row: Mapping[str, Any]) -> Registration:
    days = {key: date.fromisoformat(row[key]) for key in ("created", "expires") if row.get(key)}
    return Registration(**{"registered": True, **row, **days, "domain": _subject(name)})


def _place(fields: Mapping[str, Any]) -> Place:
    return Place(**{**fields, "credits": tuple(fields.get("credits", ()))})


def _subject(text: str) -> str:
    host = address(text)
    return str(host) if host else a_label(text) or text.lower().rstrip(".")


def _check(name: str, rows: Mapping[str, Sequence[str]] | str, allowed: frozenset[str] | None) -> None:
    if isinstance(rows, str):
        if rows not in get_args(Reason):
            raise ValueError(f"{name}: {rows!r} is no reason to fail")
    elif allowed is not None and (unknown := rows.keys() - allowed):
        raise ValueError(f"{name}: unknown record types {sorted(unknown)}")
