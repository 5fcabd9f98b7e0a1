"""A text as a reader sees it, and as the patterns of the wording expect it."""

from __future__ import annotations

import re
from functools import lru_cache

from analyzers.brands import normalise

MAX_TEXT = 60_000  # characters at either end: what is pushed behind a long text is found at its end
# Marks and fillers without a glyph of their own, which break words for a pattern and not for a reader.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
_REVERSED = re.compile("\u202e([^\u202a-\u202e\n]{1,2000})")
# Marks piled on one letter by the thousand take quadratic time to be folded.
_PIECES = re.compile(r"[^\n]{1,256}\n?|\n")
# Japanese and Chinese have no spaces inside a line: one there hides a word, or stands where nothing is lost without it.
_GAP = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff])[ \t\u3000\xa0]+(?=[\u3040-\u30ff\u4e00-\u9fff])")
_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_LEAST_OWN = 40  # characters: a mail that has fewer of its own says what it quotes
_ACCENTED = re.compile("[à-öø-ÿā-ž]")
_BASE = str.maketrans(
    "àáâãäåāăąçćčďđèéêëēęěğìíîïīıłñńňòóôõöøőŕřśšşťùúûüūůűýÿźżž",
    "aaaaaaaaacccddeeeeeeegiiiiiilnnnooooooorrssstuuuuuuuyyzzz",
)


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """`text` as a reader sees it: what has no glyph left out, turned and spaced words put right, white space as one space.

    Only the first and last 60,000 characters count, and what the mail quotes of another one does not.
    """
    cut = text if len(text) <= 2 * MAX_TEXT else f"{text[:MAX_TEXT]}\n{text[-MAX_TEXT:]}"
    own = _own_words(cut)
    if own.isascii():
        return " ".join(own.split())
    turned = _REVERSED.sub(lambda m: m[1][::-1], own) if "\u202e" in own else own
    folded = "".join(normalise(piece) for piece in _PIECES.findall(_UNSEEN.sub("", turned)))
    return " ".join(_GAP.sub("", folded).split())


def _own_words(text: str) -> str:
    if ">" not in text:
        return text
    own = _QUOTED.sub("", text)
    return own if len(own) >= _LEAST_OWN else text


def folded(readable: str) -> str:
    """`readable` in lower case and without accents, character by character, so that a place in one is the same place in the other."""
    low = readable.lower()
    if len(low) != len(readable):  # "İ" becomes two characters
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in readable)
    return low.translate(_BASE) if _ACCENTED.search(low) else low
