"""Is a brand's name written so that people read it and programs do not: with a zero, foreign letters, gaps, characters without a glyph?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class BrandDisguised(Finding):
    """A brand's name (`brand_ja`, `brand_en`) is written as `written` in the `where` (`name`, `subject`)."""

    brand_ja: str
    brand_en: str
    written: str
    where: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. A brand may write its own name as it likes."""
    for claim in dossier.claims:
        if claim.disguised and not dossier.is_from(claim.brand):
            yield BrandDisguised(
                brand_ja=claim.brand.ja,
                brand_en=claim.brand.en,
                written=claim.written,
                where=claim.where,
                evidence=(Evidence("header", "From" if claim.where == "name" else "Subject"),),
            )
            return
