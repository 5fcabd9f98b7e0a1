"""Which addresses may be connected to when a stranger's text, or an answer that he influences, names the host.

Nothing inside: an address that leads into this machine, its network, its provider's metadata service or another protocol's
tunnel to them is refused. Text is taken as an address only in the one notation that sockets take literally.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final

HTTPS: Final = 443
HTTP: Final = 80

# Python's `is_global` has changed between versions, and calls some of these global: tunnels and translations that carry
# another address inside, and the virtual address of a cloud's own services.
_DENIED: Final = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # RFC 6598
        "168.63.129.16/32",  # Azure: the host's own services
        "192.0.0.0/24",  # RFC 6890
        "192.88.99.0/24",  # RFC 7526: relays of 6to4
        "240.0.0.0/4",
        "::/96",  # IPv4-compatible
        "::ffff:0:0/96",  # IPv4-mapped
        "64:ff9b::/96",  # RFC 6052: NAT64
        "64:ff9b:1::/48",  # RFC 8215
        "2001::/23",  # RFC 2928: special uses, Teredo among them (RFC 4380)
        "2002::/16",  # RFC 3056: 6to4
        "3fff::/20",  # RFC 9637: documentation
        "fec0::/10",
    )
)


@dataclass(frozen=True, slots=True)
class Allow:
    """What may be connected to: public addresses at `ports`, which are that of HTTPS unless told.

    `plain`: HTTP without TLS may be spoken, at a port that is allowed. `endpoints`: pairs of address and port that are let
    through whatever they are (a server of a test, a mirror in the own network).
    """

    ports: frozenset[int] = frozenset({HTTPS})
    plain: bool = False
    endpoints: frozenset[tuple[str, int]] = frozenset()

    def port(self, port: int) -> bool:
        """Whether any host may be connected to at `port`."""
        return port in self.ports or any(port == other for _, other in self.endpoints)

    def address(self, ip: str, port: int) -> bool:
        """Whether `ip` may be connected to at `port`."""
        return (ip, port) in self.endpoints or (port in self.ports and is_outside(ip))


def is_outside(ip: str) -> bool:
    """Whether `ip` is an address of the public internet that leads nowhere else.

    >>> [is_outside(ip) for ip in ("8.8.8.8", "2606:4700::1111", "127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::808:808", "mail")]
    [True, True, False, False, False, False]
    """
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved or getattr(address, "scope_id", None):
        return False
    return not any(address in network for network in _DENIED)
