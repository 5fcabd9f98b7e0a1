"""RFC 5322 bytes: header fields, bodies and attachments of one mail, however broken.

The mails inside it are only set aside here, with their bytes as they stood; `analyzers.reading.containers` reads them.
"""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING

from analyzers.message import Form
from analyzers.reading import fields
from analyzers.reading.charsets import decode
from analyzers.reading.draft import Draft, header_block, sender_of
from analyzers.reading.mime import MAX_PARTS, Part, split, with_line_feeds
from analyzers.reading.recognise import is_head, is_mail, packed, without_mark
from analyzers.reading.records import SMIME, add_record
from analyzers.reading.transfer import decoded, uuencoded
from analyzers.worker import Budget, WorkerFailed

if TYPE_CHECKING:
    from analyzers.reading.mime import Head, Tree

__all__ = ["add_entity", "read_eml", "sender_of"]

MAX_ENTITIES, MAX_BODY, MAX_BRIEF = 3, 8 * 1024 * 1024, 3_000
# `charset="u"tf-8` is seen, and meant as one word.
_CHARSET = re.compile(r"(?i)\bcharset\s*=\s*\"?([^\";\s]{1,80}\"?[^\";\s]{0,20})")
_MAILS = {"message/rfc822", "message/global", "message/news", "message/partial"}
_REPORTS = {
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
    "message/global-delivery-status",
    "message/global-disposition-notification",
    "message/external-body",
}
_PGP = "-----BEGIN PGP MESSAGE-----"


def read_eml(
    data: bytes,
    form: Form = Form.EML,
    *,
    complete: bool | None = None,
    budget: Budget | None = None,
    head: Head | None = None,
) -> Draft:
    """The mail in `data`. `complete` overrules whether the header block is taken as whole; `head` is it, when it was read."""
    tree = split(with_line_feeds(data), head)
    draft = Draft(form, header_block(tree.fields, complete=complete), budget or Budget())
    if form is not Form.HEADERS:
        _add_tree(draft, tree, MAX_ENTITIES)
    draft.source = data if form is Form.EML else None
    return draft


def add_entity(draft: Draft, data: bytes, left: int = MAX_ENTITIES) -> None:
    """A MIME entity that was wrapped by a signature belongs to the mail as if it stood in it; so does what a signature holds."""
    if data.startswith(b"0"):
        _unwrap_cms(draft, data, left)
    else:
        _add_tree(draft, split(with_line_feeds(data)), left - 1)


def _add_tree(draft: Draft, tree: Tree, left: int) -> None:
    if "nesting" in tree.lost:
        draft.bodies.lose("nesting", "")
    if "parts-capped" in tree.lost:
        draft.bodies.lose("parts-capped", str(MAX_PARTS))
    for part in tree.leaves:
        _take(draft, part, left)


def _take(draft: Draft, part: Part, left: int) -> None:
    """One leaf: a mail inside this one, a body that a reader sees, or a file."""
    kind, name = _kind(part), _file_name(part)
    shown = kind in {"text/plain", "text/html"} and _disposition(part) != "attachment"
    coding = part.field("content-transfer-encoding")
    data = decoded(part.raw, coding, text=shown)
    if kind in _MAILS and (mail := _mail(part, data)):
        draft.carried.append(mail)
    elif kind in _MAILS or (shown and not (name and is_mail(data))):
        _show(draft, part, kind, data)
        if name:  # a named part that readers show is both: giving the body a name hides nothing
            draft.attach(name, kind, data, shown=True)
    elif (kind not in _REPORTS or name) and (name or data):
        _add_file(draft, name, kind, data, left)


def _mail(part: Part, data: bytes) -> bytes | None:
    """The mail that a part is declared to be; some encode it, which is not allowed, and some only say so."""
    for found in (data, bytes(part.raw)):
        if is_head(without_mark(found[:20_400])):
            return without_mark(found)
    return None


def _show(draft: Draft, part: Part, kind: str, data: bytes) -> None:
    if b"begin" in data:
        data, files = uuencoded(data)
        for name, content in files:
            _add_file(draft, fields.text_of(decode(name)), "application/octet-stream", content, 0)
    with draft.budget.here():
        _show_text(draft, part, kind, _in_bounds(draft, data))


