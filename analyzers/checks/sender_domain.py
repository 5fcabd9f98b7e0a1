"""Can the From domain receive mail? (RFC 5321, section 5.1: MX, else A or AAAA; RFC 7505: null MX)

A domain with MX and no address of its own is in order, so "it has no A record" is no finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class SenderCannotReceive(Finding):
    """Nobody can answer to `from_domain`: it has neither MX nor an address, or says that it takes no mail."""

    from_domain: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, and only on an answer."""
    domain = dossier.message.sender.domain
    if domain and dossier.facts.sender.accepts_mail is False:
        yield SenderCannotReceive(from_domain=domain, evidence=(Evidence("dns", domain, dossier.facts.asked_at),))
