"""JPRS' WHOIS answers for .jp: lines of `[Key] value`, in English or Japanese, lettered `a.` to `s.` for names like .co.jp.

Linear in the text; plain values in and out.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

_MOST: Final = 64 * 1024  # characters
_LONGEST: Final = 200  # characters of a value
_LINE: Final = re.compile(r"(?:[a-s]\. ?)?\[([^\[\]]{1,40})\](.*)")
_DAY: Final = re.compile(r"(\d{4})/(\d{2})/(\d{2})")
_KEYS: Final = {
    "domain name": "domain",
    "ドメイン名": "domain",
    "registrant": "registrant",
    "organization": "registrant",
    "登録者名": "registrant-ja",
    "組織名": "registrant-ja",
    "name": "contact",
    "名前": "contact",
    "email": "contact",
    "created on": "created",
    "登録年月日": "created",
    "registered date": "created",
    "connected date": "connected",
    "接続年月日": "connected",
    "expires on": "expires",
    "有効期限": "expires",
    "status": "status",
    "state": "status",
    "状態": "status",
}
_NONE: Final = "no match!!"
_BUSY: Final = ("whois busy", "access control", "limit exceeded")


def read(text: str) -> dict[str, Any]:
    """What the answer says.

    `state`: `found`, `none` (no such domain), `refused`, or `unreadable`. When found: `domain`, `registrant` (in Japanese
    where that is told), `created`, `expires` (ISO 8601; a name like .co.jp has its expiry in its state), `shown` (every
    name that stands for the holder). A value that is not told is None.
    """
    rows = _rows(text[:_MOST])
    if not rows.get("domain"):
        lowered = text[:_MOST].lower()
        state = "none" if _NONE in lowered else "refused" if any(b in lowered for b in _BUSY) else "unreadable"
        return {"state": state}
    holders = [*rows.get("registrant-ja", ()), *rows.get("registrant", ())]
    return {
        "state": "found",
        "domain": rows["domain"][0].lower(),
        "registrant": holders[0] if holders else None,
        "created": _first_day(rows, "created", "connected"),
        "expires": _first_day(rows, "expires", "status"),
        "shown": [*holders, *rows.get("contact", ())][:10],
    }


def _rows(text: str) -> dict[str, list[str]]:
    """The values by key. A value that begins on the line after its key is not read: those are addresses."""
    rows: dict[str, list[str]] = {}
    for line in text.splitlines():
        found = _LINE.match(line[:1000].strip())
        key = _KEYS.get(found[1].strip().lower()) if found else None
        value = found[2].strip()[:_LONGEST] if found else ""
        if key and value:
            rows.setdefault(key, []).append(value)
    return rows


def _first_day(rows: dict[str, list[str]], *keys: str) -> str | None:
    for value in (value for key in keys for value in rows.get(key, ())):
        found = _DAY.search(value)
        if found:
            try:
                return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
            except ValueError:
                continue
    return None
