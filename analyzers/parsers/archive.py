"""Archives: the files in a zip that may be mails, with the passwords that people give to what they pass on.

Everything is bounded before it is unpacked: members looked at, bytes in all, how much one may swell, zips within zips.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any, Final

MAX_MEMBERS, MAX_BYTES, MAX_RATIO, MAX_DEPTH = 100, 25 * 1024 * 1024, 300, 2
PASSWORDS: Final = (b"infected", b"virus", b"malware")
_SMALL: Final = 1024 * 1024  # what swells to no more than this may swell as it likes
_HEAD: Final = 4096
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_MAGIC: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x78\x9f\x3e\x22")
_FIELD: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:>?From [^\r\n]{0,300}\r?\n)?[A-Za-z][!-9;-~]{0,80}[ \t]{0,4}:"
)
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError)


@dataclass(slots=True)
class _Unpacked:
    files: list[bytes] = field(default_factory=list)
    seen: int = 0
    size: int = 0
    locked: bool = False
    capped: bool = False


def unpack(data: bytes) -> dict[str, Any]:
    """`files`: those whose first bytes may be a mail's; `locked`: some have a password that we do not know; `capped`."""
    out = _Unpacked()
    _unpack(data, out, MAX_DEPTH)
    return {"files": out.files, "locked": out.locked, "capped": out.capped}


def _unpack(data: bytes, out: _Unpacked, depth: int) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        return
    with archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            if out.seen >= MAX_MEMBERS or out.size >= MAX_BYTES:
                out.capped = True
                return
            out.seen += 1
            found = _member(archive, member, out)
            if found is None:
                continue
            if not found.startswith(_MAGIC[0]):
                out.files.append(found)
            elif depth > 1:
                _unpack(found, out, depth - 1)
            else:
                out.capped = True


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, out: _Unpacked) -> bytes | None:
    """The content of `member` when it may be a mail."""
    if member.flag_bits & 1 and member.compress_type not in _METHODS:
        out.locked = True  # AES keeps the real method elsewhere
        return None
    if member.compress_type not in _METHODS:
        return None
    if member.file_size > _SMALL and member.file_size > MAX_RATIO * max(1, member.compress_size):
        out.capped = True
        return None
    for password in PASSWORDS if member.flag_bits & 1 else (None,):
        try:
            with archive.open(member, pwd=password) as stream:
                return _content(stream, out)
        except _BROKEN:
            continue
    out.locked = out.locked or bool(member.flag_bits & 1)
    return None


def _content(stream: Any, out: _Unpacked) -> bytes | None:
    head = stream.read(_HEAD)
    out.size += len(head)
    if not (head.startswith(_MAGIC) or _FIELD.match(head)):
        return None
    left = max(0, MAX_BYTES - out.size)
    rest = stream.read(left + 1)
    if len(rest) > left:
        out.capped = True
        rest = rest[:left]
    out.size += len(rest)
    found: bytes = head + rest
    return found
