"""Is an attachment locked with a password, so that nobody on the way could look inside?

Many Japanese companies send honest files like that, so it says little by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.passwords import states_password
from analyzers.reading.filenames import extension, packed_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.message import Attachment

_COMMANDS = frozenset({"docm", "dotm", "pptm", "xlam", "xlsm"})  # documents that can run commands


@dataclass(frozen=True, kw_only=True)
class EncryptedArchive(Finding):
    """The file `name` opens with a password only.

    `holds` is a program or a document with commands in it, for which the mail states the password, else `none`.
    """

    name: str
    holds: str = "none"

    @property
    def variant(self) -> str:
        """A password in the same mail keeps the file from filters, and from nobody else."""
        return "" if self.holds == "none" else "armed"


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    for attachment in dossier.message.attachments:
        if {"archive-encrypted", "encrypted"} & {*attachment.notes}:
            name = attachment.name or attachment.type
            held = _armed(attachment) if states_password(dossier.message.text) else None
            yield EncryptedArchive(name=name, holds=held or "none", evidence=(Evidence("attachment", name),))
            return


def _armed(attachment: Attachment) -> str | None:
    """The first name in an archive that is a program's, or a document's that can run commands."""
    documents = (name for name in attachment.contains if extension(name) in _COMMANDS)
    return packed_program(attachment.contains) or next(documents, None)
