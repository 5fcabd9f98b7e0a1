"""MAPI properties, as a .msg file and a winmail.dat both hold a mail: which are read, and their values as plain ones.

A record is a map: `props` (identifier in four hexadecimal digits -> text, bytes, number), `charset` of its bytes that are text and
`html_charset` of its HTML, `people` and `files` (maps of the same kind; a file has `data`, or `mail`, a record).
"""

from __future__ import annotations

import struct
from typing import Any, Final

MAX_TEXT: Final = 8 * 1024 * 1024
MAX_FILES: Final = 100
MAX_PEOPLE: Final = 50
MAX_MAILS: Final = 10
MAX_DEPTH: Final = 5
TEXT_8, TEXT_16, BINARY, OBJECT = 0x001E, 0x001F, 0x0102, 0x000D
# Identifiers of MS-OXPROPS that say something about a mail, a recipient or a file.
WANTED: Final = {
    0x001A, 0x0037, 0x0039, 0x003D, 0x0042, 0x0065, 0x007D, 0x0C15, 0x0C1A, 0x0C1F, 0x0E03, 0x0E04, 0x0E06, 0x0E1D, 0x1000, 0x1009,
    0x1013, 0x1035, 0x3001, 0x3003, 0x3701, 0x3704, 0x3705, 0x3707, 0x370E, 0x39FE, 0x3FDE, 0x3FFD, 0x5D01, 0x5D02,
}  # fmt: skip
# Properties whose fixed value stands where they are listed: struct code and bytes used.
FIXED: Final = {0x0002: "<h", 0x0003: "<i", 0x000B: "<H", 0x0014: "<q", 0x0040: "<Q", 0x0005: "<d", 0x000A: "<I"}
_CODEPAGES: Final = {
    932: "cp932", 936: "gb18030", 949: "cp949", 950: "big5hkscs", 20127: "ascii", 20866: "koi8-r", 20932: "euc-jp", 50220: "iso-2022-jp",
    50221: "iso-2022-jp", 50222: "iso-2022-jp", 51932: "euc-jp", 51949: "cp949", 54936: "gb18030", 65000: "utf-7", 65001: "utf-8", 28591: "cp1252",
}  # fmt: skip

_JAPANESE: Final = {50220, 50221, 50222, 20932, 51932}


def value_of(kind: int, data: bytes) -> Any:
    """The value of one property of the type `kind`: bytes that are text in some charset stay bytes."""
    if kind == TEXT_16:
        return data[:MAX_TEXT].decode("utf-16-le", "replace").rstrip("\0")
    if kind == TEXT_8:
        return data[:MAX_TEXT].rstrip(b"\0")
    if kind in FIXED:
        size = struct.calcsize(FIXED[kind])
        return struct.unpack(FIXED[kind], data[:size])[0] if len(data) >= size else None
    return data


def charset_of(codepage: Any) -> str:
    """A code page's number as the name of a charset, "" when there is none."""
    if not isinstance(codepage, int) or codepage <= 0:
        return ""
    return _CODEPAGES.get(codepage, f"cp{codepage}" if codepage < 2000 else "")


def record(props: dict[str, Any]) -> dict[str, Any]:
    """A record without people and files."""
    return with_charsets({"props": props, "charset": "", "html_charset": "", "people": [], "files": []})


def with_charsets(found: dict[str, Any]) -> dict[str, Any]:
    """`found` with its charsets: where the mail's own code page is not named, that of its HTML tells the language."""
    own, html = (found["props"].get(name) for name in ("3ffd", "3fde"))
    found["html_charset"] = charset_of(html)
    found["charset"] = found["charset"] or charset_of(own) or ("cp932" if html in _JAPANESE else charset_of(html))
    return found
