"""Does the mail itself hold a field to type a password or the numbers of a card in?

Newsletters once held forms to search or to subscribe; nobody honest has asked for a password in a mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class FormInMail(Finding):
    """A field of the page asks for what `asks` says: a `password`, or the numbers of a `card`."""

    asks: str

    @property
    def variant(self) -> str:
        """Either opens what it belongs to."""
        return "password"


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    asks = dossier.message.look.asks
    if asks:
        yield FormInMail(asks=asks, evidence=(Evidence("body", "html"),))
