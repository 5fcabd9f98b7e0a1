"""A text as a reader sees it, and as the patterns of the wording expect it."""

from __future__ import annotations

import re
from functools import lru_cache

from analyzers.brands import normalise

MAX_TEXT, _MAX_TAIL = 30_000, 10_000  # characters: what is pushed behind a long text is found at its end
_REVERSED = re.compile("\u202e([^\u202a-\u202e\n]{1,2000})")
# Japanese and Chinese have no spaces inside a line: one there hides a word, or stands where nothing is lost without it.
_GAP = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff])[ \t\u3000\xa0]+(?=[\u3040-\u30ff\u4e00-\u9fff])")
# "s u s p e n d e d": nobody writes so but to be overlooked by a program.
_SPACED = re.compile(r"(?<![^\W_])(?:[A-Za-z] ){3,40}[A-Za-z](?![^\W_])")
# A full stop of another kind that ends a Japanese sentence.
_STOP = re.compile(r"(?<=[\u3041-\u309f])[.\uff0e\uff61]")
# An address is no sentence. Of those that lead to a messenger, the host tells what is wanted.
_REST = r"[^\s<>\"')\]\x80-\U0010ffff]*"
_ADDRESSES = (
    re.compile(rf"http(?i:s?)://((?i:t\.me|lin\.ee|line\.me|wa\.me)/)?{_REST}"),
    re.compile(rf"HTTPS?://()?{_REST}"),
    re.compile(rf"www\.()?{_REST}"),
)
# A long line that ends inside a sentence goes on in the next one; others are headings, items, labels of buttons.
_WRAPPED_WIDE = re.compile(r"\n(?=[\u3040-\u9fff])(?<=[^\n]{17}[\u3040-\u9fff\u3001]\n)")
_WRAPPED = re.compile(r"\n(?=[^\W_]|[$€£(\"'])(?<=[^\n]{39}[^\n.!?:\u3002]\n)")
# Cells of a table and words that are put one below the other go on in small letters, and after a Japanese particle.
_SPLIT = re.compile(r"(?<=[A-Za-z0-9,])\n(?=[a-z]|\d{1,3}(?:\n|$))")
_SPLIT_WIDE = re.compile(r"(?<=[\u3040-\u9fff][がをはにのでと])\n(?=[\u3040-\u9fff])")
# "passw0rd": a digit inside a word stands for the letter that it looks like.
_DIGIT = re.compile("(?<=[a-z]{2})[01345](?=[a-z])")
_LOOKS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s"}
_ACCENTED = re.compile("[à-öø-ÿā-ž]")
_BASE = dict(
    zip(
        "àáâãäåāăąçćčďđèéêëēęěğìíîïīıłñńňòóôõöøőŕřśšşťùúûüūůűýÿźżž",
        "aaaaaaaaacccddeeeeeeegiiiiiilnnnooooooorrssstuuuuuuuyyzzz",
        strict=True,
    )
)


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """`text` as a reader sees it: what has no glyph and what is an address left out, turned and spaced words put right.

    White space is one space. What does not belong to one sentence is apart by a line's end. Only the first 30,000 and the last
    10,000 characters count.
    """
    own = text if len(text) <= MAX_TEXT + _MAX_TAIL else f"{text[:MAX_TEXT]}\n{text[-_MAX_TAIL:]}"
    for address in _ADDRESSES:
        own = address.sub(r" \1 ", own)
    own = _SPACED.sub(lambda spaced: spaced[0].replace(" ", ""), own)
    if own.isascii():
        return _joined(_lines(own))
    turned = _REVERSED.sub(lambda m: m[1][::-1], own) if "\u202e" in own else own
    lines = _lines(_GAP.sub("", normalise(_STOP.sub("。", turned))).replace("。", "。\n"))
    return _joined(_SPLIT_WIDE.sub("", _WRAPPED_WIDE.sub("", lines))).strip()


def _joined(lines: str) -> str:
    return _SPLIT.sub(" ", _WRAPPED.sub(" ", lines))


def _lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def folded(readable: str) -> str:
    """`readable` in lower case, without accents and digits for letters, character by character, so that a place in one is the same place in the other."""
    low = readable.lower()
    if len(low) != len(readable):  # "İ" becomes two characters
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in readable)
    low = _DIGIT.sub(lambda digit: _LOOKS[digit[0]], low)
    return low if low.isascii() else _ACCENTED.sub(lambda letter: _BASE.get(letter[0], letter[0]), low)
