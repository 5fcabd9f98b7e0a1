"""Does a link show a host of our own and lead elsewhere? No honest mail does that to the people of that domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.url import host_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class ShownOwnDomain(Finding):
    """The link shows `shown`, a host of ours, and leads to `real`. What stands in the place of a picture is shown, too."""

    shown: str
    real: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    for link in dossier.web_links:
        shown = host_shown(link.shown)
        own = dossier.own_domain_of(shown.name) if shown else None
        if shown and own and link.target and not dossier.same_house(own, link.target.name):
            yield ShownOwnDomain(shown=shown.name, real=link.target.name, evidence=(Evidence("body", link.where),))
            return
