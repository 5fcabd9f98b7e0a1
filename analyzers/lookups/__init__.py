"""Lookups: the only place that asks the network. Here stand the questions; each answerer has a file of its own.

Every method either answers (an empty tuple means "does not exist") or raises `LookupFailed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from analyzers.facts import Listing, Place, Registration


class Dns(Protocol):
    """The domain name system (RFC 1035). Names may be given with or without a trailing dot."""

    async def addresses(self, name: str) -> tuple[str, ...]:
        """A and AAAA records of `name`, IPv4 first, each sorted."""
        ...

    async def mail_servers(self, name: str) -> tuple[str, ...]:
        """MX targets of `name` by preference; the null MX (RFC 7505) is given as `("",)`."""
        ...

    async def texts(self, name: str) -> tuple[str, ...]:
        """TXT records of `name`, the strings of each joined (RFC 7208, section 3.3)."""
        ...

    async def names(self, ip: str) -> tuple[str, ...]:
        """PTR names of the address `ip`, lower case, without a trailing dot."""
        ...


class Blocklists(Protocol):
    """DNS block lists of addresses (RFC 5782)."""

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones that are asked, as the administrator named them; secret keys never stand in them."""
        ...

    async def listing(self, zone: str, ip: str) -> Listing | None:
        """What `zone` says of `ip`; None: not listed. A refusal of the list is `LookupFailed` (`refused`)."""
        ...


class Registry(Protocol):
    """Registries of domains, by RDAP (RFC 9083) or WHOIS (RFC 3912)."""

    def source(self, domain: str) -> Literal["rdap", "whois"]:
        """Who is asked first about `domain`."""
        ...

    async def registration(self, domain: str) -> Registration:
        """The registration of `domain`, a name that a registry registers (`free.hr`, never `x.free.hr`)."""
        ...


class Places(Protocol):
    """Data on this machine that tell country and network of an address."""

    async def place(self, ip: str) -> Place:
        """What the data say of `ip`. Raises LookupFailed (`geo`, `not-installed`) without data."""
        ...


class DomainLists(Protocol):
    """Lists of bad domains, asked through the DNS or kept as feeds."""

    @property
    def zones(self) -> tuple[str, ...]:
        """The lists that are asked, as the administrator named them."""
        ...

    async def listing(self, zone: str, domain: str) -> Listing | None:
        """What `zone` says of `domain`; None: not listed. A refusal of the list is `LookupFailed` (`refused`)."""
        ...


@dataclass(frozen=True, slots=True)
class Lookups:
    """Everybody who can be asked. None: nobody of that kind, and nothing is said of it."""

    dns: Dns
    blocklists: Blocklists
    registry: Registry | None = None
    places: Places | None = None
    domain_lists: DomainLists | None = None
    feeds: DomainLists | None = None
