"""Look-alikes: how a name is written so that a person reads it and a program does not, and how that is undone.

Three steps. `normalise` undoes what is no choice of the writer (wide letters, characters without a glyph). `fold` makes honest
spellings equal. `skeleton` undoes what only a disguise needs: letters of another script, a zero for an o, `rn` for an m.
Every step takes time that grows with the text alone.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

# Format characters (general category Cf) of Unicode 16, then marks and fillers that have no glyph of their own.
_UNSEEN = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
)
_INVISIBLE = re.compile(f"[{_UNSEEN}™℠®]")  # and the marks of a trade mark, which NFKC would make letters of
# Marks that are laid over a letter and that no language needs there, once those that make a letter are one with it.
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
# Marks piled on one letter by the thousand take quadratic time to be put in order.
_PILED = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_VEIL = re.compile(rf"\w[{_UNSEEN}]{{1,64}}\w")
_OVERLAID = re.compile("[A-Za-z][\u0300-\u036f\u20d0-\u20dc]")
_STYLED = re.compile("[\u2460-\u24ff\U0001d400-\U0001d7ff\U0001f110-\U0001f189]")
_LONG_MARK = re.compile("(?<=[ァ-ヺ])[\\-\u2010-\u2015\u2212]")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Compatibility forms folded, invisible characters and marks on letters removed: `Ａｍａ\u200bｚｏｎ` reads as `Amazon`."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", _PILED.sub(r"\1", _INVISIBLE.sub("", text)))
    return _MARKS.sub("", _INVISIBLE.sub("", plain))


def fold(plain: str) -> str:
    """Normalised text in lower case, white space as one space, old and new kanji and the ways to write a long vowel as one."""
    if plain.isascii():
        return " ".join(plain.split()).lower()
    spaced = _SPACES.sub(" ", plain).strip()
    return _LONG_MARK.sub("ー", spaced.translate(_table("same"))).lower()


def skeleton(plain: str) -> str:
    """What the eye takes normalised text for, whatever the letters: equal for texts that look alike."""
    latin = plain if plain.isascii() else _without_accents(plain.translate(_table("latin")))
    alike = fold(latin).translate(_table("ascii"))
    alike = alike if alike.isascii() else alike.translate(_table("kana")).translate(_table("kanji"))
    return alike.replace("rn", "m").replace("vv", "w")


def veiled(raw: str) -> bool:
    """Whether `raw` holds characters without a glyph or strokes among its letters, or letters out of mathematics or in circles."""
    if raw.isascii():
        return False
    return bool(_STYLED.search(raw) or _VEIL.search(raw) or _OVERLAID.search(unicodedata.normalize("NFC", raw[:1000])))


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return text if apart == text else unicodedata.normalize("NFC", _MARKS.sub("", apart))


@lru_cache(maxsize=8)
def _table(name: str) -> dict[int, str]:
    read = tomllib.loads(files("analyzers").joinpath("data/confusables.toml").read_text(encoding="utf-8"))
    return {ord(other): letter for letter, others in read[name].items() for other in others}
