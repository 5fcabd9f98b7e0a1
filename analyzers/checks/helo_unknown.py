"""Does the name that the sending machine gave itself exist? (RFC 5321, section 4.1.4 asks for a name that resolves)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class HeloUnknown(Finding):
    """`helo` has no address: no such machine exists."""

    helo: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, and only on an answer."""
    origin = dossier.trace.origin
    if origin and origin.helo and is_public(origin.ip) and dossier.facts.origin.helo_exists is False:
        asked = Evidence("dns", origin.helo, dossier.facts.asked_at)
        yield HeloUnknown(helo=origin.helo, evidence=(Evidence("header", dossier.received), asked))
