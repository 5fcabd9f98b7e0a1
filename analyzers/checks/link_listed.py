"""Does a link lead to a place that lists of bad domains, or feeds of phishing URLs, know?

An honest place that others misuse (a site that was broken into, a shortener) is listed, too, and weighs little. So does a
place beside one that a feed names: its owner may be another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.facts import Listing

_BAD = ("phish", "malware", "botnet", "spam")
_NEAR = "phish-near"
_ABUSED = ("abused-legit", "redirector")
_KINDS = (*_BAD, _NEAR, *_ABUSED)
_MAX = 3


@dataclass(frozen=True, kw_only=True)
class LinkListed(Finding):
    """The link's `host` stands on `zones`, at worst as `kind`, a meaning of block lists.

    Kind `phish-near`: only another host of its registrable domain does, for phishing. `brand`: whom it poses as, in a feed's
    words; `none` when that is not told.
    """

    host: str
    kind: str
    zones: tuple[str, ...]
    brand: str = "none"

    @property
    def variant(self) -> str:
        """`abused` for an honest place that others misuse, `near` for one beside a bad one."""
        return "abused" if self.kind in _ABUSED else "near" if self.kind == _NEAR else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding for each registrable domain, three at most, the worst first."""
    found: dict[str, LinkListed] = {}
    for link in dossier.web_links:
        host = link.host
        own = host.registrable_domain if host else None
        if host and own and own not in found and (finding := _finding(host.name, dossier)):
            found[own] = finding
    yield from sorted(found.values(), key=lambda finding: _KINDS.index(finding.kind))[:_MAX]


def _finding(host: str, dossier: Dossier) -> LinkListed | None:
    listings = [each for each in dossier.listings_of(host) or () if _kinds(each) & {*_KINDS}]
    kinds = {kind for each in listings for kind in _kinds(each)}
    kind = next((each for each in _KINDS if each in kinds), None)
    if kind is None:
        return None
    evidence = tuple(Evidence(e.source, f"{e.zone} {' '.join(e.codes)}", dossier.facts.asked_at) for e in listings)
    zones = tuple(each.zone for each in listings)
    brand = next((each.brand for each in listings if each.brand), "none")
    return LinkListed(host=host, kind=kind, zones=zones, brand=brand, evidence=evidence)


def _kinds(listing: Listing) -> set[str]:
    """What the listing means; a feed's code `domain` is about another host."""
    return {_NEAR} if listing.codes == ("domain",) else {*listing.meanings}
