"""The patterns of all languages (`data/wording/*.toml`), so joined that one pass for each leaves few of them to be tried.

Each file holds the patterns of one language by theme: RE2 syntax, lower case, without accents. `unless` names words after which
a sentence tells of fraud instead of trying it ("we never ask for your password"); `about-fraud` names words of mails that quote
fraud. A line's end stands where a sentence, an item or a button ends: `.` fits it only in themes that are told in several sentences.
Languages without a file (Russian, Turkish, Polish and more) are not read: of such a mail only the rest is judged.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import re2

UNLESS, ABOUT_FRAUD = "unless", "about-fraud"
# Themes that are told in several sentences. The patterns of all others stay within one.
_LONG = frozenset(
    {"advance-fee", "ask-call", "ask-data", "availability", "call-back", "crypto", "extortion", "gift-cards"}
)
# The languages that are looked for in a text with letters of theirs; all others in any text.
_BY_LETTERS = {
    "ja": re.compile(r"[\u3041-\u30fa]"),
    "ko": re.compile(r"[\uac00-\ud7a3]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
# The languages in Latin letters: all are looked for in a text with a row of such words, English in any.
_LATIN = ("en", "de", "es", "fr", "it", "nl", "pt")
_WORDS = re.compile(r"\b[a-z]{2,24} [a-z]{1,24}[ ,.!]{1,2}[a-z]{1,24}[ ,.!]{1,2}[a-z]")
_MEMORY = 8 << 20  # bytes for the states of one pattern; beyond it, RE2 goes on slower and as surely
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


@dataclass(frozen=True)
class Patterns:
    """The patterns of a language: the theme of each, and what first looks for the words that they cannot do without."""

    themes: tuple[str, ...]
    filter: Any

    def fitting(self, text: bytes) -> list[tuple[str, Any]]:
        """Theme and pattern of all that fit somewhere in `text` (UTF-8)."""
        return [(self.themes[n], self.filter.re(n)) for n in sorted(self.filter.Match(text) or ())]


def fitting(text: str, written: bytes) -> list[tuple[str, Any]]:
    """Theme and pattern of all that fit somewhere in `text` (and as UTF-8 `written`), those first that tell of fraud.

    Chinese letters among Japanese ones are Japanese; alone, or beside few of them, they may be either.
    """
    shown = {name for name, letters in _BY_LETTERS.items() if letters.search(text)}
    if "zh" in shown:
        shown = shown - {"zh"} if _is_japanese(text) else shown | {"ja"}
    latin = _LATIN if _WORDS.search(text) else ("en",)
    found = [each for name in (*latin, *sorted(shown)) for each in patterns(name).fitting(written)]
    return sorted(found, key=lambda each: (each[0] != UNLESS, each[0] != ABOUT_FRAUD))


def _is_japanese(text: str) -> bool:
    """Whether a tenth of its letters is such as only Japanese has. Every sentence of it has more."""
    kana, other = len(_BY_LETTERS["ja"].findall(text)), len(_BY_LETTERS["zh"].findall(text))
    return kana * 9 >= other


@lru_cache(maxsize=16)
def patterns(language: str) -> Patterns:
    """The patterns of one language. Those of several are no quicker together: RE2 forgets what it learned of one for the others."""
    joined, themes = re2.Filter(), []
    for theme, listed in languages()[language].items():
        for source in (each for pattern in listed for each in _alternatives(pattern)):
            joined.Add(source, _options(across_lines=theme in _LONG))
            themes.append(theme)
    joined.Compile()
    return Patterns(tuple(themes), joined)


def _options(*, across_lines: bool) -> Any:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    options.dot_nl = across_lines
    return options


def _alternatives(pattern: str) -> list[str]:
    """`a|b(c|d)` -> `a`, `b(c|d)`: each has words of its own that it cannot do without."""
    found, depth = [""], 0
    for sign in _TOKEN.findall(pattern):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


@lru_cache(maxsize=1)
def languages() -> dict[str, dict[str, list[str]]]:
    """Language to theme to patterns, as the files have them."""
    folder = files("analyzers").joinpath("data/wording")
    found = sorted((path.name, path.read_text(encoding="utf-8")) for path in folder.iterdir())
    return {name.removesuffix(".toml"): tomllib.loads(text) for name, text in found if name.endswith(".toml")}
