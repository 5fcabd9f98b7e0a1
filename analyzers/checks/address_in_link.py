"""Does a link to a stranger carry a mail address, so that the page there knows whom it has caught?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.recipients import address_in
from analyzers.links.shape import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

MAX_LOOKED_AT = 6  # links of one mail


@dataclass(frozen=True, kw_only=True)
class AddressInLink(Finding):
    """The link to `host` carries a mail address in the way that `how` names (`analyzers.links.recipients`)."""

    host: str
    how: str

    @property
    def variant(self) -> str:
        """Mailing services code addresses, too; behind a # one serves only a page that fills in a login."""
        return self.how if self.how == "coded" else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    for link in dossier.destinations.strangers[:MAX_LOOKED_AT]:
        shape = split(link.href)
        how = address_in(shape) if shape else None
        if how and link.target:
            yield AddressInLink(host=link.target.name, how=how, evidence=(Evidence("body", link.where),))
            return
