"""Which servers are ours, learned from the mails that people hand in, where nobody has named them.

The mails of one workspace were delivered by the same few servers, so the names in the lines that our side wrote recur from mail to
mail, while what stands below the boundary changes with the sender. A name is believed once it was seen in enough different mails,
handed in by enough different people, and in a good share of all: one employee with crafted files is one person, and the
sender of any number of phishing mails writes below the boundary, which is not read here. For the same reason a mail that was
found inside another mail teaches nothing: whoever sent the outer one wrote all of it.

Three kinds of names are seen. `by`: who wrote the lines down to the boundary, or down to the first list or filter.
`authserv`: who says what was authenticated (RFC 8601, section 2.5), above the boundary only; the block below the believed line
can be the sender's. `filter`: from which well-known filter the mail came to the boundary. A sender can hide behind the same filter, but he
cannot be most of everybody's mail, so a filter needs more than half; and a filter's own lines are honest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analyzers.links.names import parse_host, registrable_domain
from analyzers.trace.relays import services, writes_for_operator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analyzers.message import HeaderBlock
    from analyzers.trace.route import Trace

MIN_MAILS = 5
MIN_REPORTERS = 3
MIN_SHARE: dict[str, float] = {"by": 0.2, "authserv": 0.2, "filter": 0.5}
MAX_NAMES = 12
Kind = Literal["by", "authserv", "filter"]
_AUTHSERV = re.compile(r"\s*(?:\([^()]*\)\s*)?\"?([\w.-]{1,255})")


@dataclass(frozen=True, slots=True)
class Seen:
    """One name in one mail: `mail` tells mails apart, `reporter` is who handed it in."""

    mail: str
    reporter: str
    kind: Kind
    name: str


def names_of(headers: HeaderBlock, route: Trace) -> tuple[tuple[Kind, str], ...]:
    """What one mail with its whole header block teaches: kinds and names, without repeats. Empty when its boundary is not known."""
    if not headers.complete or route.origin is None or route.position is None or route.because == "top-line":
        return ()
    last = min((step.line for step in route.services), default=route.origin.line)
    ours = route.hops[:last]
    found: list[tuple[Kind, str]] = [("by", _writer(hop.by)) for hop in ours if hop.by and _is_host(hop.by)]
    handed = ours[-1]
    if handed.rdns and any(service.hands_over(handed) for service in services("filter")):
        found.append(("filter", handed.rdns))
    upper = _place(headers, last)
    for field in headers.fields[:upper]:
        if field.name.lower() == "authentication-results" and (said := _AUTHSERV.match(field.value)):
            found += [("authserv", said[1].lower())] if _is_host(said[1]) else []
    return tuple(dict.fromkeys(found))[:MAX_NAMES]


def trusted(sightings: Iterable[Seen]) -> tuple[str, ...]:
    """The names to believe, sorted. Each mail counts once for a name, whoever else handed it in."""
    mails: dict[tuple[Kind, str], set[str]] = defaultdict(set)
    reporters: dict[tuple[Kind, str], set[str]] = defaultdict(set)
    everything = set[str]()
    for seen in sightings:
        everything.add(seen.mail)
        mails[seen.kind, seen.name].add(seen.mail)
        reporters[seen.kind, seen.name].add(seen.reporter)
    return tuple(
        sorted(
            {
                name
                for (kind, name), found in mails.items()
                if len(found) >= MIN_MAILS
                and len(reporters[kind, name]) >= MIN_REPORTERS
                and len(found) >= MIN_SHARE[kind] * len(everything)
            }
        )
    )


def _writer(name: str) -> str:
    """A provider with thousands of servers is known by its domain: none of their names would ever recur."""
    return (registrable_domain(name) if writes_for_operator(name) else None) or name


def _place(headers: HeaderBlock, line: int) -> int:
    """Where `Received` line number `line` stands among all fields."""
    return [at for at, field in enumerate(headers.fields) if field.name.lower() == "received"][line - 1]


def _is_host(name: str) -> bool:
    """A name that somebody registered: `localhost`, addresses and the like recur everywhere and are nobody's."""
    host = parse_host(name)
    return bool(host and not host.is_ip and host.registrable_domain)
