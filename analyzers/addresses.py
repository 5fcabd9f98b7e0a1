"""IP addresses: which of them stand outside every private network."""

from __future__ import annotations

import ipaddress

# RFC 5737, section 3, and RFC 3849, section 2. No private network uses them and examples do, but Python calls them private.
_DOCUMENTATION = tuple(
    ipaddress.ip_network(text) for text in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
)


def is_public(ip: str | None) -> bool:
    """Whether `ip` is an address outside every private network; documentation addresses count as such.

    100.64.0.0/10, and 6to4 and mapped forms of private addresses, are inside. Text that is no address is not public.

    >>> [is_public(ip) for ip in ("8.8.8.8", "192.0.2.1", "10.0.0.1", "100.64.0.1", "2002:a05:1::1", "mail")]
    [True, True, False, False, False, False]
    """
    try:
        address = ipaddress.ip_address(ip or "")
    except ValueError:
        return False
    inside = getattr(address, "sixtofour", None) or getattr(address, "ipv4_mapped", None) or address
    return (inside.is_global and not inside.is_multicast) or any(inside in network for network in _DOCUMENTATION)
