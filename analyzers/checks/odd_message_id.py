"""Is the mail numbered under a domain that cannot exist or looks drawn? (Message-ID; RFC 5322, section 3.6.4)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.names import is_domain
from analyzers.randomness import looks_random
from analyzers.senders.author import author
from analyzers.senders.vouching import related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_DOMAIN = re.compile(r"@([A-Za-z0-9.-]{3,1000})>?\s*\Z")
_LONGEST = 63  # characters of a label


@dataclass(frozen=True, kw_only=True)
class OddMessageId(Finding):
    """The number of the mail ends in `domain`, which has nothing to do with the sender; `exists`: it could be one of the internet."""

    domain: str
    exists: bool


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. Names without a dot are those of machines."""
    found = _DOMAIN.search((dossier.message.headers.first("message-id") or "").strip())
    name = found[1].lower().strip(".") if found else ""
    if "." not in name or name.rpartition(".")[2].isdigit():
        return
    if related(name, author(dossier).domain):
        return
    labels = name.split(".")
    if any(len(label) > _LONGEST for label in labels) or looks_random(labels[-2]):
        yield OddMessageId(domain=name[:100], exists=is_domain(name), evidence=(Evidence("header", "Message-ID"),))
