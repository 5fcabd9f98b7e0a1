"""Was the mail changed after its sender signed it? (RFC 6376)

Lists, filters and the way a mail was saved do that too, so it only informs. An invented signature is none that was changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class DkimAltered(Finding):
    """`domain`, which is the sender's own, signed something, and it is not quite this mail."""

    domain: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    signed = (each for each in dossier.facts.authentication.dkim if each.aligned and each.reason == "altered")
    altered = next(signed, None)
    if altered and altered.domain and not dossier.authenticated_domain:
        key = Evidence("dns", f"{altered.selector}._domainkey.{altered.domain}", dossier.facts.asked_at)
        yield DkimAltered(domain=altered.domain, evidence=(Evidence("header", "DKIM-Signature"), key))
