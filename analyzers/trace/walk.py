"""The walk from the top line down to the boundary; the rule and its reasons stand in `boundary`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.links.names import registrable_domain
from analyzers.residential import pool_of
from analyzers.trace.envelope import return_path_above, sender_at
from analyzers.trace.relays import Service, operator_of, serves_customers, services, under
from analyzers.trace.route import Passed

if TYPE_CHECKING:
    from analyzers.message import HeaderBlock
    from analyzers.trace.received import Hop
    from analyzers.trace.route import OurSide, Why

_FETCHED = frozenset({"IMAP", "IMAP4", "IMAPS", "POP3", "POP3S"})
# RFC 3848 and RFC 6531, section 4.3: who handed the mail over had logged in. Some servers then hide the address.
_LOGGED_IN = frozenset({"ESMTPA", "ESMTPSA", "ASMTP", "UTF8SMTPA", "UTF8SMTPSA", "HTTP", "HTTPS"})
_PROGRAM = re.compile(
    r"(?i)^\(from\s|\bfrom userid\b|\binvoked by (?:uid|alias)\b|\bwith local\b|^from mail pickup service"
)
_BY_NAME = frozenset({"configured", "learned", "own-domain"})
_UNNAMED = frozenset({"inside", "fetched", "provider"})


class Walk:
    """One walk over one route; `passed` fills as it goes. `places`: where each line stands among all fields."""

    def __init__(self, side: OurSide, headers: HeaderBlock, places: list[int]) -> None:
        self._side = side
        self._headers = headers
        self._places = places
        self._ours = set[str]()
        self._service: Service | None = None
        self.passed: list[Passed] = []

    def boundary(self, hops: tuple[Hop, ...]) -> Hop | None:
        """The first line, from the top, in which one of ours took the mail from a stranger; None when no line tells.

        The stranger's address may be missing in it.
        """
        for above, hop in zip((None, *hops), hops, strict=False):
            if (above and not self._continues(above, hop)) or self._born(hop):
                return self._last_told(hops)
            writer = self._service
            step = self._pass(hop)
            if step is None:
                return hop
            self.passed.append(step)
            if writer is None and hop.by and (domain := registrable_domain(hop.by)):
                self._ours.add(domain)
        return self._last_told(hops) if any(step.why not in _UNNAMED for step in self.passed) else None

    def _last_told(self, hops: tuple[Hop, ...]) -> Hop | None:
        """The lowest line so far about a peer of a public address: what that peer passed on cannot be told."""
        told = (hops[step.line - 1] for step in reversed(self.passed) if step.why != "provider")
        return next((hop for hop in told if is_public(hop.ip)), None)

    def _born(self, hop: Hop) -> bool:
        """Whether nobody handed the mail over here: its author logged in, or was a program on a server of our house.

        What is below was written by that author. On the first servers of the route a program may be our own filter.
        """
        if hop.ip or hop.helo:
            return False
        ours = any(step.why in {"own-domain", "same-domain"} for step in self.passed)
        return hop.protocol in _LOGGED_IN or (ours and bool(_PROGRAM.search(hop.raw.strip())))

    def _continues(self, above: Hop, hop: Hop) -> bool:
        """Whether the server that wrote `hop` can be the peer that was passed in the line above it."""
        by = registrable_domain(hop.by or "")
        why, operator = self.passed[-1].why, operator_of(above)
        within = (
            operator if why == "provider" else None
        )  # a name of ours below a provider's own relay came with the mail
        named = under(hop.by, (*self._side.servers, *self._side.learned)) and not within
        if by is None or named or why == "fetched":
            return True  # the mailbox that we went to is ours whatever its server's name, and it wrote the next line
        if within:
            return under(hop.by, within.by)
        if self._service:
            return under(hop.by, self._service.by)
        if not self._ours or by in self._ours:
            return True
        if operator or (is_public(above.ip) and why not in _BY_NAME):
            return bool(operator and under(hop.by, operator.by))
        return by in {registrable_domain(name or "") for name in (above.rdns, above.helo)}

    def _pass(self, hop: Hop) -> Passed | None:
        """Why the peer of this line is no stranger; None when it is one."""
        if hop.protocol in _FETCHED:
            return Passed(hop.line, "fetched", hop.helo)
        if operator_of(hop):
            return Passed(hop.line, "provider", hop.helo)
        # LMTP (RFC 2033) delivers inside one house; else a greeting alone makes nobody one of us.
        if hop.ip is None and hop.helo and not (hop.protocol or "").startswith("LMTP"):
            return None
        if not is_public(hop.ip) or (self._service and self._service.relays(hop)):
            return Passed(hop.line, "inside", hop.helo)
        why = self._named(hop)
        known = services("filter" if why else "list")
        service = next((s for s in known if (s.hands_over(hop) if why else self._distributes(s, hop))), None)
        if why or service:
            self._service = service
        if service:
            return Passed(hop.line, service.kind, service.name)
        return Passed(hop.line, why, hop.rdns or hop.ip) if why else None

    def _named(self, hop: Hop) -> Why | None:
        """The peer is passed for its name, which the writing server made sure of, or because it was named by address."""
        rdns = hop.rdns if hop.rdns_checked else None
        if under(rdns, self._side.servers) or hop.ip in self._side.servers:
            return "configured"
        if rdns is None or under(hop.by, self._side.servers):
            return None
        return "learned" if rdns in self._side.learned else self._of_our_house(rdns, hop)

    def _of_our_house(self, rdns: str, hop: Hop) -> Why | None:
        if pool_of(rdns, hop.ip) or serves_customers(hop):
            return None  # a machine of a house's or a provider's customer bears the house's name and is none of its servers
        if not self._side.servers and self._side.owns(rdns):
            return "own-domain"
        same = registrable_domain(rdns) in self._ours | {registrable_domain(hop.by or "")} - {None}
        return "same-domain" if same and self._service is None else None

    def _distributes(self, service: Service, hop: Hop) -> bool:
        """The service handed us what it distributes: its host, made sure of, and its envelope where that makes the difference."""
        if service is self._service or not service.hands_over(hop):
            return False
        if not service.envelope:
            return True
        sender = hop.envelope_from or sender_at(self._headers, self._places[hop.line - 1])[0]
        if sender is None and self._service is None:
            sender = return_path_above(self._headers, self._places[hop.line - 1])
        return under((sender or "").rpartition("@")[2], service.envelope)
