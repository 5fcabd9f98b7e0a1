"""A text as a reader sees it, and as the patterns of the wording expect it."""

from __future__ import annotations

import re
from functools import lru_cache

from analyzers.brands import normalise

MAX_TEXT, _MAX_TAIL = 30_000, 10_000  # characters: what is pushed behind a long text is found at its end
_REVERSED = re.compile("\u202e([^\u202a-\u202e\n]{1,2000})")
# Japanese and Chinese have no spaces inside a line: one there hides a word, or stands where nothing is lost without it.
_GAP = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff])[ \t\u3000\xa0]+(?=[\u3040-\u30ff\u4e00-\u9fff])")
_QUOTED = re.compile(r"\n[ \t]*>[^\n]*")
_LEAST_OWN = 40  # characters: a mail that has fewer of its own says what it quotes
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
    10,000 characters count, and what the mail quotes of another one does not.
    """
    cut = text if len(text) <= MAX_TEXT + _MAX_TAIL else f"{text[:MAX_TEXT]}\n{text[-_MAX_TAIL:]}"
    own = _own_words(cut)
    for address in _ADDRESSES:
        own = address.sub(r" \1 ", own)
    if own.isascii():
        return _WRAPPED.sub(" ", _lines(own))
    turned = _REVERSED.sub(lambda m: m[1][::-1], own) if "\u202e" in own else own
    lines = _lines(_GAP.sub("", normalise(turned)).replace("。", "。\n"))
    return _WRAPPED.sub(" ", _WRAPPED_WIDE.sub("", lines)).strip()


def _own_words(text: str) -> str:
    if ">" not in text:
        return text
    own = _QUOTED.sub("\n", f"\n{text}")
    return own if len(own) >= _LEAST_OWN else text


def _lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def folded(readable: str) -> str:
    """`readable` in lower case and without accents, character by character, so that a place in one is the same place in the other."""
    low = readable.lower()
    if len(low) != len(readable):  # "İ" becomes two characters
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in readable)
    return low if low.isascii() else _ACCENTED.sub(lambda letter: _BASE.get(letter[0], letter[0]), low)
