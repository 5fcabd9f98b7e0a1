"""RFC 5322 bytes: header fields, bodies and attachments of one mail, however broken.

The standard library's parser in its compat32 policy splits the MIME tree; every header and every part is decoded here,
because the newer policies raise on real mail and cost eight times as much.
"""

from __future__ import annotations

import email
import email.policy
import quopri
import re
import urllib.parse
from typing import TYPE_CHECKING

from analyzers.message import Attachment, Form, HeaderBlock, HeaderField, Loss, Message, Sender
from analyzers.reading import fields
from analyzers.reading.attachments import describe
from analyzers.reading.bodies import Bodies
from analyzers.reading.charsets import decode
from analyzers.reading.stamp import split_stamp

if TYPE_CHECKING:
    from email.message import Message as Tree

MAX_FIELDS, MAX_PARTS = 2_000, 300
_ENVELOPE = ("delivered-to", "x-original-to", "to", "cc")


def read_eml(data: bytes, form: Form = Form.EML, *, complete: bool | None = None) -> Message:
    """The mail in `data`. `complete` overrules whether the header block is taken as whole."""
    tree = _parse(data)
    block = header_block(tree, complete=complete)
    bodies, attachments = Bodies(), list[Attachment]()
    if form is not Form.HEADERS:
        for part in _leaves(tree, bodies):
            _take(part, bodies, attachments)
    return _message(block, form, bodies, tuple(attachments))


def _message(block: HeaderBlock, form: Form, bodies: Bodies, attachments: tuple[Attachment, ...]) -> Message:
    raw_subject = block.first("subject")
    subject, stamp = split_stamp(fields.text_of(raw_subject)) if raw_subject is not None else (None, None)
    text, links, losses = bodies.done()
    recipients = tuple(value for name in _ENVELOPE for value in block.all(name))
    return Message(
        form=form,
        headers=block,
        subject=subject,
        stamp=stamp,
        date=fields.date(block.first("date")),
        sender=sender_of(block),
        recipients=fields.addresses(recipients),
        text=text,
        links=links,
        attachments=attachments,
        losses=losses,
    )


def sender_of(block: HeaderBlock) -> Sender:
    """Who the header block says the mail is from."""
    raw = block.first("from")
    name, address = fields.mailbox(raw)
    return_path, reply_to = block.first("return-path"), block.first("reply-to")
    return Sender(
        raw=fields.text_of(raw) if raw is not None else None,
        name=name,
        address=address,
        return_path=fields.address((return_path or "").strip(" <>")),
        reply_to=fields.mailbox(reply_to)[1],
    )


def _parse(data: bytes) -> Tree:
    """The MIME tree; a mail that breaks the parser is read as its header block alone."""
    try:
        return email.message_from_bytes(data, policy=email.policy.compat32)
    except (RecursionError, ValueError, TypeError, AttributeError, LookupError, IndexError):
        head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
        return email.message_from_bytes(head + b"\r\nX-Fuwake-Unparsed: 1\r\n\r\n", policy=email.policy.compat32)


def header_block(tree: Tree, *, complete: bool | None = None) -> HeaderBlock:
    """All fields of the top of the tree; a block with a route and a sender is taken as whole."""
    found = tuple(HeaderField(str(k), fields.unfold(_readable(str(v)))) for k, v in list(tree.raw_items())[:MAX_FIELDS])
    names = {f.name.lower() for f in found}
    whole = bool(names & {"received", "message-id"}) and bool(names & {"from", "subject"}) and "date" in names
    return HeaderBlock(found, complete=whole if complete is None else complete)


def _readable(value: str) -> str:
    """Raw 8-bit text in a field, which the parser keeps as surrogate escapes, as characters."""
    return value if value.isascii() else decode(value.encode("utf-8", "surrogateescape"))


def _leaves(tree: Tree, bodies: Bodies) -> list[Tree]:
    leaves: list[Tree] = []
    try:
        for part in tree.walk():
            if len(leaves) >= MAX_PARTS:
                bodies.lose("parts-capped", str(MAX_PARTS))
                break
            if not part.is_multipart():
                leaves.append(part)
    except RecursionError:
        bodies.lose("nesting", "")
    if tree.get("X-Fuwake-Unparsed"):
        bodies.lose("body-unreadable", "")
    return leaves


def _take(part: Tree, bodies: Bodies, attachments: list[Attachment]) -> None:
    """One leaf: into the bodies when a reader sees it, else among the attachments."""
    kind = _kind(part)
    name = _file_name(part)
    data = _payload(part)
    shown_inline = not name and _disposition(part) != "attachment"
    if kind in {"text/plain", "text/html"} and shown_inline:
        text = decode(data, _parameter(part, "charset"))
        (bodies.add_html if kind == "text/html" or _looks_like_html(text) else bodies.add_text)(text)
    elif data or name:
        attachments.append(describe(name, kind, data))


def _looks_like_html(text: str) -> bool:
    return text[:500].lstrip().lower().startswith(("<!doctype html", "<html", "<head>", "<body"))


def _kind(part: Tree) -> str:
    """The declared type; what is no type, or an unsplit multipart, is read as text (RFC 2045, section 5.2)."""
    declared = str(part.get("content-type", "text/plain")).partition(";")[0].strip().lower()
    return declared if "/" in declared and not declared.startswith("multipart/") else "text/plain"


def _disposition(part: Tree) -> str:
    return str(part.get("content-disposition", "")).partition(";")[0].strip().lower()


def _parameter(part: Tree, name: str) -> str | None:
    found = re.search(rf"(?i)\b{name}\s*=\s*\"?([^\";\s]{{1,80}}\"?[^\";\s]{{0,20}})", str(part.get("content-type", "")))
    return found[1] if found else None


def _file_name(part: Tree) -> str | None:
    """The file's name: RFC 2231, or encoded words where they do not belong."""
    for field, key in (("content-disposition", "filename"), ("content-type", "name")):
        value = fields.unfold(_readable(str(part.get(field, ""))))
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


def _payload(part: Tree) -> bytes:
    """The decoded bytes of a leaf."""
    raw = part.get_payload(decode=False)
    data = raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""
    coding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if coding == "base64":
        return fields.base64_bytes(data)
    if coding == "quoted-printable":
        return quopri.decodestring(data)
    return data
