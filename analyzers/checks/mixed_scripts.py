"""Are words written with letters of another script that look the same?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

MAX_TEXT, MIN_IN_TEXT = 5_000, 2
# Letters of the Greek script that look Latin; the others stand in formulas and units.
_ALIKE = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορτυικ"
_WORD = re.compile(rf"[A-Za-z\u0400-\u052f\u0531-\u0587{_ALIKE}]{{4,40}}")
_LATIN, _OTHER = re.compile("[A-Za-z]"), re.compile(rf"[\u0400-\u052f\u0531-\u0587{_ALIKE}]")


@dataclass(frozen=True, kw_only=True)
class MixedScripts(Finding):
    """Words like `word` mix Latin letters with others that look the same; they stand in the `subject` or the `text`."""

    word: str
    place: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. One such word in a long text may be a slip of the keyboard."""
    message = dossier.message
    heads = f"{message.subject or ''} {message.sender.name or ''}"
    for place, text, least in (("subject", heads[:2_000], 1), ("text", message.text[:MAX_TEXT], MIN_IN_TEXT)):
        words = [word for word in _WORD.findall(text) if _mixes(word)] if _OTHER.search(text) else []
        if len({*words}) >= least:
            source = Evidence("header", "Subject") if place == "subject" else Evidence("body", "text")
            yield MixedScripts(word=words[0], place=place, evidence=(source,))
            return


def _mixes(word: str) -> bool:
    return not word.isascii() and _LATIN.search(word) is not None and _OTHER.search(word) is not None
