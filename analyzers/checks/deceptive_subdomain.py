"""Does a link carry a known name to the left of its registrable domain, where whoever holds that domain may write anything?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import re2

from analyzers.finding import Evidence, Finding
from analyzers.links.names import is_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.brands import Book, Brand
    from analyzers.dossier import Dossier
    from analyzers.links import Host

_INSIDE_WORD = 6  # a brand's label this long is recognised inside a longer one ("cpkagoya")


@dataclass(frozen=True, kw_only=True)
class DeceptiveSubdomain(Finding):
    """`named` stands in the subdomain of `host`, which belongs to whoever holds `owner`. `whole`: a whole domain of the brand."""

    named: str
    host: str
    owner: str
    whole: bool

    @property
    def variant(self) -> str:
        """A brand's whole domain has no honest use there; its bare name sometimes has."""
        return "" if self.whole else "token"


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, a whole domain before a bare name."""
    found = [finding for link in dossier.web_links if link.host for finding in _named(link.host, link.where, dossier)]
    yield from sorted(found, key=lambda f: not f.whole)[:1]


def _named(host: Host, where: str, dossier: Dossier) -> Iterator[DeceptiveSubdomain]:
    owner = host.registrable_domain
    if not owner or not host.subdomain or dossier.brands.of_domain(host.name) or dossier.side.owns(host.name):
        return
    labels = host.subdomain.split(".")
    for start in range(len(labels)):
        for end in range(start + 2, min(len(labels), start + 4) + 1):
            name = ".".join(labels[start:end])
            if is_domain(name) and (dossier.brands.proven_of(name) or _is_ours(name, host.name, dossier)):
                yield DeceptiveSubdomain(
                    named=name, host=host.name, owner=owner, whole=True, evidence=(Evidence("body", where),)
                )
    brand = next((b for label in labels if (b := _by_token(label, dossier.brands))), None)
    if brand and not brand.owns(host.name):
        yield DeceptiveSubdomain(
            named=host.subdomain, host=host.name, owner=owner, whole=False, evidence=(Evidence("body", where),)
        )


def _is_ours(name: str, host: str, dossier: Dossier) -> bool:
    own = dossier.own_domain_of(name)
    return own is not None and not dossier.same_house(own, host)


def _by_token(label: str, book: Book) -> Brand | None:
    tokens = book.tokens
    named = next((part for part in re.split(r"[-_]", label) if part in tokens), None)
    inside = None if named else _any_token(book).search(label)
    token = named or (inside.group() if inside else None)
    return tokens[token] if token else None


@lru_cache(maxsize=4)
def _any_token(book: Book) -> Any:
    """All labels that are long enough to be told inside a word, in one pass."""
    return re2.compile("|".join(re2.escape(token) for token in book.tokens if len(token) >= _INSIDE_WORD))
