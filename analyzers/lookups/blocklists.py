"""DNS block lists of addresses (RFC 5782): whether a sender is known, and for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dns.name
import dns.reversename

from analyzers.addresses import is_public
from analyzers.lookups.hostnames import Address, address
from analyzers.lookups.lists import DnsLists
from analyzers.lookups.zones import zone as known_zone

if TYPE_CHECKING:
    from analyzers.facts import Listing


class DnsBlocklists(DnsLists):
    """Blocklists that ask the DNS; see DnsLists."""

    kind = "address"

    async def listing(self, zone: str, ip: str) -> Listing | None:
        """What `zone` says of `ip`; None: not listed.

        None as well for what is no address of the public internet (private, loopback): such a one is never asked,
        since no list can hold it. A code that we do not know means `other`.

        Raises LookupFailed (`blocklist`, the zone): `refused` and `error` (an answer outside 127.0.0.0/8), after which
        the zone is not asked for an hour; `timeout` after 2.5 seconds, after three of which it is not asked for 5 minutes.
        """
        name = self._public(zone)
        host = address(ip)
        if host is None or not is_public(str(host)):
            return None
        codes = await self._codes(name, str(host), _reversed(host))
        return known_zone(name).listing(codes) if codes else None

    def _test(self, name: str) -> tuple[dns.name.Name, dns.name.Name]:
        listed, never = (address(text) for text in known_zone(name).tests("address"))
        if listed is None or never is None:
            raise ValueError(f"the test entries of {name} are no addresses")
        return _reversed(listed), _reversed(never)


def _reversed(host: Address) -> dns.name.Name:
    """The labels of an address, backwards: bytes of IPv4, nibbles of IPv6 (RFC 5782, sections 2.1 and 2.4)."""
    origin = dns.reversename.ipv4_reverse_domain if host.version == 4 else dns.reversename.ipv6_reverse_domain
    return dns.reversename.from_address(str(host)).relativize(origin)
