"""Is the sending address on block lists, and what do their operators mean by it?

A policy listing (Spamhaus PBL and the like) says "a home line", not "an attacker": it is a finding of its own. White lists say
nothing bad.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.facts import Listing


@dataclass(frozen=True, kw_only=True)
class OriginListed(Finding):
    """`ip` stands on `count` lists (`zones`) as a source of abuse."""

    ip: str
    zones: tuple[str, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class HomeLineListed(Finding):
    """`ip` stands on `zones` only as a line from which no mail should come directly."""

    ip: str
    zones: tuple[str, ...]


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding for the lists that say abuse, one for those that only say home line."""
    origin, listed = dossier.trace.origin, dossier.facts.origin.listed
    if not origin or not origin.ip or not listed:
        return
    bad = [entry for entry in listed if set(entry.meanings) - {"policy", "white"}]
    home = [entry for entry in listed if entry not in bad and "policy" in entry.meanings]
    if bad:
        zones = tuple(entry.zone for entry in bad)
        yield OriginListed(ip=origin.ip, zones=zones, count=len(zones), evidence=_evidence(bad, dossier))
    if home:
        yield HomeLineListed(ip=origin.ip, zones=tuple(e.zone for e in home), evidence=_evidence(home, dossier))


def _evidence(entries: list[Listing], dossier: Dossier) -> tuple[Evidence, ...]:
    return tuple(Evidence("blocklist", f"{e.zone} {' '.join(e.codes)}", dossier.facts.asked_at) for e in entries)
