"""Did a receiving server already judge this mail, and write so before its subject?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class SpamStamp(Finding):
    """The `stamp` as it stands. It is the receiver's word, not the sender's, unless the sender wrote it to look checked."""

    stamp: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """One finding when the subject bears a stamp."""
    if dossier.message.stamp:
        yield SpamStamp(stamp=dossier.message.stamp, evidence=(Evidence("header", "Subject"),))
