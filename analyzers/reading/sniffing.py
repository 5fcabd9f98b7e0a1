"""What a file is by its first bytes, not by what the mail calls it."""

from __future__ import annotations

from typing import Final

EXECUTABLES: Final = {
    "application/x-dosexec",
    "application/x-executable",
    "application/x-mach-binary",
    "application/x-ms-shortcut",
    "application/vnd.ms-htmlhelp",
    "application/x-msi",
    "application/java-archive",
    "application/vnd.ms-cab-compressed",
    "application/x-iso9660-image",
    "application/x-vhd",
    "application/x-vhdx",
    "application/x-apple-aspen-config",
}
ARCHIVES: Final = {
    "application/zip",
    "application/vnd.rar",
    "application/x-7z-compressed",
    "application/gzip",
    "application/x-tar",
    "application/x-bzip2",
    "application/x-xz",
}
PICTURES: Final = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff"}
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"MZ", "application/x-dosexec"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (0, b"\xca\xfe\xba\xbe", "application/x-mach-binary"),
    (0, b"\x4c\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"),
    (0, b"ITSF", "application/vnd.ms-htmlhelp"),
    (0, b"MSCF", "application/vnd.ms-cab-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"{\\rt", "application/rtf"),
    (0, bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3"), "application/onenote"),
    (0, b"conectix", "application/x-vhd"),
    (0, b"vhdxfile", "application/x-vhdx"),
    (257, b"ustar", "application/x-tar"),
    (32769, b"CD001", "application/x-iso9660-image"),
    (0, b"BEGIN:VCALENDAR", "text/calendar"),
    (0, b"BEGIN:VCARD", "text/vcard"),
)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<script", b"<body", b"<meta", b"<form", b"<iframe", b"<title")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # byte order marks


def sniff(data: bytes) -> str:
    """The media type that the first bytes show; `application/octet-stream` when they show none."""
    for offset, magic, kind in _MAGIC:
        if data[offset : offset + len(magic)] == magic:
            return kind
    if b"%PDF-" in data[:1024]:  # readers of PDF skip what stands before it
        return "application/pdf"
    if data[:2] == b"BM" and len(data) > 30 and data[6:10] == b"\0\0\0\0":
        return "image/bmp"
    return _text_kind(data)


def _text_kind(data: bytes) -> str:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")
    for mark in _MARKS:
        head = head.removeprefix(mark)
    head = _without_comments(head.lstrip().lower())
    if head.startswith(b"<svg") or (head.startswith((b"<?xml", b"<!doctype svg")) and b"<svg" in head):
        return "image/svg+xml"
    if b"<plist" in head and b"payloadtype" in head:
        return "application/x-apple-aspen-config"
    if head.startswith(_HTML) or (head.startswith(b"<?xml") and b"<html" in head):
        return "text/html"
    binary = any(b < 9 or 13 < b < 27 for b in head[:512])
    return "text/plain" if data and not binary else "application/octet-stream"


def _without_comments(head: bytes) -> bytes:
    """`head` behind the comments that stand before the first tag."""
    for _ in range(8):
        if not head.startswith(b"<!--"):
            break
        head = head.partition(b"-->")[2].lstrip()
    return head
