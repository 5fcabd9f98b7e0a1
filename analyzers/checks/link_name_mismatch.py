"""Do the words of a link name a brand, or promise an official site, and does it lead to a stranger?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.url import host_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link

MAX_SHOWN, MAX_LOOKED_AT = 60, 40  # characters of words that are a name and no sentence; links of one mail
_OFFICIAL = re.compile(
    r"(?i)公式(?:サイト|ホームページ|HP|ページ)|official\s{1,3}(?:web\s?)?site|offizielle\s{1,3}(?:web)?seite|site\s{1,3}officiel"
)


@dataclass(frozen=True, kw_only=True)
class LinkNameMismatch(Finding):
    """The link reads `shown` and leads to `host`, which is no place of whom it names."""

    shown: str
    host: str
    official: bool

    @property
    def variant(self) -> str:
        """Companies call a site official, too, that lies under another of their domains."""
        return "official" if self.official else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. Who links to his own site, too, recommends something there."""
    to = dossier.destinations
    for link in () if to.leads_home else to.strangers[:MAX_LOOKED_AT]:
        how = _misnamed(link, dossier)
        if how and link.target and link.shown:
            evidence = (Evidence("body", link.where),)
            yield LinkNameMismatch(
                shown=link.shown, host=link.target.name, official=how == "official", evidence=evidence
            )
            return


def _misnamed(link: Link, dossier: Dossier) -> str | None:
    """`brand` or `official`, by what the words name."""
    shown, target = link.shown or "", link.target
    if target is None or link.pictured or len(shown) > MAX_SHOWN or host_shown(shown):
        return None
    if named := dossier.brands.named(shown):
        return None if any(naming.brand.owns(target.name) for naming in named) else "brand"
    return "official" if _OFFICIAL.search(shown) else None
