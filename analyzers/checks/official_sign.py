"""Does the sender's name wear a check mark or a shield, as verified accounts of social networks do? Mail has no such marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.reading.mailboxes import mailboxes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_SIGN = re.compile("[\u2705\u2714\u2713\u2611\U0001f6e1\U0001f512\U0001f510\U0001f50f]")


@dataclass(frozen=True, kw_only=True)
class OfficialSign(Finding):
    """The display `name` contains `sign`."""

    name: str
    sign: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    sender = dossier.message.sender
    for name in (sender.name, *(box.name for box in mailboxes(sender.raw))):
        found = _SIGN.search(name or "")
        if name and found:
            yield OfficialSign(name=name, sign=found[0], evidence=(Evidence("header", "From"),))
            return
