"""A mail as its bytes stand: raw fields and body, and their two canonical forms (RFC 6376, section 3.4).

dkimpy's own splitting and body canonicalisation take quadratic time on bytes made to hurt them; these take linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

Field = tuple[bytes, bytes]
"""A field's name as written, and what follows its colon, folds and the last CRLF included."""

MAX_HEADER: Final = 256 * 1024  # bytes
MAX_FIELDS: Final = 1000
_NAME: Final = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_END: Final = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True)
class RawMail:
    """The `fields` of a mail from the top, and its body as it stands (`written`)."""

    fields: tuple[Field, ...]
    written: bytes
    _bodies: dict[bytes, bytes] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def body(self) -> bytes:
        """The body with CRLF line ends."""
        return self.written.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")

    def body_as(self, method: bytes) -> bytes:
        """The canonical body: `simple` or `relaxed`."""
        if method not in self._bodies:
            self._bodies[method] = canonical_body(self.body, method)
        return self._bodies[method]

    def with_body(self, body: bytes) -> RawMail:
        """The same fields over another body."""
        return RawMail(self.fields, body)

    @cached_property
    def subject(self) -> bytes | None:
        """The raw value of the last Subject field."""
        return next((value for name, value in reversed(self.fields) if name.lower() == b"subject"), None)


def split_mail(source: bytes) -> RawMail | None:
    """The mail in `source`, with CRLF or LF line ends; None when its header block is too large or holds lines that are no fields."""
    head, body = _halves(source)
    if len(head) > MAX_HEADER:
        return None
    fields: list[tuple[bytes, list[bytes]]] = []
    for line in head.split(b"\n"):
        text = line.removesuffix(b"\r") + b"\r\n"
        if line[:1] in {b" ", b"\t"} and fields:
            fields[-1][1].append(text)
        elif named := _NAME.match(line):
            fields.append((named[1], [text[named.end() :]]))
        elif line.strip() and not line.startswith((b"From ", b">From ")):
            return None
        if len(fields) > MAX_FIELDS:
            return None
    return RawMail(tuple((name, b"".join(lines)) for name, lines in fields), body)


def _halves(source: bytes) -> tuple[bytes, bytes]:
    end = _END.search(source)
    if not end:
        return source, b""
    return source[: end.start()], source[end.end() :]


def canonical_field(one: Field, method: bytes) -> Field:
    """A field, ready to be hashed (RFC 6376, sections 3.4.1 and 3.4.2)."""
    if method == b"simple":
        return one
    unfolded = one[1].replace(b"\r\n", b"").replace(b"\n", b"")
    return one[0].lower(), re.sub(rb"[\t ]+", b" ", unfolded).strip() + b"\r\n"


def canonical_body(body: bytes, method: bytes) -> bytes:
    """A body, ready to be hashed (RFC 6376, sections 3.4.3 and 3.4.4)."""
    if method == b"simple":
        return body[: _content(body)] + b"\r\n"
    narrow = re.sub(rb"[\t ]+", b" ", body).replace(b" \r\n", b"\r\n").removesuffix(b" ")
    lines = narrow[: _content(narrow)]
    return lines + b"\r\n" if lines else b""


def _content(body: bytes) -> int:
    """Where the empty lines at the end begin."""
    end = len(body)
    while body.endswith(b"\r\n", 0, end):
        end -= 2
    return end
