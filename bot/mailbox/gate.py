"""Who may hand over mail, for whom, and how much of it at once: what all conversations with mail servers share."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.mailbox.conversation import Conversation

MAX_CONVERSATIONS = 32
MAX_RECIPIENTS = 100
MAX_HELD = 128 * 1024 * 1024  # bytes of all mails that are being received
TIMEOUT = 300.0  # seconds without a command or progress; RFC 5321 section 4.5.3.2 asks for five minutes

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass
class Gate:
    """`take` is told a mail and its way in; it returns when the mail is on disk, and raises otherwise.

    Mail is taken from `peers` only, and for `recipients` only, for everybody where there are none.
    """

    take: Callable[[bytes, str], Awaitable[None]]
    peers: tuple[Network, ...]
    recipients: frozenset[str]
    name: str = "fuwake"
    timeout: float = TIMEOUT
    closing: bool = False
    held: int = 0
    most: int = MAX_HELD
    open: set[Conversation] = field(default_factory=set)

    def refusal(self, peer: object) -> str | None:
        """What a caller is told who may not speak, None for the others. A Unix socket has no address."""
        if isinstance(peer, tuple) and not self._known(str(peer[0])):
            return "554 5.7.1 No mail is taken from there"
        if self.closing or len(self.open) >= MAX_CONVERSATIONS:
            return "421 4.3.2 Too busy, try again"
        return None

    def objection(self, recipient: str, before: int) -> str | None:
        """What is said to a recipient for whom no mail is taken, after so many others; None for the others.

        A subaddress (`phish+shop@`) is the same mailbox.
        """
        local, _, domain = recipient.lower().rpartition("@")
        names = {f"{local}@{domain}", f"{local.partition('+')[0]}@{domain}"}
        if recipient == "<>" or (self.recipients and names.isdisjoint(self.recipients)):
            return "550 5.1.1 No mail is taken for this address"
        return "452 4.5.3 Too many recipients" if before >= MAX_RECIPIENTS else None

    def _known(self, peer: str) -> bool:
        address = ipaddress.ip_address(peer.partition("%")[0])
        address = getattr(address, "ipv4_mapped", None) or address
        return any(address in network for network in self.peers)
