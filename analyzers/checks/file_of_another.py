"""Does a link lead to a file in the personal store of somebody at a third company, whom the sender does not name?

The address of a file in OneDrive for work names its owner. Who shares a file of his own has his own house there; an account that
was broken into is used to put files up, and another one to send the links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.names import registrable_domain
from analyzers.senders.author import author
from analyzers.senders.services import is_free
from analyzers.senders.vouching import related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link

_STORES = "-my.sharepoint.com"
_OWNER = re.compile(r"(?i)/personal/([a-z0-9_-]{3,200})(?:/|\Z)")
_LABELS = range(2, 5)  # of a registrable domain


@dataclass(frozen=True, kw_only=True)
class FileOfAnother(Finding):
    """The file lies at `host`, in the store of somebody at `owner` (a domain); the mail gives `from_domain` as its sender's."""

    host: str
    owner: str
    from_domain: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; a sender at a provider of mailboxes has no house of his own, and what lies at ours is ours.

    The service itself writes to tell of files that others share.
    """
    who = author(dossier)
    if not who.domain or is_free(who.domain):
        return
    for link, _ in dossier.destinations.places:
        owner = _owner(link)
        if owner and link.host and not related(owner, who.domain) and not dossier.own_domain_of(owner):
            evidence = (Evidence("body", link.where),)
            yield FileOfAnother(host=link.host.name, owner=owner, from_domain=who.domain, evidence=evidence)
            return


def _owner(link: Link) -> str | None:
    """The registrable domain of the owner, whose address stands in the path with underscores for its marks."""
    found = _OWNER.search(link.path) if link.host and link.host.name.endswith(_STORES) else None
    pieces = found[1].lower().split("_") if found else []
    named = (".".join(pieces[-count:]) for count in _LABELS if count < len(pieces))
    return next((name for name in named if registrable_domain(name) == name), None)
