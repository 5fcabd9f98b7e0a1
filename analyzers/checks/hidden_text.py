"""Does the page hide a long text that speaks of something else than what it shows?

Newsletters hide a short preview, and the same words once more for small screens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.alike import share_of, terms
from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

LONG, SAME = 400, 0.4  # letters; share of hidden terms that the page shows too


@dataclass(frozen=True, kw_only=True)
class HiddenText(Finding):
    """`count` letters are hidden."""

    count: int


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    look = dossier.message.look
    if len(look.hidden) < LONG:
        return
    count = sum(char.isalpha() for char in look.hidden)
    if count >= LONG and share_of(terms(look.hidden), terms(look.page)) < SAME:
        yield HiddenText(count=count, evidence=(Evidence("body", "html"),))
