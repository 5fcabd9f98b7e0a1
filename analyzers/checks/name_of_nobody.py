"""Does the sender's name say what it does, and not who it is? "Support Team" may be anybody's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.words import claims, is_only_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class NameOfNobody(Finding):
    """The display `name` is made of words of roles alone."""

    name: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. Where an address says the rest (`support@acme.example` under "Support") nothing is hidden."""
    who = author(dossier)
    if not who.name or not who.domain or dossier.own_domain_of(who.domain) or not claims("role", who.name):
        return
    local = re.sub(r"[^a-z]", "", (who.address or "").partition("@")[0].lower())
    if is_only_role(who.name) and local != re.sub(r"[^a-z]", "", who.name.lower()):
        yield NameOfNobody(name=who.name, evidence=(Evidence("header", "From"),))
