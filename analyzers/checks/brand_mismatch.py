"""Does the display name claim a brand that does not own the address?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.dealers import stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.brands import Brand
    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class BrandMismatch(Finding):
    """The `name` says a brand (`brand_ja`, `brand_en`), and the address is at `from_domain`, which is none of the brand's.

    `address` is `kin` when the domain bears the brand's own label under another ending, `customer` when the brand gives
    addresses there to everybody and does not write from there itself, `beside` when another name stands beside the brand's, and
    `related` when the name is that of somebody who deals with the brand or belongs to it.
    """

    brand_ja: str
    brand_en: str
    name: str
    from_domain: str
    address: str = "other"

    @property
    def variant(self) -> str:
        """A house in another country has the same label, a customer may have a name like the brand's, and dealers name what they sell."""
        return "" if self.address == "other" else self.address


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    brand = dossier.claimed_brand
    if not brand or dossier.is_from(brand):
        return
    name, domain = dossier.name_claiming(brand), dossier.foreign_domain(brand)
    if not name or not domain:
        return
    yield BrandMismatch(
        brand_ja=brand.ja,
        brand_en=brand.en,
        name=name,
        from_domain=domain,
        address=_address(brand, dossier),
        evidence=(Evidence("header", "From"),),
    )


def _address(brand: Brand, dossier: Dossier) -> str:
    if brand.owns(dossier.message.sender.domain):
        return "customer"
    if brand.same_label(dossier.from_registrable):
        return "kin"
    held = stance(dossier)
    return "other" if held == "self" else held
