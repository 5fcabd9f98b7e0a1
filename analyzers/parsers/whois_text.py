"""WHOIS answers in the many forms of the world's registries, read by python-whois.

Some of its expressions take exponential time on hostile text: call this in the parse worker only.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final

from whois.exceptions import WhoisDomainNotFoundError
from whois.parser import WhoisEntry

_MOST: Final = 16 * 1024  # characters
_LONGEST: Final = 200  # characters of a value
_HOLDERS: Final = (
    "registrant_organization",
    "registrant_org",
    "registrant",
    "registrant_name",
    "org",
    "holder",
    "owner",
    "name",
)


def read(domain: str, text: str) -> dict[str, Any]:
    """What the answer says of `domain`.

    `found`: False for "no such domain", None when nothing could be read in it. `registrar`, `registrant`, `created`,
    `expires` (ISO 8601), `shown` (every name that stands for the holder). A value that is not told is None.
    """
    try:
        entry = WhoisEntry.load(domain, text[:_MOST])
    except WhoisDomainNotFoundError:
        return {"found": False}
    created, expires = _days(entry.get("creation_date")), _days(entry.get("expiration_date"))
    registrar, holders = _texts(entry.get("registrar")), [t for key in _HOLDERS for t in _texts(entry.get(key))]
    if not (created or expires or registrar or holders) or _is_about_another(domain, _texts(entry.get("domain_name"))):
        return {"found": None}
    return {
        "found": True,
        "registrar": registrar[0] if registrar else None,
        "registrant": holders[0] if holders else None,
        "created": min(created).isoformat() if created else None,
        "expires": max(expires).isoformat() if expires else None,
        "shown": [*holders, *_texts(entry.get("emails"))][:10],
    }


def _is_about_another(domain: str, names: list[str]) -> bool:
    """Whether the record names domains and this is none of them; one in another script may stand there in either form."""
    told = {name.lower().rstrip(".") for name in names}
    return bool(told) and "xn--" not in domain and domain not in told


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: Any) -> list[str]:
    found = (" ".join(each.split())[:_LONGEST] for each in _many(value) if isinstance(each, str))
    return [text for text in found if text]


def _days(value: Any) -> list[date]:
    """The days, in UTC. What python-whois could not read as a date is text, and is left out."""
    return [each.astimezone(UTC).date() for each in _many(value) if isinstance(each, datetime)]
