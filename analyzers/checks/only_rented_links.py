"""Do all links of a company's mail lead to short addresses and places that anybody can rent, and none to the company?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link

MOST = 2  # hosts: a lure leads to one place, and a report to many
_RENTED = frozenset({"shortener", "bucket", "site", "server"})


@dataclass(frozen=True, kw_only=True)
class OnlyRentedLinks(Finding):
    """The mail comes from `sender`, and all its links lead to places like `host`."""

    sender: str
    host: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; people with an address at a mail provider have no site to link to."""
    to = dossier.destinations
    if not to.company or not to.authors or to.leads_home:
        return
    rented = {id(link) for link, place in to.places if place.kind in _RENTED}
    first = to.authors[0]
    hosts = {link.host.name for link in to.authors if link.host}
    if first.target and len(hosts) <= MOST and all(id(link) in rented or _is_bare(link) for link in to.authors):
        evidence = (Evidence("body", first.where),)
        yield OnlyRentedLinks(sender=to.company, host=first.target.name, evidence=evidence)


def _is_bare(link: Link) -> bool:
    return link.host is not None and link.host.is_ip and is_public(link.host.name)
