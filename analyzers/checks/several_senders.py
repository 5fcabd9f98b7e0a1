"""Does the From field hold several mailboxes? (RFC 5322, section 3.6.2 allows it) Programs show one, and checks judge another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.reading.mailboxes import mailboxes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class SeveralSenders(Finding):
    """The From field names `count` senders, with `first` and `second` among them."""

    count: int
    first: str
    second: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. A name with a comma and no quotes is one sender: each needs an address, or brackets for one."""
    boxes = mailboxes(dossier.message.sender.raw)
    named = [box.address.lower() if box.address else box.name or "" for box in boxes if box.address or box.bracketed]
    different = list(dict.fromkeys(named))
    if len(different) > 1 and any(box.address for box in boxes):
        yield SeveralSenders(
            count=len(different), first=different[0], second=different[1], evidence=(Evidence("header", "From"),)
        )
