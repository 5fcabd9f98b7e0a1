"""Does the sender bear the name of somebody in whose name fraud is sent to us, and write from an address that is not his?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_SHORTEST = 3  # characters of a name without its spaces


@dataclass(frozen=True, kw_only=True)
class ExecutiveImpersonated(Finding):
    """The display `name` is that of our `person`, and the `address` is none of ours and none of his."""

    name: str
    person: str
    address: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; two people may bear one name."""
    who = author(dossier)
    if not who.name or not who.address or dossier.own_domain_of(who.domain) or dossier.side.owns(who.domain):
        return
    for person in dossier.side.us.executives:
        named = next((name for name in person.names if _is_named(name, who.name or "")), None)
        if named and who.address.lower() not in person.addresses:
            yield ExecutiveImpersonated(
                name=who.name, person=named, address=who.address, evidence=(Evidence("header", "From"),)
            )
            return


def _is_named(person: str, name: str) -> bool:
    """Whether `name` holds every word of the person's, in any order; a Japanese name may be written with or without a space."""
    wanted, written = plain(person), plain(name)
    if len(wanted.replace(" ", "")) < _SHORTEST:
        return False
    if wanted.isascii():
        return set(re.findall(r"[a-z'-]+", wanted)) <= set(re.findall(r"[a-z'-]+", written))
    return re.sub(r"[\s・]", "", wanted) in re.sub(r"[\s・]", "", written)
