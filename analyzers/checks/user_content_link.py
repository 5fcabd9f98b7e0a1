"""Does a link lead to a page, a form or a file that anybody can put up at a well-known service?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_ORDER = ("bucket", "server", "site", "form", "document")


@dataclass(frozen=True, kw_only=True)
class UserContentLink(Finding):
    """`host` is a place of `service` where anybody puts what he likes: a `bucket`, `server`, `site`, `form` or `document`.

    `beside`: other links lead to the sender's own site.
    """

    host: str
    service: str
    kind: str
    beside: bool

    @property
    def variant(self) -> str:
        """Companies that link to their own site also use such services."""
        return "beside" if self.beside and self.kind != "document" else self.kind


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, of the kind that honest senders use least."""
    found = (pair for pair in dossier.destinations.places if pair[1].kind in _ORDER)
    for link, place in sorted(found, key=lambda pair: _ORDER.index(pair[1].kind))[:1]:
        host = link.host.name if link.host else place.service
        evidence = (Evidence("body", link.where),)
        beside = dossier.destinations.leads_home
        yield UserContentLink(host=host, service=place.service, kind=place.kind, beside=beside, evidence=evidence)
