"""The same mail as less and less of it reaches us: whole, forwarded inline, its body, its bare text, its headers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analyzers import Form, NotAMail, read
from analyzers.message import HeaderBlock, Message, Sender
from tests.bench.verdict.strip import header_block

if TYPE_CHECKING:
    from collections.abc import Callable

VIEWS = {
    "whole": "the mail as it came, receivers' verdicts removed",
    "unstamped": "the same, and the [SPAM] before its subject removed",
    "inline": "headers removed: From, subject, body, links and files stay",
    "body": "body only: text and links, no From, no subject",
    "text": "pasted as bare text under From and subject: what links lead to is lost",
    "headers": "headers only",
}
_SHORTEST = 12  # characters of text, below which nobody would ask about it


def views(data: bytes, message: Message) -> dict[str, Message]:
    """Each view that the mail can be seen in; `message` is what was read of its bytes `data`."""
    bare = Sender(raw=message.sender.raw, name=message.sender.name, address=message.sender.address)
    lost = {"headers": HeaderBlock(), "source": None, "wrappings": (), "stamp": None}
    seen: dict[str, Message | None] = {
        "whole": message,
        "unstamped": replace(message, stamp=None),
        "inline": replace(message, form=Form.FORWARDED, sender=bare, **lost),  # type: ignore[arg-type]
        "body": replace(message, form=Form.TEXT, sender=Sender(), subject=None, date=None, **lost)  # type: ignore[arg-type]
        if message.text.strip() or message.links
        else None,
        "text": _read(lambda: read(_pasted(message))) if len(message.text.strip()) >= _SHORTEST else None,
        "headers": _read(lambda: read(header_block(data))),
    }
    return {name: each for name, each in seen.items() if each is not None}


def _pasted(message: Message) -> str:
    head = {"From": message.sender.raw, "Subject": message.subject}
    return (
        "".join(f"{name}: {' '.join(value.split())}\n" for name, value in head.items() if value) + f"\n{message.text}"
    )


def _read(act: Callable[[], Message]) -> Message | None:
    try:
        return act()
    except NotAMail:
        return None
