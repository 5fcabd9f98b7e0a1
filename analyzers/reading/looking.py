"""Files: the attachments of one mail, looked into once its bodies are read, the cheapest first, as far as the budget goes.

Pictures, PDFs, archives and office files are opened in the parse worker; a mail without any of them starts none.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from analyzers.links.url import links_in_text, make_link
from analyzers.reading import cards
from analyzers.reading.attachments import describe
from analyzers.reading.charsets import decode
from analyzers.reading.filenames import extension, packed_program, plain_name
from analyzers.reading.sniffing import EXECUTABLES, PICTURES
from analyzers.worker import WorkerFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.message import Attachment
    from analyzers.reading.bodies import Bodies

MAX_PICTURES: Final = 12  # of one mail, those inside its HTML included
MAX_SECONDS: Final = 0.7  # for one file: a page that never ends leaves time for the others
MAX_DATA_PICTURES: Final = 10
MAX_PICTURE: Final = 10_000_000  # bytes
MAX_PAGES: Final = 40  # of one mail
MAX_TEXT, MAX_TEXTS = 200_000, 2_000_000  # characters of a text file, and of all in a mail
MAX_LINKS: Final = 50  # of a text file
MAX_WORDS: Final = 20_000  # characters: a longer file is a record or a book, and says nothing to its reader
MAX_NAME: Final = 80
_HTML, _SVG, _ZIP, _ARCHIVE, _OLE, _RTF, _ONENOTE, _PDF, _PICTURE, _DRAWN = (
    "analyzers.parsers.html_file:read_page",
    "analyzers.parsers.html_file:read_svg",
    "analyzers.parsers.office:read_zip",
    "analyzers.parsers.listing:read_archive",
    "analyzers.parsers.ole:read_ole",
    "analyzers.parsers.ole:read_rtf",
    "analyzers.parsers.ole:read_onenote",
    "analyzers.parsers.pdf:read_links",
    "analyzers.parsers.qr:read_picture",
    "analyzers.parsers.pdf:read_codes",
)
_ORDER: Final = (_HTML, _SVG, _ARCHIVE, _RTF, _ONENOTE, _OLE, _ZIP, _PDF, _PICTURE, _DRAWN)
_BY_TYPE: Final = {
    "image/svg+xml": (_SVG,),
    "application/zip": (_ZIP,),
    "application/x-ole-storage": (_OLE,),
    "application/rtf": (_RTF,),
    "application/onenote": (_ONENOTE,),
    "application/pdf": (_PDF, _DRAWN),
    **dict.fromkeys(
        ("application/vnd.rar", "application/x-7z-compressed", "application/x-tar", "application/gzip"), (_ARCHIVE,)
    ),
    **dict.fromkeys((*(PICTURES - {"image/tiff"}), "image"), (_PICTURE,)),
}
_DATA_PICTURE: Final = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp);base64,([A-Za-z0-9+/=%\s]{100,4000000})")
_ART: Final = re.compile("[█▀▄■⬛▓●◼🟥🟦⚫]")
_TEXTS: Final = {"text/plain", "text/csv", "text/calendar", "text/vcard", "text/x-vcard", "application/ics"}
_READ_NAMES: Final = {"", "txt"}
_TEXT_NAMES: Final = {"", "txt", "csv", "ics", "vcs", "vcf", "url", "website", "webloc"}


@dataclass(slots=True)
class _File:
    """An attachment with its bytes; `attachment` is None for a picture that is written into the HTML."""

    attachment: Attachment | None
    kind: str
    data: bytes
    notes: set[str] = field(default_factory=set)
    contains: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The name under which its links stand: as told, without what cannot be seen; the type when there is none."""
        told = plain_name(self.attachment.name or "") if self.attachment else ""
        return "".join(char for char in told if char.isprintable())[:MAX_NAME].strip() or self.kind


