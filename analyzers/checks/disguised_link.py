"""Is a link's host written so that people or filters read something else than the browser does?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link


@dataclass(frozen=True, kw_only=True)
class DisguisedLink(Finding):
    """The link leads to `host`, which is hidden in the way that `how` names (`analyzers.links.disguise`)."""

    host: str
    how: str

    @property
    def variant(self) -> str:
        """Full-width letters throughout are at times only a Japanese writer's slip."""
        return "wide" if self.how == "wide" else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, the heavier kind first."""
    found = sorted((link for link in dossier.web_links if _disguised(link)), key=lambda link: link.disguise == "wide")
    for link in found[:1]:
        if link.host and link.disguise:
            yield DisguisedLink(host=link.host.name, how=link.disguise, evidence=(Evidence("body", link.where),))


def _disguised(link: Link) -> bool:
    """An address in numbers is disguised from nobody when it stands in a private network."""
    return bool(link.disguise and link.host) and (
        link.disguise != "number" or is_public(link.host.name if link.host else None)
    )
