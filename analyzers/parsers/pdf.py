"""PDF files: links, codes and what would run, without running any of it.

pdfium reads links and draws pages; it is built without a script engine. What it does not tell is found by looking for names
of the format (ISO 32000) in the bytes, those of packed objects too.
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import re
import zlib
from typing import TYPE_CHECKING, Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from analyzers.parsers.found import MAX_HREF, Found

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PAGES: Final = 20  # read for links
MAX_DRAWN: Final = 5  # drawn for codes
MAX_SIDE: Final = 1_600  # pixels
MIN_BOXES, MAX_THINGS = (
    20,
    20_000,
)  # of one page; the smallest code has some two hundred dark modules, often drawn in rows
MAX_ANNOTATIONS: Final = 400  # a page
_MAX_STREAMS, _MAX_UNPACKED = 60, 400_000
_URI: Final = re.compile(rb"/URI\s{0,8}\(((?:[^()\\]|\\.){4,2000})\)")
_STREAM: Final = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_NAMES: Final = (
    (re.compile(rb"/(?:JavaScript|JS)\b"), "pdf-javascript"),
    (re.compile(rb"/Launch\b"), "pdf-launch"),
    (re.compile(rb"/EmbeddedFiles?\b"), "embedded-object"),
    (re.compile(rb"/Encrypt\b"), "encrypted"),
)


def read_links(data: bytes) -> dict[str, Any]:
    """Notes and links as Found: annotations and the text of the first pages; `encrypted` when it needs a password to open."""
    found = Found()
    for piece in _pieces(data):
        for pattern, note in _NAMES:
            if note != "encrypted" and pattern.search(piece):
                found.note(note)
        for match in _URI.finditer(piece):
            found.link(re.sub(rb"\\(.)", rb"\1", match[1]).decode("latin-1"), kind="annotation")
    with contextlib.suppress(pypdfium2.PdfiumError), _opened(data, found) as document:
        found.partly = len(document) > MAX_PAGES
        for number in range(min(len(document), MAX_PAGES)):
            _read_page(document, number, found)
    if found.links:
        found.note("pdf-link")
    return found.plain()


def read_codes(data: bytes) -> dict[str, Any]:
    """The codes on the first pages, as Found."""
    from analyzers.parsers.qr import read_codes as codes_in

    found = Found()
    with contextlib.suppress(pypdfium2.PdfiumError), _opened(data, found) as document:
        for number in range(min(len(document), MAX_DRAWN)):
            page = document[number]
            if not _may_show_code(page):
                page.close()
                continue
            longest = max(*page.get_size(), 1.0)
            bitmap = page.render(scale=MAX_SIDE / longest, grayscale=True)
            codes_in(bitmap.to_pil(), found)
            page.close()
    return found.plain()


def _may_show_code(page: Any) -> bool:
    """Whether the page holds a picture or enough lines and boxes to draw a code with; most pages are text alone."""
    boxes = 0
    for thing in itertools.islice(page.get_objects(max_depth=3), MAX_THINGS):
        boxes += thing.type == pdfium.FPDF_PAGEOBJ_PATH
        if thing.type in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING} or boxes >= MIN_BOXES:
            return True
    return False


@contextlib.contextmanager
def _opened(data: bytes, found: Found) -> Iterator[Any]:
    """The document; one that wants a password is noted, and raises PdfiumError like a broken one."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        if _NAMES[-1][0].search(data[-4_000_000:]):
            found.note("encrypted")
        elif "unreadable" not in found.notes:
            found.note("unreadable")
        raise
    try:
        yield document
    finally:
        document.close()


def _pieces(data: bytes) -> Iterator[bytes]:
    """The file itself, and its packed objects (ISO 32000-1, section 7.5.7)."""
    yield re.sub(
        rb"#([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), data
    )  # names may be written as /J#61vaScript
    for count, match in enumerate(_STREAM.finditer(data)):
        if count >= _MAX_STREAMS:
            return
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[match.end() : match.end() + _MAX_UNPACKED], _MAX_UNPACKED)


def _read_page(document: Any, number: int, found: Found) -> None:
    with contextlib.suppress(pypdfium2.PdfiumError):
        page = document[number]
        _annotations(document, page, found)
        _addresses(page, found)
        page.close()


def _annotations(document: Any, page: Any, found: Found) -> None:
    """Link annotations with an URI action, and those that start a program (ISO 32000-1, section 12.6.4)."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(MAX_ANNOTATIONS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        kind = pdfium.FPDFAction_GetType(action) if action else None
        if kind == pdfium.PDFACTION_LAUNCH:
            found.note("pdf-launch")
        if kind == pdfium.PDFACTION_URI:
            size = min(pdfium.FPDFAction_GetURIPath(document, action, None, 0), MAX_HREF)
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
            found.link(buffer.value.decode("utf-8", "replace"), kind="annotation")


def _addresses(page: Any, found: Found) -> None:
    """The text of a page, in which readers make addresses clickable."""
    text = page.get_textpage()
    found.text(text.get_text_range(count=min(text.count_chars(), 20_000)))
    text.close()
