"""Does a mail about money or favours move the talk elsewhere: to a messenger, a private address, or into secrecy?

Whoever pretends to be somebody cannot be answered at the address that he shows. That says who he is not, whatever he asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.services import is_free
from analyzers.wording import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_ABOUT = (
    "extortion",
    "gift-cards",
    "chat-group",
    "transfer",
    "advance-fee",
    "crypto",
    "loan",
    "availability",
    "prize",
    "dubious",
    "offer",
    "refund",
)


@dataclass(frozen=True, kw_only=True)
class AsksOtherChannel(Finding):
    """The `words` that lead elsewhere."""

    words: str


@dataclass(frozen=True, kw_only=True)
class TransferAnsweredElsewhere(Finding):
    """The mail of `from_domain` is about an account to pay to, and answers go to `reply_to`, a mailbox that everybody can have."""

    from_domain: str
    reply_to: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding of each kind, and none in mail that asks for neither money nor favours."""
    spoken, sender = said(dossier.message), dossier.message.sender
    if "other-channel" in spoken and any(theme in spoken for theme in _ABOUT):
        yield AsksOtherChannel(words=spoken["other-channel"].text, evidence=(Evidence("body", "text"),))
    domain, reply = sender.domain, sender.reply_to or ""
    if "transfer" in spoken and domain and is_free(reply.rpartition("@")[2]) and not is_free(domain):
        yield TransferAnsweredElsewhere(from_domain=domain, reply_to=reply, evidence=(Evidence("header", "Reply-To"),))
