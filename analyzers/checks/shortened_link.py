"""Does a link hide its destination behind a service that makes short addresses for anybody?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class ShortenedLink(Finding):
    """The link is a short address of `service`. `beside`: other links lead to the sender's own site."""

    service: str
    beside: bool

    @property
    def variant(self) -> str:
        """A newsletter that links to its own site has a short address at times."""
        return "beside" if self.beside else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    for link, place in dossier.destinations.places:
        if place.kind == "shortener":
            evidence = (Evidence("body", link.where),)
            yield ShortenedLink(service=place.service, beside=dossier.destinations.leads_home, evidence=evidence)
            return
