"""Service words: what may stand beside a brand's name without naming somebody else (`data/service_words.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")


def only_service_words(folded: str) -> bool:
    """Whether `folded` text holds no other words than those of customer service."""
    words, parts = _read()
    return all(word in words for word in _WORD.findall(folded if folded.isascii() else parts.sub(" ", folded)))


@lru_cache(maxsize=1)
def _read() -> tuple[frozenset[str], re.Pattern[str]]:
    read = tomllib.loads(files("analyzers").joinpath("data/service_words.toml").read_text(encoding="utf-8"))
    parts = sorted(read.pop("parts"), key=len, reverse=True)
    return frozenset(word for language in read.values() for word in language), re.compile(
        "|".join(map(re.escape, parts))
    )
