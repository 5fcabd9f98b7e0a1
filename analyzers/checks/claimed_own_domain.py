"""Does the display name claim to come from ourselves, while the address does not?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.brands import normalise
from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.own_names import own_labels
from analyzers.senders.services import below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_SHORTEST = 7  # letters of a label that stands for nothing else


@dataclass(frozen=True, kw_only=True)
class ClaimsOwnDomain(Finding):
    """The display `name` holds `own_domain`, or only the `label` that it begins with."""

    name: str
    own_domain: str
    label: bool = False

    @property
    def variant(self) -> str:
        """Services name those for whom they write, and other houses may bear the name."""
        return "label" if self.label else ""


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
    who = author(dossier)
    label = next((each for each in own_labels(dossier) if len(each) >= _SHORTEST and each in _squeezed(plain)), None)
    outside = not dossier.side.owns(who.domain) and not dossier.own_domain_of(who.domain)
    if label and outside and label not in _squeezed(who.domain or "") and not below("platforms", who.domain):
        own = next(domain for domain in dossier.own_domains if label in _squeezed(domain))
        yield ClaimsOwnDomain(name=sender.name, own_domain=own, label=True, evidence=(Evidence("header", "From"),))


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
