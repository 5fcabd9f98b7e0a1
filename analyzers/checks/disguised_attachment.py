"""Does an attachment pretend to be another kind of file than it is?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.reading.filenames import extension

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.message import Attachment


@dataclass(frozen=True, kw_only=True)
class DisguisedAttachment(Finding):
    """`how` the file `name` pretends: `double-extension`, `rtl-override`, `executable` or `type`; really it is `extension` or `kind`."""

    name: str
    how: str
    extension: str
    kind: str

    @property
    def variant(self) -> str:
        """A wrong type alone may be a mistake."""
        return "type" if self.how == "type" else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding for each such file, three at most."""
    found = ((attachment, _how(attachment)) for attachment in dossier.message.attachments)
    for attachment, how in [(attachment, how) for attachment, how in found if how][:3]:
        name = attachment.name or attachment.type
        yield DisguisedAttachment(
            name=name,
            how=how or "",
            extension=extension(attachment.name),
            kind=attachment.type,
            evidence=(Evidence("attachment", name),),
        )


def _how(attachment: Attachment) -> str | None:
    """The strongest of its disguises."""
    notes = attachment.notes
    for note in ("rtl-override", "double-extension"):
        if note in notes:
            return note
    if "type-mismatch" not in notes:
        return None
    return "executable" if "executable" in notes else "type"
