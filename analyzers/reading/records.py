"""Records: a mail that Outlook keeps as properties (.msg, winmail.dat), made into what other mails are made into.

The header block that the mail had on its way is one of the properties; a mail that was never on its way has none, and then the
fields are put together from the other properties, and the block is not complete.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from analyzers.message import Form, HeaderBlock, HeaderField, Sender
from analyzers.reading.charsets import decode
from analyzers.reading.draft import Draft, header_block
from analyzers.reading.mime import read_fields, with_line_feeds
from analyzers.reading.recognise import packed
from analyzers.worker import WorkerFailed

if TYPE_CHECKING:
    from analyzers.worker import Budget

Record = dict[str, Any]
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_META = re.compile(rb"(?i)<meta[^>]{0,300}charset\s{0,5}=\s{0,5}[\"']?([a-z0-9_-]{2,40})")
SMIME = {"application/pkcs7-mime", "application/x-pkcs7-mime"}


def read_record(record: Record, budget: Budget, form: Form = Form.MSG) -> Draft:
    """The mail in a record."""
    draft = Draft(form, _block(record), budget)
    if draft.block.first("from") is None and (name := _text(record, "0042", "0c1a")):
        draft.named = Sender(name=name)  # someone of the same house, whose address is not one of the internet
    add_record(draft, record)
    return draft


def add_record(draft: Draft, record: Record) -> None:
    """The bodies and files of a record become those of `draft`."""
    text = _text(record, "1000")
    html = _html(draft, record)
    if text and text.strip():
        draft.bodies.add_text(text)
    if html:
        draft.show_html(html)
    for file in record["files"]:
        _add_file(draft, record, file)


def _html(draft: Draft, record: Record) -> str | None:
    """The HTML body, else what stands in the compressed RTF; an RTF of its own shows the same as the plain text."""
    html = record["props"].get("1013")
    if isinstance(html, str):
        return html or None
    if html:
        declared = _META.search(html[:4_000])
        return decode(html, record["html_charset"] or (declared[1].decode() if declared else None))
    rtf = record["props"].get("1009")
    if not isinstance(rtf, bytes) or not rtf:
        return None
    try:
        found = draft.budget.call("analyzers.parsers.rtf:body", rtf)
    except WorkerFailed:
        draft.bodies.lose("body-unreadable", "rtf")
        return None
    if found["kind"] == "html":
        return str(found["text"])
    if not record["props"].get("1000"):
        draft.bodies.add_text(found["text"])
    return None


def _add_file(draft: Draft, record: Record, file: Record) -> None:
    name = _text({**record, **file}, "3707", "3704", "3001")
    data = file["data"] if isinstance(file["data"], bytes) else b""
    declared = (_text({**record, **file}, "370e") or "").lower() or None
    if file["mail"]:
        draft.carried.append(file["mail"])
    elif declared == "multipart/signed" and data:  # the whole mail as it was signed: its parts are the mail's own
        draft.entities.append(data)
    elif name or data:
        found = packed(data)
        draft.attach(name, declared, data, shown=found in {"mail", "mbox"})
        if declared in SMIME and data:
            draft.entities.append(data)
        if found:
            draft.carried.append(data)


def _text(record: Record, *names: str) -> str | None:
    """The first of the properties that holds text."""
    for name in names:
        value = record["props"].get(name)
        if isinstance(value, bytes):
            value = decode(value, record.get("charset") or None)
        if isinstance(value, str) and value.strip("\0 "):
            return value.replace("\0", "")
    return None


def _block(record: Record) -> HeaderBlock:
    """The header block as it was on the way, with what it lacks put together from the properties."""
    written = record["props"].get("007d") or b""
    raw = written.encode("utf-8", "replace") if isinstance(written, str) else written
    raw = with_line_feeds(raw.lstrip(b"\r\n\t \0"))
    if raw.startswith(b"Microsoft Mail Internet Headers"):
        raw = raw.partition(b"\n")[2]
    block = header_block(read_fields(raw, lenient=True)[0])
    named = {field.name.lower() for field in block.fields}
    added = tuple(field for field in _made(record) if field.name.lower() not in named)
    return HeaderBlock((*block.fields, *added), complete=block.complete)


def _made(record: Record) -> list[HeaderField]:
    """Header fields from the properties of the mail."""
    sender = _address(_text(record, "5d02", "0065"), _text(record, "5d01", "0c1f"))
    made = [
        ("From", sender and _mailbox(_text(record, "0042", "0c1a"), sender)),
        ("Subject", _text(record, "0037")),
        ("Message-ID", _text(record, "1035")),
    ]
    for role, (title, shown) in {1: ("To", "0e04"), 2: ("Cc", "0e03")}.items():
        people = [
            _person(record, each) for each in record["people"] if each["props"].get("0c15") in {role, role | 1 << 28}
        ]
        made.append((title, ", ".join(person for person in people if person) or _text(record, shown)))
    moment = record["props"].get("0039") or record["props"].get("0e06")
    made.append(("Date", _date(moment)))
    return [HeaderField(name, " ".join(value.split())) for name, value in made if value]


def _person(record: Record, each: Record) -> str | None:
    row = {**record, "props": each["props"]}
    address = _address(_text(row, "39fe"), _text(row, "3003"))
    return _mailbox(_text(row, "3001"), address) if address else _text(row, "3001")


def _address(*written: str | None) -> str | None:
    """The first that is an address; one within Exchange (`/O=…`) is none that mail could be sent to."""
    return next((each.strip() for each in written if each and "@" in each), None)


def _mailbox(name: str | None, address: str) -> str:
    """A mailbox (RFC 5322, section 3.4)."""
    if not name or name.strip("'\"") == address:
        return f"<{address}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'


def _date(moment: Any) -> str | None:
    """A count of hundreds of nanoseconds since 1601 as RFC 5322 writes a date."""
    if not isinstance(moment, int):
        return None
    try:
        return format_datetime(_EPOCH + timedelta(microseconds=moment // 10))
    except (OverflowError, ValueError):
        return None
