"""Outlook's .msg: the properties of a mail, its recipients and its files, and the mails among them (MS-OXMSG, section 2)."""

from __future__ import annotations

import io
import re
import struct
import sys
from typing import Any, Final

import olefile

from analyzers.parsers.mapi import (
    BINARY,
    FIXED,
    MAX_DEPTH,
    MAX_FILES,
    MAX_MAILS,
    MAX_PEOPLE,
    OBJECT,
    TEXT_8,
    TEXT_16,
    WANTED,
    record,
    value_of,
)

_STREAM: Final = re.compile(r"__substg1\.0_([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})\Z")
_PROPERTIES: Final = "__properties_version1.0"
_HEAD: Final = {"top": 32, "mail": 24, "part": 8}  # bytes before the first property
_ENTRIES: Final = 20_000
MAX_BYTES: Final = 30 * 1024 * 1024


def read(data: bytes) -> dict[str, Any] | None:
    """The mail as a record, None when the file is some other kind of OLE file. Raises what olefile raises for a broken one."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(
        _ENTRIES
    )  # olefile goes from brother to brother by recursion, and any number may hang on one side
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _Reader(ole).mail([], "top", 0) if ole.exists(_PROPERTIES) else None
    finally:
        sys.setrecursionlimit(usual)


class _Reader:
    """Reads storages; bytes and mails are counted over the whole file."""

    def __init__(self, ole: Any) -> None:
        self.ole, self.left, self.mails = ole, MAX_BYTES, MAX_MAILS
        self.inside: dict[tuple[str, ...], list[str]] = {}
        for path in ole.listdir(streams=True, storages=True):
            self.inside.setdefault(tuple(path[:-1]), []).append(path[-1])

    def mail(self, path: list[str], kind: str, depth: int) -> dict[str, Any]:
        """The mail in the storage `path`."""
        self.mails -= 1
        found = record(self.props(path, kind))
        names = self.inside.get(tuple(path), [])
        people = sorted(name for name in names if name.lower().startswith("__recip_version1.0_"))
        files = sorted(name for name in names if name.lower().startswith("__attach_version1.0_"))
        found["people"] = [{"props": self.props([*path, name], "part")} for name in people[:MAX_PEOPLE]]
        found["files"] = [self.file([*path, name], depth) for name in files[:MAX_FILES]]
        return found

    def file(self, path: list[str], depth: int) -> dict[str, Any]:
        """One attachment, which may be a mail."""
        props = self.props(path, "part")
        found = {"props": props, "data": props.pop("3701", b""), "mail": None}
        inner = next((n for n in self.inside.get(tuple(path), []) if n.lower() == "__substg1.0_3701000d"), None)
        if inner and _PROPERTIES in self.inside.get((*path, inner), []) and self.mails > 0 and depth < MAX_DEPTH:
            found["mail"] = self.mail([*path, inner], "mail", depth + 1)
        return found

    def props(self, path: list[str], kind: str) -> dict[str, Any]:
        """The wanted properties of a storage, fixed and of variable length."""
        found: dict[str, Any] = {}
        for name in self.inside.get(tuple(path), []):
            matched = _STREAM.match(name)
            if matched and int(matched[1], 16) in WANTED and int(matched[2], 16) in {TEXT_8, TEXT_16, BINARY}:
                found[matched[1].lower()] = value_of(int(matched[2], 16), self.stream([*path, name]))
        listed = self.stream([*path, _PROPERTIES])
        for at in range(_HEAD[kind], min(len(listed), 40_000) - 15, 16):
            kind_of, identifier = struct.unpack_from("<HH", listed, at)
            if identifier in WANTED and kind_of in FIXED and kind_of != OBJECT:
                found.setdefault(f"{identifier:04x}", value_of(kind_of, listed[at + 8 : at + 16]))
        return found

    def stream(self, path: list[str]) -> bytes:
        """The bytes of a stream, b"" when it is none or there is no room left."""
        if not self.ole.exists(path) or self.ole.get_type(path) != olefile.STGTY_STREAM:
            return b""
        if self.ole.get_size(path) > self.left:
            return b""
        data: bytes = self.ole.openstream(path).read()
        self.left -= len(data)
        return data
