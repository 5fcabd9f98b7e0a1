"""The trust boundary: which line of the route was written by our side about a stranger.

The rule, from the top line down. A line is ours while everything above it was ours and passed on by us. In a line of ours the
peer is one of us when its address is not a public one, when the name that our server looked up for it, and made sure of, lies
in our domains, or when it lies in the provider's own relay network. The first line whose peer is not one of us is the boundary;
its peer is the origin. "Our domains" are the configured servers, in lines that they wrote; in other lines the registrable domain
of the server that wrote the top line, and those of the servers of ours from which it got the mail in this way, home lines left
out. A HELO name never makes anybody one of us: anyone may write it. When a line does not say who the peer was, or no line has
such a peer, the top line is believed as far as it goes.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from analyzers.addresses import is_public
from analyzers.links.names import registrable_domain
from analyzers.residential import pool_of
from analyzers.trace.received import Hop, read_hop

if TYPE_CHECKING:
    from analyzers.message import HeaderBlock

MAX_HOPS = 60
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_LMTP = re.compile(r"(?i)\swith\s+LMTP")
Because = Literal["configured", "learned", "first-external", "top-line"]


@dataclass(frozen=True, slots=True)
class OurSide:
    """Who we are: `domains` that are ours, and whose lines are believed, subdomains included.

    The administrator names `servers`; `learned` are names that recur at the top of the mails that people hand in.
    """

    domains: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()

    def owns(self, domain: str | None) -> bool:
        """Whether `domain` is one of our domains or lies below one."""
        return _under(domain, self.domains)


@dataclass(frozen=True, slots=True)
class Trace:
    """All hops, top first; `origin` is the believed one, None when no line can be believed.

    `position` is the place of the believed line among all fields of the header block, counted from 0: our side wrote what
    stands above it.
    """

    hops: tuple[Hop, ...] = ()
    origin: Hop | None = None
    because: Because | None = None
    position: int | None = None


def trace(headers: HeaderBlock, side: OurSide) -> Trace:
    """The route in `headers`, and the line of it that is believed."""
    hops = tuple(read_hop(value, line) for line, value in enumerate(headers.all("received")[:MAX_HOPS], 1))
    if hop := _boundary(hops, side.servers):
        because: Because = "configured" if _under(hop.by, side.servers) else "first-external"
        return Trace(hops, hop, because, _position(headers, hop))
    top = hops[0] if hops and (hops[0].ip or hops[0].helo) else None
    return Trace(hops, top, "top-line" if top else None, _position(headers, top) if top else None)


def _position(headers: HeaderBlock, hop: Hop) -> int:
    received = [at for at, field in enumerate(headers.fields) if field.name.lower() == "received"]
    return received[hop.line - 1]


def _boundary(hops: tuple[Hop, ...], servers: tuple[str, ...]) -> Hop | None:
    """The first line, from the top, in which one of ours took the mail from somebody who is none of ours."""
    ours = set[str]()
    for above, hop in zip((None, *hops), hops, strict=False):
        if above and not _continues(above, hop, ours, servers):
            return above if is_public(above.ip) else None
        if is_public(hop.ip) and not _one_of_us(hop, ours, servers):
            return hop
        if hop.ip is None and _names_a_stranger(hop, ours):
            return None
        if hop.by and (domain := registrable_domain(hop.by)):
            ours.add(domain)
    return None


def _continues(above: Hop, hop: Hop, ours: set[str], servers: tuple[str, ...]) -> bool:
    """Whether the server that wrote `hop` can be the peer that was one of us in the line above it."""
    by = registrable_domain(hop.by or "")
    if by is None or not ours or by in ours or _under(hop.by, servers):
        return True
    if is_public(above.ip):
        operator = _relay_operator(above)
        return bool(operator and _under(hop.by, operator.servers))
    return by in {registrable_domain(name or "") for name in (above.rdns, above.helo)}


def _one_of_us(hop: Hop, ours: set[str], servers: tuple[str, ...]) -> bool:
    if _relay_operator(hop):
        return True
    if not hop.rdns or not hop.rdns_checked:
        return False
    if _under(hop.rdns, servers) or _under(hop.by, servers):
        return _under(hop.rdns, servers)
    known = ours | {registrable_domain(hop.by or "")}
    domain = registrable_domain(hop.rdns)
    return domain is not None and domain in known and pool_of(hop.rdns, hop.ip) is None


def _names_a_stranger(hop: Hop, ours: set[str]) -> bool:
    """A line that names its peer but not the peer's address: only a name of ours lets us read on.

    LMTP (RFC 2033) delivers inside one house, so its peer is always one of us.
    """
    domain = None if _LMTP.search(hop.raw) else registrable_domain(hop.helo or "")
    return domain is not None and domain not in ours | {registrable_domain(hop.by or "")}


@dataclass(frozen=True, slots=True)
class _Operator:
    servers: tuple[str, ...]
    networks: tuple[_Network, ...]
    named: tuple[str, ...]
    named_networks: tuple[_Network, ...]

    def runs(self, hop: Hop, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
        """Whether the peer is the operator's own relay: by its network, or by its name where only the operator sends."""
        if any(address in network for network in self.networks):
            return True
        return _under(hop.helo, self.named) and any(address in network for network in self.named_networks)


def _relay_operator(hop: Hop) -> _Operator | None:
    """The provider that wrote this line about one of its own servers."""
    address = ipaddress.ip_address(hop.ip) if hop.ip else None
    for operator in _relay_operators():
        if address and _under(hop.by, operator.servers) and operator.runs(hop, address):
            return operator
    return None


@lru_cache(maxsize=1)
def _relay_operators() -> tuple[_Operator, ...]:
    read = tomllib.loads(files("analyzers").joinpath("data/relay_networks.toml").read_text(encoding="utf-8"))
    return tuple(
        _Operator(tuple(o["by"]), _networks(o["networks"]), tuple(o["named"]), _networks(o["named_networks"]))
        for o in read["operator"]
    )


def _networks(texts: list[str]) -> tuple[_Network, ...]:
    return tuple(ipaddress.ip_network(text) for text in texts)


def _under(name: str | None, domains: tuple[str, ...]) -> bool:
    plain = (name or "").lower().rstrip(".")
    return any(plain == d or plain.endswith("." + d) for d in domains if d)
