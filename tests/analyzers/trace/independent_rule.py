"""A second opinion on the origin of the corpora's mails: the receiving servers are known here by name, nothing is inferred.

Each family of mails ends at servers that are named in a table. From the top, the lines these servers wrote are followed while
they speak of each other; the first of them that speaks of a stranger gives the origin. No line below that one is looked at.
"""

from __future__ import annotations

import re
from email.parser import BytesHeaderParser
from email.policy import compat32
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple

LINES = 60
Peer = IPv4Address | IPv6Address


class Side(NamedTuple):
    """The receiving side of one family: `servers` it names in "by", `border` of them that meet strangers, `relays` as peers."""

    servers: re.Pattern[str]
    border: re.Pattern[str]
    relays: tuple[str, ...] = ()


def _names(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


ARCHIVE = (r"lfdr", r"mail\.lfdr\.de")
# The corpus blackened whatever looked like its recipient: some of Microsoft's own names carry an "@" since.
MICROSOFT = (r"[a-z0-9.@-]+\.outlook(?:\.office365)?\.com", r"[a-z0-9.@-]+\.exchangelabs\.com")
MICROSOFT_BORDER = r"[a-z0-9]+\.mail\.protection\.outlook\.com"
MICROSOFT_INSIDE = ("2603:1000::/24", "2a01:111::/32")

SIDES = (
    # Two subscribers' servers of the archive, the list server, and the border that writes about the poster.
    Side(
        _names(*ARCHIVE, r"sfs-ml-\d\.v29\.lw\.sourceforge\.com", r"sfi-mx-\d\.v28\.lw\.sourceforge\.com"),
        _names(r"sfi-mx-\d\.v28\.lw\.sourceforge\.com"),
        ("216.105.38.7/32",),
    ),
    # One machine is border and list server: first it speaks of itself, then of the poster.
    Side(_names(*ARCHIVE, r"ml01\.01\.org"), _names(r"ml01\.01\.org"), ("198.145.21.10/32", "2001:19d0:306:5::1/128")),
    Side(_names(*ARCHIVE, r"mm2\.emwd\.com"), _names(r"mm2\.emwd\.com"), ("172.104.30.75/32",)),
    Side(_names(*MICROSOFT), _names(MICROSOFT_BORDER), MICROSOFT_INSIDE),
    # A company's own mailboxes behind Microsoft's filter: Microsoft's border is the company's.
    Side(
        _names(*MICROSOFT, r"(?:imap|mx)\d+\.picture\.com\.br"),
        _names(MICROSOFT_BORDER),
        (*MICROSOFT_INSIDE, "200.229.128.0/24", "104.47.0.0/17"),
    ),
    Side(_names(r"2002:[0-9a-f:]+", r"mx\.google\.com"), _names(r"mx\.google\.com")),
    Side(_names(r"mailin\d+\.protonmail\.ch"), _names(r"mailin\d+\.protonmail\.ch")),
)

BY = re.compile(r"(?:^| )by ([^\s;]+)")
BRACKETED = re.compile(r"\[(?:IPv6:)?([0-9A-Fa-f.:]{2,45})\]")
BARE = re.compile(r"^from \S+ \(([0-9A-Fa-f.:]{2,45})\)")


def _address(text: str) -> Peer | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _peer(line: str) -> Peer | None:
    """The address this server saw: Exim writes it before the HELO, Postfix and Google after it, Exchange in round brackets."""
    teller = line.split(" by ", 1)[0]
    if bare := BARE.match(teller):
        return _address(bare[1])
    found = [one for text in BRACKETED.findall(teller) if (one := _address(text)) is not None]
    if not found:
        return None
    return found[0] if "(Exim " in line else found[-1]


def _ours(peer: Peer, side: Side) -> bool:
    return not peer.is_global or any(peer in ip_network(net) for net in side.relays)


def _along(lines: list[str], side: Side) -> str | None:
    for line in lines:
        by = BY.search(line)
        if by is None or not side.servers.fullmatch(by[1]):
            return None
        peer = _peer(line)
        if side.border.fullmatch(by[1]) and (peer is None or not _ours(peer, side)):
            return None if peer is None else str(peer)
    return None


def origin_ip(raw: bytes) -> str | None:
    """The address of the host that handed `raw` to the receiving side; None if no server of a known side speaks of a stranger."""
    fields = BytesHeaderParser(policy=compat32).parsebytes(raw).get_all("Received", [])
    lines = [" ".join(str(field).split()) for field in fields[:LINES]]
    return next((found for side in SIDES if (found := _along(lines, side)) is not None), None)
