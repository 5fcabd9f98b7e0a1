"""Does a mail speak as a brand in its title, its text or its address, when the sender's name does not, and the brand did not send it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.brands.claims import Claim
    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class BrandClaimed(Finding):
    """It speaks as a brand (`brand_ja`, `brand_en`) in the words `claim`, at `where` (`subject`, `body`, `address`), from `from_domain`.

    `places` is in how many places it does so.
    """

    brand_ja: str
    brand_en: str
    claim: str
    where: str
    from_domain: str
    places: int

    @property
    def variant(self) -> str:
        """Once may be talk that sounds like a claim; twice is none."""
        return "twice" if self.places > 1 else "" if self.where == "subject" else self.where


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, about the brand that is claimed in most places; a mail from one of the claimed brands is that brand's."""
    domain, found = dossier.message.sender.domain, [c for c in dossier.claims if c.where != "name"]
    if not domain or dossier.claimed_brand or not found or any(dossier.is_from(c.brand) for c in found):
        return
    by_brand: dict[str, list[Claim]] = {}
    for claim in found:
        by_brand.setdefault(claim.brand.id, []).append(claim)
    claims = max(by_brand.values(), key=len)
    if claims[0].where != "subject" and dossier.brands.proven_of(domain):
        return  # partners name one another in what they write
    yield BrandClaimed(
        brand_ja=claims[0].brand.ja,
        brand_en=claims[0].brand.en,
        claim=claims[0].written,
        where=claims[0].where,
        from_domain=domain,
        places=len(claims),
        evidence=(Evidence("body" if claims[0].where == "body" else "header", claims[0].where),),
    )
