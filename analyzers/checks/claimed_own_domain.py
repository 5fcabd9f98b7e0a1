"""Does the display name claim to come from ourselves, while the address does not?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.brands import normalise
from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class ClaimsOwnDomain(Finding):
    """The display `name` holds `own_domain`."""

    name: str
    own_domain: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. An address of ours under such a name is how our own systems write."""
    sender = dossier.message.sender
    if not sender.name:
        return
    plain = normalise(sender.name).casefold()
    for domain in dossier.own_domains:
        if domain in plain and not dossier.same_house(domain, sender.domain):
            yield ClaimsOwnDomain(name=sender.name, own_domain=domain, evidence=(Evidence("header", "From"),))
            return
