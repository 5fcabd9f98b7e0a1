"""Carrier: a mail that was sent to hand over others, opened as far as it takes to have their bytes.

Nothing that it carries is read here: whoever judges an original reads it as if it had come by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analyzers.message import Attachment, Form, HeaderBlock, Message
from analyzers.reading import fields
from analyzers.reading.eml import read_eml
from analyzers.reading.forwards import with_original
from analyzers.reading.mbox import mails_of
from analyzers.reading.mime import read_fields, split, with_line_feeds
from analyzers.reading.recognise import FROM_LINE, ZIP, is_head, packed, without_mark
from analyzers.reading.shown_headers import find_block, subject_kind
from analyzers.reading.transfer import decoded
from analyzers.worker import Budget, WorkerFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.reading.draft import Carried
    from analyzers.reading.shown_headers import Block

MAX_MAILS, MAX_BYTES, MAX_CARRIED = 60, 64 * 1024 * 1024, 300
UNPACK_SECONDS = 1.8  # an old zip with a password takes its time
_MAX_REPORT = 100_000  # bytes of the part of a feedback report that machines read
_MSG = "__properties_version1.0".encode("utf-16-le")  # what every .msg holds and no other OLE file does
_FEEDBACK = "message/feedback-report"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A mail that may carry others.

    `headers` are its own, `text` what its reader sees of itself, `kinds` the declared types of its parts in lower case, and
    `feedback` the fields of a feedback report (RFC 5965), if it is one. `mails` are the bytes of those attached, outermost only;
    `locked` are zips that a password keeps shut. Where there are none, `files` are what is attached instead, and `quotes`
    tells whether its text shows another mail as a forward. `note` is what its author wrote: the text in one form, and of a
    forward what stands above it.
    """

    headers: HeaderBlock
    subject: str
    text: str
    kinds: frozenset[str]
    mails: tuple[bytes, ...] = ()
    feedback: str = ""
    locked: tuple[bytes, ...] = ()
    files: tuple[Attachment, ...] = ()
    quotes: bool = False
    note: str = ""


def open_carrier(data: bytes) -> Carrier:
    """The mail in `data` (RFC 5322), however broken. Raises nothing."""
    data = with_line_feeds(FROM_LINE.sub(b"", without_mark(data)))
    budget = Budget(UNPACK_SECONDS)
    head = read_fields(data, lenient=True)
    draft = read_eml(data, Form.EML, budget=budget, head=head)
    parts = split(data, head).leaves
    kinds = frozenset(part.field("content-type").partition(";")[0].strip().lower() or part.default for part in parts)
    told = next((part for part in parts if part.field("content-type").lower().startswith(_FEEDBACK)), None)
    feedback = decoded(told.raw[:_MAX_REPORT], told.field("content-transfer-encoding"), text=True) if told else b""
    plain = Carrier(draft.block, "", "", kinds, feedback=feedback.decode("utf-8", "replace"))
    opening = _Opening(budget)
    if mails := opening.of(draft.carried):
        subject = fields.text_of(draft.block.first("subject") or "")
        text = draft.bodies.done()[0]
        typed = draft.bodies.look.plain.strip() or text
        return replace(plain, subject=subject, text=text, note=typed, mails=mails, locked=tuple(opening.locked))
    return replace(_without_mails(plain, draft.message()), locked=tuple(opening.locked))


def _without_mails(plain: Carrier, message: Message) -> Carrier:
    """What is to be known of a mail that carries no other as a file."""
    forward = with_original(message).inside
    block = find_block(message.text) if forward else None
    return replace(
        plain,
        subject=message.subject or "",
        text=message.text,
        files=message.attachments,
        quotes=bool(forward) or _says_so(message),
        note=_typed(message, block),
    )


def _typed(message: Message, block: Block | None) -> str:
    """What stands above a mail that is quoted; where that cannot be told, nothing. All of it, where none is quoted."""
    if block:
        return message.text[: block.start]
    return "" if _says_so(message) else message.look.plain.strip() or message.text


def _says_so(message: Message) -> bool:
    """A forward whose program puts nothing above the quoted mail that could be recognised."""
    return subject_kind(message.subject or "") == "forwarded" and bool(message.text.strip())


class _Opening:
    """Opens what a mail carries, within bounds that hold for all of it."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._left = MAX_BYTES
        self.locked: list[bytes] = []

    def of(self, carried: list[Carried]) -> tuple[bytes, ...]:
        """The mails, in their order; those that are packed stand last, so that a slow worker moves no other one."""
        found: list[bytes] = []
        for each in sorted(carried[:MAX_CARRIED], key=_is_packed):
            for mail in self._mails(each, zips=True):
                self._left -= len(mail)
                if len(found) >= MAX_MAILS or self._left < 0:
                    return tuple(found)
                found.append(mail)
        return tuple(found)

    def _mails(self, carried: Carried, *, zips: bool) -> Iterator[bytes]:
        if isinstance(carried, dict):
            source = carried.get("source")
            yield from [source] if isinstance(source, bytes) and source else []
            return
        kind = packed(carried)
        if kind == "zip":
            yield from self._unzipped(carried) if zips else ()
        elif kind == "mbox":
            yield from (mail for mail in mails_of(without_mark(carried)) if mail)
        elif kind == "tnef" or (kind == "msg" and _MSG in carried):
            yield carried
        elif kind == "mail" or (kind is None and is_head(without_mark(carried[:20_400]))):
            yield without_mark(carried)

    def _unzipped(self, data: bytes) -> Iterator[bytes]:
        try:
            found = self._budget.call("analyzers.parsers.archive:unpack", data)
        except WorkerFailed:
            return
        self.locked += [data] if found["locked"] and not found["files"] else []
        for file in found["files"]:
            yield from self._mails(file, zips=False)


def _is_packed(carried: Carried) -> bool:
    return isinstance(carried, bytes) and carried.startswith(ZIP)
