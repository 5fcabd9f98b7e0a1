"""Does nothing on the mail's way have anything to do with the domain that it gives as its sender's?

Neither a signature, nor the address for bounces, nor the sending machine's name. Houses of their own leave one of them without
trying; so only a way on which at least one other house, and no carrier's alone, shows itself counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.names import registrable_domain
from analyzers.senders.author import author
from analyzers.senders.listed import came_by_list
from analyzers.senders.services import carries
from analyzers.senders.vouching import proven, related, strangers, traces
from analyzers.trace.handing import handing_houses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class NobodyVouches(Finding):
    """The mail gives `from_domain` as its sender's, and its way shows `others` only (names of machines, bounces, signatures).

    `bounces`: even bounces go to a stranger, who does not sign for the mail either, as a mailing service would.
    """

    from_domain: str
    others: tuple[str, ...]
    bounces: bool

    @property
    def variant(self) -> str:
        """Small firms rent machines with names of their own; bounces to a third house are seldom theirs."""
        return "" if self.bounces else "machine"


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, and only where the whole header block is known."""
    who = author(dossier)
    if not dossier.message.headers.complete or not who.domain or proven(dossier) or _by_list(dossier):
        return
    found = traces(dossier)
    machine = [name for name in (found.helo, found.rdns) if name]
    if not machine or any(related(name, who.domain) for name in (*machine, *found.signed)):
        return
    others = strangers(dossier, who.domain)
    elsewhere = found.bounce is not None and not related(found.bounce, who.domain)
    if not others or any(carries(name) for name in (*found.signed, *((found.bounce,) if elsewhere else ()))):
        return
    if elsewhere or not all(carries(name) for name in machine):
        yield NobodyVouches(
            from_domain=who.domain,
            others=others[:3],
            bounces=elsewhere and not any(related(name, found.bounce) for name in found.signed),
            evidence=(Evidence("header", dossier.received), Evidence("header", "Return-Path")),
        )


def _by_list(dossier: Dossier) -> bool:
    """Whether a list handed the mail over itself; of one that was passed, the way to it is judged."""
    if dossier.trace.services:
        return False
    bounce = registrable_domain((dossier.message.sender.return_path or "").rpartition("@")[2])
    origin = dossier.trace.origin
    rented = origin is not None and carries(origin.rdns or origin.helo)
    return came_by_list(dossier) or (rented and bounce in handing_houses(dossier.message.headers, None))
