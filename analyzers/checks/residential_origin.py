"""Did the mail come from a home or dynamic line, where no company's mail server stands?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class ResidentialOrigin(Finding):
    """`ip` stands in a pool of home or dynamic lines; `isp_ja`, `isp_en` name its operator where the list knows it, else they are "unknown"."""

    ip: str
    rdns: str
    isp_ja: str
    isp_en: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    origin, pool = dossier.trace.origin, dossier.pool
    if origin and origin.ip and pool and dossier.rdns:
        seen = (
            Evidence("header", dossier.received) if origin.rdns else Evidence("dns", origin.ip, dossier.facts.asked_at)
        )
        yield ResidentialOrigin(
            ip=origin.ip, rdns=dossier.rdns, isp_ja=pool.ja or "unknown", isp_en=pool.en or "unknown", evidence=(seen,)
        )
