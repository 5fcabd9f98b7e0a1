"""Is the text of the page scrambled in its source, so that only a reader's eye puts it right?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class ScrambledText(Finding):
    """`how` the text stands in the source: `turned` (backwards, and turned by its style) or in `cells` (a letter in each)."""

    how: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    for how in dossier.message.look.tricks[:1]:
        yield ScrambledText(how=how, evidence=(Evidence("body", "html"),))
