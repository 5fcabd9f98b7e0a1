"""What kind of name did the sending machine give itself: one by number, one that looks drawn, or one of somebody else's?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.finding import Evidence, Finding
from analyzers.links.names import is_domain, registrable_domain
from analyzers.randomness import looks_random
from analyzers.senders.author import author
from analyzers.senders.services import carries, is_free
from analyzers.senders.vouching import related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

# An address in the name, or a word for a rented machine with a number.
_NUMBERED = re.compile(
    r"(?:^|[^\d])\d{1,3}[-.]\d{1,3}[-.]\d{1,3}[-.]\d{1,3}(?:[^\d]|$)|(?:^|[.-])(?:vps|vm|vmi|cloudhost|dsl|adsl|ppp|dyn|dhcp|pool|host|ip|static|client|srv|server)-?\d{3,}"
)


@dataclass(frozen=True, kw_only=True)
class HeloNumbered(Finding):
    """`helo` is the kind of name that a provider gives by number to the machines and lines that it lets."""

    helo: str


@dataclass(frozen=True, kw_only=True)
class HeloRandom(Finding):
    """The domain of `helo` looks drawn, in its `label`."""

    helo: str
    label: str


@dataclass(frozen=True, kw_only=True)
class HeloBorrowed(Finding):
    """`helo` is a name of `owner`, to whom neither the sender's address nor anything else about the machine leads."""

    helo: str
    owner: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    origin = dossier.trace.origin
    if not origin or not origin.helo or not is_public(origin.ip):
        return
    helo, seen = origin.helo.lower().rstrip("."), (Evidence("header", dossier.received),)
    own = registrable_domain(helo) if is_domain(helo) else None
    label = (own or "").partition(".")[0]
    if own and _is_borrowed(helo, dossier):
        yield HeloBorrowed(helo=helo, owner=own, evidence=seen)
    elif own and _NUMBERED.search(helo) and not carries(helo):
        yield HeloNumbered(helo=helo, evidence=seen)
    elif own and looks_random(label) and not carries(helo):
        yield HeloRandom(helo=helo, label=label, evidence=seen)


def _is_borrowed(helo: str, dossier: Dossier) -> bool:
    """A known house's name, and neither a real name of the line nor the sender's domain is the house's."""
    brand = dossier.brands.of_domain(helo)
    if not (brand and brand.confirmed) and not is_free(helo):
        return False
    own = registrable_domain(helo)
    bare = helo == own  # large houses number their machines below their name
    if carries(helo) and not (bare and is_free(helo)):
        return False
    rdns = registrable_domain(dossier.rdns or "")
    if rdns is not None:
        return not related(rdns, own)
    return not related(author(dossier).domain, own) or (bare and is_free(helo))
