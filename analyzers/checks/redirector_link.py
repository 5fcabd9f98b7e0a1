"""Does a link reach its target through somebody else's redirector, so that it looks like a link to that service?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.names import registrable_domain
from analyzers.links.rewriters import home_of, redirectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link

_MEASURED = {"google", "google-translate", "google-ads"}


@dataclass(frozen=True, kw_only=True)
class RedirectorLink(Finding):
    """The link goes through `service`, known as `via`, to `host`."""

    service: str
    via: str
    host: str

    @property
    def variant(self) -> str:
        """Of the others nobody has counted how often honest mail uses them."""
        return "" if self.via in _MEASURED else "other"


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, the heavier kind first."""
    found = [(link, via) for link in dossier.web_links if (via := _via(link, dossier))]
    for link, via in sorted(found, key=lambda pair: pair[1] not in _MEASURED)[:1]:
        if link.target:
            yield RedirectorLink(
                service=redirectors()[via], via=via, host=link.target.name, evidence=(Evidence("body", link.where),)
            )


def _via(link: Link, dossier: Dossier) -> str | None:
    """The redirector; none when the target, or the mail, comes from the service, or the target is the sender's own."""
    via = next((each for each in link.rewriters if each in redirectors()), None)
    target = link.target.registrable_domain if link.target else None
    if via is None or (target and target == dossier.from_registrable):
        return None
    home = {registrable_domain(host) or host for host in home_of()[via]}
    return None if home & {dossier.from_registrable, target} else via
