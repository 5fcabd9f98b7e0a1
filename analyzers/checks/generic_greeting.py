"""Does the mail greet a nameless customer, or a mail address, as somebody does who has nothing but a list of addresses?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.wording import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_KINDS = (("address-greeting", True), ("generic-greeting", False))


@dataclass(frozen=True, kw_only=True)
class GenericGreeting(Finding):
    """The `words` of the greeting, and whether they hold a mail address where a name should be (`address`)."""

    words: str
    address: bool

    @property
    def variant(self) -> str:
        """A business seldom greets an address; some still greet a "dear customer"."""
        return "address" if self.address else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, where a reader begins."""
    spoken = said(dossier.message)
    for theme, address in _KINDS:
        if theme in spoken and spoken[theme].early:
            yield GenericGreeting(words=spoken[theme].text, address=address, evidence=(Evidence("body", "text"),))
            return
