"""mbox: mails in one file, each behind a line that begins with "From " (RFC 4155, appendix A)."""

from __future__ import annotations

import re

from analyzers.reading.mime import read_fields
from analyzers.reading.recognise import FROM_LINE, known_fields

MAX_MAILS = 50
_FROM = re.compile(rb"(?m)^From [^\r\n]{1,300}\r?\n(?=[!-9;-~]{1,80}:)")
_BOUNDARY = re.compile(rb"(?i)\bboundary\s{0,9}=\s{0,9}\"?([^\";\s]{1,200})")
_QUOTED = re.compile(rb"(?m)^>(>{0,20}From )")


def mails_of(data: bytes) -> list[bytes]:
    """The mails in `data`, which begins with a From line; their own lines that begin with "From " are unquoted."""
    first = FROM_LINE.match(data)
    starts = [first.end() if first else 0]
    ends: list[int] = []
    inside = _multipart_end(data, starts[0])
    for found in _FROM.finditer(data, starts[0]):
        if len(starts) >= MAX_MAILS:
            break
        if found.start() < inside:
            continue
        if (
            data[: found.start()].endswith((b"\n\n", b"\n\r\n"))
            and len(known_fields(data[found.end() : found.end() + 20_000])) >= 2
        ):
            ends.append(found.start())
            starts.append(found.end())
            inside = _multipart_end(data, found.end())
    mails = [
        data[start:end]
        for start, end in zip(starts, [*(_without_gap(data, end) for end in ends), len(data)], strict=True)
    ]
    return [_QUOTED.sub(rb"\1", mail) for mail in mails] if data.startswith(b"From ") else mails


def _multipart_end(data: bytes, at: int) -> int:
    """Where the multipart mail that begins at `at` is closed: a From line before that stands in one of its parts."""
    kinds = (value for name, value in read_fields(data[at : at + 20_000])[0] if name.lower() == b"content-type")
    boundary = _BOUNDARY.search(next(kinds, b""))
    return max(0, data.find(b"\n--" + boundary[1] + b"--", at)) if boundary else 0


def _without_gap(data: bytes, end: int) -> int:
    """Where a mail ends whose successor begins at `end`: the empty line between them is the file's."""
    return end - 2 if data.endswith(b"\r\n", 0, end) else end - 1
