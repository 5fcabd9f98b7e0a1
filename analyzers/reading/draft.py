"""Draft: a mail while it is being read, before it is known what the mails inside it hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analyzers.message import Attachment, Form, HeaderBlock, HeaderField, Message, Sender
from analyzers.parsers.scrambled import turned_back
from analyzers.reading import fields
from analyzers.reading.bodies import Bodies
from analyzers.reading.looking import Files
from analyzers.reading.mime import readable
from analyzers.reading.stamp import split_stamp

if TYPE_CHECKING:
    from analyzers.message import Wrapping
    from analyzers.reading.mime import Fields
    from analyzers.worker import Budget

# Bytes of fields in other characters than ASCII, which are dear to read: of all together, and at least of each.
MAX_DEAR, LEAST_DEAR = 200_000, 500
_ENVELOPE = ("delivered-to", "x-original-to", "to", "cc")
Carried = bytes | dict[str, Any]


@dataclass(slots=True)
class Draft:
    """`carried` is what may be a mail inside it, as bytes or as a record of properties.

    `entities` are MIME parts of its own that came wrapped; `source` are its bytes as they stood; `named` is the sender where
    no From field tells.
    """

    form: Form
    block: HeaderBlock
    budget: Budget
    bodies: Bodies = field(init=False)
    files: Files = field(init=False)
    inner_files: list[Attachment] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)
    entities: list[bytes] = field(default_factory=list)
    source: bytes | None = None
    named: Sender | None = None

    def __post_init__(self) -> None:
        self.bodies = Bodies()
        self.bodies.budget = self.budget
        self.files = Files(self.bodies)

    @property
    def sender(self) -> Sender:
        """Who it is from."""
        return self.named or sender_of(self.block)

    def show_html(self, html: str) -> None:
        """An HTML body, with the pictures that are written into it."""
        self.bodies.add_html(html)
        self.files.add_markup(html)

    def attach(self, name: str | None, declared: str | None, data: bytes, *, shown: bool = False) -> None:
        """A file that came with the mail; `shown`: a body that has a name, and was read as a body."""
        self.files.add(name, declared, data, shown=shown)

    def contain(self, inner: Message) -> None:
        """Whoever reads this mail sees what the mail inside it shows."""
        self.bodies.add_mail(inner)
        self.inner_files += inner.attachments

    def message(self, inside: tuple[Message, ...] = (), wrappings: tuple[Wrapping, ...] = ()) -> Message:
        """The Message, with the mails inside it."""
        block = self.block
        raw = block.first("subject")
        subject, stamp = split_stamp(turned_back(fields.text_of(raw))) if raw is not None else (None, None)
        self.bodies.add_unsubscribe(block.all("list-unsubscribe"))
        files = (*self.files.done(), *self.inner_files)
        text, links, losses = self.bodies.done()
        return Message(
            form=self.form,
            headers=block,
            subject=subject,
            stamp=stamp,
            date=fields.date(block.first("date")),
            sender=self.sender,
            recipients=fields.addresses(tuple(value for name in _ENVELOPE for value in block.all(name))),
            text=text,
            look=self.bodies.look,
            links=links,
            attachments=files,
            losses=losses,
            wrappings=wrappings,
            inside=inside,
            source=self.source,
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


def header_block(found: Fields, *, complete: bool | None = None) -> HeaderBlock:
    """All fields at the top; a block with a route and a sender is taken as whole."""
    left, block = MAX_DEAR, []
    for name, value in found:
        if not value.isascii() or b"\x1b" in value:
            value = value[: max(LEAST_DEAR, left)]  # noqa: PLW2901 -- the value as far as it is read
            left -= len(value)
        block.append(HeaderField(name.decode("ascii", "replace"), readable(value)))
    names = {f.name.lower() for f in block}
    whole = bool(names & {"received", "message-id"}) and bool(names & {"from", "subject"}) and "date" in names
    return HeaderBlock(tuple(block), complete=whole if complete is None else complete)
