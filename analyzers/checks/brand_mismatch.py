"""Does the display name claim a brand that does not own the address?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class BrandMismatch(Finding):
    """The `name` says a brand (`brand_ja`, `brand_en`), and the address is at `from_domain`, which is none of the brand's."""

    brand_ja: str
    brand_en: str
    name: str
    from_domain: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    sender, brand = dossier.message.sender, dossier.claimed_brand
    if (
        not brand
        or not sender.name
        or not sender.domain
        or brand.owns(sender.domain)
        or dossier.side.owns(sender.domain)
    ):
        return
    yield BrandMismatch(
        brand_ja=brand.ja,
        brand_en=brand.en,
        name=sender.name,
        from_domain=sender.domain,
        evidence=(Evidence("header", "From"),),
    )
