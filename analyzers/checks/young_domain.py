"""Was a domain registered only just before the mail came? Fraud lives on new names; honest senders start with new ones, too.

The sender wrote the day of the mail, and may date it forward or back. So the day on which we asked counts as well: the age is
the smaller of both, and that of a day before the domain was registered is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from analyzers.finding import Evidence, Finding
from analyzers.links.names import registered_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from analyzers.dossier import Dossier
    from analyzers.facts import Registration

YOUNG: Final = 30  # days
_MOST: Final = 3


@dataclass(frozen=True, kw_only=True)
class YoungLinkDomain(Finding):
    """A link leads to `domain`, registered on the day `created` (ISO 8601) and `days` old."""

    domain: str
    created: str
    days: int


@dataclass(frozen=True, kw_only=True)
class YoungSenderDomain(Finding):
    """The From domain `domain` was registered on the day `created` (ISO 8601) and `days` old."""

    domain: str
    created: str
    days: int


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding for each young domain of the links, three at most, and one for the From domain."""
    named = (registered_name(link.host.name) for link in dossier.web_links if link.host)
    young = [found for name in dict.fromkeys(named) if name and (found := _young(name, dossier))]
    for registration, created, days in young[:_MOST]:
        yield YoungLinkDomain(
            domain=registration.domain, created=created, days=days, evidence=_known(registration, dossier)
        )
    sender = registered_name(dossier.message.sender.domain or "")
    if sender and (found := _young(sender, dossier)):
        registration, created, days = found
        yield YoungSenderDomain(
            domain=registration.domain, created=created, days=days, evidence=_known(registration, dossier)
        )


def _young(name: str, dossier: Dossier) -> tuple[Registration, str, int] | None:
    """The registration, its day and its age in days at the mail's, when it is young."""
    registration = dossier.facts.registrations.get(name)
    created = registration.created if registration else None
    if registration is None or created is None:
        return None
    ages = [age for day in _days(dossier) if (age := (day - created).days) >= 0]
    return (registration, created.isoformat(), min(ages)) if ages and min(ages) < YOUNG else None


def _days(dossier: Dossier) -> Iterator[date]:
    """The mail's day and the day on which was asked, as far as they are known."""
    if dossier.message.date:
        yield dossier.message.date.date()
    if dossier.facts.asked_at:
        yield datetime.fromisoformat(dossier.facts.asked_at).date()


def _known(registration: Registration, dossier: Dossier) -> tuple[Evidence, ...]:
    return (Evidence(registration.source, registration.domain, dossier.facts.asked_at),)
