"""Can an attached document run commands, or load a part of itself from elsewhere?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_CAN = {
    "external-template": "template",
    "pdf-launch": "launch",
    "macro": "macro",
    "embedded-object": "object",
}


@dataclass(frozen=True, kw_only=True)
class MacroAttachment(Finding):
    """What opening the document `name` `can` do: `macro`, `template` (loads from elsewhere), `launch`, or open an `object` in it."""

    name: str
    can: str

    @property
    def variant(self) -> str:
        """Macros are the plain case."""
        return "" if self.can == "macro" else self.can


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding for each such document, by the worst that it can do; three at most."""
    count = 0
    for attachment in dossier.message.attachments:
        can = next((can for note, can in _CAN.items() if note in attachment.notes), None)
        if can and count < 3:
            count += 1
            name = attachment.name or attachment.type
            yield MacroAttachment(name=name, can=can, evidence=(Evidence("attachment", name),))
