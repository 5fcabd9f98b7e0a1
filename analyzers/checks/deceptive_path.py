"""Does a link carry a known domain in its path, where it is only the name of a page?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from analyzers.finding import Evidence, Finding
from analyzers.links.names import is_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link

_NAME = re.compile(r"(?i)(?<![\w.@-])((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})(?![\w-])")


@dataclass(frozen=True, kw_only=True)
class DeceptivePath(Finding):
    """`named` stands in the path; the page lies on `host`, which belongs to whoever holds `owner`."""

    named: str
    host: str
    owner: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding: a brand's own domain, or ours, in the path of somebody else's host."""
    for link in dossier.web_links:
        named = _foreign_name(link, dossier)
        if named and link.host:
            owner = link.host.registrable_domain or link.host.name
            yield DeceptivePath(named=named, host=link.host.name, owner=owner, evidence=(Evidence("body", link.where),))
            return


def _foreign_name(link: Link, dossier: Dossier) -> str | None:
    """A name in the path whose owner does not own the link's host. Archives and wrappers put whole addresses there."""
    path = unquote(link.path)[:1000]
    if "://" in path or re.search(r"(?i)https?:?/", path) or not link.host:
        return None
    for found in _NAME.finditer(path):
        name = found[1].lower()
        brand = dossier.brands.proven_of(name) if is_domain(name) else None
        if brand and not brand.owns(link.host.name) and dossier.brands.of_domain(link.host.name) is None:
            return name
        own = dossier.own_domain_of(name)
        if own and not dossier.same_house(own, link.host.name):
            return name
    return None
