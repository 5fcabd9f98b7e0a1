"""A mail in a brand's name: does any of its links go to the brand?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.click_hosts import is_click_host
from analyzers.links.names import registrable_domain
from analyzers.senders.dealers import stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.brands import Brand
    from analyzers.dossier import Dossier
    from analyzers.links import Host


@dataclass(frozen=True, kw_only=True)
class BrandNotLinked(Finding):
    """No link leads to the brand (`brand_ja`, `brand_en`); one that leads elsewhere leads to `host`.

    `claim` is where the brand is claimed: `name`; `voice`, in the title, the text or the address; or `address`, when the mail bears
    an address of the brand that nothing vouches for. It is `partly` when the name claims the brand, and only some links lead to it.
    """

    brand_ja: str
    brand_en: str
    host: str
    claim: str = "name"

    @property
    def variant(self) -> str:
        """The address of the brand itself speaks for the mail, as long as nobody has looked whether it is forged."""
        return "" if self.claim == "name" else self.claim


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. A mail that the brand is known to have sent may link wherever it likes."""
    brand = dossier.spoken_brand
    if not brand or not dossier.web_links or dossier.side.owns(dossier.message.sender.domain):
        return
    named = dossier.claimed_brand is not None and stance(dossier) == "self"
    if dossier.claimed_brand is not None and stance(dossier) == "related":
        return
    claim = "address" if dossier.is_from(brand) else "name" if named else "voice"
    if claim == "address" and not _unvouched(brand, dossier):
        return
    targets = [link.target for link in dossier.web_links]
    hosts = [target for target in targets if target]
    away = [host for host in hosts if not _leads_home(brand, host, dossier)]
    if len(hosts) < len(targets) or (claim == "address" and _counted(brand, hosts, dossier)):
        return  # what a filter or a click counter hides may be the brand's
    if claim == "voice" and all(host.registrable_domain == dossier.from_registrable for host in away):
        return  # one house, by its links, which does not call itself the brand
    if len(away) < len(hosts):
        away = [host for host in away if claim == "name" and _strange(host, dossier)]
        claim = "partly"
    if away:
        yield BrandNotLinked(
            brand_ja=brand.ja,
            brand_en=brand.en,
            host=away[0].name,
            claim=claim,
            evidence=(Evidence("body", dossier.web_links[0].where),),
        )


def _unvouched(brand: Brand, dossier: Dossier) -> bool:
    """Whether the brand speaks, and nothing shows that its address is real: its people write to others about other things."""
    speaks = any(claim.brand.id == brand.id and claim.where in {"name", "subject"} for claim in dossier.claims)
    listed = dossier.author_domains[1:]  # the list is the sender then
    written = any(_below(domain, brand.proven) for domain in dossier.author_domains) or any(
        map(brand.writes_from, listed)
    )
    return speaks and written and dossier.authenticated_domain is None


def _counted(brand: Brand, hosts: list[Host], dossier: Dossier) -> bool:
    """Whether a click counter hides where a link leads, and the mail may well come from the brand or from who counts its clicks."""
    counters = {host.registrable_domain for host in hosts if is_click_host(host.name)}
    return bool(counters) and (_sent_by(brand, dossier) or registrable_domain(dossier.peer or "") in counters)


def _sent_by(brand: Brand, dossier: Dossier) -> bool:
    """Whether a machine of the brand handed the mail over, or nothing is known of who did."""
    return dossier.trace.origin is None or brand.owns(dossier.peer) or bool(dossier.trace.services)


def _below(domain: str, owned: tuple[str, ...]) -> bool:
    return any(domain == own or domain.endswith("." + own) for own in owned)


def _leads_home(brand: Brand, host: Host, dossier: Dossier) -> bool:
    """The brand's own places; the sender's, where both bear the brand's label; for own addresses those of any known brand."""
    if brand.owns(host.name) or host.registrable_domain in {"", None}:
        return brand.owns(host.name)
    if dossier.is_from(brand):
        known = dossier.brands.of_domain(host.name) is not None and _sent_by(brand, dossier)
        return known or brand.same_label(host.registrable_domain)
    return host.registrable_domain == dossier.from_registrable and brand.same_label(host.registrable_domain)


def _strange(host: Host, dossier: Dossier) -> bool:
    """A place of nobody known, which no mailing service and no icon of a social network explains."""
    known = dossier.brands.of_domain(host.name) is not None or is_click_host(host.name)
    return not known and host.registrable_domain != dossier.from_registrable
