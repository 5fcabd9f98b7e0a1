"""Are words broken by characters that nobody sees, so that no filter recognises them?

Mailing services put such characters between words, behind a short preview; writers of German let words part at soft hyphens.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

MAX_TEXT, MIN_IN_TEXT, MIN_IN_SUBJECT = 5_000, 4, 2
_LETTER = "A-Za-z0-9ぁ-んァ-ヶー一-龥"
_UNSEEN = "\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\u115f\u1160\u3164\uffa0"
_BROKEN = re.compile(rf"(?<=[{_LETTER}])[{_UNSEEN}]{{1,20}}(?=[{_LETTER}])")
_MARKS = "\u0300-\u034e\u0350-\u036f\u0488\u0489\u1ab0-\u1aff\u20d0-\u20ff"
_MARKED = re.compile(rf"(?<=[A-Za-z])[{_MARKS}]")
_ANY = re.compile(f"[{_UNSEEN}{_MARKS}]")  # told in one pass: most mails have none


@dataclass(frozen=True, kw_only=True)
class BrokenWords(Finding):
    """`count` such characters stand inside words of the `subject` or the `text`."""

    count: int
    place: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    message = dossier.message
    heads = f"{message.subject or ''} {message.sender.name or ''}"
    texts = (("subject", heads[:2_000], MIN_IN_SUBJECT), ("text", message.text[:MAX_TEXT], MIN_IN_TEXT))
    for place, text, least in texts:
        count = _count(text) if _ANY.search(text) else 0
        if count >= least:
            source = Evidence("header", "Subject") if place == "subject" else Evidence("body", "text")
            yield BrokenWords(count=count, place=place, evidence=(source,))
            return


def _count(text: str) -> int:
    """Characters without a glyph between letters, and marks over letters that no language writes so."""
    broken = len(_BROKEN.findall(text))
    if not _MARKED.search(text):
        return broken
    return broken + len(_MARKED.findall("".join(unicodedata.normalize("NFC", line) for line in text.split(" "))))
