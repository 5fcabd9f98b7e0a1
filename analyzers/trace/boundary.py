"""The trust boundary: which line of the route was written by our side about a stranger.

The rule, from the top line down. A line is ours while everything above it was ours and passed on by us; the first line of ours
whose peer is a stranger is the boundary, and its peer the origin. A peer is no stranger, and is passed, when

- its address is not a public one, or the line tells of no peer (a program on the server itself, LMTP);
- the writing server fetched the mail from it (POP3, IMAP): we went to that server, it did not come to us;
- the administrator named it, or its name recurs at the top of the mails that people hand in (see `learned`), or, where no server
  is named, its name lies in our domains;
- unless servers are named, its name lies in the registrable domain of the server that wrote the top line, or of one of ours from
  which it got the mail in this way; lines of homes, rented machines and outlets of a provider's customers left out;
- it lies in the provider's own relay network;
- a well-known list distributes from it (data/relay_services.toml), with the envelope to match where its servers do other work,
  too.

Its name is the one that the writing server looked up for its address, and made sure of.

Why a forger cannot move the boundary onto a line of his. He writes what stands below the line in which we took his mail, and he
chooses his HELO, his address and its reverse name. A HELO makes nobody one of us. A reverse name counts only when it leads back
to the address, so he would need the zone of one of the names above. Whoever is passed for its name puts a line of its own on top
of what it got, so the forger stands below that one again; and the next line must be by the server that was passed, else
the last line that can be told is the boundary. Where a server hides who had logged in, the reading ends. Signs that a mail carries
with it (`List-Id`, an SRS address, `for` our address) pass nobody, for he can write them all.

The price. A list that is in no data, and any forwarder elsewhere, stays the origin until its server is configured; a filter that
also sends for its customers, until it is configured or learned. A mail made by a program on a server passed for its domain
alone has that server as its origin. A first server that sees every peer at a private address, behind a proxy that hides them,
cannot be helped: what it passes on may be a stranger's.

When a line does not say who the peer was, or no line has such a peer, the top line is believed as far as it goes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.trace.envelope import client_at
from analyzers.trace.received import Hop, read_hop
from analyzers.trace.relays import under
from analyzers.trace.route import Because, OurSide, Trace
from analyzers.trace.walk import Walk

if TYPE_CHECKING:
    from analyzers.message import HeaderBlock

MAX_HOPS = 60


def trace(headers: HeaderBlock, side: OurSide) -> Trace:
    """The route in `headers`, and the line of it that is believed."""
    places = [at for at, field in enumerate(headers.fields) if field.name.lower() == "received"][:MAX_HOPS]
    hops = tuple(read_hop(headers.fields[at].value, line) for line, at in enumerate(places, 1))
    walk = Walk(side, headers, places)
    hop, ip_field = walk.boundary(hops), None
    if hop and not hop.ip:
        ip, ip_field = client_at(headers, places[hop.line - 1])
        hop = replace(hop, ip=ip) if ip else None
    if hop and is_public(hop.ip):
        passed = tuple(step for step in walk.passed if step.line < hop.line)
        return Trace(hops, hop, _because(hop, side), places[hop.line - 1], passed, ip_field)
    top = hops[0] if hops and (hops[0].ip or hops[0].helo) else None
    return Trace(hops, top, "top-line", places[0]) if top else Trace(hops)


def _because(hop: Hop, side: OurSide) -> Because:
    if under(hop.by, side.servers):
        return "configured"
    return "learned" if under(hop.by, side.learned) else "first-external"
