"""Was the mail sent in the name of a customer of some service, under a name that nobody would choose? (`17sxob90.onmicrosoft.com`)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.randomness import looks_random
from analyzers.senders.author import Author, author
from analyzers.senders.services import below
from analyzers.senders.vouching import related, traces
from analyzers.senders.words import is_office, own_words, sounds_official

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_DRAWN = re.compile(
    r"[a-z]{0,12}\d{5,}|\d+[a-z]+\d+[a-z0-9]*|[a-z]+\d+[a-z]+\d+[a-z0-9]*|[0-9a-f]*\d[0-9a-f]*(?<=.{5})"
)

_FOR_TESTS = frozenset({"firebaseapp.com", "web.app", "herokuapp.com", "onmicrosoft.com", "appspotmail.com"})


@dataclass(frozen=True, kw_only=True)
class ThrowawayTenant(Finding):
    """`tenant` is the name that a customer of `service` chose for himself; `where` it stands: `from`, `bounce` or `signature`."""

    tenant: str
    service: str
    where: str

    @property
    def variant(self) -> str:
        """Behind a From address of another domain a tenant's name is seldom seen."""
        return "" if self.where == "from" else self.where


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, about what a reader sees before what he does not."""
    who, found = author(dossier), traces(dossier)
    places = [("from", who.domain), ("bounce", found.bounce), *(("signature", name) for name in found.signed)]
    for where, name in places:
        service = below("tenants", name)
        label = name[: -len(service) - 1].rpartition(".")[2].lower() if name and service and name != service else ""
        if not label or not service or (where != "from" and related(name, who.domain)):
            continue
        if _is_drawn(label) or (where == "from" and _is_stranger(label, service, who)):
            field = {"from": "From", "bounce": "Return-Path", "signature": "DKIM-Signature"}[where]
            tenant = f"{label}.{service}"
            yield ThrowawayTenant(tenant=tenant, service=service, where=where, evidence=(Evidence("header", field),))
            return


def _is_stranger(label: str, service: str, who: Author) -> bool:
    """Whether an organisation's name shares no word with the one that it chose where others chose domains of their own."""
    if service not in _FOR_TESTS or not (sounds_official(who.name) or is_office(who.address)):
        return False
    words = own_words(who.name)
    return bool(words) and not any(word[:5] in label for word in words)


def _is_drawn(label: str) -> bool:
    if label.startswith("netorg"):  # what a reseller gives to its customers
        return False
    return any(_DRAWN.fullmatch(part) or looks_random(part) for part in label.split("-"))
