"""Does a mail go unsigned although its From domain asks others to verify its mail? (RFC 6376; RFC 9989)

Half of all fraudulent mail is unsigned, but so is much of what small offices send; so only a domain that publishes a policy counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class DkimMissing(Finding):
    """No signature at all, and `from_domain` publishes a DMARC policy."""

    from_domain: str
    handed: bool = False

    @property
    def variant(self) -> str:
        """Some lists and forwarders (`handed`) take signatures away."""
        return "handed" if self.handed else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, and only where the whole header block is known."""
    found, domain = dossier.facts.authentication, dossier.message.sender.domain
    unsigned = dossier.message.headers.complete and [each.reason for each in found.dkim] == ["unsigned"]
    policy = found.dmarc.policy if found.dmarc else None
    if unsigned and domain and policy and not dossier.authenticated_domain and not dossier.by_known_list:
        asked = Evidence("dns", f"_dmarc.{found.dmarc.domain if found.dmarc else domain}", dossier.facts.asked_at)
        yield DkimMissing(
            from_domain=domain, handed=dossier.excused, evidence=(Evidence("header", "DKIM-Signature"), asked)
        )
