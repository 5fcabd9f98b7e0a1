"""Is the page of a mail nothing but a picture that one can click?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

FEW = 60  # letters: a line to unsubscribe at most


@dataclass(frozen=True, kw_only=True)
class ImageOnly(Finding):
    """The page shows a picture that leads to `host`, and hardly a word."""

    host: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; a picture that leads to the sender's own site, or to his mailing service, is an advertisement."""
    message = dossier.message
    pictured = [link for link in dossier.destinations.strangers if link.pictured and link.where == "html"]
    if not pictured or message.inside or sum(char.isalpha() for char in message.look.page[:5_000]) >= FEW:
        return
    target = pictured[0].target
    if target:
        yield ImageOnly(host=target.name, evidence=(Evidence("body", pictured[0].where),))
