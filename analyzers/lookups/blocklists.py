"""DNS block lists of addresses (RFC 5782): whether a sender is known, and for what.

A list that refuses us, or that has fallen into other hands, answers too. Taken as a listing, such an answer would make
every sender bad; so it counts as "could not ask", and the list rests for an hour.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import dns.name
import dns.reversename

from analyzers.addresses import is_public
from analyzers.errors import LookupFailed
from analyzers.facts import Listing
from analyzers.lookups.cache import cache_key
from analyzers.lookups.hostnames import a_label, address
from analyzers.lookups.records import addresses_in
from analyzers.lookups.resolver import AskFailed, Resolver
from analyzers.lookups.zones import is_listing, zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from analyzers.errors import Reason
    from analyzers.lookups.cache import LookupCache
    from analyzers.lookups.hostnames import Address

REST: Final = 3600.0  # seconds
_POSITIVE: Final = (300, 3600)  # seconds: the bounds of an answer's TTL
_NEGATIVE: Final = (60, 600)
_MAX_CODES: Final = 32
_Verdict = Literal["listed", "not-listed", "refused", "elsewhere", "dead", "broken"]
_KEY: Final = re.compile(r"[A-Za-z0-9]{1,63}\Z")
_DQS: Final = re.compile(r"(?P<key>[a-z0-9]+)\.(?P<list>[a-z-]+)\.dq\.spamhaus\.net\Z")


@dataclass(frozen=True, slots=True)
class ZoneHealth:
    """How a zone stands its test (RFC 5782, section 5): it lists 127.0.0.2 and does not list 127.0.0.1.

    `ok`; `refused`: it does not answer us; `dead`: no answer, or not even its test address is listed;
    `lists-everything`: it lists 127.0.0.1 as well, or its answers lie outside 127.0.0.0/8.
    """

    zone: str
    state: Literal["ok", "refused", "dead", "lists-everything"]


class DnsBlocklists:
    """Asks `zones` through `servers` (as DnsClient takes them; none: the system's) and keeps the answers in `cache`.

    With `dqs_key`, Spamhaus' zones are asked at its Data Query Service. The key stands in the question only: zones are
    shown, kept and reported by their public names, also when a zone is given in its `<key>.zen.dq.spamhaus.net` form.
    `clock` gives monotonic seconds. Raises ValueError for a zone or a key that is none, and does not repeat the key.
    """

    def __init__(
        self,
        zones: Iterable[str],
        servers: Sequence[str] = (),
        *,
        cache: LookupCache,
        dqs_key: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if dqs_key and not _KEY.match(dqs_key):
            raise ValueError("the Spamhaus DQS key is letters and digits only")
        self._key = dqs_key or None
        self._roots: dict[str, dns.name.Name] = {}
        self._zones = tuple(dict.fromkeys(self._public(name) for name in zones))
        self._resolver = Resolver(servers, edns=False)
        self._cache = cache
        self._clock = clock
        self._resting: dict[str, tuple[float, Reason]] = {}

    @property
    def zones(self) -> tuple[str, ...]:
        """The public names of the zones, in the order given."""
        return self._zones

    async def listing(self, zone: str, ip: str) -> Listing | None:
        """What `zone` says of `ip`; None: not listed.

        None as well for what is no address of the public internet (private, loopback): such a one is never asked,
        since no list can hold it. A code that we do not know means `other`.

        Raises LookupFailed (`blocklist`, the zone): `refused` and `error` (an answer outside 127.0.0.0/8), after which
        the zone is not asked for an hour; `timeout` after 2.5 seconds.
        """
        name = self._public(zone)
        host = address(ip)
        if host is None or not is_public(str(host)):
            return None
        codes = await self._codes(name, host)
        return _listing(name, codes) if codes else None

    async def probe(self, zone: str) -> ZoneHealth:
        """Ask `zone` for its two test addresses, past the cache. A zone that refuses or lists everything then rests."""
        name = self._public(zone)
        asked = await asyncio.gather(*(self._asked(name, ipaddress.IPv4Address(f"127.0.0.{last}")) for last in (2, 1)))
        test, never = (verdict for _, _, verdict in asked)
        if "refused" in (test, never):
            health = ZoneHealth(name, "refused")
            self._rest(name, "refused")
        elif "elsewhere" in (test, never) or never == "listed":
            health = ZoneHealth(name, "lists-everything")
            self._rest(name, "error")
        elif (test, never) == ("listed", "not-listed"):
            health = ZoneHealth(name, "ok")
            self._resting.pop(name, None)
        else:
            health = ZoneHealth(name, "dead")
        return health

    async def _codes(self, name: str, host: Address) -> tuple[str, ...]:
        async def ask() -> tuple[tuple[str, ...], float]:
            if reason := self._rests(name):
                raise LookupFailed("blocklist", name, reason)
            codes, ttl, verdict = await self._asked(name, host)
            if verdict in {"listed", "not-listed"}:
                low, high = _POSITIVE if codes else _NEGATIVE
                return codes, min(max(ttl, low), high)
            reason = _reason(verdict)
            if verdict in {"refused", "elsewhere"}:
                self._rest(name, reason)
            raise LookupFailed("blocklist", name, reason)

        kept = await self._cache.get(cache_key("blocklist", str(host), name), tuple[str, ...], ask)
        return kept.value

    async def _asked(self, name: str, host: Address) -> tuple[tuple[str, ...], int, _Verdict]:
        try:
            reply = await self._resolver.ask(_reversed(host).concatenate(self._roots[name]), "A")
        except AskFailed as failed:
            return (
                (),
                0,
                "refused" if failed.reason == "refused" else "dead" if failed.reason == "timeout" else "broken",
            )
        codes = addresses_in(reply.records)[:_MAX_CODES]
        return codes, reply.ttl, _verdict(name, codes)

    def _rests(self, name: str) -> Reason | None:
        until, reason = self._resting.get(name, (0.0, None))
        return reason if self._clock() < until else None

    def _rest(self, name: str, reason: Reason) -> None:
        self._resting[name] = (self._clock() + REST, reason)

    def _public(self, given: str) -> str:
        """The public name of a zone; notes under which name it is asked."""
        name = given.strip().rstrip(".").lower()
        if name not in self._roots:
            written = _DQS.match(name)
            public = f"{written['list']}.spamhaus.org" if written else name
            self._roots[public] = self._root(public, written["key"] if written else self._key)
            return public
        return name

    def _root(self, public: str, key: str | None) -> dns.name.Name:
        dqs = zone(public).dqs
        if key and dqs is None and public.endswith(".spamhaus.org"):
            dqs = f"{public.removesuffix('.spamhaus.org')}.dq.spamhaus.net"
        if public.endswith(".dq.spamhaus.net"):  # the key may stand in it: say nothing of it
            raise ValueError("not a zone of Spamhaus' Data Query Service: it is <key>.zen.dq.spamhaus.net")
        if a_label(public) != public:
            raise ValueError(f"not a block list zone: {public!r}")
        return dns.name.from_text(f"{key}.{dqs}" if key and dqs else public)


def _reversed(host: Address) -> dns.name.Name:
    """The labels of an address, backwards: bytes of IPv4, nibbles of IPv6 (RFC 5782, sections 2.1 and 2.4)."""
    origin = dns.reversename.ipv4_reverse_domain if host.version == 4 else dns.reversename.ipv6_reverse_domain
    return dns.reversename.from_address(str(host)).relativize(origin)


def _reason(verdict: _Verdict) -> Reason:
    return "refused" if verdict == "refused" else "timeout" if verdict == "dead" else "error"


def _verdict(name: str, codes: Sequence[str]) -> _Verdict:
    if not codes:
        return "not-listed"
    if not all(is_listing(code) for code in codes):
        return "elsewhere"
    return "refused" if any(zone(name).refuses(code) for code in codes) else "listed"


def _listing(name: str, codes: tuple[str, ...]) -> Listing:
    known = zone(name)
    return Listing(name, codes, tuple(dict.fromkeys(known.meaning(code) for code in codes)))
