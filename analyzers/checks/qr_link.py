"""Does a QR code lead to a place that nothing else in the mail shows?

A phone opens such an address, and no mail filter reads it. Honest mail shows codes for the sender's own site, or for a place
that it also links to in plain sight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Host, Link


@dataclass(frozen=True, kw_only=True)
class QrLink(Finding):
    """The code leads to `host`, which belongs to `owner`."""

    host: str
    owner: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding for each host, three at most."""
    told: set[str] = set()
    for link in dossier.web_links:
        host = link.host
        if host and _is_code(link) and len(told) < 3 and host.name not in told and not _is_open(host, dossier):
            told.add(host.name)
            owner = host.registrable_domain or host.name
            yield QrLink(host=host.name, owner=owner, evidence=(Evidence("attachment", link.where),))


def _is_code(link: Link) -> bool:
    return link.where.startswith("qr:")


def _is_open(host: Host, dossier: Dossier) -> bool:
    """Whether the code hides nothing: the sender's own place, ours, a known brand's, or one that the mail links to anyway."""
    own = host.registrable_domain
    if own is None:
        return False
    if own == dossier.from_registrable or dossier.side.owns(host.name) or dossier.brands.proven_of(host.name):
        return True
    plain = (link.host for link in dossier.web_links if link.host and not _is_code(link))
    return any(other.registrable_domain == own for other in plain)
