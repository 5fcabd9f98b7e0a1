"""Whether a domain's record hides its holder behind a service, or behind a redaction."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def hides(shown: Iterable[str | None]) -> bool | None:
    """Whether any of the texts that the record shows as holder names such a service; None when it shows nothing.

    >>> hides(["Domains By Proxy, LLC"]), hides(["Example Inc."]), hides([None])
    (True, False, None)
    """
    folded = [_folded(text) for text in shown if text and text.strip()]
    if not folded:
        return None
    return any(name in text for text in folded for name in _names())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:500]).casefold()


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    rows = tomllib.loads(files("analyzers").joinpath("data/privacy_proxies.toml").read_text(encoding="utf-8"))["names"]
    return tuple(_folded(name) for name in rows)
