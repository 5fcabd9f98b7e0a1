"""Whereabouts: how the country, the network and the estimated city of an address are said.

Country and network are facts; a city is an estimate of its source, and where a person is can never be told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.stranger import Plain, tame
from bot.words import territory

if TYPE_CHECKING:
    from analyzers.dossier import Dossier
    from analyzers.facts import Place
    from analyzers.links import Link
    from bot.words import Words

# The legal form at the end of a holder's name, which tells a reader nothing.
_FORM = re.compile(
    r"(?i)[ ,]+(?:inc|llc|ltd|limited|corp|corporation|co|company|k\.?k|gmbh|ag|s\.?a|s\.?r\.?l|b\.?v|d\.?o\.?o|pte|pty)\.?,?$"
)
MAX_IPS = 2  # addresses of a link whose place is told


def origin_place(d: Dossier) -> Place | None:
    """The place of the address that the mail came from; None: not known."""
    return d.facts.places.get(d.trace.origin.ip or "") if d.trace.origin else None


def link_place(link: Link, d: Dossier) -> Place | None:
    """The place of the first address of the link's host whose place is known."""
    if link.host is None:
        return None
    ips = (link.host.name,) if link.host.is_ip else (d.facts.hosts.get(link.host.name) or ())[:MAX_IPS]
    places = (d.facts.places.get(ip) for ip in ips)
    return next((place for place in places if place and (place.country or place.asn)), None)


def holder(network: str) -> str:
    """The name of a network's holder without its legal form.

    >>> [holder(name) for name in ("QTnet,Inc.", "GoDaddy.com, LLC", "KDDI CORPORATION", "Co")]
    ['QTnet', 'GoDaddy.com', 'KDDI', 'Co']
    """
    shorter = _FORM.sub("", _FORM.sub("", network))
    return shorter or network


def where(place: Place, w: Words, *, number: bool) -> tuple[str, ...]:
    """Country and network, as far as they are known; `number`: the network with its AS number."""
    country = (Plain(territory(w.language, place.country)),) if place.country else ()
    if place.asn is None:
        return country
    name = tame(holder(place.network)) if place.network else None
    if name and not number:
        return (*country, Plain(name))
    key = "place-network" if name else "place-network-unnamed"
    return (*country, Plain(w.say(key, **({"name": Plain(name)} if name else {}), asn=str(place.asn))))


def place_fact(d: Dossier, w: Words) -> tuple[str, ...]:
    """One sentence on the place of the address that the mail came from; none when nothing is known."""
    place = origin_place(d)
    said = where(place, w, number=True) if place else ()
    if place is None or not said:
        return ()
    return (
        w.say(
            "fact-place",
            where=Plain(w.join(said)),
            disputed=Plain(territory(w.language, place.disputed) if place.disputed else "none"),
            city=Plain("none") if place.city is None else "two" if place.other_city else "one",
            first=place.city or "",
            source=place.city_source or "",
            second=place.other_city or "",
            other=place.other_city_source or "",
        ),
    )


def credits_of(d: Dossier) -> tuple[str, ...]:
    """What the licences of the data want shown, when any of them told something."""
    shown = (origin_place(d), *(link_place(link, d) for link in d.web_links))
    return tuple(dict.fromkeys(line for place in shown if place for line in place.credits))
