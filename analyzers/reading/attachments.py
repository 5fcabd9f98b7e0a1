"""Attachments: what a file is by its first bytes, not by what the mail calls it."""

from __future__ import annotations

import hashlib

from analyzers.message import Attachment

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"MZ", "application/x-dosexec"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"{\\rtf", "application/rtf"),
    (257, b"ustar", "application/x-tar"),
    (32769, b"CD001", "application/x-iso9660-image"),
    (0, b"BEGIN:VCALENDAR", "text/calendar"),
)


def sniff(data: bytes) -> str:
    """The media type that the first bytes show; `application/octet-stream` when they show none."""
    for offset, magic, kind in _MAGIC:
        if data[offset : offset + len(magic)] == magic:
            return kind
    head = data[:2048].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<script", b"<body")):
        return "text/html"
    if head.startswith(b"<svg") or (head.startswith(b"<?xml") and b"<svg" in head):
        return "image/svg+xml"
    return "text/plain" if data and not any(b < 9 or 13 < b < 27 for b in data[:512]) else "application/octet-stream"


def describe(name: str | None, declared: str | None, data: bytes) -> Attachment:
    """An Attachment for one decoded part."""
    return Attachment(
        name=name[:300] if name else None,
        type=sniff(data),
        declared=declared,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
