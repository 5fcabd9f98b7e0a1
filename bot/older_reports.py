"""Reports as an older Fuwake kept them, with the keys that came later: null for what was not looked at, [] for none.

A key that is added to schema 1 gets its line here (`bot.report_json`), so that whoever reads a report finds every key in it.
"""

from __future__ import annotations

import copy
from typing import Any, Final

_LATER: Final[dict[tuple[str, ...], dict[str, Any]]] = {
    (): {"hops": [], "reliefs": [], "reasons": [], "wants": [], "credits": []},
    ("sender",): {"registration": None},
    ("origin",): {
        "ip_field": None,
        "passed": [],
        "delays_s": [],
        "country_source": None,
        "network_source": None,
        "country_disputed": None,
        "other_city_estimate": None,
    },
    ("authentication",): {"forged_claims": []},
    ("authentication", "spf"): {"aligned": None},
    ("authentication", "dmarc"): {"domain": None},
    ("authentication", "arc"): {"sealers": []},
}
_LATER_OF_LINKS: Final[dict[str, Any]] = {"rewriters": [], "country_disputed": None, "registration": None}


def completed(report: dict[str, Any]) -> dict[str, Any]:
    """The report, with every key of schema 1 that it is read by."""
    if report.get("schema") != 1:
        return report
    for path, later in _LATER.items():
        _complete(_at(report, path), later)
    for link in report.get("links") or ():
        _complete(link, _LATER_OF_LINKS)
    return report


def _at(report: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any] | None:
    part: Any = report
    for name in path:
        part = part.get(name) if isinstance(part, dict) else None
    return part if isinstance(part, dict) else None


def _complete(part: dict[str, Any] | None, later: dict[str, Any]) -> None:
    for name, value in later.items():
        if part is not None and name not in part:
            part[name] = copy.copy(value)
