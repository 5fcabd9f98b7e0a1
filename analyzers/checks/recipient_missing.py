"""Does the mail name no recipient? (RFC 5322, section 3.6.3) Programs of people always write one; those that send to thousands need not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.listed import came_by_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class RecipientMissing(Finding):
    """There is neither a To nor a Cc field, or To is `empty`."""

    empty: bool

    @property
    def variant(self) -> str:
        """People who put everybody into Bcc leave an empty group ("undisclosed-recipients:;")."""
        return "undisclosed" if self.empty else ""


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, and only where the whole header block is known."""
    headers = dossier.message.headers
    if not headers.complete or dossier.message.sender.raw is None or came_by_list(dossier):
        return
    written = [value.strip() for name in ("to", "cc", "resent-to", "apparently-to") for value in headers.all(name)]
    if not written:
        yield RecipientMissing(empty=False, evidence=(Evidence("header", "To"),))
    elif all(not value or value.replace(" ", "").rstrip(";").endswith(":") for value in written):
        yield RecipientMissing(empty=True, evidence=(Evidence("header", "To"),))
