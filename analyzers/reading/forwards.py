"""Forwards: the mail that somebody meant to show, when it stands quoted in the text of another.

Its From, To, Date and Subject are what the quoting text claims: nobody's server has written them, and there is no route. The
mail around it stays a candidate, since a sender may write such a block into his own mail.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analyzers.links.url import refang
from analyzers.message import Form, HeaderBlock, HeaderField, Message, Sender, Wrapping
from analyzers.reading import fields
from analyzers.reading.shown_dates import shown_date
from analyzers.reading.shown_headers import Block, Kind, end_mark, find_block, subject_kind
from analyzers.reading.stamp import split_stamp

if TYPE_CHECKING:
    from analyzers.links import Link

MAX_DEPTH = 3
_NAMES = {"from": "From", "to": "To", "cc": "Cc", "date": "Date", "subject": "Subject", "reply-to": "Reply-To"}
_SENDERS = {  # where a forwarder's mailbox tells which program he reads mail with
    "gmail.com": "gmail",
    "googlemail.com": "gmail",
    "yahoo.co.jp": "yahoo",
    "ymail.ne.jp": "yahoo",
    "outlook.com": "outlook-new",
    "outlook.jp": "outlook-new",
    "hotmail.com": "outlook-new",
    "hotmail.co.jp": "outlook-new",
    "live.jp": "outlook-new",
    "icloud.com": "apple-mail",
}
_SIGNED = (
    (
        re.compile(r"(?i)sent from my i(?:phone|pad)|i(?:phone|pad)から送信|get outlook for ios|outlook for ios"),
        "iphone",
    ),
    (re.compile(r"(?i)sent from yahoo mail"), "yahoo"),
)
# `A [mailto:a@example.com]`, and the same as Slack's mark-up has it; `A on behalf of B`.
_MAILTO = re.compile(r"(?i)[\[<(]\s?mailto:([^\s\]<>|)]{3,320})(?:\|[^\]<>]{0,320})?[\])>]")
_BEHALF = re.compile(r"(?i)\s(?:on behalf of|\(代理|の代理)")


def with_original(message: Message) -> Message:
    """`message` with the mail that its text quotes as a forward among those `inside`; without one, as it is."""
    found = _innermost(message)
    return replace(message, inside=(*message.inside, found)) if found else message


def holds_block(text: str) -> bool:
    """Whether the header of a mail, as a program shows it, stands near the top of `text`."""
    return find_block(text) is not None


def _innermost(message: Message) -> Message | None:
    """The quoted mail that quotes no other, `MAX_DEPTH` deep at most, with everybody who forwarded it."""
    text, subject, strict = message.text, message.subject or "", message.headers.complete
    sender, wrappings = message.sender, message.wrappings
    inner: Message | None = None
    seen: set[tuple[str | None, str | None]] = set()
    for _ in range(MAX_DEPTH):
        block = find_block(text)
        if block is None or (strict and not _is_forward(block, subject)):
            break
        claimed = (block.claims.get("from"), block.claims.get("subject"))
        if claimed in seen:
            break  # the same mail again, in the HTML form of the same text
        seen.add(claimed)
        end = end_mark(text, block.end)
        note, rest = text[: block.start] + text[end:], text[block.end : end]
        by = Wrapping("inline", sender if sender.raw else None, _program(block, sender, note))
        wrappings = (*wrappings, by)
        inner = _original(block, note, rest, inner or message, wrappings)
        text, subject, strict, sender = rest, inner.subject or "", True, inner.sender
    return inner


def _is_forward(block: Block, subject: str) -> bool:
    """In a mail of its own, a block over a quoted mail is a forward when it says so, or when the subject does.

    Programs write the same block over the mail that is answered, and fraud that breaks into a conversation keeps it.
    """
    told = subject_kind(subject)
    if block.kind is Kind.FORWARD:
        return True
    return told != "answered" if block.kind is Kind.ORIGINAL else told == "forwarded"


def _original(block: Block, note: str, rest: str, outer: Message, wrappings: tuple[Wrapping, ...]) -> Message:
    claims = block.claims
    named = tuple(HeaderField(_NAMES[name], value) for name, value in claims.items() if name in _NAMES)
    subject, stamp = split_stamp(claims["subject"]) if "subject" in claims else (None, None)
    return Message(
        form=Form.FORWARDED,
        headers=HeaderBlock(named, complete=False),
        subject=subject,
        stamp=stamp,
        date=shown_date(claims["date"], japanese=block.japanese) if "date" in claims else None,
        sender=_sender(claims["from"], claims.get("reply-to")),
        recipients=fields.addresses(tuple(_plain_address(claims[name]) for name in ("to", "cc") if name in claims)),
        text=rest,
        links=tuple(link for link in outer.links if not _only_in(note, rest, link)),
        attachments=outer.attachments,
        losses=outer.losses,
        wrappings=wrappings,
    )


def _only_in(note: str, rest: str, link: Link) -> bool:
    """Whether `link` stands in the forwarder's note and nowhere behind it; what cannot be told belongs to the forwarded mail."""
    marks = [mark for mark in (link.shown, _bare(link.href)) if mark and mark.strip()]
    return any(mark in note for mark in marks) and not any(mark in rest for mark in marks)


def _bare(href: str) -> str:
    return re.sub(r"(?i)^[a-z]+://", "", href).rstrip("/")


def _sender(written: str, reply_to: str | None) -> Sender:
    """Who the block names. Programs often show a name alone: that is no malformed From field, and `raw` is then None.

    Careful people break an address so that nobody clicks it (`info[@]example[.]com`); it is read as it was.
    """
    plain = _BEHALF.split(_plain_address(refang(written)), maxsplit=1)[0]
    name, address = fields.mailbox(plain)
    if address is None and "@" not in plain:
        return Sender(name=name)
    if address is None and (found := fields.addresses((plain,), limit=1)):
        address, name = found[0], plain.partition(found[0])[0].strip(" \t\"'<([") or None
    if name and address and name.strip("'\"<> ").lower() == address.lower():
        name = None
    return Sender(raw=plain, name=name, address=address, reply_to=fields.mailbox(_plain_address(reply_to or ""))[1])


def _plain_address(written: str) -> str:
    return _MAILTO.sub(r"<\1>", written).replace("＜", "<").replace("＞", ">").replace("<<", "<").replace(">>", ">")


def _program(block: Block, sender: Sender, note: str) -> str | None:
    """The program with which the mail was forwarded, as far as anything in it shows."""
    for shape, program in _SIGNED:
        if shape.search(note):
            return program
    return block.program or _SENDERS.get(sender.domain or "")
