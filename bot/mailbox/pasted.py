"""Pasted: the source of a mail that somebody copied into the text of a report."""

from __future__ import annotations

from analyzers.reading.pasted import repaired, split_note
from analyzers.reading.recognise import known_fields

MAX_PASTE = 2_000_000  # characters: nobody copies more from a window


def pasted_source(text: str) -> tuple[str, bytes] | None:
    """The note above the source in `text`, and the source; None when there is none.

    A source has the record of its route; without it, it is what a mail program shows above a mail that is forwarded.
    """
    note, rest = split_note(repaired(text[:MAX_PASTE]))
    source = rest.lstrip().encode("utf-8", "replace")
    return (note, source) if b"received" in known_fields(source) else None
