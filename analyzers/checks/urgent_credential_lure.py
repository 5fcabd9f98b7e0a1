"""Does the mail press for time and ask for a password, a login or a card?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.wording import first_match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class UrgentCredentialLure(Finding):
    """The words that press (`urgent`) and the words that ask (`credential`), as the mail has them."""

    urgent: str
    credential: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding: both kinds of words in subject and body together."""
    text = f"{dossier.message.subject or ''}\n{dossier.message.text}"
    urgent, credential = first_match("urgency", text), first_match("credential", text)
    if urgent and credential:
        yield UrgentCredentialLure(urgent=urgent, credential=credential, evidence=(Evidence("body", "text"),))
