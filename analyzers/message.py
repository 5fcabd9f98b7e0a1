"""Message: whatever form a mail came in, this is what it says. Frozen, decoded, bounded; nothing in it is trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from analyzers.links.names import parse_host

if TYPE_CHECKING:
    from datetime import datetime

    from analyzers.links import Link


class Form(StrEnum):
    """The form in which a mail reached us; it decides what can be known at all."""

    EML = "eml"
    MSG = "msg"
    HEADERS = "headers"
    FORWARDED = "forwarded"
    SLACK_EMAIL = "slack-email"
    TEXT = "text"
    URL = "url"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One field: `name` as written, `value` unfolded and decoded as text (RFC 5322, section 2.2; encoded words are kept)."""

    name: str
    value: str


@dataclass(frozen=True)
class HeaderBlock:
    """All fields in order. `complete` is False when the form does not hold a whole block, so absence says nothing."""

    fields: tuple[HeaderField, ...] = ()
    complete: bool = False

    def all(self, name: str) -> tuple[str, ...]:
        """The values of every field called `name`, top first."""
        return self._by_name.get(name.lower(), ())

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for each in self.fields:
            found.setdefault(each.name.lower(), []).append(each.value)
        return {name: tuple(values) for name, values in found.items()}

    def first(self, name: str) -> str | None:
        """The topmost value of `name`, or None."""
        return next(iter(self.all(name)), None)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the mail says it is from. `address` is None when the From field holds no well-formed address (RFC 5322, 3.4.1)."""

    raw: str | None = None
    name: str | None = None
    address: str | None = None
    return_path: str | None = None
    reply_to: str | None = None

    @property
    def domain(self) -> str | None:
        """The domain of `address` as the DNS knows it: lower case, in A-labels."""
        if not self.address:
            return None
        written = self.address.rpartition("@")[2].lower()
        host = parse_host(written)
        return host.name if host else written


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the mail. `type` is what its content is, `declared` what the mail calls it; `size` in bytes.

    `notes` are codes of `analyzers.reading.attachments.NOTES`; `contains` are the names of the files packed in it.
    """

    name: str | None
    type: str
    declared: str | None
    size: int
    sha256: str
    notes: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that could not be read or was left out: `code` (`charset`, `links-capped`, …) and what it concerns."""

    code: str
    subject: str


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What stood around the judged mail and is not judged: `kind` (`message`, `zip`, `mbox`, `msg`, `tnef`, `inline`, `pasted`, `list`).

    `sender` is who wrapped it, where that is known: the colleague who forwarded the mail, not the author of the fraud.
    `program` is the mail program whose marks a quoted forward bears (`gmail`, `outlook`, `yahoo`, …).
    """

    kind: str
    sender: Sender | None = None
    program: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """The texts of a mail's own bodies apart, as far as `MAX_LOOK` characters: the `plain` one, the `page`, and what that `hides`.

    `hidden` is text that stands in the page and that its own style keeps from the reader's eye; `page` is without it. `tricks` tell
    how its letters were scrambled (`turned`, `cells`, `split`), and `logo` what stands in the place of its first picture. `asks` is
    what its fields ask for: a `password`, the numbers of a `card`, or nothing that matters ("").
    """

    plain: str = ""
    page: str = ""
    hidden: str = ""
    tricks: tuple[str, ...] = ()
    logo: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One suspicious mail.

    `subject` is decoded and without the `stamp` that a receiving server put before it ("[spam]"). `text` is everything a
    reader sees, HTML rendered to text, and `look` tells its parts apart. `losses` say what could not be read. `wrappings`, outermost first, are what the mail
    came in; `inside` are the mails that it carries, attached or quoted as the original of a forward, each with its wrappings,
    and each a candidate to be judged in its place. `source` is the mail as its bytes stood (RFC 5322), None when no form of it has them: signatures are
    verified over it.
    """

    form: Form
    headers: HeaderBlock = field(default_factory=HeaderBlock)
    subject: str | None = None
    stamp: str | None = None
    date: datetime | None = None
    sender: Sender = field(default_factory=Sender)
    recipients: tuple[str, ...] = ()
    text: str = ""
    look: Look = field(default_factory=Look)
    links: tuple[Link, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    losses: tuple[Loss, ...] = ()
    wrappings: tuple[Wrapping, ...] = ()
    inside: tuple[Message, ...] = ()
    source: bytes | None = field(default=None, repr=False, compare=False)
