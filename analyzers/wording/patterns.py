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
# The small words of the languages in Latin letters, without accents. A text of some length in one of them has several; English is
# looked for in any text.
_SMALL = {
    "de": "der die das und ist sie ihr ihre ihren wir ein eine nicht mit von auf fur im zu zum wurde bitte haben wird den dem",
    "es": "el la los las de que en un una su sus por para con del se ha es al no esta como usted tu le",
    "fr": "le la les des de et est vous votre vos nous un une pour par dans sur au aux du ce cette pas ne avec que qui",
    "it": "il lo la gli le di del della e che un una per con non si sono suo sua ha al nel da dei questo questa tuo",
    "nl": "de het een en van uw je is niet met voor op te dat dit zijn we wij u ons naar aan om wordt heeft bij jouw",
    "pt": "o a os as de do da dos das que e em um uma seu sua para por com no na nao se voce ao mais foi este esta",
}
_SMALL_WORDS = {name: frozenset(words.split()) for name, words in _SMALL.items()}
_TOKENS = re.compile(r"[a-z]{1,12}")
_LOOKED_AT = 4_000  # characters at either end, by which the languages of a text are told
_FEW, _ENOUGH = (
    40,
    4,
)  # different words of a text that may be any language; small words of a language that it has to have
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
    found = [each for name in ("en", *_latin(text), *sorted(shown)) for each in patterns(name).fitting(written)]
    return sorted(found, key=lambda each: (each[0] != UNLESS, each[0] != ABOUT_FRAUD))


def _latin(text: str) -> list[str]:
    """The languages beside English that a text in Latin letters may be in: all, when it is too short to tell."""
    if not _WORDS.search(text):
        return []
    seen = frozenset(_TOKENS.findall(text if len(text) <= 2 * _LOOKED_AT else text[:_LOOKED_AT] + text[-_LOOKED_AT:]))
    return [name for name, small in _SMALL_WORDS.items() if len(seen) < _FEW or len(seen & small) >= _ENOUGH]


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
