"""Attached web pages and SVG pictures: forms, scripts and what scripts hide. Nothing is run; hidden text is decoded and searched."""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
from html import unescape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote_to_bytes

from analyzers.parsers.found import Found, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PAGE: Final = 1_000_000  # characters
MAX_HIDDEN: Final = 20  # literals
MAX_LITERAL: Final = 200_000
MAX_DEPTH: Final = 3
MAX_LITERALS: Final = 50
_NAMESPACE: Final = re.compile(r"(?i)https?://(?:www\.w3\.org/|ns\.adobe\.com/|schemas?\.|purl\.org/)")
_MARKS: Final = (
    ("html-form", re.compile(r"(?i)<form\b")),
    (
        "html-password",
        re.compile(r"(?i)<input\b[^<>]{0,1000}\btype\s{0,8}=\s{0,8}[\"']?password|\.type\s{0,8}=\s{0,8}[\"']password"),
    ),
    (
        "html-script",
        re.compile(
            r"(?i)<script\b|<[a-z][^<>]{0,1000}\son[a-z]{3,20}\s{0,8}=|\bhref\s{0,8}=\s{0,8}[\"']?\s{0,8}javascript:"
        ),
    ),
    (
        "html-redirect",
        re.compile(
            r"(?i)<meta\b[^<>]{0,300}\bhttp-equiv\s{0,8}=\s{0,8}[\"']?refresh|"
            r"\blocation(?:\s{0,8}=(?!=)|\.href\s{0,8}=(?!=)|\.(?:replace|assign)\s{0,8}\()"
        ),
    ),
)
_SVG_ACTIVE: Final = re.compile(
    r"(?i)<script\b|<foreignobject\b|<[a-z][^<>]{0,1000}\son[a-z]{3,20}\s{0,8}=|href\s{0,8}=\s{0,8}[\"']\s{0,8}javascript:"
)
_TARGET: Final = re.compile(
    r"(?i)\blocation(?:\.href)?(?:\s{0,8}=\s{0,8}|\.(?:replace|assign)\s{0,8}\(\s{0,8})[\"'`]([^\"'`\s]{4,2000})[\"'`]"
)
_SCRIPT: Final = re.compile(r"(?i)<(/?)script\b[^<>]{0,2000}>")
_LITERAL: Final = re.compile(r"[\"'`]((?:https?:)?//[a-zA-Z0-9][^\"'`\s<>\\]{3,1000})[\"'`]")
_LONG: Final = re.compile(r"[\"'`][A-Za-z0-9+/]{2000}")
_BASE64: Final = re.compile(rf"[\"'`]([A-Za-z0-9+/]{{16,{MAX_LITERAL}}}={{0,2}})[\"'`]")
_PERCENT: Final = re.compile(
    rf"[\"'`]((?:[^\"'`%]{{0,200}}%[0-9A-Fa-f]{{2}}){{8,{MAX_LITERAL // 3}}}[^\"'`]{{0,200}})[\"'`]"
)
_ESCAPES: Final = re.compile(r"(?:\\x[0-9A-Fa-f]{2}|\\u00[0-9A-Fa-f]{2}){6,20000}")
_CODES: Final = re.compile(r"(?<![\w.])(?:\d{2,3}\s?,\s?){12,40000}\d{2,3}(?![\w.])")
_RUNS: Final = re.compile(
    r"\beval\s{0,8}\(|\bdocument\.write|\bcreateObjectURL\b|\bmsSaveOrOpenBlob\b|\bnew\s{1,8}Function\b"
)
_DECODES: Final = re.compile(r"\batob\s{0,8}\(|\bunescape\s{0,8}\(|\bfromCharCode\b|\bdecodeURIComponent\s{0,8}\(")
_PICTURE: Final = re.compile(rf"data:image/(?:png|jpe?g|gif|webp|bmp);base64,([A-Za-z0-9+/=%\s]{{100,{2_000_000}}})")
_SVG_LINK: Final = re.compile(r"(?i)\b(?:xlink:)?href\s{0,8}=\s{0,8}[\"']((?:https?:)?//[^\"'<>]{3,2000})[\"']")


