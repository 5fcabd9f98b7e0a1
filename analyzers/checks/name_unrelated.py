"""Does a sender's name, an organisation's or an offer's, share nothing with the domain of its address?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.services import below, is_free
from analyzers.senders.words import initials, is_daemon, is_office, own_words, plain, sounds_official

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_SHORTEST = 3  # letters of a label that a name may contain


@dataclass(frozen=True, kw_only=True)
class NameUnrelated(Finding):
    """No word of the display `name` stands in `from_domain`; `role`: a word of the name says that it is no person's."""

    name: str
    from_domain: str
    role: bool

    @property
    def variant(self) -> str:
        """Where only the address is one of an office ("noreply@"), the name may be that of somebody who works there."""
        return "" if self.role else "office"


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. Names in other scripts cannot be compared with a domain, and services write in others' names."""
    who = author(dossier)
    domain = who.domain
    if not who.name or not domain or not plain(who.name).isascii():
        return
    if is_daemon(who.address):
        return
    role = sounds_official(who.name)
    if not role and not is_office(who.address):
        return
    if (
        is_free(domain)
        or below("platforms", domain)
        or dossier.own_domain_of(domain)
        or dossier.brands.of_domain(domain)
    ):
        return  # whoever borrows a known company's address is found out in other ways
    words = own_words(who.name)
    if words and not _tied(words, who.name, domain):
        yield NameUnrelated(name=who.name, from_domain=domain, role=role, evidence=(Evidence("header", "From"),))


def _tied(words: tuple[str, ...], name: str, domain: str) -> bool:
    """Whether a word, a beginning of one or the initials stand in the domain, or one of its labels in the name."""
    labels = [label for label in re.split(r"[.-]", domain)[:-1] if len(label) >= _SHORTEST]
    whole, run = "".join(labels), re.sub(r"[^a-z0-9]", "", plain(name))
    if any(word in whole or word[:5] in whole for word in words) or any(label in run for label in labels):
        return True
    first = initials(name)
    parts = [label for label in re.split(r"[.-]", domain)[:-1] if len(label) > 1]
    return len(first) > 1 and any(label in first or label.startswith(first) for label in parts)
