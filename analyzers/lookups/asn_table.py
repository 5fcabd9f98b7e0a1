"""A table of address ranges and the autonomous systems that announce them, read in place by many processes.

The file: the mark `FWASN1`, two zero bytes, and four numbers (ranges of IPv4, ranges of IPv6, systems, bytes of names); then
the ranges of each version, sorted (first address, last address, AS number), the systems, sorted (AS number, where its name
begins and ends), and the names as UTF-8. Numbers are 32 bits, big-endian, so addresses compare as bytes.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from analyzers.lookups.hostnames import Address

Range = tuple[bytes, bytes, int, str]  # first and last address as packed bytes, AS number, its holder's name

_HEAD: Final = struct.Struct(">6s2x4I")
_MARK: Final = b"FWASN1"
_NAME: Final = struct.Struct(">3I")
_MAX_NAME: Final = 80  # characters


def write_table(ranges: Iterable[Range], path: Path) -> None:
    """Write `ranges` of both versions, in any order, to `path`; of an AS number with two names the first counts."""
    rows: dict[int, set[bytes]] = {4: set(), 16: set()}
    names: dict[int, bytes] = {}
    for first, last, asn, name in ranges:
        if len(first) != len(last) or first > last:
            raise ValueError("a range ends before it begins")
        rows[len(first)].add(first + last + asn.to_bytes(4, "big"))
        names.setdefault(asn, name[:_MAX_NAME].encode("utf-8", "replace"))
    index, blob = bytearray(), bytearray()
    for asn in sorted(names):
        index += _NAME.pack(asn, len(blob), len(blob) + len(names[asn]))
        blob += names[asn]
    with path.open("wb") as file:
        file.write(_HEAD.pack(_MARK, len(rows[4]), len(rows[16]), len(names), len(blob)))
        for version in (4, 16):
            file.writelines(sorted(rows[version]))
        file.write(index)
        file.write(blob)


class AsnTable:
    """The table in `path`, mapped. Raises ValueError for a file of another form, OSError."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            mark, fours, sixes, systems, names = _HEAD.unpack_from(self._map)
        except struct.error:
            mark = b""
        self._counts = {4: fours, 16: sixes} if mark == _MARK else {}
        self._starts = {4: _HEAD.size, 16: _HEAD.size + 12 * fours} if mark == _MARK else {}
        if not self._counts or len(self._map) != self._starts[16] + 36 * sixes + 12 * systems + names:
            self._map.close()
            raise ValueError(f"{path.name} is no table of autonomous systems, or is cut off")
        self._systems, self._index = systems, self._starts[16] + 36 * sixes

    def find(self, ip: Address) -> tuple[int, str] | None:
        """AS number and holder of the range that `ip` lies in; None: it lies in none."""
        packed = ip.packed
        width, count, start = len(packed), self._counts[len(packed)], self._starts[len(packed)]
        size = 2 * width + 4

        def first(row: int) -> bytes:
            return self._map[start + row * size : start + row * size + width]

        row = bisect_right(range(count), packed, key=first) - 1
        if row < 0:
            return None
        at = start + row * size
        if packed > self._map[at + width : at + 2 * width]:
            return None
        asn = int.from_bytes(self._map[at + 2 * width : at + size], "big")
        return asn, self._name(asn)

    def _name(self, asn: int) -> str:
        def number(row: int) -> int:
            return int.from_bytes(self._map[self._index + row * 12 : self._index + row * 12 + 4], "big")

        row = bisect_right(range(self._systems), asn, key=number) - 1
        found, begin, end = _NAME.unpack_from(self._map, self._index + row * 12) if row >= 0 else (None, 0, 0)
        names = self._index + self._systems * 12
        return self._map[names + begin : names + end].decode("utf-8", "replace") if found == asn else ""

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()
