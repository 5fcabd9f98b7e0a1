"""Reading: any form of a mail in, one Message out.

The form is recognised by content, never by a name: a mail, something that holds mails (a zip, an mbox, Outlook's .msg and
winmail.dat), a header block with or without a body, one or more addresses, or text that may be a mail's.
"""

from __future__ import annotations

import codecs
from dataclasses import replace

from analyzers.errors import NotAMail
from analyzers.message import Form, HeaderBlock, Message, Wrapping
from analyzers.reading.address_list import is_address_list
from analyzers.reading.attachments import sniff
from analyzers.reading.bodies import Bodies
from analyzers.reading.charsets import decode
from analyzers.reading.containers import Nest, finished, opened, together
from analyzers.reading.eml import read_eml
from analyzers.reading.forwards import holds_block, with_original
from analyzers.reading.mbox import mails_of
from analyzers.reading.mime import read_fields, with_line_feeds
from analyzers.reading.pasted import repaired, split_note
from analyzers.reading.prose import may_be_mail
from analyzers.reading.recognise import (
    FROM_LINE,
    ROUTE,
    boxed,
    has_body,
    is_head,
    known_fields,
    make_head,
    without_mark,
)
from analyzers.reading.slack_email import SlackEmail, read_slack_email
from analyzers.worker import Budget

__all__ = ["MAX_BYTES", "SlackEmail", "read", "read_slack_email"]

MAX_BYTES = 25 * 1024 * 1024
UNPACK_SECONDS = 1.8  # an old zip with a password takes its time
MAX_PASTE = 2_000_000  # characters: nobody copies more from a window
MAX_TEXT_BYTES = 8 * 1024 * 1024  # of a text that is no mail; more than is ever looked at
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PARTS = b"content-type: multipart/"  # the parts of a mail alone
# The source of a mail that was changed when it was copied begins with one of these, or shows hardly any field.
_DISGUISE, _FEW = {b">", b"|", b"`", b"~", b" ", b"\t"}, 3


def read(source: bytes | str) -> Message:
    """The mail in `source`: RFC 5322 bytes, a file that holds mails, a pasted mail or header block, a text with links, addresses.

    A mail that carries others, attached or quoted, has them `inside`. Raises NotAMail when there is none.
    """
    data = source.encode("utf-8", "replace") if isinstance(source, str) else source
    if len(data) > MAX_BYTES:
        raise NotAMail("too-large")
    data = decode(data).encode("utf-8", "replace") if data.startswith(_UTF_16) else data
    data, raw = without_mark(data), data
    if not data:
        raise NotAMail("empty")
    return _with_originals(_read(data, raw, pasted=isinstance(source, str)))


def _with_originals(message: Message) -> Message:
    """Each mail that was read, with the original that its text quotes, if it is a forward."""
    inside = tuple(_with_originals(inner) for inner in message.inside)
    return with_original(replace(message, inside=inside) if inside else message)


def _read(data: bytes, raw: bytes, *, pasted: bool) -> Message:
    if boxed(data):
        return _unpacked(data)
    fields = known_fields(FROM_LINE.sub(b"", data[:20_400]))
    known = make_head(fields) or data[:24].lower().startswith(_PARTS)
    disguised = not known or raw[:1] in _DISGUISE or len(fields) < _FEW
    if (pasted or disguised) and len(data) <= MAX_PASTE and not _is_binary(data):
        text = decode(raw)
        note, better = split_note(repaired(text))
        if better != text and is_head(again := without_mark(better.encode("utf-8", "replace"))):
            return _under_note(note, replace(_with_headers(again, pasted=pasted), source=None))
    if known:
        return _with_headers(data, pasted=pasted)
    if _is_binary(data):
        raise NotAMail("binary")
    return _without_headers(decode(data[:MAX_TEXT_BYTES]))


def _under_note(note: str, message: Message) -> Message:
    """A mail whose source stands under a note. A note with a link is no colleague's alone: both are candidates then."""
    bodies = Bodies()
    bodies.add_text(note)
    if not bodies.done()[1]:
        return message
    bodies.add_mail(message)
    text, links, losses = bodies.done()
    inner = replace(message, wrappings=(Wrapping("pasted"), *message.wrappings))
    return Message(
        form=Form.TEXT, text=text, links=links, attachments=message.attachments, losses=losses, inside=(inner,)
    )


def _unpacked(data: bytes) -> Message:
    """The mails in a file that holds mails."""
    nest = Nest(budget=Budget(UNPACK_SECONDS))
    found = opened(data, nest)
    if not found:
        raise NotAMail("encrypted") if nest.locked else NotAMail("binary")
    return together(found, nest)


def _is_binary(data: bytes) -> bool:
    """A file of a known kind, or bytes among which control characters are common; a stray one makes no text binary."""
    kind, head = sniff(data), data[:4096]
    if kind in {"text/plain", "text/html"}:
        return False
    strange = sum(byte < 9 or 13 < byte < 27 for byte in head)
    return kind != "application/octet-stream" or b"\x00\x00" in head or strange * 50 > len(head)


def _with_headers(data: bytes, *, pasted: bool) -> Message:
    """Several mails behind each other, or one: with a route, without, or a header block alone."""
    nest = Nest()
    data = with_line_feeds(data)
    if FROM_LINE.match(data):
        pieces = mails_of(data)
        if len(pieces) > 1 and len(found := opened(data, nest)) > 1:
            return together(found, nest)
        data = without_mark(pieces[0])
    head = read_fields(data, lenient=True)
    names = {name.lower() for name, _ in head[0]}
    nest.take(len(data))
    form = Form.HEADERS if not has_body(data, head[1]) else Form.EML if names & ROUTE else Form.TEXT
    complete = False if form is Form.TEXT else _pasted_whole(names) if pasted else None
    return finished(read_eml(data, form, complete=complete, budget=nest.budget, head=head), nest, 0, ())


def _pasted_whole(names: set[bytes]) -> bool:
    """Whether a pasted block is all of it: a selection that began too late or ended too early lacks one of these."""
    return {b"received", b"from", b"date"} <= names and bool(names & {b"to", b"message-id"})


def _without_headers(text: str) -> Message:
    bodies = Bodies()
    (
        bodies.add_html
        if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<body"))
        else bodies.add_text
    )(text)
    body, links, losses = bodies.done()
    if not links and not holds_block(body) and not may_be_mail(body):
        raise NotAMail("no-mail")
    form = Form.URL if is_address_list(text, links) else Form.TEXT
    shown = "" if form is Form.URL else body
    return Message(form=form, headers=HeaderBlock(), text=shown, look=bodies.look, links=links, losses=losses)
