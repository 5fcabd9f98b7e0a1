"""Do the sender's address, its domain or the address for bounces look drawn by a machine?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.names import is_domain, parse_host
from analyzers.randomness import looks_random
from analyzers.senders.author import author
from analyzers.senders.oddness import is_drawn
from analyzers.senders.services import carries, is_free
from analyzers.senders.vouching import related, traces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class RandomSender(Finding):
    """What stands before the @ of the sender's `address` looks drawn."""

    address: str


@dataclass(frozen=True, kw_only=True)
class RandomSenderDomain(Finding):
    """The sender's domain `domain` looks drawn, in its `label`."""

    domain: str
    label: str


@dataclass(frozen=True, kw_only=True)
class OddBounceDomain(Finding):
    """Bounces go to `domain`, which looks drawn or cannot exist, and has nothing to do with the sender's."""

    domain: str
    exists: bool

    @property
    def variant(self) -> str:
        """A domain that cannot exist is no service's."""
        return "" if self.exists else "impossible"


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding of each kind."""
    who = author(dossier)
    local = (who.address or "").rpartition("@")[0]
    if who.address and is_drawn(re.split(r"[+=]", local)[0]):
        yield RandomSender(address=who.address, evidence=(Evidence("header", "From"),))
    label = _drawn_label(who.domain)
    if label and who.domain:
        yield RandomSenderDomain(domain=who.domain, label=label, evidence=(Evidence("header", "From"),))
    yield from _bounce(dossier, who.domain)


def _bounce(dossier: Dossier, domain: str | None) -> Iterator[Finding]:
    written = (traces(dossier).bounce or "").lower()
    if not written or related(written, domain) or carries(written):
        return
    exists = is_domain(written)
    if not exists or _drawn_label(written):
        yield OddBounceDomain(domain=written, exists=exists, evidence=(Evidence("header", "Return-Path"),))


def _drawn_label(domain: str | None) -> str | None:
    host = parse_host(domain or "")
    if host is None or host.is_ip or is_free(domain):
        return None
    own = (host.registrable_domain or "").partition(".")[0]
    return next((label for label in (own, *host.subdomain.split(".")[-2:]) if label and looks_random(label)), None)
