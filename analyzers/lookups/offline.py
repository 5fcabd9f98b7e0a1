"""Nobody to ask: every question fails with the reason `offline`, so that the report says what was not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NoReturn

from analyzers.errors import LookupFailed
from analyzers.lookups import Lookups
from analyzers.lookups.zones import zone as known_zone

if TYPE_CHECKING:
    from collections.abc import Sequence


class OfflineDns:
    """A Dns that raises LookupFailed (`offline`) for every name and address."""

    async def addresses(self, name: str) -> NoReturn:
        """Raises LookupFailed."""
        raise LookupFailed("dns", name, "offline")

    async def mail_servers(self, name: str) -> NoReturn:
        """Raises LookupFailed."""
        raise LookupFailed("dns", name, "offline")

    async def texts(self, name: str) -> NoReturn:
        """Raises LookupFailed."""
        raise LookupFailed("dns", name, "offline")

    async def names(self, ip: str) -> NoReturn:
        """Raises LookupFailed."""
        raise LookupFailed("dns", ip, "offline")


class OfflineDomainLists:
    """DomainLists that raise LookupFailed (`offline`)."""

    def __init__(self, zones: Sequence[str] = ()) -> None:
        self._zones = tuple(zones)

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones as given."""
        return self._zones

    async def listing(self, zone: str, domain: str) -> NoReturn:  # noqa: ARG002 -- the question is the same for every name
        """Raises LookupFailed."""
        raise LookupFailed(known_zone(zone).who, zone, "offline")


class OfflineBlocklists:
    """Blocklists that raise LookupFailed (`offline`). `zones`: none, unless the report should name them."""

    def __init__(self, zones: Sequence[str] = ()) -> None:
        self._zones = tuple(zones)

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones as given."""
        return self._zones

    async def listing(self, zone: str, ip: str) -> NoReturn:  # noqa: ARG002 -- the question is the same for every address
        """Raises LookupFailed."""
        raise LookupFailed("blocklist", zone, "offline")


class OfflinePlaces:
    """Places that raise LookupFailed (`offline`)."""

    async def place(self, ip: str) -> NoReturn:
        """Raises LookupFailed."""
        raise LookupFailed("geo", ip, "offline")


class OfflineRegistry:
    """A Registry that raises LookupFailed (`offline`) for every domain."""

    def source(self, domain: str) -> Literal["rdap"]:  # noqa: ARG002 -- the same for every domain
        """Nobody would be asked, and the better way is named."""
        return "rdap"

    async def registration(self, domain: str) -> NoReturn:
        """Raises LookupFailed."""
        raise LookupFailed("rdap", domain, "offline")


OFFLINE: Final = Lookups(
    dns=OfflineDns(), blocklists=OfflineBlocklists(), places=OfflinePlaces(), registry=OfflineRegistry()
)


def offline_lookups(zones: Sequence[str], domain_zones: Sequence[str] = ()) -> Lookups:
    """OFFLINE, with the lists of addresses and of domains named that would have been asked."""
    return Lookups(
        dns=OfflineDns(),
        blocklists=OfflineBlocklists(zones),
        places=OfflinePlaces(),
        registry=OfflineRegistry(),
        domain_lists=OfflineDomainLists(domain_zones),
    )