def _in_bounds(draft: Draft, data: bytes) -> bytes:
    """Both ends of a body that is too long, or that stands behind others which took too long."""
    bound = MAX_BRIEF if draft.budget.hurried else MAX_BODY
    if len(data) <= bound:
        return data
    if draft.budget.hurried:
        draft.bodies.lose_rest()
    return data[: bound // 2] + b"\n" + data[-bound // 2 :]


def _show_text(draft: Draft, part: Part, kind: str, data: bytes) -> None:
    found = _CHARSET.search(part.field("content-type"))
    text = decode(data, found[1] if found else None).replace("\0", "")
    if _PGP in text:
        draft.bodies.lose("encrypted", "pgp")
    (draft.show_html if kind == "text/html" or _looks_like_html(text) else draft.bodies.add_text)(text)


def _add_file(draft: Draft, name: str | None, kind: str, data: bytes, left: int) -> None:
    """A file: wrapped parts of the mail itself are unwrapped, what may hold mails is set aside for reading."""
    found = packed(data)
    if found == "tnef" and _unwrap_tnef(draft, data):
        return
    if kind in SMIME and _unwrap_cms(draft, data, left):
        return
    if kind == "application/pgp-encrypted":
        draft.bodies.lose("encrypted", "pgp")
    if found and kind != "text/rfc822-headers":  # what a server gives back of a mail that was sent from here
        draft.carried.append(data)
    draft.attach(name, kind, data, shown=found in {"mail", "mbox"})


def _unwrap_tnef(draft: Draft, data: bytes) -> bool:
    """Outlook's winmail.dat: its bodies and files are the mail's own."""
    try:
        add_record(draft, draft.budget.call("analyzers.parsers.tnef:read", data))
    except WorkerFailed:
        draft.bodies.lose("body-unreadable", "winmail.dat")
        return False
    return True


def _unwrap_cms(draft: Draft, data: bytes, left: int) -> bool:
    """S/MIME: what was signed is the mail's own; what is encrypted is said."""
    if is_head(data) or data[:13].lower() == b"content-type:":
        inner = data
    else:
        try:
            found = draft.budget.call("analyzers.parsers.cms:content", data)
        except WorkerFailed:
            return False
        if found["kind"] == "encrypted":
            draft.bodies.lose("encrypted", "smime")
        inner = found["content"]
    if not inner or left <= 0:
        return False
    add_entity(draft, inner, left)
    return True


def _looks_like_html(text: str) -> bool:
    return text[:500].lstrip().lower().startswith(("<!doctype html", "<html", "<head>", "<body"))


def _kind(part: Part) -> str:
    """The declared type; what is no type, or an unsplit multipart, is read as text (RFC 2045, section 5.2)."""
    declared = part.field("content-type").partition(";")[0].strip().lower()
    if not declared:
        return part.default
    return declared if "/" in declared and not declared.startswith("multipart/") else "text/plain"


def _disposition(part: Part) -> str:
    return part.field("content-disposition").partition(";")[0].strip().lower()


def _file_name(part: Part) -> str | None:
    """The file's name: RFC 2231, or encoded words where they do not belong."""
    for field, key in (("content-disposition", "filename"), ("content-type", "name")):
        value = part.field(field)
        extended = re.search(rf"(?i)\b{key}\*=\s*\"?([\w-]*)'[\w-]*'([^;\"\s]+)", value)
        if extended:
            return decode(urllib.parse.unquote_to_bytes(extended[2]), extended[1])
        pieces = re.findall(rf"(?i)\b{key}\*(\d+)\*?=\s*\"?([^;\"]*)", value)[:50]
        if pieces:
            return _joined([text for _, text in sorted(pieces, key=lambda p: int(p[0]))])
        plain = re.search(rf"(?i)\b{key}\s*=\s*(?:\"([^\"]*)\"|([^;\s]+))", value)
        if plain:
            return fields.decode_words(plain[1] or plain[2] or "") or None
    return None


def _joined(pieces: list[str]) -> str:
    """RFC 2231, section 4.1: the charset stands in the first piece only."""
    head = re.match(r"([\w-]*)'[\w-]*'(.*)", pieces[0].strip())
    if head:
        return decode(urllib.parse.unquote_to_bytes(head[2] + "".join(p.strip() for p in pieces[1:])), head[1])
    return "".join(p.strip() for p in pieces)
