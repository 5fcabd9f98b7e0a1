"""MIME: the bytes of a mail split into header fields and leaves, however broken (RFC 2045; RFC 2046, section 5.1).

One pass over the lines that begin with two hyphens, however deep the nesting; a leaf is a window on the mail's own bytes.
A mail inside a mail is one leaf: whoever reads it has its bytes as they stood, which its signatures need.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from analyzers.reading import fields
from analyzers.reading.charsets import decode

MAX_FIELDS, MAX_STRAYS, MAX_PARTS, MAX_MULTIPARTS, MAX_DASHES = 2_000, 200, 300, 100, 200_000
MAX_SEEN, MAX_PAGES = 3_000, 50  # of the parts behind too many, the pages are kept: they are what a reader is shown
_NAME = re.compile(rb"(?!https?:|--)([!-9;-~]{1,200})[ \t]*:")
_FIELD_END = re.compile(rb"\n(?![ \t])")
_INDENT = re.compile(rb"\A(?:[ \t]|\xc2\xa0|\xe3\x80\x80){1,200}")
_BLANK = re.compile(rb"\n\r*\n")
_SURE = re.compile(
    rb"(?im)^(?:received|from|to|cc|subject|date|message-id|return-path|mime-version|reply-to|dkim-signature|content-type"
    rb"|content-transfer-encoding|delivered-to|x-[a-z0-9-]{1,60}|arc-[a-z-]{1,40}|authentication-results|received-spf):[ \t]"
)
_TELLING = re.compile(
    rb"(?im)^(from|to|cc|subject|date|message-id|reply-to|content-type|content-transfer-encoding|dkim-signature)[ \t]{0,9}:"
)
_BOUNDARY = re.compile(r"(?i)\bboundary\s*=\s*(?:\"([^\"]{1,500})\"|([^\";\s]{1,500}))")
_GUESS = re.compile(rb"\s{0,200}--([^\r\n]{1,200}?)[ \t]*\r*\n(?=(?i:(?:content-|mime-)[a-z-]{1,30}):)")

_ENDS = b"\r\n"
Fields = tuple[tuple[bytes, bytes], ...]  # raw names and values
Head = tuple[Fields, int]  # the fields, and where the body begins


@dataclass(slots=True)
class Part:
    """One leaf: its header `fields` as raw name and value, its body `raw`, still in its transfer encoding."""

    fields: Fields
    raw: memoryview
    default: str = "text/plain"

    def field(self, name: str) -> str:
        """The first field called `name`, unfolded, in characters; "" when there is none."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        """Every field called `name`."""
        wanted = name.encode()
        return [readable(value) for key, value in self.fields if key.lower() == wanted]


@dataclass(slots=True)
class Tree:
    """A mail, split: the `fields` at its top, its `leaves` in order, and what made the splitting stop (`lost`)."""

    fields: Fields
    leaves: list[Part] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def _is_page(part: Part) -> bool:
    return part.field("content-type").lower().startswith("text/html")


def readable(value: bytes) -> str:
    """A field's value in characters, unfolded; encoded words are kept."""
    plain = value[: 2 * fields.MAX_FIELD].replace(b"\0", b"")
    return fields.unfold(plain.decode("ascii") if plain.isascii() and b"\x1b" not in plain else decode(plain))


def with_line_feeds(data: bytes) -> bytes:
    """`data` with lines that end in LF, where they ended in a bare CR (old files) or in more than one CR."""
    if b"\r\r\n" in data[:20_000]:
        return data.replace(b"\r\r\n", b"\n")
    if data.count(b"\r", 0, 100_000) <= 4 * data.count(b"\n", 0, 100_000):
        return data
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def split(data: bytes, head: Head | None = None) -> Tree:
    """The parts of the mail in `data`, whose lines end in LF or CRLF; `head` are its fields, when they were read before."""
    return _Splitter(data, head or read_fields(data, lenient=True)).run()


def read_fields(data: bytes, start: int = 0, *, lenient: bool = False) -> Head:
    """The header fields from `start` on, and where the body begins (RFC 5322, section 2.2; the empty line may be missing).

    `lenient`: a line that is no field is part of the one before it while known fields follow, as mail programs show it.
    """
    found: list[tuple[bytes, bytes]] = []
    at, strays = start, MAX_STRAYS if lenient else 0
    while at < len(data):
        if data[at] in _ENDS and (blank := _blank_at(data, at)):
            return tuple(found), blank
        if len(found) >= MAX_FIELDS:
            gap = _BLANK.search(data, at)
            end = gap.end() if gap else len(data)
            return (*found, *_behind_many(data, at, end)), end
        ending = _FIELD_END.search(data, at)
        end = ending.end() if ending else len(data)
        name = _NAME.match(data, at, min(end, at + 300))
        if name:
            found.append((name[1], data[name.end() : end].strip(b" \t\r\n")))
        elif found and strays and not data.startswith(b"--", at) and _fields_follow(data, end):
            strays -= 1
            key, value = found[-1]
            found[-1] = (key, (value + b" " + _INDENT.sub(b"", data[at:end]).strip())[: 2 * fields.MAX_FIELD])
        elif found or not data.startswith((b"From ", b">From "), at):
            return tuple(found), at
        at = end
    return tuple(found), len(data)


def _behind_many(data: bytes, at: int, end: int) -> Fields:
    """Of the fields behind too many others, those by which a mail is known: filling hides none of them."""
    lines = islice(_TELLING.finditer(data, at, end), MAX_STRAYS)
    return tuple((line[1], data[line.end() : _end_of(data, line.end(), end)].strip(b" \t\r\n")) for line in lines)


