"""What all DNS lists share (RFC 5782): how a question is put, what an answer is worth, and when a list is left in peace.

A list that refuses us, or that has fallen into other hands, answers too. Taken as a listing, such an answer would make
everybody bad; so it counts as "could not ask", and the list rests for an hour.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import defaultdict
from typing import TYPE_CHECKING, ClassVar, Final, Literal

import dns.exception
import dns.name

from analyzers.errors import LookupFailed
from analyzers.lookups.breaker import Breaker
from analyzers.lookups.cache import cache_key
from analyzers.lookups.health import Health, ZoneHealth
from analyzers.lookups.hostnames import a_label
from analyzers.lookups.records import addresses_in
from analyzers.lookups.resolver import AskFailed, Resolver
from analyzers.lookups.zones import is_listing, public_name, zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from analyzers.errors import Reason
    from analyzers.lookups import Lookups
    from analyzers.lookups.cache import LookupCache
    from analyzers.lookups.zones import Kind

REST: Final = 3600.0  # seconds without a list that refused us, or failed its test
_POSITIVE: Final = (300, 3600)  # seconds: the bounds of an answer's TTL
_NEGATIVE: Final = (60, 600)
_MAX_CODES: Final = 32
_AT_ONCE: Final = 16  # questions to one list
_Answer = Literal["listed", "not-listed", "refused", "elsewhere", "dead", "broken"]
_KEY: Final = re.compile(r"[A-Za-z0-9]{1,63}\Z")


class DnsLists:
    """Asks `zones` through `servers` (as DnsClient takes them; none: the system's) and keeps the answers in `cache`.

    With `dqs_key`, Spamhaus' zones are asked at its Data Query Service. The key stands in the question only: zones are
    shown, kept and reported by their public names, also when a zone is given in its `<key>.zen.dq.spamhaus.net` form.
    `clock` gives monotonic seconds, `wall` Unix time. Raises ValueError for a zone or a key that is none, or for a zone of
    the other kind, and does not repeat the key.
    """

    kind: ClassVar[Kind]

    def __init__(
        self,
        zones: Iterable[str],
        servers: Sequence[str] = (),
        *,
        cache: LookupCache,
        dqs_key: str | None = None,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        if dqs_key and not _KEY.match(dqs_key):
            raise ValueError("the Spamhaus DQS key is letters and digits only")
        self._key = dqs_key or None
        self._roots: dict[str, dns.name.Name] = {}
        self._zones = tuple(dict.fromkeys(self._public(name) for name in zones))
        self._resolver = Resolver(servers, edns=False)
        self._cache = cache
        self._breaker = Breaker(rest=300.0, clock=clock)
        self._slots: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(_AT_ONCE))
        self._health = {name: Health(name) for name in self._zones}
        self._wall = wall

    @property
    def zones(self) -> tuple[str, ...]:
        """The public names of the zones, in the order given."""
        return self._zones

    def health(self, zone: str) -> Health:
        """What the last test said of `zone`."""
        name = self._public(zone)
        return self._health.get(name) or Health(name)

    async def probe(self, zone: str) -> ZoneHealth:
        """Test `zone`, past the cache. One that fails is not asked for an hour, one that passes is asked again."""
        name = self._public(zone)
        asked = await asyncio.gather(*(self._asked(name, labels) for labels in self._test(name)))
        test, never = (answer for _, _, answer in asked)
        if "refused" in {test, never}:
            tested = ZoneHealth(name, "refused")
        elif "elsewhere" in {test, never} or never == "listed":
            tested = ZoneHealth(name, "lists-everything")
        else:
            tested = ZoneHealth(name, "ok" if (test, never) == ("listed", "not-listed") else "dead")
        if tested.state == "ok":
            self._breaker.close(name)
        else:
            self._breaker.open(name, "refused" if tested.state == "refused" else "error", REST)
        self._health[name] = self.health(name).after(tested, self._wall())
        return tested

    def _test(self, name: str) -> tuple[dns.name.Name, dns.name.Name]:
        """What `name` must list, and what it must not."""
        raise NotImplementedError

    async def _codes(self, name: str, subject: str, labels: dns.name.Name) -> tuple[str, ...]:
        """The answer of the zone to the relative name `labels`, kept under `subject`; nothing: not listed."""

        async def ask() -> tuple[tuple[str, ...], float]:
            async with self._slots[name], self._breaker.guard("blocklist", name):
                codes, ttl, answer = await self._asked(name, labels)
                if answer in {"listed", "not-listed"}:
                    low, high = _POSITIVE if codes else _NEGATIVE
                    return codes, min(max(ttl, low), high)
                reason = _reason(answer)
                if answer in {"refused", "elsewhere"}:
                    self._breaker.open(name, reason, REST)
                raise LookupFailed("blocklist", name, reason)

        kept = await self._cache.get(cache_key("blocklist", subject, name), tuple[str, ...], ask)
        return kept.value

    async def _asked(self, name: str, labels: dns.name.Name) -> tuple[tuple[str, ...], int, _Answer]:
        try:
            question = labels.concatenate(self._roots[name])
        except dns.exception.DNSException:  # together they are too long: no such name can be listed
            return (), 0, "not-listed"
        try:
            reply = await self._resolver.ask(question, "A")
        except AskFailed as failed:
            said: dict[Reason, _Answer] = {"refused": "refused", "timeout": "dead"}
            return (), 0, said.get(failed.reason, "broken")
        codes = addresses_in(reply.records)[:_MAX_CODES]
        return codes, reply.ttl, _answer(name, codes)

    def _public(self, given: str) -> str:
        """The public name of a zone; notes under which name it is asked."""
        name, key = public_name(given)
        if name not in self._roots:
            self._roots[name] = self._root(name, key or self._key)
        return name

    def _root(self, public: str, key: str | None) -> dns.name.Name:
        known = zone(public)
        dqs = known.dqs
        if key and dqs is None and public.endswith(".spamhaus.org"):
            dqs = f"{public.removesuffix('.spamhaus.org')}.dq.spamhaus.net"
        if public.endswith(".dq.spamhaus.net"):  # the key may stand in it: say nothing of it
            raise ValueError("not a zone of Spamhaus' Data Query Service: it is <key>.zen.dq.spamhaus.net")
        if a_label(public) != public:
            raise ValueError(f"not a block list zone: {public!r}")
        if known.source and known.kind != self.kind:
            raise ValueError(f"{public} is a list of {'domains' if known.kind == 'domain' else 'addresses'}")
        return dns.name.from_text(f"{key}.{dqs}" if key and dqs else public)


def dns_lists(lookups: Lookups) -> tuple[DnsLists, ...]:
    """Those of the `lookups` that are DNS lists, and so can be tested."""
    known: tuple[object, ...] = (lookups.blocklists, lookups.domain_lists)
    return tuple(each for each in known if isinstance(each, DnsLists))


def _reason(answer: _Answer) -> Reason:
    return "refused" if answer == "refused" else "timeout" if answer == "dead" else "error"


def _answer(name: str, codes: Sequence[str]) -> _Answer:
    if not codes:
        return "not-listed"
    if not all(is_listing(code) for code in codes):
        return "elsewhere"
    return "refused" if any(zone(name).refuses(code) for code in codes) else "listed"
