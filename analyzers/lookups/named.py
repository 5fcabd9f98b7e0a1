"""Which names of a mail are looked for in lists of domains, and what the lists say of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from analyzers.brands import book
from analyzers.links.names import parse_host
from analyzers.lookups.zones import zone as known_zone
from analyzers.providers import is_mail_provider

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analyzers.facts import Listing
    from analyzers.lookups import DomainLists
    from analyzers.lookups.round import Asked, Round
    from analyzers.trace import OurSide

MAX_NAMES: Final = 20


def strange_names(names: Iterable[str | None], side: OurSide) -> tuple[str, ...]:
    """Those of `names` whose owner is a stranger, one host for each registrable domain, 20 at most, in the order given.

    Our own domains, mail providers' and proven brands' are never asked: their places are known, and a list that names
    one of them is wrong about millions.
    """
    found: dict[str, str] = {}
    for name in names:
        host = parse_host(name) if name else None
        own = host.registrable_domain if host else None
        if host and own and own not in found and len(found) < MAX_NAMES and not _known(own, host.name, side):
            found[own] = host.name
    return tuple(found.values())


def _known(own: str, host: str, side: OurSide) -> bool:
    return side.owns(host) or book(side.us.brands).proven_of(host) is not None or is_mail_provider(own)


class NamesAsked:
    """The questions about `names` (host names, as `strange_names` gives them) to every list and feed of `all_lists`."""

    def __init__(self, asking: Round, names: Iterable[str], *all_lists: DomainLists | None) -> None:
        self._asked: dict[str, list[Asked[tuple[Listing, ...]]]] = {}
        wanted = tuple(names)
        for lists, zone in ((each, zone) for each in all_lists if each for zone in each.zones):
            known = known_zone(zone)
            for name in dict.fromkeys(each if known.whole_host else _registrable(each) for each in wanted):
                question = asking.ask(known.who, zone, partial(_listings, lists, name))
                self._asked.setdefault(name, []).append(question)

    def listings(self) -> Mapping[str, tuple[Listing, ...] | None]:
        """What the lists that answered say of each name that was asked; None: none of them answered."""
        return {name: _together(asked) for name, asked in self._asked.items()}


async def _listings(lists: DomainLists, name: str, zone: str) -> tuple[Listing, ...]:
    listing = await lists.listing(zone, name)
    return (listing,) if listing else ()


def _together(asked: list[Asked[tuple[Listing, ...]]]) -> tuple[Listing, ...] | None:
    answers = [each.answer for each in asked if each.answer is not None]
    return tuple(listing for answer in answers for listing in answer) if answers else None


def _registrable(name: str) -> str:
    host = parse_host(name)
    return (host.registrable_domain if host else None) or name
