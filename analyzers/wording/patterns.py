"""The patterns of all languages (`data/wording/*.toml`), so joined that one pass over a text leaves few of them to be tried.

Each file holds the patterns of one language by theme: RE2 syntax, lower case, without accents. `unless` names words after which
a sentence tells of fraud instead of trying it ("we never ask for your password").
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import re2

UNLESS = "unless"
# The languages that are looked for in a text with letters of theirs; all others in any text.
_BY_LETTERS = {
    "ja": re.compile(r"[\u3041-\u30fa]"),
    "ko": re.compile(r"[\uac00-\ud7a3]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
_ANY = "any"
_MEMORY = 8 << 20  # bytes for the states of one pattern; beyond it, RE2 goes on slower and as surely
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


@dataclass(frozen=True)
class Patterns:
    """The patterns of languages that are looked for together: the theme of each, and what first looks for the words that they cannot do without."""

    themes: tuple[str, ...]
    filter: Any

    def fitting(self, text: str) -> list[tuple[str, Any]]:
        """Theme and pattern of all that fit somewhere in `text`."""
        return [(self.themes[n], self.filter.re(n)) for n in sorted(self.filter.Match(text) or ())]


def fitting(text: str) -> list[tuple[str, Any]]:
    """Theme and pattern of all that fit somewhere in `text`, the warnings first.

    Chinese letters beside Japanese ones are Japanese; alone they may be either.
    """
    shown = {name for name, letters in _BY_LETTERS.items() if letters.search(text)}
    asked = [_ANY, *sorted(shown - {"zh"} if "ja" in shown else shown | ({"ja"} if "zh" in shown else set()))]
    found = [each for name in asked for each in patterns(name).fitting(text)]
    return sorted(found, key=lambda each: each[0] != UNLESS)


@lru_cache(maxsize=8)
def patterns(group: str) -> Patterns:
    """The patterns of Japanese, Korean, Chinese, or of all others ("any")."""
    chosen = [found for name, found in languages().items() if (name if name in _BY_LETTERS else _ANY) == group]
    rows = [(theme, p) for found in chosen for theme, listed in found.items() for p in listed]
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    joined, themes = re2.Filter(), []
    for theme, pattern in rows:
        for source in _alternatives(pattern):
            joined.Add(source, options)
            themes.append(theme)
    joined.Compile()
    return Patterns(tuple(themes), joined)


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
