"""Transfer encodings: the bytes of a part as its sender meant them, also where the label lies (RFC 2045, section 6)."""

from __future__ import annotations

import binascii
import quopri
import re

_CHUNK = 1 << 20
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_FOREIGN = bytes(set(range(256)) - set(_ALPHABET))
# What base64 never holds: other characters, or a gap between two of its own on one line.
_PLAIN = re.compile(rb"[^A-Za-z0-9+/=\s]|[A-Za-z0-9+/=][ \t]+[A-Za-z0-9+/]")
_ENCODED = re.compile(rb"\s{0,20}(?:[A-Za-z0-9+/]{60,76}\r?\n){1,100000}(?:[A-Za-z0-9+/]{0,76}={0,2}\s{0,20})\Z")
_BEGIN = re.compile(rb"(?m)^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,300})\r?\n")
_END = re.compile(rb"\s{0,4}end[ \t]*(?:\r?\n|\Z)")
_UU_LINE = re.compile(rb"[ -`]{1,90}\r?\n")
MAX_FILES, MAX_TRIES, MAX_PIECES = 20, 200, 500_000


def decoded(raw: memoryview, coding: str, *, text: bool = False) -> bytes:
    """The bytes in `raw`. For `text`, a label that does not fit the content is not believed."""
    coding = coding.partition(";")[0].strip().lower()
    if coding == "base64":
        return _lenient(bytes(raw)) if text else unbase64(raw)
    if coding == "quoted-printable":
        return quopri.decodestring(bytes(raw))
    data = bytes(raw)
    if coding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        rest, files = uuencoded(data)
        return files[0][1] if files else rest
    return _unlabelled(data) if text else data


def unbase64(raw: memoryview | bytes) -> bytes:
    """Base64 as far as it goes: foreign characters left out, missing padding added, pieces that were put together read on.

    A piece at a time, so that a large file is not held in several copies. Nothing is read behind too many pieces.
    """
    out, carry, pieces = bytearray(), b"", 0
    for at in range(0, len(raw), _CHUNK):
        buffer = carry + bytes(raw[at : at + _CHUNK]).translate(None, _FOREIGN)
        if b"=" in buffer:
            *whole, buffer = buffer.split(b"=")
            pieces += len(whole)
            if pieces > MAX_PIECES:
                break
            for piece in whole:
                out += _quads(piece)
        cut = len(buffer) - len(buffer) % 4
        out += binascii.a2b_base64(buffer[:cut])
        carry = buffer[cut:]
    return bytes(out + _quads(carry))


def _quads(piece: bytes) -> bytes:
    piece = piece[: len(piece) - (len(piece) % 4 == 1)]
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4))


def _lenient(data: bytes) -> bytes:
    """A text that is called base64: what a list has put behind it is kept as it stands, and so is a text that is none."""
    if data.startswith(b"begin ") and (files := uuencoded(data)[1]):
        return files[0][1]
    found = _PLAIN.search(data)
    if not found:
        return unbase64(data)
    line = data.rfind(b"\n", 0, found.start()) + 1
    head, tail = data[:line], data[line:]
    foreign = len(tail.translate(None, _ALPHABET + b"\r\n"))
    if 20 * foreign < len(tail):
        return unbase64(data)
    return unbase64(head) + b"\n" + tail if len(head.strip()) >= 20 else data


def _unlabelled(data: bytes) -> bytes:
    """A text that has no label, and is base64 from end to end, when a text comes out of it."""
    if not _ENCODED.match(data):
        return data
    out = unbase64(data)
    try:
        readable = not any(byte < 9 for byte in out[:2000]) and bool(out.decode("utf-8"))
    except UnicodeDecodeError:
        return data
    return out if readable else data


def uuencoded(data: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """The text without the uuencoded files in it, and those files as name and bytes."""
    kept: list[bytes] = []
    files: list[tuple[bytes, bytes]] = []
    at = tried = 0
    while len(files) < MAX_FILES and tried < MAX_TRIES and (found := _BEGIN.search(data, at)):
        tried += 1
        content, end = _uu_lines(data, found.end())
        kept.append(data[at : found.start() if content else found.end()])
        if content:
            files.append((found[1].strip(), content))
        at = end if content else found.end()
    return (b"".join([*kept, data[at:]]), files) if files else (data, [])


def _uu_lines(data: bytes, at: int) -> tuple[bytes, int]:
    """The bytes of one file whose lines begin at `at`, and where what follows it begins."""
    out = bytearray()
    while line := _UU_LINE.match(data, at):
        at = line.end()
        try:
            out += binascii.a2b_uu(line[0].rstrip(b"\r\n"))
        except binascii.Error:
            break
        if line[0].rstrip(b"\r\n") in {b"`", b" "}:
            break
    if end := _END.match(data, at):
        at = end.end()
    return bytes(out), at
