"""Did the sender write results of authentication in our own server's name? (RFC 8601, section 5)

What stands below the line in which our side took the mail is the sender's; no honest one writes there what our server found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class ClaimForged(Finding):
    """A claim that the mail passed, under `server`, a name of our side."""

    server: str
    handed: bool = False

    @property
    def variant(self) -> str:
        """Answers to our own mails come back through lists (`handed`) at times."""
        return "handed" if self.handed else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. A mail that we sent to a list comes back with our own results in it, and with our signature."""
    forged = dossier.facts.authentication.forged_claims
    returned = dossier.by_known_list or (dossier.handed_on and dossier.authenticated_domain)
    if forged and not returned:
        yield ClaimForged(
            server=forged[0], handed=dossier.excused, evidence=(Evidence("header", "Authentication-Results"),)
        )
