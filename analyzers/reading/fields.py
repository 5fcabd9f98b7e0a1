"""Header fields: encoded words, addresses and dates, read from whatever a stranger wrote into them."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from analyzers.links.names import parse_host
from analyzers.reading.charsets import decode

MAX_FIELD = 20_000
# A question mark has no place inside (RFC 2047, section 4.2), but some write it.
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]*)*)\?=")
# The last word of a field that was cut off.
_CUT_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{2,2000})\??$")
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
_MAX_PIECES = 1_000
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_LOCAL = r"(?:[\w!#$%&'*+/=?^`{|}~.-]{1,300}|\"[^\"\r\n]{1,300}\")"
# Other scripts may stand in both halves (RFC 6531, section 3.3); the underscore is no letter of a domain.
_ADDRESS = re.compile(rf"(?<![\w!#$%&'*+/=?^`{{|}}~.-]){_LOCAL}@[^\W_](?:(?:[^\W_]|[.-]){{0,251}}[^\W_])?\.?")


def unfold(value: str) -> str:
    """RFC 5322, section 2.2.3: a line end before white space is no part of the value."""
    if "\n" in value or "\r" in value:
        value = _FOLD.sub("", value).replace("\r", " ").replace("\n", " ")
    return value.strip()[:MAX_FIELD]


def decode_words(value: str) -> str:
    """RFC 2047, also where a character is split between two words (section 5 forbids it, mailers do it).

    What a word's own text turns out to be encoded again is decoded once more: gateways do that to what they forward.
    """
    if "=?" not in value:
        return value
    once = _decode_words(value)
    return _decode_words(once) if "=?" in once and _WORD.search(once) else once


def _decode_words(value: str) -> str:
    joined = re.sub(r"(\?=)[ \t]+(=\?)", r"\1\2", value)
    out: list[str] = []
    last = 0
    pending: tuple[str, bytes] | None = None
    for word in _WORD.finditer(joined):
        charset = word[1].lower().partition("*")[0]  # RFC 2231, section 5: the language stands behind an asterisk
        if pending and (word.start() > last or pending[0] != charset):
            out.append(decode(pending[1], pending[0]))
            pending = None
        out.append(joined[last : word.start()])
        pending = (charset, (pending[1] if pending else b"") + _word_bytes(word[2], word[3]))
        last = word.end()
    if cut := _CUT_WORD.search(joined, last):
        charset, data = cut[1].lower().partition("*")[0], _word_bytes(cut[2], cut[3])
        if pending and cut.start() == last and pending[0] == charset:
            data, pending = pending[1] + data, None
        out += [decode(pending[1], pending[0])] if pending else []
        return "".join(out) + joined[last : cut.start()] + decode(data, charset).rstrip("\ufffd")
    if pending:
        out.append(decode(pending[1], pending[0]))
    return "".join(out) + joined[last:]


def _word_bytes(coding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    if coding in "qQ":
        return quopri.decodestring(re.sub(rb"=[ \t]+", b"", re.sub(rb"=[0-9A-Fa-f]?$", b"", raw)).replace(b"_", b" "))
    return base64_bytes(raw)


def base64_bytes(raw: bytes) -> bytes:
    """Base64 as far as it goes: foreign characters left out, missing padding added, each piece of several read on its own."""
    clean = raw.translate(None, _NOT_BASE64)
    pieces = clean.rstrip(b"=").split(b"=", _MAX_PIECES)
    if len(pieces) > 1:
        pieces = [piece.replace(b"=", b"") for piece in pieces]
    return b"".join(map(_base64, pieces))


def _base64(clean: bytes) -> bytes:
    try:
        return base64.b64decode(clean[: len(clean) - (len(clean) % 4 == 1)] + b"=" * (-len(clean) % 4))
    except binascii.Error:
        return b""


def text_of(raw: str) -> str:
    """A field's value as a reader sees it. `raw` may hold undecoded bytes as surrogate escapes."""
    value = unfold(raw)
    if not value.isascii() or "\x1b" in value:
        value = decode(value.encode("utf-8", "surrogateescape"))
    return decode_words(value)


def mailbox(raw: str | None) -> tuple[str | None, str | None]:
    """Display name and address of the first mailbox in `raw` (RFC 5322, section 3.4); the address is None when malformed."""
    if raw is None:
        return None, None
    value = unfold(raw)
    opening = _opening(value)
    if opening >= 0:
        inside = value[opening + 1 :].partition(">")[0]
        return _name(value[:opening]), address(inside)
    bare = re.sub(r"\([^()]*\)", "", value).strip()
    comment = re.search(r"\(([^()]+)\)", value)
    first = bare.partition(",")[0].strip()
    return (_name(comment[1]) if comment else None if address(first) else _name(bare)), address(first)


def _opening(value: str) -> int:
    """Where the first address in angle brackets begins: a bracket inside a quoted name is part of the name."""
    quoted = False
    for at, mark in enumerate(value):
        if mark == '"' and value[at - 1 : at] != "\\":
            quoted = not quoted
        elif mark == "<" and not quoted:
            return at
    return value.rfind("<")


def _name(raw: str) -> str | None:
    return text_of(raw).strip().strip('"').replace('\\"', '"').strip() or None


def address(text: str) -> str | None:
    """`text` as an address whose domain could exist (RFC 5321, section 4.1.2), or None."""
    plain = text_of(text).strip()
    if not _ADDRESS.fullmatch(plain):
        return None
    host = parse_host(plain.rpartition("@")[2])
    return plain.rstrip(".") if host and "." in host.name and not host.is_ip else None


def addresses(values: tuple[str, ...], limit: int = 50) -> tuple[str, ...]:
    """All well-formed addresses in the given fields, in order, without repeats."""
    found = (a for value in values[:limit] for a in _ADDRESS.findall(text_of(value)))
    return tuple(dict.fromkeys(a for a in found if address(a)))[:limit]


def date(raw: str | None) -> datetime | None:
    """RFC 5322, section 3.3; None when it cannot be read. A date without a zone is taken as UTC."""
    if not raw:
        return None
    try:
        read = parsedate_to_datetime(unfold(raw)[:200])
        return (read if read.tzinfo else read.replace(tzinfo=UTC)) if 1 < read.year < 9999 else None
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
