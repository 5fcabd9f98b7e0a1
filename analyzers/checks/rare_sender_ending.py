"""Does the sender's domain end in a top-level domain from which honest mail seldom comes?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.services import below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class RareSenderEnding(Finding):
    """`from_domain` ends in `ending`."""

    from_domain: str
    ending: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; our own domain may end as it likes."""
    domain = author(dossier).domain
    ending = below("rare_endings", domain)
    if domain and ending and domain != ending and not dossier.own_domain_of(domain):
        yield RareSenderEnding(from_domain=domain, ending=ending, evidence=(Evidence("header", "From"),))
