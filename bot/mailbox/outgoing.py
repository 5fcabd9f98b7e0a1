"""Outgoing: an answer as the bytes of a mail that no machine may answer (RFC 3834).

Its Message-ID is made of the key of what it answers, so that a mail that is sent again after a crash is the same mail, and a mail
that comes back is known as ours.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING, Any, Final

from bot.stranger import shorten, visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

MAX_SUBJECT: Final = 150  # characters
MAX_REFERENCES: Final = 12
_ID: Final = re.compile(r"<[!-;=?-~]{1,250}>")  # RFC 5322, section 3.6.4, without spaces and comments
# RFC 5321, section 4.1.2: what a mail program takes in a Mailbox, without quoted local parts, and without the marks by which old
# servers pass a mail on to another house (`user%other.example@`, `other.example!user@`).
_ADDRESS: Final = re.compile(r"[A-Za-z0-9#$&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,253}")
_OWN: Final = re.compile(r"<?fuwake\.[0-9a-f]{40}@[A-Za-z0-9.-]{1,253}>?")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail to one person. `key` names what is answered; `in_reply_to` and `references` are Message-IDs, or ""."""

    key: str
    to: str
    subject: str
    text: str
    html: str
    in_reply_to: str = ""
    references: str = ""

    def as_json(self) -> dict[str, Any]:
        """For a row on disk."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Outgoing:
        """The other way."""
        return cls(**{name: str(row.get(name) or "") for name in cls.__dataclass_fields__})


def message_id(key: str, sender: str) -> str:
    """The Message-ID of the mail that answers `key`, from the address `sender`."""
    digest = hashlib.sha256(f"fuwake mail {key}".encode("utf-8", "surrogatepass")).hexdigest()[:40]
    return f"<fuwake.{digest}@{sender.rpartition('@')[2]}>"


def is_own(message_id: str) -> bool:
    """Whether a Message-ID is one of ours, with its brackets or without."""
    return _OWN.fullmatch(message_id.strip()) is not None


def is_address(text: str) -> bool:
    """Whether `text` is one plain address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def written(mail: Outgoing, *, sender: str, at: datetime) -> bytes:
    """The mail with CRLF line ends, in ASCII. Raises ValueError when `to` is not one plain address."""
    if not is_address(mail.to):
        raise ValueError("no plain address")
    made = MIMEMultipart("alternative")
    for name, value in _fields(mail, sender, at):
        made[name] = value
    for kind, text in (("plain", mail.text), ("html", mail.html)):
        made.attach(MIMEText(text.encode("utf-8", "replace").decode(), kind, "utf-8"))
    return re.sub(rb"\r?\n", b"\r\n", made.as_bytes())


def _fields(mail: Outgoing, sender: str, at: datetime) -> list[tuple[str, str]]:
    subject = shorten(visible(mail.subject), MAX_SUBJECT)
    before = _ID.findall(mail.references)
    asked = _ID.findall(mail.in_reply_to)[-1:]
    chain = [*dict.fromkeys(each for each in before if each not in asked), *asked]
    kept = [*chain[:1], *chain[1:][-(MAX_REFERENCES - 1) :]]  # the first tells the conversation, the last where in it
    threaded = [("In-Reply-To", asked[0])] if asked else []
    threaded += [("References", "\n ".join(kept))] if kept else []
    return [
        ("From", formataddr(("Fuwake", sender))),
        ("To", mail.to),
        ("Subject", Header(subject, "utf-8", header_name="Subject").encode()),
        ("Date", format_datetime(at)),
        ("Message-ID", message_id(mail.key, sender)),
        *threaded,
        ("Auto-Submitted", "auto-replied"),  # RFC 3834, section 3.1.7
        ("X-Auto-Response-Suppress", "All"),  # Exchange reads this one
        ("Precedence", "bulk"),  # and older programs this
    ]
