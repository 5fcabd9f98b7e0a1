"""Forms: what the fields that a page shows ask for. A mail is no place to type a password in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MAX_FIELDS, MAX_NAME = 200, 200
_NAMES = ("name", "id", "placeholder", "autocomplete", "aria-label")
_TYPED = frozenset({"", "text", "password", "tel", "number", "email"})
_PASSWORD = re.compile(
    r"(?i)(?<![a-z])(?:passw(?:or)?d|passcode)(?![a-z])|パスワード|暗証番号|current-password|new-password"
)
_CARD = re.compile(
    r"(?i)\bcc-(?:number|csc|exp)|(?<![a-z])(?:cvv2?|cvc2?|card[\s_-]?num(?:ber)?)(?![a-z])|クレジットカード番号|カード番号"
)
_WRITTEN = re.compile(r"(?i)<input\b[^<>]{0,1000}\btype\s{0,8}=\s{0,8}[\"']?password\b")


def asks_for(tree: LexborHTMLParser) -> str:
    """What the fields of the page ask for: a `password`, the numbers of a `card`, or nothing that matters ("")."""
    asked = ""
    for node in tree.css("input")[:MAX_FIELDS]:
        given = node.attributes
        kind = (given.get("type") or "").strip().lower()
        told = " ".join((given.get(name) or "")[:MAX_NAME] for name in _NAMES) if kind in _TYPED else ""
        if kind == "password" or _PASSWORD.search(told):
            return "password"
        if _CARD.search(told):
            asked = "card"
    return asked


def asks_in(html: str) -> str:
    """The same of a page that cannot be parsed, as far as a pattern tells."""
    return "password" if _WRITTEN.search(html) else ""
