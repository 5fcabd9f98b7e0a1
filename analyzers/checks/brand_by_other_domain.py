"""Does a mail in one company's name really come from another company?

Its authentication passes, so nothing is forged: most likely an account of that other company, or of its mailing service, was stolen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class BrandByOtherDomain(Finding):
    """The `name` says a brand (`brand_…`), and the mail is authenticated by `from_domain`, which is another brand's (`other_…`)."""

    brand_ja: str
    brand_en: str
    name: str
    from_domain: str
    other_ja: str
    other_en: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    brand, name, domain = dossier.claimed_brand, dossier.message.sender.name, dossier.authenticated_domain
    if not brand or not name or not domain or dossier.is_from(brand) or brand.owns(domain):
        return
    other = dossier.brands.proven_of(domain)
    if other is None or other.id == brand.id:
        return
    yield BrandByOtherDomain(
        brand_ja=brand.ja,
        brand_en=brand.en,
        name=name,
        from_domain=domain,
        other_ja=other.ja,
        other_en=other.en,
        evidence=(Evidence("header", "From"), Evidence("dns", domain, dossier.facts.asked_at)),
    )
