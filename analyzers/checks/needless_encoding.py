"""Is plain text of the sender's name or subject wrapped up so that filters which do not unwrap it read nothing? (RFC 2047)"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_WORDS = re.compile(r"=\?[\w-]{2,30}(?:\*[\w-]{1,10})?\?[bB]\?([A-Za-z0-9+/=]{4,400})\?=")
_MAX_WORDS = 20


@dataclass(frozen=True, kw_only=True)
class NeedlessEncoding(Finding):
    """The field `header` is written in base64, although the `text` in it is plain ASCII."""

    header: str
    text: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    for name in ("From", "Subject"):
        value = dossier.message.headers.first(name) or ""
        words = _WORDS.findall(value[:4000])[:_MAX_WORDS]
        decoded = b"".join(_decoded(word) for word in words)
        if words and decoded and decoded.isascii() and b"\x1b" not in decoded and value.isascii():
            text = decoded.decode("ascii").strip()
            yield NeedlessEncoding(header=name, text=text[:100], evidence=(Evidence("header", name),))
            return


def _decoded(word: str) -> bytes:
    try:
        return base64.b64decode(word + "=" * (-len(word) % 4))
    except binascii.Error:
        return b"\xff"
