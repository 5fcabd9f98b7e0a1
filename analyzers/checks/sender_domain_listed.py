"""Is the From domain on lists of bad domains?

A From domain can be forged, and an honest one that is misused says nothing of this mail: only domains that are bad themselves
count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_BAD = ("phish", "malware", "botnet", "spam")


@dataclass(frozen=True, kw_only=True)
class SenderDomainListed(Finding):
    """The From address's `domain` stands on `zones`, at worst as `kind`, a meaning of block lists."""

    domain: str
    kind: str
    zones: tuple[str, ...]


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    domain = dossier.message.sender.domain
    # A feed names hosts of links, not senders: where it knows only another host (its code `domain`), that says nothing here.
    known = (each for each in dossier.listings_of(domain) or () if each.codes != ("domain",)) if domain else ()
    listings = [each for each in known if {*each.meanings} & {*_BAD}]
    if domain and listings:
        meanings = {meaning for each in listings for meaning in each.meanings}
        yield SenderDomainListed(
            domain=domain,
            kind=next(each for each in _BAD if each in meanings),
            zones=tuple(each.zone for each in listings),
            evidence=tuple(
                Evidence(e.source, f"{e.zone} {' '.join(e.codes)}", dossier.facts.asked_at) for e in listings
            ),
        )
