"""Does the reverse name of the sending address lead back to it? (iprev, RFC 8601, section 3)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class RdnsUnconfirmed(Finding):
    """`ip` calls itself `rdns`, and that name does not lead to `ip`: whoever runs the address may have invented it."""

    ip: str
    rdns: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; an address without any reverse name is common among honest servers and is none."""
    origin = dossier.trace.origin
    if origin and origin.ip and dossier.rdns and dossier.facts.origin.rdns_confirmed is False:
        asked = Evidence("dns", origin.ip, dossier.facts.asked_at)
        yield RdnsUnconfirmed(ip=origin.ip, rdns=dossier.rdns, evidence=(asked,))
