"""Alike: whether two texts speak of the same thing."""

from __future__ import annotations

import re

MAX_TEXT = 20_000  # characters of each
_WORD = re.compile(r"[^\W\d_]{4,40}")
_DENSE = re.compile(r"[ぁ-んァ-ヶ一-龥가-힣]{2,200}")


def terms(text: str) -> frozenset[str]:
    """The words of a text from four letters on; of scripts without spaces, each pair of neighbours."""
    cut = text[:MAX_TEXT].casefold()
    words = {word for word in _WORD.findall(cut) if word.isascii() or not _DENSE.match(word)}
    pairs = {run[at : at + 2] for run in _DENSE.findall(cut) for at in range(len(run) - 1)}
    return frozenset(words | pairs)


def share_of(terms_of: frozenset[str], others: frozenset[str]) -> float:
    """How many of the terms stand among the others, from 0 to 1; 1 for none."""
    return len(terms_of & others) / len(terms_of) if terms_of else 1.0
