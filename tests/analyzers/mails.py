"""Mails and dossiers for tests, built from what a test cares about."""

from __future__ import annotations

from analyzers import OurSide, read
from analyzers.dossier import Dossier
from analyzers.facts import Facts, OriginFacts, SenderFacts
from analyzers.trace import trace

OURS = OurSide(domains=("example.jp",), servers=("mx.example.jp",))
NOBODY = OurSide()


def eml(
    *,
    sender: str | None = "Sender <sender@example.com>",
    received: tuple[str, ...] = (
        "from mail.example.com (mail.example.com [203.0.113.5]) by mx.example.jp (Postfix) with ESMTP id 1",
    ),
    to: str = "user@example.jp",
    subject: str = "Hello",
    html: str | None = None,
    text: str = "Hello",
    more: str = "",
) -> bytes:
    """One mail with a whole header block."""
    fields = [f"Received: {line}; Fri, 9 May 2025 07:00:55 +0900" for line in received]
    fields += [] if sender is None else [f"From: {sender}"]
    fields += [
        f"To: {to}",
        f"Subject: {subject}",
        "Date: Fri, 9 May 2025 07:00:49 +0900",
        "Message-ID: <1@example.com>",
    ]
    fields += [more] if more else []
    fields += [f"Content-Type: text/{'html' if html is not None else 'plain'}; charset=utf-8"]
    return ("\n".join(fields) + "\n\n" + (html if html is not None else text)).encode()


def dossier(data: bytes, *, side: OurSide = OURS, facts: Facts | None = None) -> Dossier:
    """What the checks read, with the given answers."""
    message = read(data)
    return Dossier(message=message, trace=trace(message.headers, side), side=side, facts=facts or Facts())


def facts(
    *, accepts_mail: bool | None = None, hosts: dict[str, tuple[str, ...] | None] | None = None, **origin
) -> Facts:
    """Answers; `origin` are those about the sending address."""
    return Facts(
        origin=OriginFacts(**origin),
        sender=SenderFacts(accepts_mail=accepts_mail),
        hosts=hosts or {},
        asked_at="2025-05-09T00:00:00+00:00",
    )
