"""The choke point: whatever a stranger wrote passes through here before it reaches a reader.

Control, bidirectional and invisible characters are removed, white space becomes single spaces, addresses are defanged, and the
length is bounded. Where the text goes into Slack's mark-up, `escape` is applied last.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from publicsuffixlist import PublicSuffixList

from analyzers.links.defang import defang

MAX_LENGTH = 160
MAX_MARKS = 3
_PAIRS = dict(zip("（([【「『〈《〔［", "）)]】」』〉》〕］", strict=True))
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
# Letters whose glyph is empty although Unicode calls them letters or marks.
_DOT = re.compile(r"[.\u3002]")  # after NFKC
_LABEL = re.compile(r"(?=([A-Za-z0-9_-]*))(\w*)")  # as far as it is ASCII, and as far as it is letters
_BLANK = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"


class Plain(str):
    """Text of our own (the name of a block list), which needs no taming."""

    __slots__ = ()


class FileName(str):
    """The name of a file in a mail: without brackets where it cannot be read as a host's name (`a.docx`, but not `a.zip`)."""

    __slots__ = ()


def tame(text: str, limit: int = MAX_LENGTH) -> str:
    """`text` as it may be shown: one line, visible, not clickable, at most `limit` characters."""
    if isinstance(text, Plain):
        return str(text)
    if isinstance(text, FileName) and not _names_host(shown := shorten(visible(text[: limit * 8]), limit)):
        return shown
    return shorten(defang(visible(text[: limit * 8])), limit)


def _names_host(name: str) -> bool:
    """Whether something in a file's name or path could be an address: a sign of one, or a top-level domain behind any dot."""
    plain = unicodedata.normalize("NFKC", name)
    if re.search(r"//|[:\\@\[\]]", plain):
        return True
    labels = (_LABEL.match(label) for label in _DOT.split(plain)[1:])
    return any(_is_top_level(written.casefold()) for found in labels if found for written in found.groups())


@lru_cache(maxsize=1024)
def _is_top_level(label: str) -> bool:
    return bool(label) and _suffixes().publicsuffix(label) is not None


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)


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


def whole(text: str) -> str:
    """`text`, cut out of a longer one, without the brackets whose partners were cut off."""
    open_at: list[int] = []
    lonely: set[int] = set()
    for at, char in enumerate(text):
        if char in _PAIRS:
            open_at.append(at)
        elif char in _PAIRS.values() and open_at and _PAIRS[text[open_at[-1]]] == char:
            open_at.pop()
        elif char in _PAIRS.values():
            lonely.add(at)
    lonely.update(open_at)
    kept = "".join(" " if at in lonely else char for at, char in enumerate(text))
    return re.sub(r" {2,}", " ", kept).strip()


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
