"""Does a link show one address and lead to another?

Newsletters do so honestly through their mailing service, and companies between domains of one family; both are left out, and so
is what a mail filter on the reader's side keeps to itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.click_hosts import is_click_host
from analyzers.links.url import host_claimed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Host


# Services with two domains that are in no list of brands, or in two.
_FAMILIES = (
    frozenset({"youtube.com", "youtu.be"}),
    frozenset({"x.com", "twitter.com"}),
    frozenset({"facebook.com", "fb.com", "fb.me"}),
    frozenset({"telegram.org", "t.me"}),
    frozenset({"discord.com", "discord.gg"}),
)


@dataclass(frozen=True, kw_only=True)
class LinkMismatch(Finding):
    """The link shows `shown` and leads to `real` (host names)."""

    shown: str
    real: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding for each pair of shown and real host."""
    seen: set[tuple[str, str]] = set()
    for link in dossier.web_links:
        shown = host_claimed(link)
        if not shown or not link.target or _same_owner(shown, link.target, dossier):
            continue
        pair = (shown.name, link.target.name)
        if pair not in seen and len(seen) < 5:
            seen.add(pair)
            yield LinkMismatch(shown=pair[0], real=pair[1], evidence=(Evidence("body", link.where),))


def _same_owner(shown: Host, real: Host, dossier: Dossier) -> bool:
    own = shown.registrable_domain
    if (
        own is None
        or own == real.registrable_domain
        or any({own, real.registrable_domain} <= each for each in _FAMILIES)
    ):
        return True
    family = dossier.brands.of_domain(shown.name)
    if family and family.owns(real.name):
        return True
    if real.registrable_domain == dossier.from_registrable and shown.registrable_domain not in dossier.own_domains:
        return family is None or family.owns(dossier.message.sender.domain)
    newsletter = is_click_host(real.name) and not dossier.disowned  # anybody can be a customer of a mailing service
    return newsletter and family is None and shown.registrable_domain not in dossier.own_domains
