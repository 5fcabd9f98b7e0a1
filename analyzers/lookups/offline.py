"""Nobody to ask: every question fails with the reason `offline`, so that the report says what was not asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

from analyzers.errors import LookupFailed
from analyzers.lookups import Lookups

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


OFFLINE: Final = Lookups(dns=OfflineDns(), blocklists=OfflineBlocklists())


def offline_lookups(zones: Sequence[str]) -> Lookups:
    """OFFLINE, with the block lists named that would have been asked."""
    return Lookups(dns=OfflineDns(), blocklists=OfflineBlocklists(zones))
