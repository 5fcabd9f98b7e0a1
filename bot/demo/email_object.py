"""Slack's `email` file object, made of an ordinary mail.

Shape: the golden webhook payload `email_message.json` of MercuryTechnologies/slack-web. Slack keeps no
Received and no Authentication-Results line, and `to` is the channel's own address, shown empty.
"""

from __future__ import annotations

import email
import email.header
import email.utils
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.demo.workspace import EMAIL_BOT_ID, SLACKBOT, Json

if TYPE_CHECKING:
    from email.message import Message


@dataclass(frozen=True, slots=True)
class Incoming:
    """A mail as Slack's mail service keeps it; `sender` is (name, address), `headers` the four that remain."""

    subject: str
    sender: tuple[str, str]
    html: str
    plain: str
    headers: dict[str, str | None] = field(default_factory=dict)
    attachments: tuple[Json, ...] = ()


def read_mail(raw: bytes) -> Incoming:
    """Take a raw mail apart as far as Slack does. Never raises: a strange mail gives empty fields."""
    message = email.message_from_bytes(raw)
    plain, html = _body(message, "text/plain"), _body(message, "text/html")
    name, address = email.utils.parseaddr(_decoded(message["From"]))
    headers = {
        "date": message["Date"],
        "in_reply_to": message["In-Reply-To"],
        "reply_to": message["Reply-To"],
        "message_id": message["Message-ID"],
    }
    return Incoming(
        subject=_decoded(message["Subject"]),
        sender=(name, address),
        html=html or f"<html><body><pre>{plain}</pre></body></html>",
        plain=plain,
        headers={key: _decoded(value) if value is not None else None for key, value in headers.items()},
        attachments=tuple(
            {
                "filename": _decoded(part.get_filename()),
                "mimetype": part.get_content_type(),
                "size": len(_payload(part)),
            }
            for part in message.walk()
            if part.get_filename()
        ),
    )


def fields_of(incoming: Incoming) -> Json:
    """What makes a file object an `email` one."""
    name, address = incoming.sender
    preview = incoming.plain[:600]
    return {
        "mimetype": "text/html",
        "filetype": "email",
        "pretty_type": "Email",
        "mode": "email",
        "editable": True,
        "user": SLACKBOT,
        "display_as_bot": True,
        "username": "Email",
        "bot_id": EMAIL_BOT_ID,
        "subject": incoming.subject,
        "to": [{"address": "", "name": "Email", "original": "Email <>"}],
        "from": [{"address": address, "name": name or address, "original": f"{name} <{address}>".strip()}],
        "cc": [],
        "attachments": list(incoming.attachments),
        "original_attachment_count": len(incoming.attachments),
        "plain_text": incoming.plain,
        "preview": preview,
        "preview_plain_text": preview,
        "headers": {"date": None, "in_reply_to": None, "reply_to": None, "message_id": None, **incoming.headers},
        "has_more": len(incoming.plain) > len(preview),
        "sent_to_self": False,
    }


def _decoded(value: object) -> str:
    text = str(value or "")
    try:
        return str(email.header.make_header(email.header.decode_header(text)))
    except (LookupError, ValueError):
        return text


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _body(message: Message, content_type: str) -> str:
    for part in message.walk():
        if part.get_content_type() == content_type and not part.get_filename():
            charset = part.get_content_charset() or "utf-8"
            try:
                return _payload(part).decode(charset, "replace")
            except LookupError:
                return _payload(part).decode("utf-8", "replace")
    return ""
