"""Attachments: each file with its hash, its type by content, and what its name and its head give away.

`NOTES` is the whole vocabulary of an Attachment's notes. What needs a look inside is found by `analyzers.reading.looking`.
"""

from __future__ import annotations

import hashlib
from typing import Final

from analyzers.message import Attachment
from analyzers.reading.filenames import extension, mismatch, name_notes, runs
from analyzers.reading.sniffing import ARCHIVES, EXECUTABLES, sniff

__all__ = ["MAX_NAME", "NOTES", "describe", "sniff"]

MAX_NAME: Final = 300
NOTES: Final = {
    "archive": "other files are packed in it",
    "archive-encrypted": "what is packed in it needs a password",
    "archive-executable": "something packed in it runs when it is opened",
    "calendar-link": "an invitation with a link in it",
    "double-extension": "a harmless extension stands before the real one (`invoice.pdf.exe`)",
    "embedded-object": "a document with another file inside",
    "encrypted": "a document that needs a password",
    "executable": "opening it runs, mounts or installs it",
    "external-template": "a document that loads a part of itself from elsewhere",
    "html": "a web page",
    "html-form": "a web page with a form",
    "html-obfuscated": "a web page that hides what it does",
    "html-password": "a web page that asks for a password",
    "html-redirect": "a web page that leads on to another by itself",
    "html-script": "a web page that runs a script",
    "macro": "a document that can run commands",
    "pdf-javascript": "a PDF that runs a script",
    "pdf-launch": "a PDF that starts another program",
    "pdf-link": "a PDF with links",
    "qr": "a QR code or another code that a phone reads",
    "rtl-override": "characters in the name turn its reading direction",
    "svg-script": "a picture that runs a script or holds a web page",
    "too-large": "too large to be looked into",
    "type-mismatch": "the content is not what the name or the mail says",
    "unreadable": "it could not be looked into",
}


def describe(name: str | None, declared: str | None, data: bytes) -> Attachment:
    """An Attachment for one decoded part, with the notes that its name and its first bytes give."""
    kind = sniff(data)
    notes = [*name_notes(name, kind)]
    if kind in EXECUTABLES or (runs(name, kind) and data):
        notes.append("executable")
    if mismatch(name, declared, kind):
        notes.append("type-mismatch")
    if is_page(name, declared, kind):
        notes.append("html")
    if kind in ARCHIVES:
        notes.append("archive")
    return Attachment(
        name=name[:MAX_NAME] if name else None,
        type=kind,
        declared=declared,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        notes=tuple(sorted(notes)),
    )


def is_page(name: str | None, declared: str | None, kind: str) -> bool:
    """Whether a browser shows it as a page: by content, or text under a name or type that opens in one."""
    if kind == "text/html":
        return extension(name) not in {"eml", "txt", "patch", "diff", "log"}
    opens = extension(name) in {"html", "htm", "shtml", "xhtml", "xht", "mht", "mhtml"} or declared == "text/html"
    return opens and kind == "text/plain"
