"""Does a link lead to a name that anybody can rent for nothing?

Places where one gets a page or a short address along with the name are told as such (`analyzers.links.places`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class FreeSubdomainHost(Finding):
    """The link's host belongs to whoever rents `rented` under `suffix`."""

    rented: str
    suffix: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding for each rented name, three at most; the sender's own place is none."""
    seen: set[str] = set()
    for link in dossier.web_links:
        host = link.host
        if not host or not host.rented_under or not host.registrable_domain or len(seen) >= 3 or place_of(link):
            continue
        if host.registrable_domain not in {*seen, dossier.from_registrable}:
            seen.add(host.registrable_domain)
            yield FreeSubdomainHost(
                rented=host.registrable_domain, suffix=host.rented_under, evidence=(Evidence("body", link.where),)
            )
