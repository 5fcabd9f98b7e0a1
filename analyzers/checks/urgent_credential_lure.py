"""Does the mail press for time and ask for a password, a login, a card or personal data?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.wording import pressed_and_asked

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
    """At most one finding: both kinds of words in subject and body together, each in words of its own."""
    pair = pressed_and_asked(dossier.message, _PRESSES, _ASKS)
    if pair:
        pressing, asking = pair
        yield UrgentCredentialLure(urgent=pressing.text, credential=asking.text, evidence=(Evidence("body", "text"),))
