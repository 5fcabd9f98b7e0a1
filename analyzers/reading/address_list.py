"""Address lists: one or more addresses that a person pasted with nothing else, whatever bullets, numbers and commas stand around."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analyzers.links.url import links_in_text
from analyzers.reading.bodies import MAX_LINKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyzers.links import Link

_MARKER = re.compile(
    r"(?i)[\W\d_\u2460-\u24ff]*(?:[a-zａ-ｚ]?[.)）:：]|urls?[:：]?|links?[:：]?|リンク(?:先)?[:：]?)?[\W\d_]*"
)


def is_address_list(text: str, links: Sequence[Link]) -> bool:
    """Whether `text` holds the `links` that were found in it, and no word beside them."""
    words = text.split()
    if not links or (len(words) > 4 * len(links) and len(links) < MAX_LINKS):
        return False
    return all(_MARKER.fullmatch(word[:40]) or _is_address(word) for word in words[: 4 * MAX_LINKS])


def _is_address(word: str) -> bool:
    """Addresses, joined by commas or in brackets."""
    pieces = [piece for piece in re.split(r"[,;、，|<>]+", word) if re.search(r"\w", piece)]
    return all(next(links_in_text(piece, where="text", limit=1), None) for piece in pieces[:50])
