"""Are words written in mathematical or enclosed letters, which look like a typeface and which no filter reads?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

MAX_TEXT = 5_000
# Mathematical alphanumerics, circled and squared letters; circled digits are ordinary in Japanese.
_ONE = "[\U0001d400-\U0001d7cb\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]"
_ANY, _STYLED = re.compile(_ONE), re.compile(f"{_ONE}{{3,60}}")


@dataclass(frozen=True, kw_only=True)
class StyledLetters(Finding):
    """`words` are written so, in the `subject` or the `text`."""

    words: str
    place: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    message = dossier.message
    heads = f"{message.subject or ''} {message.sender.name or ''}"
    for place, text in (("subject", heads[:2_000]), ("text", message.text[:MAX_TEXT])):
        found = _STYLED.search(text) if _ANY.search(text) else None
        if found:
            source = Evidence("header", "Subject") if place == "subject" else Evidence("body", "text")
            yield StyledLetters(words=found[0], place=place, evidence=(source,))
            return
