"""Does a link's host have a name that a machine drew?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.places import place_of
from analyzers.randomness import looks_random

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link

_DIGITS = 4  # a label of so many digits names nothing


@dataclass(frozen=True, kw_only=True)
class RandomHostLink(Finding):
    """The link leads to `host`, in which `label` looks drawn. `below`: it stands before the registered name."""

    host: str
    label: str
    below: bool

    @property
    def variant(self) -> str:
        """Services give their customers such names, and nobody registers one without need."""
        return "below" if self.below else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, a registered name first. What a service lends has such names by itself."""
    found = [pair for link in dossier.destinations.strangers if (pair := _drawn(link))]
    for link, (label, below) in sorted(found, key=lambda pair: pair[1][1])[:1]:
        if link.target:
            evidence = (Evidence("body", link.where),)
            yield RandomHostLink(host=link.target.name, label=label, below=below, evidence=evidence)


def _drawn(link: Link) -> tuple[Link, tuple[str, bool]] | None:
    host = link.target
    if host is None or host.is_ip or not host.registrable_domain or place_of(link):
        return None
    own = host.registrable_domain.partition(".")[0]
    if looks_random(own):
        return link, (own, host.rented_under is not None)
    below = host.subdomain.split(".") if host.subdomain else []
    label = next((each for each in below if looks_random(each) or (each.isdigit() and len(each) >= _DIGITS)), None)
    return (link, (label, True)) if label else None
