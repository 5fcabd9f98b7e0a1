"""Slack's email object: what Slack keeps of a mail that was sent to a channel's address.

There is no route in it, the recipient is empty, and the sender is whoever forwarded the mail to the channel.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from analyzers.message import Form, HeaderBlock, HeaderField, Message
from analyzers.reading import fields
from analyzers.reading.bodies import MAX_TEXT, Bodies
from analyzers.reading.eml import sender_of
from analyzers.reading.forwards import with_original
from analyzers.reading.stamp import split_stamp

__all__ = ["SlackEmail", "read_slack_email"]


@dataclass(frozen=True, slots=True)
class SlackEmail:
    """The parts of the file object that say something: texts as Slack gives them, `html` as downloaded."""

    subject: str | None
    sender: str | None
    date: str | None
    message_id: str | None
    reply_to: str | None
    recipients: tuple[str, ...]
    html: str | None
    text: str | None


def read_slack_email(mail: SlackEmail) -> Message:
    """A Message of the form `slack-email`, with the mail that it forwards; its header block is never complete."""
    named = (
        ("From", mail.sender),
        ("Subject", mail.subject),
        ("Date", mail.date),
        ("Message-ID", mail.message_id),
        ("Reply-To", mail.reply_to),
    )
    block = HeaderBlock(tuple(HeaderField(name, value) for name, value in named if value), complete=False)
    bodies = Bodies()
    if mail.html:
        bodies.add_html(mail.html)
    elif mail.text:
        bodies.add_text(mail.text)
    text, links, losses = bodies.done()
    subject, stamp = split_stamp(fields.text_of(mail.subject)) if mail.subject else (None, None)
    message = Message(
        form=Form.SLACK_EMAIL,
        headers=block,
        subject=subject,
        stamp=stamp,
        date=fields.date(mail.date),
        sender=sender_of(block),
        recipients=fields.addresses(mail.recipients),
        text=text,
        look=bodies.look,
        links=links,
        losses=losses,
    )
    found = with_original(message)
    if found.inside or not mail.html or not mail.text:
        return found
    # A plain-text mail stands in the HTML without its lines, and only the text shows where the forward begins.
    return replace(found, inside=with_original(replace(message, text=mail.text[:MAX_TEXT])).inside)
