"""Does the mail press for time and ask for a password, a login, a card or personal data?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.wording import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_PRESSES = ("urgency", "suspension")
_ASKS = ("credential", "ask-card", "ask-data")


@dataclass(frozen=True, kw_only=True)
class UrgentCredentialLure(Finding):
    """The words that press (`urgent`) and the words that ask (`credential`), as the mail has them."""

    urgent: str
    credential: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding: both kinds of words in subject and body together."""
    spoken = said(dossier.message)
    pressing = next((spoken[theme] for theme in _PRESSES if theme in spoken), None)
    asking = next((spoken[theme] for theme in _ASKS if theme in spoken), None)
    if pressing and asking:
        yield UrgentCredentialLure(urgent=pressing.text, credential=asking.text, evidence=(Evidence("body", "text"),))
