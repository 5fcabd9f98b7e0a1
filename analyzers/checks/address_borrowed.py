"""Is a known company's own address used by a machine that has nothing to do with the company?

All of the list sign their mail since large receivers ask for it. So a mail that gives such a domain, bears no signature of it and
comes from a machine whose real name is no company's, was most likely sent by somebody else. Lists keep the author's signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.listed import came_by_list
from analyzers.senders.services import below, carries, is_free
from analyzers.senders.vouching import proven, related, traces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class AddressBorrowed(Finding):
    """The mail gives `from_domain`, of `brand_ja`/`brand_en`, unsigned by it; the machine said `helo` and had the address `ip`.

    `elsewhere`: the machine did not even call itself one of the company's.
    """

    from_domain: str
    brand_ja: str
    brand_en: str
    helo: str
    ip: str
    elsewhere: bool

    @property
    def variant(self) -> str:
        """A machine that calls itself the company's and has no real name to show for it may be a forgotten one of the company."""
        return "" if self.elsewhere else "claimed"


@dataclass(frozen=True, kw_only=True)
class FreemailBorrowed(Finding):
    """An address at `from_domain`, whose provider signs and sends all mail itself; this came unsigned from a machine that said `helo`."""

    from_domain: str
    helo: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, and only where the whole header block is known."""
    who, origin = author(dossier), dossier.trace.origin
    if not who.domain or not dossier.message.headers.complete or not origin or not origin.helo or not origin.ip:
        return
    found = traces(dossier)
    if any(related(name, who.domain) for name in found.signed) or proven(dossier):
        return
    if related(found.rdns, who.domain) or any(carries(name) and not is_free(name) for name in (found.rdns, found.helo)):
        return
    seen = (Evidence("header", dossier.received), Evidence("header", "DKIM-Signature"))
    brand = dossier.brands.of_domain(who.domain)
    if below("signing", who.domain) == who.domain and not came_by_list(dossier):
        yield FreemailBorrowed(from_domain=who.domain, helo=origin.helo, evidence=seen)
    elif brand and not is_free(who.domain) and not carries(found.helo):
        yield AddressBorrowed(
            from_domain=who.domain,
            brand_ja=brand.ja,
            brand_en=brand.en,
            helo=origin.helo,
            ip=origin.ip,
            elsewhere=not related(found.helo, who.domain) or bool(found.rdns),
            evidence=seen,
        )
