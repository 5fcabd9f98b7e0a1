"""Reading: any form of a mail in, one Message out.

The form is recognised by content: a header block with or without a body, one or more addresses, or text with a link.
"""

from __future__ import annotations

import codecs
import re

from analyzers.errors import NotAMail
from analyzers.message import Form, HeaderBlock, Message
from analyzers.reading.attachments import sniff
from analyzers.reading.bodies import Bodies
from analyzers.reading.charsets import decode
from analyzers.reading.eml import read_eml
from analyzers.reading.slack_email import SlackEmail, read_slack_email

__all__ = ["MAX_BYTES", "SlackEmail", "read", "read_slack_email"]

MAX_BYTES = 25 * 1024 * 1024
_FIELD = re.compile(rb"([!-9;-~]{1,80}):(?:[ \t]|\r?$)", re.MULTILINE)
_KNOWN = frozenset(
    b"received from to cc subject date message-id return-path delivered-to mime-version content-type reply-to "
    b"authentication-results dkim-signature x-mailer sender content-transfer-encoding x-original-to received-spf "
    b"arc-seal list-id references in-reply-to x-originating-ip importance thread-topic".split()
)
_ROUTE = re.compile(rb"(?im)^(received|message-id|mime-version|return-path|delivered-to):")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FROM_LINE = re.compile(rb"\A>?From [^\r\n]*\r?\n")


def read(source: bytes | str) -> Message:
    """The mail in `source`: RFC 5322 bytes, a pasted mail, a pasted header block, a text with links, or addresses.

    Raises NotAMail when it is none of them.
    """
    data = source.encode("utf-8", "replace") if isinstance(source, str) else source
    if len(data) > MAX_BYTES:
        raise NotAMail("too-large")
    data = _FROM_LINE.sub(b"", data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n\t \x00"))
    if not data.strip():
        raise NotAMail("empty")
    known = _known_fields(data)
    if known >= 2 or (known and _ROUTE.match(data)):
        return _with_headers(data)
    if sniff(data) not in {"text/plain", "text/html"} and not data.startswith(_UTF_16) and _is_binary(data[:4096]):
        raise NotAMail("binary")
    return _without_headers(decode(data))


def _is_binary(head: bytes) -> bool:
    """A file of a known kind, or bytes among which control characters are common; a stray one makes no text binary."""
    strange = sum(byte < 9 or 13 < byte < 27 for byte in head)
    return sniff(head) != "application/octet-stream" or b"\x00\x00" in head or strange * 50 > len(head)


def _known_fields(data: bytes) -> int:
    """How many mail header fields stand at the top, before the first empty line or the first line that is none."""
    count = 0
    for line in re.split(rb"\r?\n", data[:20_000]):
        if line[:1] in {b" ", b"\t"}:
            continue
        field = _FIELD.match(line)
        if not field:
            break
        count += field[1].lower() in _KNOWN
    return count


def _with_headers(data: bytes) -> Message:
    head, _, body = data.replace(b"\r\n", b"\n").partition(b"\n\n")
    if not body.strip():
        return read_eml(data, Form.HEADERS)
    if _ROUTE.search(head):
        return read_eml(data)
    return read_eml(data, Form.TEXT, complete=False)


def _without_headers(text: str) -> Message:
    bodies = Bodies()
    (
        bodies.add_html
        if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<body"))
        else bodies.add_text
    )(text)
    body, links, losses = bodies.done()
    if not links:
        raise NotAMail("no-mail")
    lines = [line for line in text.split() if line]
    form = Form.URL if len(lines) == len(links) else Form.TEXT
    return Message(form=form, headers=HeaderBlock(), text="" if form is Form.URL else body, links=links, losses=losses)
