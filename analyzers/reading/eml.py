"""RFC 5322 bytes: header fields, bodies and attachments of one mail, however broken.

The standard library's parser in its compat32 policy splits the MIME tree; every header and every part is decoded here,
because the newer policies raise on real mail and cost eight times as much.
"""

from __future__ import annotations

import quopri
import re
import urllib.parse
from dataclasses import replace
from email.message import Message as MimePart
from email.parser import BytesParser
from email.policy import compat32
from typing import Any

from analyzers.message import Attachment, Form, HeaderBlock, HeaderField, Message, Sender
from analyzers.reading import fields
from analyzers.reading.attachments import describe
from analyzers.reading.bodies import Bodies
from analyzers.reading.charsets import decode
from analyzers.reading.stamp import split_stamp

MAX_FIELDS, MAX_PARTS = 2_000, 300
_BOUNDARY = re.compile(r"(?i)\bboundary\s*=\s*(?:\"([^\"]{1,500})\"|([^\";\s]{1,500}))")
# `charset="u"tf-8` is seen, and meant as one word.
_CHARSET = re.compile(r"(?i)\bcharset\s*=\s*\"?([^\";\s]{1,80}\"?[^\";\s]{0,20})")
_ENVELOPE = ("delivered-to", "x-original-to", "to", "cc")


def read_eml(data: bytes, form: Form = Form.EML, *, complete: bool | None = None) -> Message:
    """The mail in `data`. `complete` overrules whether the header block is taken as whole."""
    tree = _parse(data)
    block = header_block(tree, complete=complete)
    bodies, attachments = Bodies(), list[Attachment]()
    if form is not Form.HEADERS:
        for part in _leaves(tree, bodies):
            _take(part, bodies, attachments)
    return replace(_message(block, form, bodies, tuple(attachments)), source=data if form is Form.EML else None)


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


def _parse(data: bytes) -> _Part:
    """The MIME tree; a mail that breaks the parser is read as its header block alone."""
    try:
        return _split(data)
    except (RecursionError, ValueError, TypeError, AttributeError, LookupError, IndexError):
        head = re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0]
        return _split(head + b"\r\nX-Fuwake-Unparsed: 1\r\n\r\n")


class _Part(MimePart):
    """A part of a mail as it stands in its bytes: the library's own readers are quadratic, or lose 8-bit text.

    `left` is how many multiparts the whole mail may still open, since each that is open makes every further line dearer.
    """

    left: list[int]

    def field(self, name: str) -> str:
        """The first field called `name`, unfolded, in characters; "" when there is none."""
        found = (str(value) for key, value in self.raw_items() if key.lower() == name)
        return fields.unfold(_readable(next(found, "")))

    def get_boundary(self, failobj: Any = None) -> Any:
        """The boundary, or `failobj` when the mail has opened too many: what is inside is then read as text."""
        found = _BOUNDARY.search(self.field("content-type"))
        if not found:
            return failobj
        self.left[0] -= 1
        return (found[1] or found[2]).rstrip() if self.left[0] >= 0 else failobj

    def raw_bytes(self) -> bytes:
        """What stands in a leaf, still in its transfer encoding."""
        raw = self.__dict__.get("_payload")
        return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _split(data: bytes) -> _Part:
    left = [min(100, max(8, 20_000_000 // (1 + data.count(b"\n"))))]

    def part(policy: Any) -> _Part:
        made = _Part(policy=policy)
        made.left = left
        return made

    parser: Any = BytesParser  # the stubs do not know that the factory is called with the policy
    tree: _Part = parser(part, policy=compat32).parsebytes(data)
    return tree


def header_block(tree: _Part, *, complete: bool | None = None) -> HeaderBlock:
    """All fields of the top of the tree; a block with a route and a sender is taken as whole."""
    found = tuple(HeaderField(str(k), fields.unfold(_readable(str(v)))) for k, v in list(tree.raw_items())[:MAX_FIELDS])
    names = {f.name.lower() for f in found}
    whole = bool(names & {"received", "message-id"}) and bool(names & {"from", "subject"}) and "date" in names
    return HeaderBlock(found, complete=whole if complete is None else complete)


def _readable(value: str) -> str:
    """Raw 8-bit text in a field, which the parser keeps as surrogate escapes, as characters."""
    return value if value.isascii() and "\x1b" not in value else decode(value.encode("utf-8", "surrogateescape"))


def _leaves(tree: _Part, bodies: Bodies) -> list[_Part]:
    leaves: list[_Part] = []
    try:
        for part in tree.walk():
            if len(leaves) >= MAX_PARTS:
                bodies.lose("parts-capped", str(MAX_PARTS))
                break
            if not part.is_multipart():
                leaves.append(part)
    except RecursionError:
        tree.left[0] = -1
    if tree.left[0] < 0:
        bodies.lose("nesting", "")
    if tree.get("X-Fuwake-Unparsed"):
        bodies.lose("body-unreadable", "")
    return leaves


def _take(part: _Part, bodies: Bodies, attachments: list[Attachment]) -> None:
    """One leaf: into the bodies when a reader sees it, else among the attachments."""
    kind = _kind(part)
    name = _file_name(part)
    data = _payload(part)
    shown = kind in {"text/plain", "text/html"} and _disposition(part) != "attachment"
    if shown:
        found = _CHARSET.search(part.field("content-type"))
        text = decode(data, found[1] if found else None)
        (bodies.add_html if kind == "text/html" or _looks_like_html(text) else bodies.add_text)(text)
    if name or (data and not shown):  # a named part that readers show is both: giving the body a name hides nothing
        attachments.append(describe(name, kind, data))


def _looks_like_html(text: str) -> bool:
    return text[:500].lstrip().lower().startswith(("<!doctype html", "<html", "<head>", "<body"))


def _kind(part: _Part) -> str:
    """The declared type; what is no type, or an unsplit multipart, is read as text (RFC 2045, section 5.2)."""
    declared = part.field("content-type").partition(";")[0].strip().lower()
    return declared if "/" in declared and not declared.startswith("multipart/") else "text/plain"


def _disposition(part: _Part) -> str:
    return part.field("content-disposition").partition(";")[0].strip().lower()


def _file_name(part: _Part) -> str | None:
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


def _payload(part: _Part) -> bytes:
    """The decoded bytes of a leaf."""
    data = part.raw_bytes()
    coding = part.field("content-transfer-encoding").lower()
    if coding == "base64":
        return fields.base64_bytes(data)
    if coding == "quoted-printable":
        return quopri.decodestring(data)
    return data