def _end_of(data: bytes, at: int, end: int) -> int:
    ending = _FIELD_END.search(data, at, min(end, at + 2 * fields.MAX_FIELD))
    return ending.start() if ending else min(end, at + 2 * fields.MAX_FIELD)


def _blank_at(data: bytes, at: int) -> int:
    """Where the line after the empty line at `at` begins, 0 when the line there is not empty."""
    while data.startswith(b"\r", at):
        at += 1
    return at + 1 if data.startswith(b"\n", at) else 0


def _fields_follow(data: bytes, at: int) -> bool:
    window = data[at : at + 4_000]
    gap = _BLANK.search(b"\n" + window)
    return _SURE.search(window[: gap.start()] if gap else window) is not None


@dataclass(slots=True)
class _Open:
    """A multipart that is open: what delimits its parts, their default type, where its body began, whether a part was seen."""

    boundary: bytes
    default: str
    fields: Fields
    start: int
    parts: bool = False
    ended: bool = False


class _Splitter:
    """One walk through the bytes."""

    def __init__(self, data: bytes, head: Head) -> None:
        self.data, self.view = data, memoryview(data)
        self.open: list[_Open] = []
        self.opened = self.dashes = self.seen = 0
        self.leaf: tuple[Fields, int, str] | None = None
        top, body = head
        self.tree = Tree(top)
        self._enter(top, body, "text/plain")

    def run(self) -> Tree:
        """Goes from delimiter to delimiter."""
        at = max(0, self.open[0].start - 1) if self.open else 0
        while self.open and self.seen < MAX_SEEN:
            found = self._next(at)
            if not found:
                break
            line, level, closing, at = found
            self._close(line, level)
            self.open[level].parts = True
            self.open[level].ended = closing
            if not closing:
                inner, body = read_fields(self.data, min(at + 1, len(self.data)))
                self._enter(inner, body, self.open[level].default)
                at = max(at, body - 1)
        if self.seen < MAX_SEEN:
            self._close(len(self.data), -1)
        return self.tree

    def _enter(self, found: Fields, body: int, default: str) -> None:
        """A part begins: a multipart is opened, anything else is a leaf."""
        kinds = Part(found, self.view[body:body], default).all("content-type")
        kind = next(
            (each for each in kinds if each.lower().startswith("multipart/")), None
        )  # of several, what shows more
        self.leaf = None
        if kind:
            boundary = self._boundary(kind, body)
            if boundary and self.opened < MAX_MULTIPARTS:
                self.opened += 1
                inside = "message/rfc822" if kind.lower().startswith("multipart/digest") else "text/plain"
                self.open.append(_Open(boundary, inside, found, body))
                return
            if boundary:
                self._lose("nesting")
        self.leaf = (found, body, default)

    def _boundary(self, kind: str, body: int) -> bytes | None:
        """The declared boundary when it occurs, else the one that is really used, told by the body's first line."""
        found = _BOUNDARY.search(kind)
        declared = (found[1] or found[2]).rstrip().encode("utf-8", "replace") if found else None
        if declared and self.data.find(b"--" + declared, body) >= 0:
            return declared
        guess = _GUESS.match(self.data, body)
        return guess[1] if guess else declared

    def _next(self, at: int) -> tuple[int, int, bool, int] | None:
        """The next delimiter: where its line begins, the level of the multipart, whether it closes it, where its line ends."""
        data = self.data
        if at == 0 and data.startswith(b"--") and (found := self._delimiter(0)):
            return found
        while (hit := data.find(b"\n--", at)) >= 0:
            self.dashes += 1
            if self.dashes > MAX_DASHES:
                self._lose("parts-capped")
                return None
            if found := self._delimiter(hit + 1):
                return found
            at = hit + 3
        return None

    def _delimiter(self, line: int) -> tuple[int, int, bool, int] | None:
        end = self.data.find(b"\n", line)
        end = len(self.data) if end < 0 else end
        mark = self.data[line + 2 : min(end, line + 600)].rstrip()
        for level in range(len(self.open) - 1, -1, -1):
            boundary = self.open[level].boundary
            if mark == boundary:
                return line, level, False, end
            if mark == boundary + b"--" and not self.open[level].ended:
                return line, level, True, end
        return None

    def _close(self, at: int, level: int) -> None:
        """What is open above `level` ends before the line at `at`."""
        end = at - 1 if 0 < at < len(self.data) else at
        if self.leaf:
            self._keep(*self.leaf, end)
            self.leaf = None
        while len(self.open) - 1 > level:
            left = self.open.pop()
            if not left.parts:  # its boundary never came: a reader sees it as text
                self._keep(left.fields, left.start, "text/plain", end)

    def _keep(self, found: Fields, start: int, default: str, end: int) -> None:
        end = max(start, end)
        if end > start and self.data[end - 1 : end] == b"\r":
            end -= 1
        part = Part(found, self.view[start:end], default)
        self.seen += 1
        if self.seen > MAX_PARTS:
            self._lose("parts-capped")
        if self.seen <= MAX_PARTS or (len(self.tree.leaves) < MAX_PARTS + MAX_PAGES and _is_page(part)):
            self.tree.leaves.append(part)

    def _lose(self, code: str) -> None:
        if code not in self.tree.lost:
            self.tree.lost.append(code)
