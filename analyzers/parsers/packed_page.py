"""Web pages packed in a zip: mail filters that refuse an attached page let it pass in an archive.

Only archives of few files are opened: a lure holds a page and perhaps a note, an honest export or manual holds hundreds.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from analyzers.parsers.html import parse
from analyzers.parsers.html_file import read_page

if TYPE_CHECKING:
    from analyzers.parsers.found import Found

MAX_FILES: Final = 5  # in an archive that is opened
MAX_PAGE: Final = 400_000  # bytes
MAX_LINKS: Final = 100
PAGES: Final = (".html", ".htm", ".shtml", ".xhtml", ".mht", ".svg")
_ASKS: Final = {"html-password", "html-obfuscated"}
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError)


def read_packed(archive: zipfile.ZipFile, found: Found) -> None:
    """The links of the first page in `archive`, and the notes `html` and what it does, when it asks for a password or hides what it does."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    pages = [info for info in infos if info.filename.lower().endswith(PAGES) and not info.flag_bits & 1]
    if not pages or len(infos) > MAX_FILES or pages[0].compress_type not in _METHODS:
        return
    try:
        with archive.open(pages[0]) as stream:
            page = stream.read(MAX_PAGE).decode("utf-8", "replace")
    except _BROKEN:
        return
    inside = read_page(page)
    if _ASKS & set(inside["notes"]):
        found.note("html", *(note for note in inside["notes"] if note.startswith("html-")))
    for link in parse(page.replace("\x00", "")).links[:MAX_LINKS]:
        if link.kind not in {"image", "script"}:
            found.link(link.href, link.shown, link.kind)
    for href, shown, kind in inside["links"]:
        found.link(href, shown, kind)
