"""DNS lists of domains (RFC 5782, section 2.3; URI and right-hand-side lists): whether a name is known, and for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dns.name

from analyzers.lookups.hostnames import a_label
from analyzers.lookups.lists import DnsLists
from analyzers.lookups.zones import zone as known_zone

if TYPE_CHECKING:
    from analyzers.facts import Listing


class DnsDomainLists(DnsLists):
    """DomainLists that ask the DNS; see DnsLists."""

    kind = "domain"

    async def listing(self, zone: str, domain: str) -> Listing | None:
        """What `zone` says of `domain`; None: not listed.

        None as well for an address and for what is no name: a list of domains is never asked about those. Raises
        LookupFailed as DnsBlocklists.listing does.
        """
        name = self._public(zone)
        asked = a_label(domain)
        if asked is None or "." not in asked:
            return None
        codes = await self._codes(name, asked, _relative(asked))
        return known_zone(name).listing(codes) if codes else None

    def _test(self, name: str) -> tuple[dns.name.Name, dns.name.Name]:
        listed, never = known_zone(name).tests("domain")
        return _relative(listed), _relative(never)


def _relative(name: str) -> dns.name.Name:
    return dns.name.from_text(name, None)
