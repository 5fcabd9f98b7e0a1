"""Would a reply go to somebody other than the sender? Fraud that borrows an address needs its victims to write elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.listed import came_by_list
from analyzers.senders.services import is_free
from analyzers.senders.vouching import related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class ReplyElsewhere(Finding):
    """The mail gives `from_domain` as its sender's, and wants replies at `reply_to`; `free`: a mailbox that everybody can have."""

    from_domain: str
    reply_to: str
    free: bool

    @property
    def variant(self) -> str:
        """Companies let other domains of theirs take replies; a free mailbox is no company's."""
        return "" if self.free else "other"


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; where a list or a forwarder handed the mail on, the reply address is theirs."""
    who, reply = author(dossier), dossier.message.sender.reply_to
    if not who.domain or not reply or who.through_list or came_by_list(dossier):
        return
    domain, free = reply.rpartition("@")[2].lower(), is_free(reply.rpartition("@")[2])
    if free and is_free(who.domain):
        elsewhere = _plain(reply) != _plain(who.address or "")
    else:
        elsewhere = not related(domain, who.domain) and not dossier.own_domain_of(domain)
    if elsewhere:
        yield ReplyElsewhere(
            from_domain=who.domain, reply_to=reply, free=free, evidence=(Evidence("header", "Reply-To"),)
        )


def _plain(address: str) -> str:
    """What stands before the @, as people write it in several ways."""
    return re.sub(r"[._-]|\+.*", "", address.partition("@")[0].lower())
