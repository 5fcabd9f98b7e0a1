"""One round of questions about one mail: everything side by side, under one deadline."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from analyzers.addresses import is_public
from analyzers.authentication import Case, ask, conclude
from analyzers.facts import Facts, OriginFacts, SenderFacts
from analyzers.lookups.hostnames import a_label
from analyzers.lookups.named import NamesAsked
from analyzers.lookups.placing import Placing
from analyzers.lookups.questions import accepts_mail, helo_exists, host_addresses, reverse
from analyzers.lookups.registering import RegistrationsAsked
from analyzers.lookups.round import Round

if TYPE_CHECKING:
    from analyzers.facts import Listing
    from analyzers.lookups import Lookups
    from analyzers.lookups.round import Asked

MAX_HOSTS: Final = 30


@dataclass(frozen=True, slots=True)
class Questions:
    """What is to be found out.

    `origin_ip`: the address that handed the mail to our side. `recorded_rdns`: the name that our server wrote beside
    it. `helo`: the name it gave itself. `from_domain`: the domain of the From address. `hosts`: the links' host names.
    `case`: what the mail brings along for its authentication. `strangers`: the host names that are looked for in lists of
    domains (see `strange_names`). `link_ips`: addresses that stand in links instead of a name.
    `registered`: the names whose registration is asked for (see `registered_names`). None: not known, so not asked.
    """

    origin_ip: str | None
    recorded_rdns: str | None
    helo: str | None
    from_domain: str | None
    hosts: tuple[str, ...]
    case: Case = field(default_factory=Case)
    strangers: tuple[str, ...] = ()
    link_ips: tuple[str, ...] = ()
    registered: tuple[str, ...] = ()


async def survey(questions: Questions, lookups: Lookups, *, deadline: float) -> Facts:
    """Ask everything that `questions` hold. `deadline`: seconds; it takes at most 0.3 seconds longer.

    What got no answer, or none in time, is None and stands in `unanswered`; nothing is raised. Of the hosts, the first
    30 are asked: any further one is None in `hosts` without standing in `unanswered`, for nobody asked. An address that
    is not of the public internet is not looked for in block lists: `listed` is None. `listed` holds white lists too;
    their meaning says so.
    """
    asked_at = datetime.now(UTC).isoformat(timespec="seconds")
    hosts = tuple(dict.fromkeys(questions.hosts))
    async with Round(deadline) as asking:
        ip, dns = questions.origin_ip, lookups.dns
        names = asking.ask("dns", ip, lambda ip: reverse(ip, questions.recorded_rdns, dns, asking.missed))
        helo = asking.ask("dns", _domain(questions.helo), lambda name: helo_exists(name, dns))
        accepts = asking.ask("dns", _unless_literal(questions.from_domain), lambda name: accepts_mail(name, dns))
        placing = Placing(asking, (ip, *questions.link_ips[:MAX_HOSTS]), lookups.places)
        addresses = placing.after(lambda host: host_addresses(host, dns))
        found = {host: asking.ask("dns", host, addresses) for host in hosts[:MAX_HOSTS]}
        listings = _ask_lists(asking, ip, lookups)
        named = NamesAsked(asking, questions.strangers, lookups.domain_lists, lookups.feeds)
        registrations = RegistrationsAsked(asking, questions.registered, lookups.registry)
        vouching = ask(questions.case, asking, dns)
    # In a thread: it computes with what a stranger sent.
    authentication = await asyncio.to_thread(
        conclude, questions.case, vouching.answers(asking), author_exists=accepts.answer
    )
    return Facts(
        origin=_origin(names.answer or (questions.recorded_rdns, None), listings, exists=helo.answer),
        sender=SenderFacts(accepts_mail=accepts.answer),
        authentication=authentication,
        hosts={host: found[host].answer if host in found else None for host in hosts},
        registrations=registrations.found(),
        listings=dict(named.listings()),
        places=placing.found(),
        unanswered=asking.unanswered,
        asked_at=asked_at if asking.asked else None,
    )


def _origin(
    names: tuple[str | None, bool | None], listings: list[Asked[tuple[Listing, ...]]], *, exists: bool | None
) -> OriginFacts:
    answered = [each.answer for each in listings if each.answer is not None]
    return OriginFacts(
        rdns=names[0],
        rdns_confirmed=names[1],
        helo_exists=exists,
        listed=tuple(listing for each in answered for listing in each) if answered else None,
    )


def _ask_lists(asking: Round, ip: str | None, lookups: Lookups) -> list[Asked[tuple[Listing, ...]]]:
    if ip is None or not is_public(ip):
        return []
    return [asking.ask("blocklist", zone, partial(_listings, lookups, ip)) for zone in lookups.blocklists.zones]


async def _listings(lookups: Lookups, ip: str, zone: str) -> tuple[Listing, ...]:
    listing = await lookups.blocklists.listing(zone, ip)
    return (listing,) if listing else ()


def _domain(helo: str | None) -> str | None:
    return helo if helo and a_label(helo) else None


def _unless_literal(domain: str | None) -> str | None:
    """The domain, unless it is an address in brackets (RFC 5321, section 4.1.3), which the DNS does not know."""
    return None if not domain or domain.startswith("[") else domain
