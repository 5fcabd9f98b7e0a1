"""The domain name system: addresses, mail servers, texts and reverse names.

"Does not exist" is an empty answer; "could not ask" is LookupFailed. A name that cannot exist is answered unasked.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import dns.name
import dns.reversename

from analyzers.errors import LookupFailed
from analyzers.lookups.cache import cache_key
from analyzers.lookups.hostnames import a_label, address, host_text
from analyzers.lookups.records import addresses_in, mail_servers_in, names_in, texts_in
from analyzers.lookups.resolver import AskFailed, Resolver

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dns.rdata import Rdata

    from analyzers.errors import Reason
    from analyzers.lookups.cache import LookupCache

_POSITIVE: Final = (60, 3600)  # seconds: the bounds of an answer's TTL
_NEGATIVE: Final = (30, 600)


class DnsClient:
    """Asks `servers` (`ip`, `ip:port`, `[v6]:port`; none: the system's) and keeps the answers in `cache`.

    An answer is kept for its TTL within 60 s and 1 h, "there is none" for its negative TTL (RFC 2308, section 5) within
    30 s and 600 s. Every method raises LookupFailed (`dns`): `timeout` after 2.5 seconds, `refused`, `error`.
    """

    def __init__(self, servers: Sequence[str] = (), *, cache: LookupCache) -> None:
        self._resolver = Resolver(servers)
        self._cache = cache

    async def addresses(self, name: str) -> tuple[str, ...]:
        """A and AAAA records of `name`, IPv4 first, each sorted, at most 256 of each.

        Both are asked side by side. When only one is answered, and with something, that is the answer.
        """
        both = await asyncio.gather(
            self._named(name, "A", addresses_in), self._named(name, "AAAA", addresses_in), return_exceptions=True
        )
        found = tuple(text for answer in both if isinstance(answer, tuple) for text in answer)
        for answer in both:
            if isinstance(answer, BaseException) and not (found and isinstance(answer, LookupFailed)):
                raise answer
        return found

    async def mail_servers(self, name: str) -> tuple[str, ...]:
        """MX targets of `name` by preference, at most 32; the null MX (RFC 7505, section 3) is given as `("",)`."""
        return await self._named(name, "MX", mail_servers_in)

    async def texts(self, name: str) -> tuple[str, ...]:
        """TXT records of `name`, the strings of each joined (RFC 7208, section 3.3), sorted, at most 64.

        A record of more than 8192 bytes is left out: half a policy is none. What is no printable text is `\ufffd`.
        """
        return await self._named(name, "TXT", texts_in)

    async def names(self, ip: str) -> tuple[str, ...]:
        """PTR names of the address `ip`, sorted, at most 32; empty when `ip` is no address."""
        host = address(ip)
        if host is None:
            return ()
        return await self._asked(dns.reversename.from_address(str(host)), "PTR", str(host), names_in)

    async def _named(
        self, name: str, rdtype: str, read: Callable[[Sequence[Rdata]], tuple[str, ...]]
    ) -> tuple[str, ...]:
        asked = a_label(name)
        if asked is None:
            return ()
        return await self._asked(dns.name.from_text(asked), rdtype, asked, read)

    async def _asked(
        self, name: dns.name.Name, rdtype: str, subject: str, read: Callable[[Sequence[Rdata]], tuple[str, ...]]
    ) -> tuple[str, ...]:
        async def ask() -> tuple[tuple[str, ...], float]:
            reason: Reason
            try:
                reply = await self._resolver.ask(name, rdtype)
            except AskFailed as failed:
                reason = failed.reason
            else:
                low, high = _POSITIVE if reply.records else _NEGATIVE
                return read(reply.records), min(max(reply.ttl, low), high)
            raise LookupFailed("dns", subject, reason)

        kept = await self._cache.get(cache_key("dns", host_text(name.labels), rdtype), tuple[str, ...], ask)
        return kept.value
