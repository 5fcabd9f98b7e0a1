"""Lists of domains in a small world: `FakeDomainLists({"dbl.spamhaus.org": {"bad.example": ["127.0.1.4"]}})`."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from analyzers.errors import LookupFailed, Reason
from analyzers.lookups.hostnames import a_label
from analyzers.lookups.zones import zone as known_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analyzers.facts import Listing
    from analyzers.lookups import DomainLists


class FakeDomainLists:
    """DomainLists that hold `lists`: zone to domain to codes. Raises ValueError for a reason that there is not."""

    def __init__(self, lists: Mapping[str, Mapping[str, Sequence[str]] | Reason]) -> None:
        for name, rows in lists.items():
            if isinstance(rows, str) and rows not in get_args(Reason):
                raise ValueError(f"{name}: {rows!r} is no reason to fail")
        self._lists: dict[str, Reason | dict[str, tuple[str, ...]]] = {
            name: rows if isinstance(rows, str) else {_name(domain): tuple(codes) for domain, codes in rows.items()}
            for name, rows in lists.items()
        }

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones as given."""
        return tuple(self._lists)

    @property
    def names(self) -> frozenset[str]:
        """Every name that a zone lists."""
        return frozenset(name for rows in self._lists.values() if not isinstance(rows, str) for name in rows)

    async def listing(self, zone: str, domain: str) -> Listing | None:
        """The listing as it stands; its meanings are those of the real zone of that name."""
        rows = self._lists.get(zone, {})
        if isinstance(rows, str):
            raise LookupFailed(known_zone(zone).who, zone, rows)
        codes = rows.get(_name(domain), ())
        return known_zone(zone).listing(codes) if codes else None


class RecordedDomains:
    """DomainLists that answer from `lists` about names that are `known`, or below which one lies, and else ask `else_ask`."""

    def __init__(self, lists: FakeDomainLists, known: Iterable[str], else_ask: DomainLists | None) -> None:
        self._lists = lists
        self._known = {*map(_name, known), *lists.names}
        self._else = else_ask

    @property
    def zones(self) -> tuple[str, ...]:
        """The recorded zones, then those of `else_ask`."""
        return tuple(dict.fromkeys((*self._lists.zones, *(self._else.zones if self._else else ()))))

    async def listing(self, zone: str, domain: str) -> Listing | None:
        """What `zone` says of `domain`. LookupFailed (`offline`) for a zone that `else_ask` does not ask."""
        name = _name(domain)
        if any(each == name or each.endswith(f".{name}") for each in self._known):
            return await self._lists.listing(zone, name)
        if self._else is None or zone not in self._else.zones:
            raise LookupFailed(known_zone(zone).who, zone, "offline")
        return await self._else.listing(zone, name)


def _name(text: str) -> str:
    return a_label(text) or text.lower().rstrip(".")
