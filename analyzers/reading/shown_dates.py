"""Dates as mail programs show them to people: "2026年11月20日(金) 10:23", "Fri, Nov 20, 2026 at 10:23 AM"."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, timezone

from analyzers.reading import fields

_JST = timezone(timedelta(hours=9))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[年/.-]\s?(\d{1,2})\s?[月/.-]\s?(\d{1,2})(?!\d)")
_MONTH_KANJI = re.compile(r"(?<!\d)(\d{1,2})月\s?(\d{1,2})日?,?\s(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"(?i)(?<![a-z])([a-z]{3,9})\.? (\d{1,2}),? (\d{4})(?!\d)")
_DAY_FIRST = re.compile(r"(?i)(?<!\d)(\d{1,2})\.? ([a-z]{3,9})\.?,? (\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?i)(午前|午後|am |pm )?\s?(?<!\d)(\d{1,2})\s?[:時]\s?(\d{2})(?:\s?[:分]\s?(\d{2}))?\s?(am|pm|午前|午後)?"
)
_OFFSET = re.compile(r"(?i)(?:(?:gmt|utc)\s?)?([+-])(\d{1,2})(?::?(\d{2}))?(?!\d)")
_ZONE = re.compile(r"(?<![A-Za-z])(JST|UTC|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT)(?![A-Za-z])")
# RFC 5322, section 4.3, and Japan's.
_HOURS = {
    "JST": 9,
    "UTC": 0,
    "GMT": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
_JAPANESE = re.compile(r"[年月火水木金土日時曜午]")


def shown_date(raw: str, *, japanese: bool | None = None) -> datetime | None:
    """The moment that `raw` names, or None when it cannot be read or names no zone.

    Programs show the reader's local time and hardly ever its zone. Japan has one zone, so a date under Japanese labels
    (`japanese`; None when they do not tell) or written the Japanese way is in it; no zone is invented for any other.
    """
    text = unicodedata.normalize("NFKC", raw)[:120].replace("\u202f", " ")
    day = _day(text)
    if day is None:
        return None
    local = bool(_JAPANESE.search(text)) if japanese is None else japanese
    clock = _CLOCK.search(text, day[1])
    if not clock:
        return None
    zone = _zone(text[clock.end() :]) or (_JST if local else None)
    if zone is None:
        return None
    try:
        return datetime(*day[0], _hour(clock), int(clock[3]), int(clock[4] or 0), tzinfo=zone)
    except ValueError:
        return fields.date(raw)


def _day(text: str) -> tuple[tuple[int, int, int], int] | None:
    """Year, month and day, and where they end."""
    if found := _YEAR_FIRST.search(text):
        return (int(found[1]), int(found[2]), int(found[3])), found.end()
    if found := _MONTH_KANJI.search(text):
        return (int(found[3]), int(found[1]), int(found[2])), found.end()
    for shape, month, day in ((_MONTH_FIRST, 1, 2), (_DAY_FIRST, 2, 1)):
        for found in shape.finditer(text):
            name = found[month][:3].lower()
            if name in _MONTHS:
                return (int(found[3]), _MONTHS.index(name) + 1, int(found[day])), found.end()
    return None


def _hour(clock: re.Match[str]) -> int:
    half = (clock[1] or clock[5] or "").strip().lower()
    hour = int(clock[2])
    if half in {"pm", "午後"} and hour < 12:
        return hour + 12
    return 0 if half in {"am", "午前"} and hour == 12 else hour


def _zone(text: str) -> timezone | None:
    if found := _OFFSET.search(text):
        shift = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(shift if found[1] == "+" else -shift) if shift < timedelta(hours=24) else None
    named = _ZONE.search(text)
    return timezone(timedelta(hours=_HOURS[named[1]])) if named else None
