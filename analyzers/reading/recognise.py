"""What a file is, told by its bytes: a mail, one of the things that mails are packed in, or neither."""

from __future__ import annotations

import re
from typing import Literal

from analyzers.reading.mime import read_fields

Kind = Literal["mail", "mbox", "msg", "tnef", "zip"]
KNOWN = frozenset(
    b"received from to cc subject date message-id return-path delivered-to mime-version content-type reply-to "
    b"authentication-results dkim-signature x-mailer sender content-transfer-encoding x-original-to received-spf "
    b"arc-seal list-id references in-reply-to x-originating-ip importance thread-topic".split()
)
ROUTE = frozenset(b"received message-id mime-version return-path delivered-to".split())
OLE, TNEF, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x78\x9f\x3e\x22", (b"PK\x03\x04", b"PK\x05\x06")
FROM_LINE = re.compile(rb"\A>?From [^\r\n]*\r?\n")
_PATCH = re.compile(rb"\AFrom [0-9a-f]{40} ")  # a change to a program, in the form of a mail that nobody sent
_BLANK = b"\r\n\t \x00"


def known_fields(data: bytes) -> list[bytes]:
    """The mail header fields at the top, in lower case, before the first empty line or where no more of them follow."""
    names = (name.lower() for name, _ in read_fields(data[:20_000], lenient=True)[0])
    return [name for name in names if name in KNOWN]


def is_head(data: bytes) -> bool:
    """Whether a header block of a mail stands at the very top."""
    return make_head(known_fields(data))


def make_head(known: list[bytes]) -> bool:
    """Whether these known fields make a header block of a mail: two of them, or one that only a mail has."""
    return len(known) >= 2 or (bool(known) and known[0] in ROUTE)


def is_mail(data: bytes) -> bool:
    """Whether a file that came with a mail is a mail itself; asked more of than a whole input, since it could be anything."""
    known = set(known_fields(FROM_LINE.sub(b"", without_mark(data[:20_400]))))
    return len(known) >= 3 and bool(known & {b"from", b"subject"}) and not _PATCH.match(data)


def without_mark(data: bytes) -> bytes:
    """`data` without a byte order mark and what is blank before the first line."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)


def boxed(data: bytes) -> Kind | None:
    """The binary container that the first bytes show."""
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        return "msg"
    return "tnef" if data.startswith(TNEF) else None


def packed(data: bytes) -> Kind | None:
    """The container that `data` is, or `mail` when it is one itself; None when it is neither."""
    if box := boxed(data):
        return box
    if not is_mail(data):
        return None
    return "mbox" if FROM_LINE.match(without_mark(data[:1_000])) else "mail"


def has_body(data: bytes, at: int) -> bool:
    """Whether anything stands behind the header block, which ends at `at`."""
    while at < len(data):
        if data[at : at + 1_000_000].strip():
            return True
        at += 1_000_000
    return False
