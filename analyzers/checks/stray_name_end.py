"""Does the sender's name end in stray signs? ("Netflix,") Programs that fill in templates leave them; nobody signs like that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.reading.mailboxes import mailboxes
from analyzers.senders.author import author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_STRAY = re.compile(r"""[,;:(\[{_=\\/|]["'\s]{0,5}[_(]{0,3}\Z|\A[,;:)\]}_=\\/|]|",|\s,|" ?[a-z]{3,6}\Z|\.{2}|\s\.\Z""")


@dataclass(frozen=True, kw_only=True)
class StrayNameEnd(Finding):
    """The display `name` begins or ends in signs that belong to no name."""

    name: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    names = [author(dossier).name, *(box.name for box in mailboxes(dossier.message.sender.raw))]
    for name in names:
        if name and _STRAY.search(name[:300].strip()):
            yield StrayNameEnd(name=name, evidence=(Evidence("header", "From"),))
            return