def read_page(page: str) -> dict[str, Any]:
    """Notes, links of scripts, decoded hidden text, and codes in embedded pictures of an HTML page, as Found."""
    return _read(page).plain()


def read_svg(picture: str) -> dict[str, Any]:
    """The same for SVG, whose own links are no HTML; `svg-script` when it is more than a drawing."""
    found = _read(picture)
    found.notes = [note for note in found.notes if note not in {"html-script", "html-form"}]
    if _SVG_ACTIVE.search(picture[:MAX_PAGE]):
        found.note("svg-script")
    for match in _SVG_LINK.finditer(picture[:MAX_PAGE]):
        found.link(unescape(match[1]))
    return found.plain()


def _read(page: str) -> Found:
    found = Found(partly=len(page) > MAX_PAGE)
    _look(page[:MAX_PAGE], found, MAX_DEPTH)
    _pictures(page[:MAX_PAGE], found)
    return found


def _look(page: str, found: Found, depth: int) -> None:
    """The page itself, and, one level down, what its literals hide."""
    for note, pattern in _MARKS:
        if pattern.search(page):
            found.note(note)
    for match in _TARGET.finditer(page):
        if "//" in match[1]:
            found.link(match[1], kind="meta-refresh")
    if depth < MAX_DEPTH:  # what was hidden is not seen by the reader of the page itself
        found.text(page)
    if "html-script" in found.notes or depth < MAX_DEPTH:
        _look_deeper(page, found, depth)


def _look_deeper(page: str, found: Found, depth: int) -> None:
    for script in _scripts(page) if depth == MAX_DEPTH else (page,):
        for match in _LITERAL.finditer(script):
            if len(found.links) < MAX_LITERALS and not _NAMESPACE.match(match[1]):
                found.link(match[1], kind="text")
    hidden = list(_hidden(page)) if depth else []
    long = _LONG.search(page) or any(len(text) > 60 or "://" in text for text in hidden)
    if long and (_RUNS.search(page) or _DECODES.search(page)):
        found.note("html-obfuscated")
    for text in hidden:
        _look(text, found, depth - 1)


def _scripts(page: str) -> Iterator[str]:
    """What stands in the scripts of a page; the libraries that they load are no links."""
    begin = None
    for match in _SCRIPT.finditer(page):
        if match[1] and begin is not None:
            yield page[begin : match.start()]
        begin = None if match[1] else match.end()
    if begin is not None:
        yield page[begin:]


def _hidden(page: str) -> Iterator[str]:
    """What literals say once they are decoded, when that is readable text."""
    without = re.sub(r"data:[a-z]{1,20}/[a-z+.-]{1,40};base64,[A-Za-z0-9+/=]{0,3000000}", "", page)
    decoders = ((_BASE64, _from_base64), (_PERCENT, unquote_to_bytes), (_ESCAPES, _from_escapes), (_CODES, _from_codes))
    for pattern, decoder in decoders:
        for count, match in enumerate(pattern.finditer(without)):
            if count >= MAX_HIDDEN:
                break
            with contextlib.suppress(ValueError, binascii.Error):
                text = decoder(match[1] if pattern.groups else match[0]).decode("utf-8")
                if text.isprintable() or re.search(r"[<>/.\n]", text):
                    yield clean(text)


def _from_base64(literal: str) -> bytes:
    return base64.b64decode(literal + "=" * (-len(literal) % 4), validate=False)


def _from_escapes(literal: str) -> bytes:
    return bytes(int(code, 16) for code in re.findall(r"\\(?:x|u00)([0-9A-Fa-f]{2})", literal))


def _from_codes(literal: str) -> bytes:
    return bytes(int(code) for code in literal.split(","))


def _pictures(page: str, found: Found) -> None:
    from analyzers.parsers.qr import read_picture

    for count, match in enumerate(_PICTURE.finditer(page)):
        if count >= 4:
            return
        with contextlib.suppress(ValueError):
            data = base64.b64decode(re.sub(r"\s", "", unquote_to_bytes(match[1]).decode("latin-1")))
            for code in read_picture(data)["codes"]:
                found.code(code)
