"""TNEF, the winmail.dat that Outlook puts round a mail's body and files (MS-OXTNEF, section 2.1). Checksums are not looked at."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from typing import Any, Final

from analyzers.parsers.mapi import (
    BINARY,
    FIXED,
    MAX_DEPTH,
    MAX_FILES,
    MAX_PEOPLE,
    OBJECT,
    TEXT_8,
    TEXT_16,
    WANTED,
    charset_of,
    record,
    value_of,
    with_charsets,
)

MAGIC: Final = b"\x78\x9f\x3e\x22"
MAX_ATTRIBUTES: Final = 5_000
MAX_VALUES: Final = 20_000
_FROM, _SUBJECT, _SENT, _ID, _BODY, _DATA, _TITLE = 0x8000, 0x8004, 0x8005, 0x8009, 0x800C, 0x800F, 0x8010
_RENDER, _PROPS, _PEOPLE, _FILE_PROPS, _CODEPAGE = 0x9002, 0x9003, 0x9004, 0x9005, 0x9007
_PLAIN: Final = {_SUBJECT: "0037", _ID: "1035", _BODY: "1000"}
_WIDTHS: Final = {
    0x0002: 4,
    0x0003: 4,
    0x0004: 4,
    0x0005: 8,
    0x0006: 8,
    0x0007: 8,
    0x000A: 4,
    0x000B: 4,
    0x0014: 8,
    0x0040: 8,
    0x0048: 16,
}
_EMBEDDED: Final = bytes.fromhex("0703020000000000c000000000000046")  # IID_IMessage stands before a mail in a file
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)


def read(data: bytes, depth: int = 0) -> dict[str, Any]:
    """The mail as a record, as far as it can be read. Raises ValueError when it is no TNEF.

    A mail among its files has its own bytes as `source`, which are TNEF again.
    """
    if not data.startswith(MAGIC):
        raise ValueError("no TNEF")
    mail = record({})
    at, count = 6, 0
    while at + 9 <= len(data) and count < MAX_ATTRIBUTES:
        identifier, _, size = struct.unpack_from("<HHI", data, at + 1)
        _attribute(mail, identifier, data[at + 9 : at + 9 + size], depth)
        at, count = at + 9 + size + 2, count + 1
    return with_charsets(mail)


def _attribute(mail: dict[str, Any], identifier: int, value: bytes, depth: int) -> None:
    props, files = mail["props"], mail["files"]
    if identifier in _PLAIN:
        props.setdefault(_PLAIN[identifier], value.rstrip(b"\0"))
    elif identifier == _CODEPAGE and len(value) >= 4:
        mail["charset"] = charset_of(struct.unpack_from("<I", value)[0])
    elif identifier == _SENT:
        props.setdefault("0039", _file_time(value))
    elif identifier == _FROM:
        _sender(props, value)
    elif identifier == _PROPS:
        props.update(_properties(value))
    elif identifier == _PEOPLE:
        mail["people"] = _rows(value)
    elif identifier in {_RENDER, _DATA, _TITLE, _FILE_PROPS} and len(files) <= MAX_FILES:
        _file(files, identifier, value, depth)


def _file(files: list[dict[str, Any]], identifier: int, value: bytes, depth: int) -> None:
    """A file begins with its rendering data, or, where that is missing, with what it cannot have twice."""
    if identifier == _RENDER or not files or (identifier == _DATA and files[-1]["data"]):
        if len(files) >= MAX_FILES:
            return
        files.append({"props": {}, "data": b"", "mail": None})
    file = files[-1]
    if identifier == _DATA:
        file["data"] = value
    elif identifier == _TITLE:
        file["props"].setdefault("3704", value.rstrip(b"\0"))
    elif identifier == _FILE_PROPS:
        file["props"].update(_properties(value))
        inner = file["props"].pop("3701", b"")
        if isinstance(inner, bytes) and inner.startswith(_EMBEDDED):
            inner = inner[16:]
            if inner.startswith(MAGIC) and depth < MAX_DEPTH:
                file["mail"] = {**read(inner, depth + 1), "source": inner if depth == 0 else b""}
        elif inner and not file["data"]:
            file["data"] = inner


def _file_time(value: bytes) -> int | None:
    """A date in seven words as hundreds of nanoseconds since 1601."""
    try:
        year, month, day, hour, minute, second = struct.unpack_from("<6H", value)
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (struct.error, ValueError):
        return None
    return int((moment - _EPOCH).total_seconds()) * 10_000_000


def _sender(props: dict[str, Any], value: bytes) -> None:
    """Name and address, as a triple of lengths stands before them."""
    if len(value) >= 8:
        _, _, name, address = struct.unpack_from("<4H", value)
        props.setdefault("0c1a", value[8 : 8 + name].rstrip(b"\0"))
        props.setdefault("0c1f", value[8 + name : 8 + name + address].rstrip(b"\0").rpartition(b":")[2])


def _rows(value: bytes) -> list[dict[str, Any]]:
    """The recipients: a count, then each one's properties."""
    found, at = [], 4
    count = struct.unpack_from("<I", value)[0] if len(value) >= 4 else 0
    for _ in range(min(count, MAX_PEOPLE)):
        walk = _Properties(value, at)
        found.append({"props": walk.found})
        at = walk.at
    return found


def _properties(value: bytes) -> dict[str, Any]:
    return _Properties(value, 0).found


class _Properties:
    """The properties from `at` on (section 2.1.3.4); what ends early is read as far as it goes."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at
        self.found: dict[str, Any] = {}
        try:
            for _ in range(min(self.number(), MAX_VALUES)):
                self.property()
        except (struct.error, ValueError):
            self.at = len(data)

    def number(self) -> int:
        """The next four bytes."""
        (found,) = struct.unpack_from("<I", self.data, self.at)
        self.at += 4
        return int(found)

    def piece(self, size: int) -> bytes:
        """The next bytes, padded to four."""
        if size > len(self.data) - self.at:
            raise ValueError("too short")
        found = self.data[self.at : self.at + size]
        self.at += size + -size % 4
        return found

    def property(self) -> None:
        """One property: the first of its values is kept."""
        kind, identifier = struct.unpack_from("<HH", self.data, self.at)
        self.at += 4
        if identifier >= 0x8000:
            self.name()
        many, base = kind & 0x1000, kind & 0x0FFF
        variable = base in {TEXT_8, TEXT_16, BINARY, OBJECT}
        count = self.number() if many or variable else 1
        if count > MAX_VALUES:
            raise ValueError("too many values")
        for at in range(count):
            value = self.piece(self.number()) if variable else self.piece(_WIDTHS.get(base, 4))
            if at == 0 and identifier in WANTED and (variable or base in FIXED):
                self.found[f"{identifier:04x}"] = value_of(base, value)

    def name(self) -> None:
        """A named property's name is passed over."""
        self.at += 16
        if self.number() == 0:
            self.at += 4
        else:
            self.piece(self.number())
