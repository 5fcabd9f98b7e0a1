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


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. A mail that we sent to a list comes back with our own results in it."""
    forged = dossier.facts.authentication.forged_claims
    if forged and not dossier.handed_on:
        yield ClaimForged(server=forged[0], evidence=(Evidence("header", "Authentication-Results"),))
