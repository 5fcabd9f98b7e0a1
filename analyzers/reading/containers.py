"""Containers: the mails that came in something, or in one another, found and read within one set of bounds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from analyzers.message import Form, Loss, Message, Wrapping
from analyzers.reading.eml import add_entity, read_eml
from analyzers.reading.mbox import mails_of
from analyzers.reading.mime import read_fields, with_line_feeds
from analyzers.reading.recognise import ZIP, has_body, is_head, packed, without_mark
from analyzers.reading.records import add_record, read_record
from analyzers.worker import Budget, WorkerFailed

if TYPE_CHECKING:
    from analyzers.reading.draft import Carried, Draft

MAX_MAILS, MAX_DEPTH, MAX_LOOSE, MAX_BYTES = 10, 6, 20, 128 * 1024 * 1024


@dataclass(slots=True)
class Nest:
    """What all the mails in one input may cost together: `mails`, `bytes` and time."""

    mails: int = MAX_MAILS
    bytes: int = MAX_BYTES
    budget: Budget = field(default_factory=Budget)
    locked: bool = False
    capped: bool = False

    @property
    def read(self) -> str:
        """How many were read."""
        return str(MAX_MAILS - max(0, self.mails))

    def take(self, size: int) -> bool:
        """Whether one more mail of `size` bytes may be read."""
        self.capped = self.capped or self.mails < 1 or self.bytes < size
        self.mails, self.bytes = self.mails - 1, self.bytes - size
        return self.mails >= 0 and self.bytes >= 0


def opened(data: bytes, nest: Nest, depth: int = 0, around: tuple[Wrapping, ...] = ()) -> tuple[Message, ...]:
    """The mails that `data` is or holds, outermost only: each has those inside it. None, when it holds none."""
    kind = packed(data)
    if kind == "zip":
        return _zip(data, nest, depth, around)
    if kind in {"msg", "tnef"}:
        return _record(data, str(kind), nest, depth, around)
    if kind == "mbox":
        found = mails_of(without_mark(data))
        return _each(found, nest, depth, (*around, Wrapping("mbox")) if len(found) > 1 else around)
    return _one(data, nest, depth, around) if kind == "mail" or is_head(without_mark(data)) else ()


def _each(found: list[bytes], nest: Nest, depth: int, around: tuple[Wrapping, ...]) -> tuple[Message, ...]:
    return tuple(mail for data in found if not data.startswith(ZIP) for mail in opened(data, nest, depth, around))


def _zip(data: bytes, nest: Nest, depth: int, around: tuple[Wrapping, ...]) -> tuple[Message, ...]:
    """In an attached zip the mails are as far in as the zip itself; whose zip it is, the wrapping around it says."""
    try:
        found = nest.budget.call("analyzers.parsers.archive:unpack", data)
    except WorkerFailed:
        return ()
    nest.locked = nest.locked or found["locked"]
    nest.capped = nest.capped or (found["capped"] and bool(found["files"]))
    if not around or around[-1].kind != "zip":
        around = (*around, Wrapping("zip"))
    return _each(found["files"], nest, depth, around)


def _record(data: bytes, kind: str, nest: Nest, depth: int, around: tuple[Wrapping, ...]) -> tuple[Message, ...]:
    try:
        record = nest.budget.call(f"analyzers.parsers.{kind}:read", data)
    except WorkerFailed:
        return ()
    if not record or not (record["props"] or record["files"]):
        return ()
    return _of_record(record, nest, depth, around)


def _of_record(record: dict[str, Any], nest: Nest, depth: int, around: tuple[Wrapping, ...]) -> tuple[Message, ...]:
    return (finished(read_record(record, nest.budget), nest, depth, around),) if nest.take(0) else ()


def _one(data: bytes, nest: Nest, depth: int, around: tuple[Wrapping, ...]) -> tuple[Message, ...]:
    """One mail as RFC 5322 has it."""
    if not nest.take(len(data)):
        return ()
    data = with_line_feeds(without_mark(data))
    head = read_fields(data, lenient=True)
    form = Form.EML if has_body(data, head[1]) else Form.HEADERS
    return (finished(read_eml(data, form, budget=nest.budget, head=head), nest, depth, around),)


def finished(draft: Draft, nest: Nest, depth: int, around: tuple[Wrapping, ...]) -> Message:
    """The Message of a draft, with the mails inside it read."""
    for entity in draft.entities[:MAX_LOOSE]:
        add_entity(draft, entity)
    inside: list[Message] = []
    for at, carried in enumerate(draft.carried):  # what is read in the loop may add to it
        found = _inside(carried, draft, nest, depth, around)
        inside += found
        if not found and at < MAX_LOOSE:
            _show(carried, draft)
    for inner in inside:
        draft.contain(inner)
    if nest.capped:
        draft.bodies.lose("mails-capped", nest.read)
    return draft.message(tuple(inside), around)


def _inside(
    carried: Carried, draft: Draft, nest: Nest, depth: int, around: tuple[Wrapping, ...]
) -> tuple[Message, ...]:
    if depth >= MAX_DEPTH:
        draft.bodies.lose("nesting", "")
        return ()
    sender = draft.sender if draft.sender.raw or draft.sender.name else None
    around = (*around, Wrapping(_wrapping(carried, draft), sender))
    if isinstance(carried, dict):
        return _of_record(carried, nest, depth + 1, around)
    return opened(carried, nest, depth + 1, around)


def _show(carried: Carried, draft: Draft) -> None:
    """A mail that is one too many, or too deep, is still seen by whoever reads the one around it."""
    if isinstance(carried, dict):
        add_record(draft, carried)
    elif packed(carried) in {"mail", "mbox"} or is_head(carried):
        add_entity(draft, carried)


def _wrapping(carried: Carried, draft: Draft) -> str:
    """What the mail inside came in, as its reader knows it."""
    if isinstance(carried, dict):
        return "message" if draft.form is Form.MSG else "tnef"
    kind = packed(carried)
    return kind if kind in {"zip", "msg", "tnef"} else "message"


def together(found: tuple[Message, ...], nest: Nest) -> Message:
    """Several mails of one file as one: the first, with the others as candidates beside it."""
    first, *others = found
    lost = (Loss("mails-capped", nest.read),) if nest.capped else ()
    losses = (*first.losses, *(loss for loss in lost if loss not in first.losses))
    return replace(first, inside=(*first.inside, *others), losses=losses)
