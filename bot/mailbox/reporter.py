"""The reporter: whose report a mail is, and whether that is proven.

Anybody can write a colleague's address into a From field, and would have the answer sent to that colleague. So a reporter is
authenticated only when the address is one of our own domain, is the only author, and one of these holds:

- `signed`, `sent`: a signature of our domain that we verified, or SPF, or our own servers' word for one of them;
- `logged-in`: in a line that our own server wrote, the mail was handed over by somebody who had logged in (RFC 3848);
- `exchange`: the mailbox lies in Exchange Online, which says that the author is of the same organisation. It takes that field
  out of every mail that comes from outside, so the word counts where the mailbox itself was read, and nowhere else.

`unanswered` in place of `unproven` says that the DNS stayed silent: it is no proof either.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from analyzers import NotAMail, read
from analyzers.authentication import prepare
from analyzers.dossier import Dossier
from analyzers.reading.mailboxes import mailboxes
from analyzers.survey import Questions, survey
from analyzers.trace import OurSide, trace

if TYPE_CHECKING:
    from analyzers.lookups import Lookups
    from analyzers.message import Message
    from analyzers.trace import Hop, Trace

Proof = Literal["signed", "sent", "logged-in", "exchange"]
Doubt = Literal["unreadable", "no-address", "several-authors", "foreign", "unproven", "unanswered"]
_LOGGED_IN: Final = frozenset({"ESMTPA", "ESMTPSA", "LMTPA", "LMTPSA", "UTF8SMTPA", "UTF8SMTPSA", "ASMTP"})
_EXCHANGE: Final = OurSide(domains=("outlook.com", "exchangelabs.com"))
_AUTH_AS: Final = "X-MS-Exchange-Organization-AuthAs"


@dataclass(frozen=True, slots=True)
class Reporter:
    """`address` in lower case, None where there is none; `why` says what proves it, or what is missing (no prose)."""

    address: str | None
    name: str
    authenticated: bool
    why: Proof | Doubt


async def reporter_of(raw: bytes, *, side: OurSide, lookups: Lookups, deadline: float, door: str) -> Reporter:
    """Who wrote the report mail `raw`, which came in by `door` (`imap` when its mailbox was read). Raises nothing.

    `deadline`: seconds for the questions that signatures and SPF need; what is not answered by then proves nothing.
    """
    try:
        message = await asyncio.to_thread(read, raw)
    except NotAMail:
        return Reporter(None, "", authenticated=False, why="unreadable")
    authors = [each for field in message.headers.all("from") for each in mailboxes(field)]
    address, name = message.sender.address, message.sender.name or ""
    if address is None:
        return Reporter(None, name, authenticated=False, why="no-address")
    address = address.lower()
    if len(authors) > 1:
        return Reporter(address, name, authenticated=False, why="several-authors")
    if not side.owns(message.sender.domain):
        return Reporter(address, name, authenticated=False, why="foreign")
    route = trace(message.headers, side)
    found = _by_route(message, route, side, door) or await _by_domain(message, route, side, lookups, deadline)
    return Reporter(address, name, authenticated=found not in {"unproven", "unanswered"}, why=found)


def _by_route(message: Message, route: Trace, side: OurSide, door: str) -> Proof | None:
    """What the lines that our own servers wrote say; those below the believed one are anybody's."""
    believed = route.hops[: _last_believed(route)]
    if any(_ours(hop, side) and hop.protocol in _LOGGED_IN for hop in believed):
        return "logged-in"
    top = believed[0] if believed else None
    internal = (message.headers.first(_AUTH_AS) or "").strip().lower() == "internal"
    return "exchange" if internal and door == "imap" and top and _EXCHANGE.owns(top.by) else None


def _last_believed(route: Trace) -> int:
    """How many lines from the top our side wrote. Without an origin, the line below the last that was passed is ours, too."""
    if route.origin:
        return route.origin.line
    return max((step.line for step in route.passed), default=0) + 1


def _ours(hop: Hop, side: OurSide) -> bool:
    return side.owns(hop.by) or OurSide(domains=side.servers).owns(hop.by)


async def _by_domain(message: Message, route: Trace, side: OurSide, lookups: Lookups, deadline: float) -> Proof | Doubt:
    """What our own domain says of the mail."""
    case = prepare(message, route, side)
    questions = Questions(origin_ip=None, recorded_rdns=None, helo=None, from_domain=None, hosts=(), case=case)
    facts = await survey(questions, lookups, deadline=deadline)
    if Dossier(message=message, trace=route, side=side, facts=facts).authenticated_domain is None:
        return "unanswered" if facts.unanswered else "unproven"
    signed = any(one.aligned and one.result == "pass" for one in facts.authentication.dkim)
    return "signed" if signed else "sent"
