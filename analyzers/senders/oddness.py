"""Oddness: whether what stands before an @ looks drawn by a machine (`dnVXGjxw`, `renew_MKyrwlXcGv8`)."""

from __future__ import annotations

import re

from analyzers.randomness import looks_random

_PART = re.compile(r"[A-Za-z0-9]{5,64}")
_LONGEST = 100
_MOST_SEPARATORS = 4  # addresses in which a service keeps its books have more parts
_CASES = re.compile(r"[a-z]+|[A-Z]+")
_LEAST_CHANGES = 3  # between small and capital letters, beside those that begin words ("JohnSmith")


def is_drawn(text: str) -> bool:
    """Whether a part of `text` looks drawn: letters that do not follow each other in words, or capitals in its midst.

    >>> [is_drawn(each) for each in ("dnVXGjxw", "renew_MKyrwlXcGv8", "taro.yamada", "JohnSmith", "patchwork-bot", "info")]
    [True, True, False, False, False, False]
    """
    if len(re.findall(r"[-._]", text)) > _MOST_SEPARATORS or "#" in text:
        return False
    return any(looks_random(part) or _mixes_cases(part) for part in _PART.findall(text[:_LONGEST]))


def _mixes_cases(part: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", part)
    runs = _CASES.findall(letters)
    humps = len(re.findall(r"[A-Z][a-z]{2,}", letters))
    return len(runs) - 1 - 2 * humps >= _LEAST_CHANGES
