"""Does a mail speak as a brand in its title, its text or its address, when the sender's name does not, and the brand did not send it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.brands import Brand
    from analyzers.brands.claims import Claim
    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class BrandClaimed(Finding):
    """It speaks as a brand (`brand_ja`, `brand_en`) in the words `claim`, at `where` (`subject`, `body`, `address`, `picture`), from `from_domain`.

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
    found = [
        c for c in dossier.claims if c.where != "name" and (c.where != "picture" or _leads_elsewhere(c.brand, dossier))
    ]
    if dossier.claimed_brand or not found or any(dossier.is_from(claim.brand) for claim in found):
        return
    by_brand: dict[str, list[Claim]] = {}
    for claim in found:
        by_brand.setdefault(claim.brand.id, []).append(claim)
    claims = max(by_brand.values(), key=len)
    domain = dossier.foreign_domain(claims[0].brand)
    if not domain:
        return
    if claims[0].where != "subject" and dossier.brands.proven_of(domain):
        return  # partners name one another in what they write
    yield BrandClaimed(
        brand_ja=claims[0].brand.ja,
        brand_en=claims[0].brand.en,
        claim=claims[0].written,
        where=claims[0].where,
        from_domain=domain,
        places=max(1, sum(claim.where != "picture" for claim in claims)),
        evidence=(Evidence("body" if claims[0].where in {"body", "picture"} else "header", claims[0].where),),
    )


def _leads_elsewhere(brand: Brand, dossier: Dossier) -> bool:
    """Whether the mail has links and none of them leads to the brand, as the icon of a network does to the network."""
    hosts = [link.target for link in dossier.web_links if link.target]
    return bool(hosts) and not any(brand.owns(host.name) for host in hosts)
