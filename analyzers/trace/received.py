"""One `Received` field as the servers of the world write it (RFC 5321, section 4.4), taken apart.

The part between `from` and `by` tells of the peer, and half of it is the peer's own word (see `peer`); what follows `by` is the
server's. The peer may greet with anything, also with " by mx.example.jp", so `by` is looked for from the end: what stands there was
written last, by the server, and its comments and addresses are balanced. A version number is never taken for an address,
because addresses are read in the `from` part only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.reading import fields
from analyzers.trace.peer import read_peer

if TYPE_CHECKING:
    from datetime import datetime

MAX_LINE = 4000
_BY = re.compile(r"(?i)by\s+([A-Za-z0-9][\w.:@-]{0,253})")
_STEP = " with MailboxResubmission"  # Exchange: `by server with MailboxResubmission by AntispamTT`, which is no server
_LEADING_COMMENT = re.compile(r"^\([^()]*\)\s*(?=by\s)")  # sendmail: `(from user@localhost) by host`
_WITH = re.compile(r"(?i)(?:^|\s)(?:with|via)\s+([A-Za-z][\w./-]{0,60})")
_ID = re.compile(r"(?i)(?:^|\s)id\s+<?([^\s;()<>]{1,200})")
_FOR = re.compile(r"(?i)(?:^|\s)for\s+<?([^\s;<>()]{1,256}@[^\s;<>()]{1,256})")
_ENVELOPE = re.compile(r"(?i)\benvelope-(?:from|sender)[= ]{1,2}<?([^\s<>();]{1,320})")


@dataclass(frozen=True, slots=True)
class Hop:
    """One line of the route. `line` counts from 1 at the top.

    `helo` is the name that the peer gave itself; `rdns` the name that the server looked up for the peer's address (None when
    it did not, or found none), `rdns_checked` whether it made sure that the name leads back to the address: whoever holds
    an address may give it any name. `ip` is the peer's address as the server saw it; `by` the server that wrote the line, and
    all that follows is its word: `protocol` (RFC 5321's "with", upper case), `id`, the `recipient` and the envelope's sender.
    """

    line: int
    raw: str
    helo: str | None = None
    rdns: str | None = None
    rdns_checked: bool = False
    ip: str | None = None
    by: str | None = None
    date: datetime | None = None
    protocol: str | None = None
    id: str | None = None
    recipient: str | None = None
    envelope_from: str | None = None


def read_hop(value: str, line: int) -> Hop:
    """Reads one field. A form that is not known leaves fields None; nothing is guessed."""
    body, _, stamp = value.rpartition(";")
    date = fields.date(stamp) if body else None
    text = " ".join((body if date else value).split())
    if len(text) > MAX_LINE:  # what the server wrote stands at both ends
        text = text[: MAX_LINE // 2] + " " + text[-MAX_LINE // 2 :]
    said, by, tail = _split(text)
    peer = read_peer(said, tail) if said else None
    return Hop(
        line=line,
        raw=value,
        helo=peer.helo if peer else None,
        rdns=peer.rdns if peer else None,
        rdns_checked=peer.rdns_checked if peer else False,
        ip=peer.ip if peer else None,
        by=by.rstrip(".").lower() if by else None,
        date=date,
        protocol=_first(_WITH, tail, upper=True),
        id=_first(_ID, tail),
        recipient=_first(_FOR, tail),
        envelope_from=_first(_ENVELOPE, tail),
    )


def _split(text: str) -> tuple[str, str | None, str]:
    """What is said of the peer, the server's name, and what it says further."""
    if text[:5].lower() != "from ":
        found = _BY.match(_LEADING_COMMENT.sub("", text))
        return "", found[1] if found else None, found.string[found.end() :] if found else ""
    at = _last_by(text)
    found = _BY.match(text, at + 1) if at else None
    if not found:
        return text[5:].strip(), None, ""
    return text[5:at].strip(), found[1], text[found.end() :]


def _last_by(text: str) -> int:
    """Where the last " by " outside comments and angle brackets begins, 0 when there is none."""
    depth = 0
    for at in range(len(text) - 1, 4, -1):
        mark = text[at]
        if mark in ")>":
            depth += 1
        elif mark in "(<":
            depth = max(0, depth - 1)
        elif depth == 0 and mark == " " and _BY.match(text, at + 1) and not text[:at].endswith(_STEP):
            return at
    return max(text.lower().rfind(" by "), 0) if depth else 0


def _first(pattern: re.Pattern[str], text: str, *, upper: bool = False) -> str | None:
    found = pattern.search(text)
    return (found[1].upper() if upper else found[1]) if found else None
