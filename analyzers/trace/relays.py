"""Servers known by name or network: providers' inner networks, rented machines, and the services that recipients asked for."""

from __future__ import annotations

import ipaddress
import itertools
import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from analyzers.trace.received import Hop

Kind = Literal["list", "filter"]
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Operator:
    """A mail provider: what it writes (`by`), and how it names and numbers its own relays and its `customers`' outlets."""

    by: tuple[str, ...]
    networks: tuple[_Network, ...]
    named: tuple[str, ...]
    named_networks: tuple[_Network, ...]
    customers: tuple[str, ...]

    def runs(self, hop: Hop) -> bool:
        """Whether the peer is the operator's own relay: by its network, or by its name where only the operator sends.

        An operator that tells its relays by network writes every peer's address; where one is missing, somebody blackened
        it afterwards, and its name has to do.
        """
        if not self.networks or not under(hop.by, self.by):
            return False
        if not hop.ip:
            return under(hop.helo, self.named)
        address = ipaddress.ip_address(hop.ip)
        if any(address in network for network in self.networks):
            return True
        return under(hop.helo, self.named) and any(address in network for network in self.named_networks)


@dataclass(frozen=True, slots=True)
class Service:
    """A list or a filter; see the head of `data/relay_services.toml`."""

    name: str
    kind: Kind
    hosts: tuple[str, ...]
    by: tuple[str, ...]
    inside: tuple[str, ...]
    envelope: tuple[str, ...]

    def hands_over(self, hop: Hop) -> bool:
        """Whether the peer, by a name that the writing server made sure of, is one from which the service distributes."""
        return hop.rdns_checked and under(hop.rdns, self.hosts)

    def relays(self, hop: Hop) -> bool:
        """Whether, in a line of the service's own, the peer is another server of it."""
        return hop.rdns_checked and under(hop.rdns, (*self.hosts, *self.inside)) and not serves_customers(hop)


def operator_of(hop: Hop) -> Operator | None:
    """The provider that wrote this line about one of its own servers."""
    return next((operator for operator in _operators() if operator.runs(hop)), None)


def writes_for_operator(name: str) -> bool:
    """Whether the server of this name is one of a large provider's."""
    return any(under(name, operator.by) for operator in _operators())


def serves_customers(hop: Hop) -> bool:
    """Whether the peer sends the mail of customers: of the provider that wrote the line, or of who rents the machine."""
    name = hop.rdns or ""
    outlets = (o.customers for o in _operators() if under(hop.by, o.by))
    return any(under(name, names) for names in (*outlets, _rented())) or _spelled(name, hop.ip)


def services(kind: Kind) -> tuple[Service, ...]:
    """The known services of this kind."""
    return tuple(service for service in _services() if service.kind == kind)


def under(name: str | None, domains: tuple[str, ...]) -> bool:
    """Whether `name` is one of `domains` or lies below one; an asterisk in a domain stands for any text.

    >>> [under(name, ("a.example", "mx*.b.example")) for name in ("x.A.example.", "mx1.b.example", "na.example", None)]
    [True, True, False, False]
    """
    plain = (name or "").lower().rstrip(".")
    return any(
        fnmatchcase(plain, d) if "*" in d or "?" in d else plain == d or plain.endswith("." + d) for d in domains if d
    )


def _spelled(name: str, ip: str | None) -> bool:
    """A name that spells out the end of its address was given to a machine by number: servers of a house bear names."""
    octets = (ip or "").split(".")
    numbers = re.findall(r"\d+", name)
    pairs = set(itertools.pairwise(numbers))
    return len(octets) == 4 and bool(pairs & {(octets[2], octets[3]), (octets[3], octets[2])})


@lru_cache(maxsize=1)
def _operators() -> tuple[Operator, ...]:
    return tuple(
        Operator(
            by=tuple(row["by"]),
            networks=_networks(row.get("networks", ())),
            named=tuple(row.get("named", ())),
            named_networks=_networks(row.get("named_networks", ())),
            customers=tuple(row.get("customers", ())),
        )
        for row in _data("relay_networks.toml")["operator"]
    )


@lru_cache(maxsize=1)
def _rented() -> tuple[str, ...]:
    return tuple(_data("relay_networks.toml")["rented"]["names"])


@lru_cache(maxsize=1)
def _services() -> tuple[Service, ...]:
    parts = ("hosts", "by", "inside", "envelope")
    return tuple(
        Service(row["name"], row["kind"], *(tuple(row.get(part, ())) for part in parts))
        for row in _data("relay_services.toml")["service"]
    )


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("analyzers").joinpath("data", name).read_text(encoding="utf-8"))


def _networks(texts: list[str] | tuple[()]) -> tuple[_Network, ...]:
    return tuple(ipaddress.ip_network(text) for text in texts)
