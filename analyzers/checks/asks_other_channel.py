"""Does a mail about money or favours move the talk elsewhere: to a messenger, a private address, or into secrecy?

Whoever pretends to be somebody cannot be answered at the address that he shows. That says who he is not, whatever he asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.wording import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_ABOUT = (
    "extortion",
    "gift-cards",
    "transfer",
    "advance-fee",
    "crypto",
    "loan",
    "availability",
    "prize",
    "dubious",
    "offer",
    "refund",
)


@dataclass(frozen=True, kw_only=True)
class AsksOtherChannel(Finding):
    """The `words` that lead elsewhere."""

    words: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, and none in mail that asks for neither money nor favours."""
    spoken = said(dossier.message)
    if "other-channel" in spoken and any(theme in spoken for theme in _ABOUT):
        yield AsksOtherChannel(words=spoken["other-channel"].text, evidence=(Evidence("body", "text"),))
