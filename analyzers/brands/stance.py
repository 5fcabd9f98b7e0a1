"""Stance: whether a name that names a brand speaks as the brand, or as somebody beside it.

Dealers, clubs and shops write their own name beside that of the brand they deal with, before it or after it. Whoever plays the
brand writes nothing but words of customer service there, or a person's name.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from analyzers.brands.service_words import only_service_words

# `place`: a word that a dealer's name and a part of the brand have in common ("store", "center").
Stance = Literal["self", "beside", "related", "place"]

_PERSON = re.compile(r"[\s(（\[|/:-]*(?:[\u3400-\u9fff々]{1,5}|[a-z]{2,20})[\s)）\]|/:-]*")
_WORD = re.compile(r"[a-z]{4,40}")


def stance(before: str, after: str, address: str = "") -> Stance:
    """The stance of a name that has `before` and `after` (folded) around the brand's, in a mail from `address`.

    >>> [stance("riverside tools ", " support"), stance("佐藤 ", "カスタマーサポート"), stance("", "代理店 みどり通信")]
    ['beside', 'self', 'related']
    """
    after = after.partition(" via ")[0]
    if _related().search(after):
        return "related"
    if _speaks().match(after):
        return "self" if only_service_words(before) or _is_person(before, address) else "beside"
    if _place().search(after):
        return "place"
    return "self" if only_service_words(before) and only_service_words(after) else "beside"


def _is_person(before: str, address: str) -> bool:
    """Whether what stands before the name may be a person's, whose house the address does not name."""
    label = address.rpartition("@")[2]
    return _PERSON.fullmatch(before) is not None and not any(word in label for word in _WORD.findall(before))


@lru_cache(maxsize=1)
def _related() -> re.Pattern[str]:
    return _pattern("related", "")


@lru_cache(maxsize=1)
def _place() -> re.Pattern[str]:
    return _pattern("place", "")


@lru_cache(maxsize=1)
def _speaks() -> re.Pattern[str]:
    return _pattern("speaks", r"[\s(（\[|/:・.,-]*(?:からの|より|から|の|for |from |- )?[\s]*")


def _pattern(kind: str, lead: str) -> re.Pattern[str]:
    rows = _data()[kind]
    latin, cjk = ("|".join(map(re.escape, rows[script])) for script in ("latin", "cjk"))
    return re.compile(rf"{lead}(?:(?<![a-z0-9])(?:{latin})(?![a-z0-9])|{cjk})")


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(files("analyzers").joinpath("data/stance_words.toml").read_text(encoding="utf-8"))
