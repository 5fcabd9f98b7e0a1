"""Dossier: one mail with everything that is known about it. It is what every check reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from analyzers.brands import Book, Brand, book
from analyzers.brands.claims import Claim, claims
from analyzers.destinations import Destinations
from analyzers.facts import Facts
from analyzers.links.names import registrable_domain
from analyzers.providers import is_mail_provider, provider_of, runs
from analyzers.reading.answers import own_words
from analyzers.reading.mailboxes import Mailbox, mailboxes
from analyzers.residential import Pool, pool_of
from analyzers.trace import OurSide, Trace
from analyzers.trace.handing import handing_houses

if TYPE_CHECKING:
    from analyzers.brands.stance import Stance
    from analyzers.facts import Listing
    from analyzers.links import Link
    from analyzers.message import Message


@dataclass(frozen=True)
class Dossier:
    """The `message`, its `trace`, who we are (`side`), and the `facts` that were found out by asking."""

    message: Message
    trace: Trace = field(default_factory=Trace)
    side: OurSide = field(default_factory=OurSide)
    facts: Facts = field(default_factory=Facts)

    @cached_property
    def own_domains(self) -> tuple[str, ...]:
        """Our domains as configured; else a guess: the recipients' domains, except those that a mail provider gives to everybody.

        The sender may write any recipient, so a guess may raise a suspicion and never take one away: see `same_house`.
        """
        if self.side.domains:
            return self.side.domains
        found = (registrable_domain(address.rpartition("@")[2]) for address in self.message.recipients)
        return tuple(dict.fromkeys(d for d in found if d and not is_mail_provider(d)))

    def own_domain_of(self, name: str | None) -> str | None:
        """The domain of ours that `name` is or lies below."""
        return next((own for own in self.own_domains if OurSide(domains=(own,)).owns(name)), None)

    def same_house(self, own: str, other: str | None) -> bool:
        """Whether `other` belongs to the house of `own`: any configured domain does, a guessed one only itself."""
        return self.side.owns(other) or OurSide(domains=(own,)).owns(other)

    @cached_property
    def web_links(self) -> tuple[Link, ...]:
        """The links that lead a reader to a host."""
        return tuple(link for link in self.message.links if link.host and link.leads)

    @cached_property
    def destinations(self) -> Destinations:
        """Where the links lead, seen from the sender and from us."""
        return Destinations(self.web_links, self.message.sender.domain, self.own_domains, self.brands)

    @cached_property
    def from_registrable(self) -> str | None:
        """The registrable domain of the From address."""
        return registrable_domain(self.message.sender.domain or "")

    def listings_of(self, name: str) -> tuple[Listing, ...] | None:
        """What lists of domains say of the host `name` and of its registrable domain; None: nobody answered."""
        asked = dict.fromkeys((name, registrable_domain(name) or name))
        answers = [found for each in asked if (found := self.facts.listings.get(each)) is not None]
        return tuple(listing for found in answers for listing in found) if answers else None

    @cached_property
    def authenticated_domain(self) -> str | None:
        """The From domain, when its own signature or its own servers vouch for the mail.

        It tells who sent a mail; half of all fraudulent mail is authenticated by domains of its own.
        """
        found = self.facts.authentication
        signed = any(s.aligned and s.result == "pass" and s.reason != "recovered-footer" for s in found.dkim)
        sent = found.spf is not None and bool(found.spf.aligned) and found.spf.result == "pass"
        return self.message.sender.domain if signed or sent else None

    @cached_property
    def disowned(self) -> bool:
        """Whether the From domain says that the mail is none of its own: SPF failed for it, or DMARC did."""
        spf, dmarc = self.facts.authentication.spf, self.facts.authentication.dmarc
        by_spf = spf is not None and bool(spf.aligned) and spf.result == "fail"
        return (by_spf or (dmarc is not None and dmarc.result == "fail")) and self.authenticated_domain is None

    @cached_property
    def by_known_list(self) -> bool:
        """Whether a list that we know, or that was set up as ours, handed the mail on."""
        return any(relay.why == "list" for relay in self.trace.passed)

    @cached_property
    def handed_on(self) -> bool:
        """Whether a list or a forwarder handed the mail on, so that SPF tells about that one.

        Anybody may write their marks. So a mark counts only for the house whose machine handed the mail over; the name that the
        machine gave itself tells that only as long as nobody could look up its real one. The house of the From address is the
        sender, whatever it calls itself.
        """
        if self.by_known_list:
            return True
        houses = handing_houses(self.message.headers, self.message.sender.return_path) - {self.from_registrable}
        peer = registrable_domain(self.peer or "") if houses else None
        return peer in houses or any((provider := provider_of(house)) and runs(provider, peer) for house in houses)

    @cached_property
    def excused(self) -> bool:
        """Whether a house that nobody here knows handed the mail on: what its way breaks says less then.

        Such a house may be the forger's own. Nothing is excused in our own name, nor in a brand's that asks others to
        refuse or to distrust what does not pass.
        """
        if not self.handed_on or self.own_domain_of(self.message.sender.domain):
            return False
        dmarc = self.facts.authentication.dmarc
        strict = dmarc is not None and dmarc.policy in {"quarantine", "reject"}
        return not (strict and self.brands.proven_of(self.message.sender.domain or ""))

    @cached_property
    def peer(self) -> str | None:
        """The name of the machine that handed the mail over, as far as it can be believed."""
        origin = self.trace.origin
        if origin is None:
            return None
        if origin.rdns_checked or self.facts.origin.rdns_confirmed:
            return self.rdns
        return origin.helo if self.facts.asked_at is None and origin.rdns is None else None

    @cached_property
    def brands(self) -> Book:
        """All brands that are known here: the list's and our own."""
        return book(self.side.us.brands)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """In whose name the mail speaks, and where; see `analyzers.brands.claims`."""
        message, sender = self.message, self.message.sender
        found = claims(
            self.brands,
            name=sender.name,
            address=sender.address,
            subject=message.subject,
            text=own_words(message),
            picture=message.look.logo,
        )
        beside = (claims(self.brands, name=other.name, address=other.address) for other in self.other_senders)
        return (*found, *(claim for each in beside for claim in each))

    @cached_property
    def other_senders(self) -> tuple[Mailbox, ...]:
        """The mailboxes of the From field besides the one that is taken for the sender's."""
        boxes = mailboxes(self.message.sender.raw)
        return tuple(box for box in boxes if box.address and box.address != self.message.sender.address)

    @cached_property
    def author_domains(self) -> tuple[str, ...]:
        """The domains that the mail gives its author: the From address's, and behind a list those of other fields.

        A list that writes itself into From ("X via List") leaves the author's address in Reply-To or in X-Original-From. Anybody
        can write these; so they count only behind a list that we know, or where the author's own domain signed the mail.
        """
        sender = self.message.sender
        others = (sender.reply_to, self.message.headers.first("x-original-from"))
        listed = " via " in (sender.name or "").lower()
        domains = ((other or "").rpartition("@")[2].strip(" >\"'").lower() for other in others if listed)
        return tuple(d for d in (sender.domain, *(o for o in domains if self.by_known_list or self._signed(o))) if d)

    def _signed(self, domain: str) -> bool:
        """Whether a signature of `domain` holds for the whole mail."""
        own = registrable_domain(domain)
        passed = (s for s in self.facts.authentication.dkim if s.result == "pass" and s.reason != "recovered-footer")
        return own is not None and any(registrable_domain(s.domain or "") == own for s in passed)

    def is_from(self, brand: Brand) -> bool:
        """Whether the author's address is one from which `brand` itself writes, or the From address is ours; of several all are."""
        return self.foreign_domain(brand) is None and self._first_is_from(brand)

    def foreign_domain(self, brand: Brand) -> str | None:
        """The first domain of the From field from which `brand` does not write."""
        if not self._first_is_from(brand):
            return self.message.sender.domain
        others = ((other.address or "").rpartition("@")[2].lower() for other in self.other_senders)
        return next((name for name in others if not brand.writes_from(name) and not self.side.owns(name)), None)

    def _first_is_from(self, brand: Brand) -> bool:
        return self.side.owns(self.message.sender.domain) or any(map(brand.writes_from, self.author_domains))

    def name_claiming(self, brand: Brand) -> str | None:
        """The display name that names `brand`: the sender's, else one beside it."""
        first = self.message.sender.name
        names = (first, *(other.name for other in self.other_senders))
        return next((name for name in names if any(n.brand is brand for n in self.brands.named(name))), first)

    @cached_property
    def claimed_brand(self) -> Brand | None:
        """The brand that the display name claims, whoever owns the address; of several, the one that owns it."""
        return self._of_several([claim.brand for claim in self.claims if claim.where == "name"])

    @cached_property
    def brand_stances(self) -> frozenset[Stance]:
        """How the display name stands to the brand that it claims, wherever it names it."""
        named = [claim for claim in self.claims if claim.where == "name" and claim.brand is self.claimed_brand]
        return frozenset("self" if claim.disguised else claim.stance for claim in named)

    @cached_property
    def spoken_brand(self) -> Brand | None:
        """The brand that the name, else the title or the text claims; of several, the one that sent the mail.

        An address alone claims too little: dealers and departments have such ones. So does a picture.
        """
        spoken = [claim.brand for claim in self.claims if claim.where in {"subject", "body"}]
        return self.claimed_brand or self._of_several(spoken)

    def _of_several(self, named: list[Brand]) -> Brand | None:
        return next((brand for brand in named if self.is_from(brand)), None) or next(iter(named), None)

    @cached_property
    def rdns(self) -> str | None:
        """The origin's reverse name: as asked, else as our server recorded it."""
        return self.facts.origin.rdns or (self.trace.origin.rdns if self.trace.origin else None)

    @cached_property
    def pool(self) -> Pool | None:
        """The pool of home or dynamic lines to which the origin's reverse name belongs."""
        return pool_of(self.rdns, self.trace.origin.ip if self.trace.origin else None)

    @cached_property
    def received(self) -> str:
        """The believed line, as evidence names it ("Received, line 2")."""
        line = f"Received, line {self.trace.origin.line}" if self.trace.origin else "Received"
        return f"{line}, with {self.trace.ip_field}" if self.trace.ip_field else line
