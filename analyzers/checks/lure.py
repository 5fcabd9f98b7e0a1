"""With what does the mail tempt or frighten its reader?

Each theme alone stands in honest mail, too; so its weight is small, and a mail that plays on several is told apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.relief import from_inside
from analyzers.wording import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

# The themes that lure, the most harmful first.
THEMES = (
    "extortion",
    "gift-cards",
    "chat-group",
    "transfer",
    "advance-fee",
    "crypto",
    "refund",
    "prize",
    "delivery",
    "suspension",
    "payment",
    "loan",
    "document-login",
    "availability",
    "dubious",
    "offer",
    "document",
)
# No honest mail says these at all.
_WHEREVER = frozenset({"extortion", "gift-cards", "chat-group", "transfer", "advance-fee"})
_HONEST_TOO = frozenset({"offer", "document"})  # every newsletter and every office
# What a gift card is worth is its number: who never left our house and asks for none, buys presents.
_CODE = re.compile(r"(?i)番号|コード|写真|画像|送って|撮|削|codes?\b|scratch|photos?|pictures?")
_MOST = 2  # more sentences of one kind tell a reader nothing new
SEVERAL = 3


@dataclass(frozen=True, kw_only=True)
class Lure(Finding):
    """One `theme` (its names are those of `data/wording`) and the `words` that show it."""

    theme: str
    words: str

    @property
    def variant(self) -> str:
        """Each theme weighs on its own."""
        return self.theme


@dataclass(frozen=True, kw_only=True)
class SeveralLures(Finding):
    """How many of them meet in one mail (`count`), with the `words` of the first three, most harmful first."""

    count: int
    words: tuple[str, ...]


def check(dossier: Dossier) -> Iterator[Finding]:
    """The two most harmful themes, and whether three or more meet; to press for time or to ask for secrets counts as one more."""
    spoken = said(dossier.message)
    found = [theme for theme in THEMES if theme in spoken and (spoken[theme].early or theme in _WHEREVER)]
    if "gift-cards" in found and from_inside(dossier) and not _CODE.search(dossier.message.text):
        found.remove("gift-cards")
    evidence = (Evidence("body", "text"),)
    for theme in found[:_MOST]:
        yield Lure(theme=theme, words=spoken[theme].text, evidence=evidence)
    weighty = [theme for theme in found if theme not in _HONEST_TOO]
    further = [each for each in ("urgency", "credential") if each in spoken and spoken[each].early]
    met = (*weighty, *further)
    if len(met) >= SEVERAL and len(weighty) > 1:
        words = dict.fromkeys(spoken[theme].text for theme in met)
        yield SeveralLures(count=len(met), words=tuple(words)[:SEVERAL], evidence=evidence)
