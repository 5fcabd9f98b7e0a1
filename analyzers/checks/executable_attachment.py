"""Does an attachment, or a file packed in one, run as soon as it is opened?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.reading.filenames import packed_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.message import Attachment

_PROFILE = "application/x-apple-aspen-config"
_DISGUISES = {"rtl-override", "double-extension", "type-mismatch"}  # another check speaks of those


@dataclass(frozen=True, kw_only=True)
class ExecutableAttachment(Finding):
    """The file `name` runs when opened (`place` `file`), sets up a phone (`profile`), or holds `program`, which does (`archive`)."""

    name: str
    place: str
    program: str

    @property
    def variant(self) -> str:
        """Hosting companies send such settings to their own customers."""
        return "profile" if self.place == "profile" else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding for each such file, three at most."""
    count = 0
    for attachment in dossier.message.attachments:
        name = attachment.name or attachment.type
        inside = "archive-executable" in attachment.notes
        if count >= 3 or not (inside or ("executable" in attachment.notes and not _DISGUISES & {*attachment.notes})):
            continue
        count += 1
        program = packed_program(attachment.contains) if inside else None
        yield ExecutableAttachment(
            name=name,
            place="archive" if inside else "profile" if _is_profile(attachment) else "file",
            program=program or name,
            evidence=(Evidence("attachment", name),),
        )


def _is_profile(attachment: Attachment) -> bool:
    """A signed profile shows its kind by its name alone."""
    return attachment.type == _PROFILE or (attachment.name or "").lower().endswith(".mobileconfig")
