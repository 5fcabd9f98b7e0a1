"""Is the page of a mail nothing but a picture that one can click?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

FEW = 60  # letters: a line to unsubscribe at most
NONE = 10  # letters: an advertisement says at least whose it is, or how to be rid of it


@dataclass(frozen=True, kw_only=True)
class ImageOnly(Finding):
    """The page shows a picture that leads to `host`, and hardly a word; at the sender's own `site` (`own`) no word at all."""

    host: str
    site: str = "other"

    @property
    def variant(self) -> str:
        """To send a picture that leads to one's own site is odd, and no more."""
        return "own" if self.site == "own" else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; with a few words, a picture that leads to the sender's own site, or to his mailing service, is an advertisement."""
    message, places = dossier.message, dossier.destinations
    letters = sum(char.isalpha() for char in message.look.page[:5_000])
    if message.inside or letters >= FEW:
        return
    wordless = letters + sum(char.isalpha() for char in message.look.plain[:5_000]) < NONE
    for site, links in (("other", places.strangers), ("own", places.authors if wordless else ())):
        for link in links:
            if link.pictured and link.where == "html" and link.target:
                yield ImageOnly(host=link.target.name, site=site, evidence=(Evidence("body", link.where),))
                return
