"""Does the name that the sending machine gave itself (HELO) agree with the name that its address really has (rDNS)?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.finding import Evidence, Finding
from analyzers.links.names import registrable_domain
from analyzers.senders.vouching import related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class HeloMismatch(Finding):
    """`helo` and `rdns` belong to different houses."""

    helo: str
    rdns: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; a HELO that is no domain name is another question.

    Whoever holds an address may give it any reverse name, so only one that leads back to the address counts. A machine of the
    From domain's own house may call itself what it likes, and houses have machines under several names of theirs.
    """
    origin = dossier.trace.origin
    if not origin or not origin.helo or not dossier.rdns or not is_public(origin.ip):
        return
    if not (origin.rdns_checked or dossier.facts.origin.rdns_confirmed):
        return
    claimed, real = registrable_domain(origin.helo), registrable_domain(dossier.rdns)
    if claimed and real and real != dossier.from_registrable and not related(dossier.rdns, origin.helo):
        recorded = Evidence("header", dossier.received)
        asked = () if origin.rdns else (Evidence("dns", origin.ip or "", dossier.facts.asked_at),)
        yield HeloMismatch(helo=origin.helo, rdns=dossier.rdns, evidence=(recorded, *asked))
