"""RAR archives: the names in their block headers (formats 4 and 5), which are readable unless the headers are locked, too."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from analyzers.parsers.found import MAX_NAMES

if TYPE_CHECKING:
    from analyzers.parsers.found import Found

_MAX_BLOCKS: Final = 2 * MAX_NAMES
_SIGN4, _SIGN5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"


def read_rar(data: bytes, found: Found) -> None:
    """Adds the names; notes `archive-encrypted` when the headers or a file are locked."""
    try:
        if data.startswith(_SIGN5):
            _read_5(data, found)
        elif data.startswith(_SIGN4):
            _read_4(data, found)
    except (struct.error, IndexError, ValueError):
        found.partly = True


def _read_5(data: bytes, found: Found) -> None:
    at = len(_SIGN5)
    for _ in range(_MAX_BLOCKS):
        if at + 7 > len(data):
            return
        size, start = _number(data, at + 4)
        kind, p = _number(data, start)
        flags, p = _number(data, p)
        extra, p = _number(data, p) if flags & 1 else (0, p)
        packed, p = _number(data, p) if flags & 2 else (0, p)
        if kind == 4:  # the rest is locked
            found.note("archive-encrypted")
            return
        if kind == 2:
            found.name(_name_5(data, p))
            if _is_locked_5(data, start + size - extra, start + size):
                found.note("archive-encrypted")
        if kind == 5:
            return
        at = start + size + packed
    found.partly = True


def _name_5(data: bytes, p: int) -> str:
    flags, p = _number(data, p)
    _, p = _number(data, p)  # unpacked size
    _, p = _number(data, p)  # attributes
    p += 4 * bool(flags & 2) + 4 * bool(flags & 4)  # time, checksum
    _, p = _number(data, p)  # compression
    _, p = _number(data, p)  # host system
    length, p = _number(data, p)
    return data[p : p + min(length, 1000)].decode("utf-8", "replace")


def _is_locked_5(data: bytes, p: int, end: int) -> bool:
    """Whether the extra area holds the record of encryption (type 1)."""
    for _ in range(20):
        if p >= end:
            break
        size, p = _number(data, p)
        if _number(data, p)[0] == 1:
            return True
        p += size
    return False


def _number(data: bytes, p: int) -> tuple[int, int]:
    """A number of format 5, seven bits a byte, and where it ends."""
    value = 0
    for shift in range(0, 70, 7):
        value |= (data[p] & 0x7F) << shift
        p += 1
        if not data[p - 1] & 0x80:
            return value, p
    raise ValueError(p)


def _read_4(data: bytes, found: Found) -> None:
    at = len(_SIGN4)
    for _ in range(_MAX_BLOCKS):
        if at + 7 > len(data):
            return
        kind, flags, size = struct.unpack_from("<BHH", data, at + 2)
        packed = struct.unpack_from("<I", data, at + 7)[0] if flags & 0x8000 else 0
        if kind == 0x73 and flags & 0x80:  # the rest is locked
            found.note("archive-encrypted")
            return
        if kind == 0x74:
            length = struct.unpack_from("<H", data, at + 26)[0]
            begin = at + 32 + 8 * bool(flags & 0x100)
            name = data[begin : begin + min(length, 1000)].partition(b"\0")[0]
            found.name(name.decode("utf-8", "replace"))
            if flags & 0x04:
                found.note("archive-encrypted")
        if kind == 0x7B or size < 7:
            return
        at += size + packed
    found.partly = True
