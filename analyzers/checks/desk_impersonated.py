"""Does the sender call himself our IT, our administrators or our personnel office, and write from outside?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.own_names import own_labels
from analyzers.senders.words import claims, is_only_role, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class DeskImpersonated(Finding):
    """The display `name` is that of `desk`, and the address is at `from_domain`; `named`: it is called by our own name for it."""

    name: str
    desk: str
    from_domain: str
    named: bool

    @property
    def variant(self) -> str:
        """Every service that we use has a help desk of its own."""
        return "" if self.named else "any"


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. A desk with its own company's name, at that company's domain, is no desk of ours."""
    who = author(dossier)
    if not who.name or dossier.own_domain_of(who.domain) or dossier.side.owns(who.domain):
        return
    desk = _our_desk(dossier, who.name)
    named, desk = desk is not None, desk or _any_desk(who.name, who.registrable)
    if desk:
        domain = who.domain or dossier.message.sender.raw or ""
        yield DeskImpersonated(
            name=who.name, desk=desk, from_domain=domain, named=named, evidence=(Evidence("header", "From"),)
        )


def _our_desk(dossier: Dossier, name: str) -> str | None:
    """The desk as our people know it, or a desk beside our own name ("Midorikogyo Webmail")."""
    text = plain(name)
    known = next((desk for desk in dossier.side.us.desks if desk and plain(desk) in text), None)
    if known:
        return known
    squeezed = re.sub(r"[^a-z0-9]", "", text)
    return claims("desk", name) if any(label in squeezed for label in own_labels(dossier)) else None


def _any_desk(name: str, domain: str | None) -> str | None:
    """A desk that does not say whose it is."""
    desk = claims("desk", name)
    if desk is None or claims("desk", (domain or "").partition(".")[0].replace("-", " ")):
        return None
    rest = re.sub(r"\([^()]*\)|\bvia .*", " ", plain(name)).replace(desk, " ")  # what a service adds
    return desk if is_only_role(rest) or not re.search(r"\w", rest) else None
