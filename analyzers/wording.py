"""Wording: what mails say when they press and ask, as patterns for each language (`data/wording.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from analyzers.brands import normalise

Theme = Literal["urgency", "credential"]
MAX_TEXT = 60_000
_EXCERPT = 60


def first_match(theme: Theme, text: str) -> str | None:
    """The first words of `text` that fit `theme`, as they stand (at most 60 characters), or None."""
    plain = re.sub(r"\s+", " ", normalise(text[:MAX_TEXT]))
    found = _pattern(theme).search(plain)
    return found[0].strip()[:_EXCERPT] if found else None


@lru_cache(maxsize=4)
def _pattern(theme: Theme) -> re.Pattern[str]:
    read = tomllib.loads(files("analyzers").joinpath("data/wording.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?:{p})" for language in read[theme].values() for p in language), re.IGNORECASE)
