"""Is the sender's name written in letters that only look like those they stand for?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_MAX = 300  # characters
_STYLED = re.compile("[\U0001d400-\U0001d7ff\u24b6-\u24e9\U0001f130-\U0001f189\u249c-\u24b5]")
_INSIDE = re.compile(
    "[A-Za-z\u3040-\u30ff\u4e00-\u9fff][\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0e\ufeff\U000e0001-\U000e01ef]{1,20}"
    "[A-Za-z\u3040-\u30ff\u4e00-\u9fff]"
)
_TURNED = re.compile("[\u202d\u202e]")
_WORD = re.compile(r"[^\W\d_]{2,60}")
# Letters of Cyrillic, Greek and Armenian that look like Latin ones.
_LIKE_LATIN = re.compile("[авеікмнорстухѕјһԁԛԝгпАВЕЗІКМНОРСТУХЅЈԌαγικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոհցզ]")
_LEAST_STYLED, _LEAST_MARKED = 3, 2


@dataclass(frozen=True, kw_only=True)
class DisguisedName(Finding):
    """The display name `written` is written with `how`: `styled`, `marked`, `mixed` or `invisible` letters."""

    written: str
    how: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    name = author(dossier).name
    how = _how((name or "")[:_MAX])
    if name and how:
        yield DisguisedName(written=name, how=how, evidence=(Evidence("header", "From"),))


def _how(text: str) -> str | None:
    if text.isascii():
        return None
    if len(_STYLED.findall(text)) >= _LEAST_STYLED:
        return "styled"
    if _INSIDE.search(text) or _TURNED.search(text):
        return "invisible"
    composed = unicodedata.normalize("NFC", text)
    marked = sum(unicodedata.category(b) == "Mn" and a.isascii() and a.isalpha() for a, b in pairwise(composed))
    if marked >= _LEAST_MARKED or re.search("[A-Za-z][\u0334-\u0338\u20d2\u20e5]", composed):
        return "marked"
    return "mixed" if any(_is_mixed(word) for word in _WORD.findall(unicodedata.normalize("NFKC", text))) else None


def _is_mixed(word: str) -> bool:
    """Whether letters that look like Latin ones, and are not, stand among Latin ones; `Ωmega` deceives nobody."""
    return not word.isascii() and bool(_LIKE_LATIN.search(word)) and re.search("[A-Za-z]", word) is not None
