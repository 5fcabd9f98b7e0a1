"""Wording: what mails say when they press and ask, as patterns for each language (`data/wording.toml`).

RE2 looks for all of them in one pass, in time that grows with the text alone, whatever the text and the patterns are.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import re2

from analyzers.brands import normalise

Theme = Literal["urgency", "credential"]
MAX_TEXT = 60_000  # characters at either end: what is pushed behind a long text is found at its end
_EXCERPT, _AROUND = 80, 20
# Marks and fillers without a glyph of their own, which break words for a pattern and not for a reader.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
_REVERSED = re.compile("\u202e([^\u202a-\u202e\n]{1,2000})")
_PIECES = re.compile(
    r"[^\n]{1,256}\n?|\n"
)  # marks piled on one letter by the thousand take quadratic time to be folded
# Characters that stand apart from each other one by one.
_SPACED = re.compile(r"(?:(?<=\s)|\A)(?:[\u3040-\u30ff\u4e00-\u9fff] ){4,2000}")
# Punctuation, and a space beside a Japanese character, which was the end of a line.
_ENDS = r"[。、！？!?,;:【】「」『』]|\. | (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) "


def first_match(theme: Theme, text: str) -> str | None:
    """The first words of `text` that fit `theme`, with the words around them in the same clause, or None."""
    plain = _plain(text if len(text) <= 2 * MAX_TEXT else f"{text[:MAX_TEXT]}\n{text[-MAX_TEXT:]}")
    found = _pattern(theme).search(plain)
    return _clause(plain, found.start(), found.end()) if found else None


@lru_cache(maxsize=4)
def _plain(text: str) -> str:
    """`text` as a reader sees it: what has no glyph left out, turned and spaced words put right, white space as one space."""
    if text.isascii():
        return " ".join(text.split())
    turned = _REVERSED.sub(lambda m: m[1][::-1], text) if "\u202e" in text else text
    folded = "".join(normalise(piece) for piece in _PIECES.findall(_UNSEEN.sub("", turned)))
    plain = " ".join(folded.split())
    return _SPACED.sub(lambda m: m[0].replace(" ", ""), plain)


def _clause(plain: str, start: int, end: int) -> str:
    """The match grown to the ends of its clause, by at most 20 characters on each side and never into a word."""
    before = re.split(_ENDS, plain[max(0, start - _AROUND) : start])[-1]
    after = re.split(_ENDS, plain[end : end + _AROUND])[0]
    if start > _AROUND and len(before) == _AROUND:
        before = "…" + (before.partition(" ")[2] if before[0].isascii() else before)
    if len(after) == _AROUND and after[-1].isascii():
        after = after.rpartition(" ")[0]
    return (before + plain[start:end] + after).strip(" 「」\"'")[:_EXCERPT]


@lru_cache(maxsize=4)
def _pattern(theme: Theme) -> Any:
    read = tomllib.loads(files("analyzers").joinpath("data/wording.toml").read_text(encoding="utf-8"))
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile("|".join(f"(?:{p})" for language in read[theme].values() for p in language), options)
