"""Invitations (RFC 5545), business cards (RFC 6350) and other text files: their text as one reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

MAX_HTML: Final = 5
MAX_SAID, MAX_WORDS = 40, 20_000  # lines and characters of an invitation
_SAID: Final = re.compile(r"(?im)^(?:SUMMARY|DESCRIPTION|LOCATION|URL)(?:;[^:\r\n]{0,200})?:([^\r\n]{1,20000})")
_FOLD: Final = re.compile(r"\r?\n[ \t]")
_HTML: Final = re.compile(r"(?im)^[A-Z-]{1,40};[^:\r\n]{0,200}FMTTYPE=text/html[^:\r\n]{0,200}:(.{1,100000})")


@dataclass(frozen=True, slots=True)
class Card:
    """`text` unfolded, without escapes; `html` are the descriptions that are kept as HTML; `said` is what an invitation tells its guest."""

    text: str
    html: tuple[str, ...] = ()
    is_calendar: bool = False
    said: str = ""


def read_card(text: str) -> Card:
    """The text of a file; folded lines are joined only where the format folds them."""
    if not re.match(r"\s*BEGIN:V(?:CALENDAR|CARD)", text):
        return Card(text)
    whole = _FOLD.sub("", text)
    html = tuple(_plain(found) for found in _HTML.findall(whole)[:MAX_HTML])
    rest = "\n".join(line for line in whole.splitlines() if not line.startswith(("PRODID", "X-ALT-DESC", "UID:")))
    is_calendar = "BEGIN:VCALENDAR" in whole[:200]
    said = "\n".join(match[1] for match in islice(_SAID.finditer(whole), MAX_SAID)) if is_calendar else ""
    return Card(_plain(rest), html, is_calendar, _plain(said)[:MAX_WORDS])


def _plain(value: str) -> str:
    return re.sub(r"\\([,;\\:])", r"\1", value.replace("\\n", "\n").replace("\\N", "\n"))
