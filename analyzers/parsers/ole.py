"""Older office files (OLE compound files), RTF and OneNote: macros, locks, objects inside, and links. Nothing is run."""

from __future__ import annotations

import io
import re
import struct
from typing import Any, Final

import olefile

from analyzers.parsers.found import Found

MAX_STREAM: Final = 4_000_000
_INSTALLER: Final = "000C1084-0000-0000-C000-000000000046"
_WIDE: Final = re.compile(rb"h\0t\0t\0p\0(?:s\0)?:\0/\0/\0(?:[!-~]\0){3,1000}")
_NARROW: Final = re.compile(rb"https?://[!-~]{3,1000}")
_OUR_OWN: Final = re.compile(r"(?i)https?://(?:schemas?\.|ns\.adobe\.|purl\.org/|www\.w3\.org/|[^/]*openxmlformats\.)")
_ONENOTE_FILE: Final = bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac")
_RTF_FIELD: Final = re.compile(rb"HYPERLINK\s{1,8}(?:\\\\?[a-z]\s{1,8})?\"([^\"{}]{4,2000})\"")
_RTF_TEMPLATE: Final = re.compile(rb"\\\*\\template\s{0,8}([^{}]{3,2000})")


def read_ole(data: bytes) -> dict[str, Any]:
    """Notes, links and a truer `kind` of a compound file, as Found."""
    found = Found()
    try:
        _read(data, found)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error):
        found.note("unreadable")
    return found.plain()


def _read(data: bytes, found: Found) -> None:
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        streams = ["/".join(path) for path in ole.listdir(streams=True, storages=True)[:2_000]]
        found.kind = _kind(streams, str(ole.root.clsid or ""))
        names = {name.rpartition("/")[2] for name in streams}
        if names & {"Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"}:
            found.note("macro")
        if "EncryptedPackage" in names:
            found.note("encrypted")
        if any(name.endswith("Ole10Native") for name in names):
            found.note("embedded-object")
        for name in ("Workbook", "Book", "WordDocument", "PowerPoint Document"):
            if name in streams and ole.get_type(name) == olefile.STGTY_STREAM:
                _content(name, ole.openstream(name).read(MAX_STREAM), found)


def _kind(streams: list[str], root: str) -> str | None:
    if root.upper() == _INSTALLER:
        return "application/x-msi"
    kinds = (
        ("__properties_version1.0", "application/vnd.ms-outlook"),
        ("WordDocument", "application/msword"),
        ("Workbook", "application/vnd.ms-excel"),
        ("Book", "application/vnd.ms-excel"),
        ("PowerPoint Document", "application/vnd.ms-powerpoint"),
        ("EncryptedPackage", "application/vnd.openxmlformats-officedocument"),
    )
    return next((kind for name, kind in kinds if name in streams), None)


def _content(name: str, data: bytes, found: Found) -> None:
    if name in {"Workbook", "Book"}:
        _records(data, found)
    elif name == "WordDocument" and data[10:12] and struct.unpack("<H", data[10:12].ljust(2, b"\0"))[0] & 0x0100:
        found.note("encrypted")
    for pattern, charset in ((_WIDE, "utf-16-le"), (_NARROW, "latin-1")):
        for match in pattern.finditer(data):
            href = re.split(r"[\"'<>]", match[0].decode(charset, "replace"), maxsplit=1)[0]
            if not _OUR_OWN.match(href):
                found.link(href)


def _records(data: bytes, found: Found) -> None:
    """A workbook's first records: a lock, and sheets of macros ([MS-XLS], FilePass and BoundSheet8)."""
    at = 0
    for _ in range(3_000):
        if at + 4 > len(data):
            return
        kind, size = struct.unpack_from("<HH", data, at)
        if kind == 0x2F:
            found.note("encrypted")
        if kind == 0x85 and data[at + 9 : at + 10] == b"\x01":
            found.note("macro")
        at += 4 + size


def read_rtf(data: bytes) -> dict[str, Any]:
    """Objects, a template from elsewhere and links in RTF, as Found."""
    found = Found()
    if re.search(rb"\\obj(?:data|emb|ect|autlink|update|class)", data):
        found.note("embedded-object")
    for match in _RTF_TEMPLATE.finditer(data):
        if re.match(rb"\s*(?:https?:|\\\\\\\\|file:)", match[1]):
            found.note("external-template")
            found.link(match[1].decode("latin-1").strip())
    for match in _RTF_FIELD.finditer(data):
        found.link(match[1].decode("latin-1").replace("\\\\", "\\"))
    return found.plain()


def read_onenote(data: bytes) -> dict[str, Any]:
    """A OneNote page: files inside it, their names and its links, as Found."""
    found = Found()
    if _ONENOTE_FILE in data:
        found.note("embedded-object")
    for match in re.finditer(rb"(?:[\x20-\x7e]\0){1,100}\.\0(?:[a-zA-Z0-9]\0){2,5}(?=\0\0)", data):
        found.name(match[0].decode("utf-16-le"))
        if len(found.names) >= 50:
            break
    for match in _WIDE.finditer(data):
        href = match[0].decode("utf-16-le", "replace")
        if not _OUR_OWN.match(href):
            found.link(href)
    return found.plain()
