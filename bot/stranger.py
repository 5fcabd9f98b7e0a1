"""The choke point: whatever a stranger wrote passes through here before it reaches a reader.

Control, bidirectional and invisible characters are removed, white space becomes single spaces, addresses are defanged, and the
length is bounded. Where the text goes into Slack's mark-up, `escape` is applied last.
"""

from __future__ import annotations

import re
import unicodedata

from analyzers.links.defang import defang

MAX_LENGTH = 160
MAX_MARKS = 3
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
# Letters whose glyph is empty although Unicode calls them letters or marks.
_BLANK = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"


class Plain(str):
    """Text of our own (the name of a block list), which needs no taming."""

    __slots__ = ()


def tame(text: str, limit: int = MAX_LENGTH) -> str:
    """`text` as it may be shown: one line, visible, not clickable, at most `limit` characters."""
    if isinstance(text, Plain):
        return str(text)
    return shorten(defang(visible(text[: limit * 8])), limit)


def visible(text: str) -> str:
    """`text` on one line without characters that cannot be seen or that turn the reading direction."""
    spaced = re.sub(r"\s+", " ", text)
    shown = (c for c in spaced if unicodedata.category(c) not in _UNSEEN and c not in _BLANK)
    return _thin_marks(re.sub(r" {2,}", " ", "".join(shown))).strip()


def _thin_marks(text: str) -> str:
    """At most three combining marks of any script on one letter, so that text cannot grow over its neighbours."""
    if text.isascii():
        return text
    out: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks <= MAX_MARKS:
            out.append(char)
    return "".join(out)


def shorten(text: str, limit: int) -> str:
    """`text` with an ellipsis where it was cut."""
    return text if len(text) <= limit else text[: max(0, limit - 1)].rstrip() + "…"[:limit]


def escape(text: str) -> str:
    """For Slack's mark-up: the three characters that begin links, mentions and entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def redact(address: str) -> str:
    """`shop@example.jp` -> `s***@example.jp`: enough to recognise one's own address, too little to give it away."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}***{at}{domain}" if at else "***"
