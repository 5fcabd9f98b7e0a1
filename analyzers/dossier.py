"""Dossier: one mail with everything that is known about it. It is what every check reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from analyzers.brands import Brand, claimed
from analyzers.facts import Facts
from analyzers.links.names import registrable_domain
from analyzers.providers import is_mail_provider
from analyzers.residential import Pool, pool_of
from analyzers.trace import OurSide, Trace

if TYPE_CHECKING:
    from analyzers.facts import Listing
    from analyzers.links import Link
    from analyzers.message import Message

_HANDED_ON = {
    "list-id",
    "list-post",
    "mailing-list",
    "resent-from",
    "x-forwarded-for",
    "x-forwarded-to",
    "x-mailman-version",
}


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
    def handed_on(self) -> bool:
        """Whether a list or a forwarder handed the mail on, by its own marks, so that SPF tells about that one.

        Anybody may write such marks: they take a suspicion away and give no credit.
        """
        if any(relay.why in {"list", "forwarder"} for relay in self.trace.passed):
            return True
        names = {field.name.lower() for field in self.message.headers.fields}
        rewritten = (self.message.sender.return_path or "").lower().startswith(("srs0", "srs1"))
        return (
            bool(names & _HANDED_ON) or rewritten or "list" in (self.message.headers.first("precedence") or "").lower()
        )

    @cached_property
    def claimed_brand(self) -> Brand | None:
        """The brand that the display name claims, whoever owns the address; of several, the one that owns it."""
        named = claimed(self.message.sender.name)
        owning = (brand for brand in named if brand.owns(self.message.sender.domain))
        return next(owning, None) or next(iter(named), None)

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
