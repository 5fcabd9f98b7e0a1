"""Does a link lead to a bare number, where no company puts its pages?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.addresses import is_public
from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class IpLink(Finding):
    """A link in the mail's page leads to the public address `ip`."""

    ip: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. Engineers write addresses of machines in plain text; in a page they stand behind words."""
    for link in dossier.web_links:
        if link.host and link.host.is_ip and link.kind != "text" and is_public(link.host.name):
            yield IpLink(ip=link.host.name, evidence=(Evidence("body", link.where),))
            return
