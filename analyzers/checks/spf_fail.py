"""Does the domain in whose name the mail was handed over disown the machine that did it? (SPF: RFC 7208)

A list or a forwarder hands mail on from addresses that the author's domain does not know; so does nobody whose signature holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class SpfFail(Finding):
    """`domain` does not let the address `ip` send for it; it says so for certain (`fail`) or nearly so (`softfail`)."""

    domain: str
    ip: str
    result: str
    handed: bool = False

    @property
    def variant(self) -> str:
        """`softfail` weighs less, and so does what a list or a forwarder (`handed`) may have caused."""
        return "handed" if self.handed else "softfail" if self.result == "softfail" else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    spf, origin = dossier.facts.authentication.spf, dossier.trace.origin
    if spf is None or spf.result not in {"fail", "softfail"} or dossier.by_known_list or dossier.authenticated_domain:
        return
    if not spf.domain or not origin or not origin.ip:
        return
    by = Evidence("dns", spf.domain, dossier.facts.asked_at)
    noted = Evidence("header", "Authentication-Results" if spf.source == "trusted-header" else dossier.received)
    evidence = (noted,) if spf.source == "trusted-header" else (noted, by)
    yield SpfFail(domain=spf.domain, ip=origin.ip, result=spf.result, handed=dossier.excused, evidence=evidence)