class Files:
    """Takes the parts of a mail; `done` looks inside, gives links and losses to `bodies`, and returns the Attachments."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._files: list[_File] = []
        self._tables: list[str] = []
        self._texts_left = MAX_TEXTS
        self._done: tuple[Attachment, ...] | None = None

    def add(self, name: str | None, declared: str | None, data: bytes, *, shown: bool = False) -> None:
        """A file that came with the mail; `shown`: a body that has a name, and was read as a body."""
        attachment = describe(name, declared, data)
        if shown:
            attachment = replace(attachment, notes=tuple(note for note in attachment.notes if note != "html"))
        self._files.append(_File(attachment, "" if shown else attachment.type, b"" if shown else data))

    def add_markup(self, html: str) -> None:
        """An HTML body: the pictures written into it, and tables that may be drawings of a code."""
        for count, match in enumerate(_DATA_PICTURE.finditer(html)):
            if count >= MAX_DATA_PICTURES:
                self._bodies.lose("attachments-unread", "data:")
                break
            try:
                data = base64.b64decode(re.sub(r"%[0-9A-Fa-f]{2}|\s", "", match[1]))
            except (ValueError, binascii.Error):
                continue
            if _may_hold_code(data):
                self._files.append(_File(None, "image", data))
        if html.count("<td") >= 441 and re.search(r"(?i)bgcolor|background", html):
            self._tables.append(html[:2_000_000])

    def done(self) -> tuple[Attachment, ...]:
        """The Attachments in their order. Called before the bodies are done; nothing may be added later."""
        if self._done is None:
            self._look()
            self._done = tuple(_noted(file) for file in self._files if file.attachment)
            self._files, self._tables = [], []
        return self._done

    def _look(self) -> None:
        tasks = sorted(self._tasks(), key=lambda task: _ORDER.index(task[1]))
        self._draw()
        unread = pictures = pages = 0
        for file, task in tasks:
            pictures += task == _PICTURE
            pages += task == _HTML
            late = self._bodies.budget.spent or (task == _HTML and self._bodies.budget.hurried)
            if late or pictures > MAX_PICTURES or pages > MAX_PAGES:
                unread += 1
            else:
                self._run(file, task)
        if unread:
            self._bodies.lose("attachments-unread", str(unread))

    def _tasks(self) -> Iterator[tuple[_File, str]]:
        """What each file needs in the worker; text is read here. The same bytes are looked into once."""
        seen: set[bytes | str] = set()
        for file in self._files:
            key = file.attachment.sha256 if file.attachment else file.data
            if key in seen or not file.data:
                continue
            seen.add(key)
            for task in self._needs(file):
                yield file, task

    def _needs(self, file: _File) -> tuple[str, ...]:
        """The tasks of one file, none when there is nothing in it to look for."""
        if file.attachment:
            self._read_text(file)
            if file.kind != "image/svg+xml" and "html" in file.attachment.notes:
                return (_HTML,)
        tasks = _BY_TYPE.get(file.kind, ())
        if _PICTURE in tasks and len(file.data) > MAX_PICTURE:
            file.notes.add("too-large")
            self._bodies.lose("attachment-unreadable", file.label)
            return ()
        return () if _PICTURE in tasks and not _may_hold_code(file.data) else tasks

    def _run(self, file: _File, task: str) -> None:
        try:
            self._take(file, self._call(file, task))
        except WorkerFailed:
            file.notes.add("unreadable")
            self._bodies.lose("attachment-unreadable", file.label)

    def _call(self, file: _File, task: str) -> dict[str, Any]:
        if task in {_HTML, _SVG}:
            page = decode(file.data, None)
            if task == _HTML:
                with self._bodies.budget.here():
                    self._bodies.add_html(page, where=f"attachment:{file.label}")
            return dict(self._bodies.budget.call(task, _sendable(page), at_most=MAX_SECONDS))
        more = (file.kind,) if task == _ARCHIVE else ()
        return dict(self._bodies.budget.call(task, file.data, *more, at_most=MAX_SECONDS))

    def _take(self, file: _File, found: dict[str, Any]) -> None:
        """What the worker found, into the notes and the links."""
        file.notes |= set(found["notes"])
        file.kind = found["kind"] or file.kind
        file.contains += found["names"]
        if packed_program(found["names"]):
            file.notes.add("archive-executable")
        if found["partly"]:
            self._bodies.lose("attachment-partly", file.label)
        if file.notes & {"unreadable", "too-large"}:
            self._bodies.lose("attachment-unreadable", file.label)
        where = f"attachment:{file.label}"
        for href, shown, kind in found["links"]:
            self._bodies.add_link(make_link(href, shown=shown, where=where, kind=kind))
        for text in found["texts"]:
            self._add_text(text, where)
        for code in found["codes"]:
            self._add_code(code, f"qr:{file.label}")

    def _add_text(self, text: str, where: str) -> None:
        for link in links_in_text(text[:MAX_TEXT], where=where, limit=MAX_LINKS, bare=False):
            self._bodies.add_link(link)

    def _add_code(self, code: str, where: str) -> None:
        """A code that is an address, or a text (a business card, a note) with addresses in it."""
        if re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}:\S+", code):
            self._bodies.add_link(make_link(code, where=where, kind="qr"))
            return
        for link in links_in_text(code, where=where, limit=8):
            self._bodies.add_link(replace(link, kind="qr"))

    def _read_text(self, file: _File) -> None:
        """Invitations, business cards, shortcuts and plain text."""
        told = file.attachment
        if told is None or file.kind not in {"text/plain", "text/calendar", "text/vcard"}:
            return
        if (
            "html" in told.notes
            or extension(told.name) not in _TEXT_NAMES
            or (told.declared or "") not in {*_TEXTS, "", "application/octet-stream"}
        ):
            return
        if self._texts_left <= 0 or self._bodies.budget.hurried:
            self._bodies.lose("attachment-partly", file.label)
            return
        with self._bodies.budget.here():
            self._read_card(file)

    def _read_card(self, file: _File) -> None:
        text = decode(file.data[: 4 * MAX_TEXT], None)[:MAX_TEXT]
        self._texts_left -= len(text)
        card = cards.read_card(text)
        if card.is_calendar:
            self._bodies.add_words(card.said)
        elif file.kind == "text/plain" and file.attachment and extension(file.attachment.name) in _READ_NAMES:
            self._bodies.add_words(text if len(text) <= MAX_WORDS else "")
        for html in card.html:
            self._bodies.add_html(html, where=f"attachment:{file.label}")
        links = list(links_in_text(card.text, where=f"attachment:{file.label}", limit=MAX_LINKS, bare=False))
        for link in links:
            self._bodies.add_link(link)
        if card.is_calendar and (links or card.html):
            file.notes.add("calendar-link")

    def _draw(self) -> None:
        """Codes drawn with characters or table cells instead of a picture."""
        text = self._bodies.done()[0]
        is_art = not text.isascii() and len(_ART.findall(text)) >= 100
        drawings = [("analyzers.parsers.drawn:read_text_art", text)] if is_art else []
        drawings += [("analyzers.parsers.drawn:read_tables", html) for html in self._tables[:2]]
        for task, drawn in drawings:
            try:
                found = self._bodies.budget.call(task, _sendable(drawn))
            except WorkerFailed:
                self._bodies.lose("attachments-unread", "1")
                continue
            for code in found["codes"]:
                self._add_code(code, "qr:text" if "art" in task else "qr:html")


def _noted(file: _File) -> Attachment:
    """The Attachment with what was found inside."""
    assert file.attachment
    told = file.attachment
    notes = {*told.notes, *file.notes}
    if file.kind not in {"", told.type}:
        notes -= {"archive"}
        if file.kind in EXECUTABLES:
            notes.add("executable")
    if notes == set(told.notes) and not file.contains and file.kind in {"", told.type}:
        return told
    return replace(told, type=file.kind or told.type, notes=tuple(sorted(notes)), contains=tuple(file.contains))


def _may_hold_code(data: bytes) -> bool:
    """Whether a picture may be large enough for a code: counting pixels and rules are none, told without opening them."""
    if data.startswith(b"\x89PNG"):
        sides = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    elif data.startswith(b"GIF8"):
        sides = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    else:
        return len(data) >= 100
    return min(sides) >= 21


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
