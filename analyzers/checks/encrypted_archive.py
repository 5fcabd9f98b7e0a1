"""Is an attachment locked with a password, so that nobody on the way could look inside?

Many Japanese companies send honest files like that, so it says little by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class EncryptedArchive(Finding):
    """The file `name` opens with a password only."""

    name: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    for attachment in dossier.message.attachments:
        if {"archive-encrypted", "encrypted"} & {*attachment.notes}:
            name = attachment.name or attachment.type
            yield EncryptedArchive(name=name, evidence=(Evidence("attachment", name),))
            return
