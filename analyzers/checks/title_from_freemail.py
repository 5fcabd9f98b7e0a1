"""Does somebody who calls himself the head of a company ask a favour from a free mailbox?

Whose head he claims to be is known only where a team says who its own are; then `executive_impersonated` asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.services import is_free
from analyzers.senders.words import plain
from analyzers.wants import wants

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_FAVOURS = frozenset({"crypto", "gift-card", "reply", "transfer"})
_TITLE = re.compile(
    r"(?<![a-z])(?:ceo|cfo|president|chairman|chairwoman|managing director|chief executive(?: officer)?|geschäftsführer|pdg)(?![a-z])"
    r"|代表取締役|代表社員|取締役|社長|会長|专务|董事长|总经理|대표이사"
)


@dataclass(frozen=True, kw_only=True)
class TitleFromFreemail(Finding):
    """The display `name` holds the title of a company's head, the address is a free one at `from_domain`, and a favour is asked."""

    name: str
    title: str
    from_domain: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; presidents of clubs write from such addresses, so a favour must be asked."""
    who = author(dossier)
    if not who.name or not who.domain or not is_free(who.domain) or dossier.side.us.executives:
        return
    found = _TITLE.search(plain(who.name))
    if found and wants(dossier.message) & _FAVOURS:
        yield TitleFromFreemail(
            name=who.name, title=found[0], from_domain=who.domain, evidence=(Evidence("header", "From"),)
        )
