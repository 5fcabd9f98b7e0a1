"""A mail in a brand's name that the brand did not send: does any of its links go to the brand?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class BrandNotLinked(Finding):
    """No link leads to the brand (`brand_ja`, `brand_en`); the first leads to `host`."""

    brand_ja: str
    brand_en: str
    host: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. A mail from the brand's own address may link wherever it likes, and what a filter hides may be the brand's."""
    brand, links = dossier.claimed_brand, dossier.web_links
    if not brand or not links or brand.owns(dossier.message.sender.domain):
        return
    targets = [link.target for link in links if link.host]
    hosts = [target.name for target in targets if target]
    if hosts and len(hosts) == len(targets) and not any(brand.owns(host) for host in hosts):
        yield BrandNotLinked(
            brand_ja=brand.ja, brand_en=brand.en, host=hosts[0], evidence=(Evidence("body", links[0].where),)
        )
