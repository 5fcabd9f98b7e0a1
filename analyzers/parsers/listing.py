"""Archives: the names of the files in them and whether a password locks them. Nothing is unpacked beyond a bounded head, and a page."""

from __future__ import annotations

import io
import re
import struct
import tarfile
import zipfile
import zlib
from typing import Any, Final

from analyzers.parsers import rar
from analyzers.parsers.found import MAX_NAMES, Found
from analyzers.parsers.packed_page import read_packed

_HEAD: Final = 1_000_000  # unpacked bytes of a compressed stream that are looked at
_AES: Final = b"\x06\xf1\x07\x01"  # 7-Zip's coder id for AES-256
_LOCAL: Final = re.compile(rb"PK\x03\x04..(..).{18}(..)..", re.DOTALL)
_KINDS: Final = (
    ("META-INF/MANIFEST.MF", "application/java-archive"),
    ("AndroidManifest.xml", "application/java-archive"),
)


def read_archive(data: bytes, kind: str) -> dict[str, Any]:
    """The names in an archive of media type `kind`, as Found."""
    found = Found()
    if kind == "application/zip":
        _read_zip(data, found)
    elif kind == "application/vnd.rar":
        rar.read_rar(data, found)
    elif kind == "application/x-7z-compressed":
        _read_7z(data, found)
    elif kind == "application/x-tar":
        _read_tar(data, found)
    elif kind == "application/gzip":
        _read_gzip(data, found)
    return found.plain()


def _read_zip(data: bytes, found: Found) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [(name_of(info), info.flag_bits & 1) for info in archive.infolist()[: MAX_NAMES + 1]]
            read_packed(archive, found)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        entries = _local_names(data)
    for name, locked in entries:
        found.name(name)
        if locked:
            found.note("archive-encrypted")
    found.kind = next((kind for name, kind in _KINDS if name in found.names), None)
    if not entries:
        found.note("unreadable")


def name_of(info: zipfile.ZipInfo) -> str:
    """The name of an entry; without the flag for UTF-8 Japanese tools write it in their own charset."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for charset in ("utf-8", "cp932"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return info.filename


def _local_names(data: bytes) -> list[tuple[str, int]]:
    """The names before each file's data, for an archive whose directory is broken: some programs still open it."""
    entries = []
    for match in _LOCAL.finditer(data):
        (flags,), (length,) = struct.unpack("<H", match[1]), struct.unpack("<H", match[2])
        entries.append((data[match.end() : match.end() + length].decode("utf-8", "replace"), flags & 1))
        if len(entries) > MAX_NAMES:
            break
    return entries


def _read_7z(data: bytes, found: Found) -> None:
    """Only the header at the end, which names the coders; the names stand packed in it and are not read."""
    offset, size = struct.unpack("<QQ", data[12:28]) if len(data) >= 32 else (0, 0)
    header = data[32 + offset : 32 + offset + min(size, 100_000)] if offset < len(data) else b""
    if _AES in header:
        found.note("archive-encrypted")
    if header[:1] == b"\x01":  # not packed: names are in UTF-16
        for match in re.finditer(rb"(?:[\x20-\x7e]\0){3,200}", header):
            found.name(match[0].decode("utf-16-le"))
    elif not header:
        found.note("unreadable")


def _read_tar(data: bytes, found: Found) -> None:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for member in archive:
                found.name(member.name)
                if found.partly:
                    break
    except (tarfile.TarError, ValueError, EOFError, OSError):
        found.partly = bool(found.names)
        if not found.names:
            found.note("unreadable")


def _read_gzip(data: bytes, found: Found) -> None:
    """One packed file: its name when the header has it (RFC 1952, section 2.3), and the names in it when it is a tar."""
    try:
        head = zlib.decompressobj(wbits=31).decompress(data, _HEAD)
    except zlib.error:
        found.note("unreadable")
        return
    if head[257:262] == b"ustar":
        _read_tar(head, found)
        found.partly = found.partly or len(head) >= _HEAD
        return
    if data[3:4] and data[3] & 0x08 and not data[3] & 0x04:
        found.name(data[10:310].partition(b"\0")[0].decode("latin-1"))
    if head[:2] == b"MZ" or head[:4] == b"\x7fELF":
        found.note("archive-executable")
