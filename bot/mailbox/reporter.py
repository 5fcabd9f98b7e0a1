"""The reporter: whose report a mail is, and whether that is proven.

Anybody can write a colleague's address into a From field, and would have the answer sent to that colleague. So a reporter is
authenticated only when the address is one of our own domain, is the only author, and one of these holds:

- `signed`, `sent`: a signature of our domain that we verified, or SPF, or our own servers' word for one of them, where nobody
  else can have written it: above the line in which they took the mail;
- `logged-in`: in a line that our own server wrote, the mail was handed over by somebody who had logged in (RFC 3848). A provider's
  server is none of ours here, whatever the settings say, for all its customers log in there;
- `exchange`: the mailbox lies in Exchange Online, which says that the author is of the same organisation. It takes that field
  out of every mail that comes from outside, so the word counts where the mailbox itself was read, and nowhere else.

`unanswered` in place of `unproven` says that the DNS stayed silent: it is no proof either.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from analyzers import NotAMail, read
from analyzers.authentication import prepare
from analyzers.dossier import Dossier
from analyzers.providers import is_mail_provider
from analyzers.reading import MAX_BYTES
from analyzers.reading.mailboxes import mailboxes
from analyzers.survey import Questions, survey
from analyzers.trace import OurSide, trace
from analyzers.trace.relays import operator_of, under, writes_for_operator

if TYPE_CHECKING:
    from analyzers.authentication import Case
    from analyzers.lookups import Lookups
    from analyzers.message import Message
    from analyzers.trace import Hop, Passed, Trace

Proof = Literal["signed", "sent", "logged-in", "exchange"]
Doubt = Literal["unreadable", "no-address", "several-authors", "foreign", "unproven", "unanswered"]
_LATE: Final = timedelta(days=7)  # servers keep a mail that they cannot hand over for five (RFC 5321, section 4.5.4.1)
_BEGINNING: Final = 256 * 1024  # bytes, in which the header of any mail ends
_LOGGED_IN: Final = frozenset({"ESMTPA", "ESMTPSA", "LMTPA", "LMTPSA", "UTF8SMTPA", "UTF8SMTPSA", "ASMTP"})
_EXCHANGE: Final = OurSide(domains=("outlook.com", "exchangelabs.com"))
_AUTH_AS: Final = "X-MS-Exchange-Organization-AuthAs"
# Postfix and Exim can name who had logged in.
_AS_WHOM: Final = re.compile(r"(?i)\bauthenticated(?: sender)?: ?<?[^\s()<>@]{1,64}@([^\s()<>@]{1,255})")


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
        message = await asyncio.to_thread(_read, raw)
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


def _read(raw: bytes) -> Message:
    """A report may be larger than a mail that is judged, for it can carry several: then its body is left out, but for signatures."""
    if len(raw) <= MAX_BYTES:
        return read(raw)
    return replace(read(raw[:_BEGINNING]), source=raw)


def _by_route(message: Message, route: Trace, side: OurSide, door: str) -> Proof | None:
    """What the lines that our own servers wrote say; those below the believed one are anybody's."""
    believed = route.hops[: _written_by_us(route, side)]
    if any(hop.protocol in _LOGGED_IN and _logs_us_in(hop, side) for hop in believed):
        return "logged-in"
    top = believed[0] if believed else None
    internal = {value.strip().lower() for value in message.headers.all(_AUTH_AS)} == {"internal"}
    return "exchange" if internal and door == "imap" and top and _EXCHANGE.owns(top.by) else None


def _written_by_us(route: Trace, side: OurSide) -> int:
    """How many lines from the top nobody else can have written.

    The route is read as far as it makes sense; a proof needs more. Who passes on strangers' mail writes the next line itself, so
    one that bears a name of ours there was in the mail before; so is what is below the line of a provider's customer.
    """
    count = min(1, len(route.hops))
    for step in route.passed:
        if step.line != count or count == len(route.hops):
            break
        if _jumps(step, route.hops[count - 1], route.hops[count], side):
            break
        count += 1
    return count


def _jumps(step: Passed, above: Hop, below: Hop, side: OurSide) -> bool:
    """Whether the line below is not by who handed the mail over, as the line `above` it tells."""
    if step.why == "provider":
        operator = operator_of(above)
        return operator is None or not under(below.by, operator.by)
    if step.why in {"list", "filter"}:
        return side.owns(below.by) or under(below.by, (*side.servers, *side.learned))
    return step.why == "inside" and writes_for_operator(above.by or "")


def _logs_us_in(hop: Hop, side: OurSide) -> bool:
    """Whether only our people can log in at the server that wrote this line."""
    if any(not side.owns(domain) for domain in _AS_WHOM.findall(hop.raw)):
        return False
    ours = under(hop.by, side.servers) and not (writes_for_operator(hop.by or "") or is_mail_provider(hop.by))
    return ours or side.owns(hop.by)


async def _by_domain(message: Message, route: Trace, side: OurSide, lookups: Lookups, deadline: float) -> Proof | Doubt:
    """What our own domain says of the mail."""
    case = _provable(prepare(message, route, side), route, side)
    questions = Questions(origin_ip=None, recorded_rdns=None, helo=None, from_domain=None, hosts=(), case=case)
    facts = await survey(questions, lookups, deadline=deadline)
    if Dossier(message=message, trace=route, side=side, facts=facts).authenticated_domain is None:
        return "unanswered" if facts.unanswered else "unproven"
    if facts.authentication.spf and facts.authentication.spf.aligned and facts.authentication.spf.result == "pass":
        return "sent"
    return "unproven" if _is_late(message, route) else "signed"


def _is_late(message: Message, route: Trace) -> bool:
    """Whether it was written long before our side took it: whoever has had a mail of a colleague can send it once more, signature and all."""
    taken = route.origin.date if route.origin else None
    return message.date is not None and taken is not None and taken - message.date > _LATE


def _provable(case: Case, route: Trace, side: OurSide) -> Case:
    """Without what somebody else can have written: results under the believed line, and a peer that no server of ours saw."""
    if route.origin is None or route.origin.line > _written_by_us(route, side):
        return replace(case, envelope=None, belief=replace(case.belief, words=()))
    above = tuple(word for word in case.belief.words if word.above)
    return replace(case, belief=replace(case.belief, words=above))
