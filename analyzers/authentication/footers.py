"""What a body was before a mailing list or a gateway put its footer under it.

A signature over the body tells which guess is the original, so a wrong guess does no harm.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_GUESSES: Final = 8
MAX_BODY: Final = 1024 * 1024  # bytes
_RULE: Final = re.compile(rb"^(?:_{4,100}|-{2,100}[ \t]?|={4,100}|\*{4,100}|~{4,100})[ \t]?\r\n", re.MULTILINE)
_DELIMITER: Final = re.compile(rb"^--[!-~][^\r\n]{0,70}\r\n", re.MULTILINE)


def former_bodies(body: bytes) -> Iterator[bytes]:
    """Guesses of the body before its footer, at most 8: cut at a ruled line, the last one first, or without its last part."""
    if len(body) > MAX_BODY:
        return
    if without := _without_last_part(body):
        yield without
    places = [found.start() for found in _RULE.finditer(body)]
    for place in reversed(places[-(MAX_GUESSES - 1) :]):
        yield body[:place]


def _without_last_part(body: bytes) -> bytes | None:
    """A multipart whose last part was added: it ends where that part begins (RFC 2046, section 5.1.1)."""
    lines = [found for found in _DELIMITER.finditer(body) if not found[0].rstrip().endswith(b"--")]
    if len(lines) < 2:
        return None
    return body[: lines[-1].start()] + lines[-1][0].rstrip() + b"--\r\n"
