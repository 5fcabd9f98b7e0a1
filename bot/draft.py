"""Draft: the text of a warning, made from a case's report: what the mail imitates, how it looks, where its links go, what to do.

A security person reads and edits it before anything is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analyzers.brands import brand_of_domain
from bot.stranger import Plain, tame
from bot.words import Words, words

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_HOSTS = 3
_BRAND = ("brand-mismatch", "brand-claimed")  # findings of whom the mail imitates


def draft(report: Mapping[str, Any], language: str) -> str:
    """The warning in `language`, from a report as JSON (schema 1)."""
    w = words(language)
    lines = [w.say("draft-title"), claim(report, w)]
    if report["subject"]:
        lines.append(w.say("draft-subject", subject=report["subject"]))
    sender = report["sender"]
    if sender["raw"]:
        lines.append(w.say("draft-sender", sender=sender["raw"]))
    if found := hosts(report):
        claims = {row["code"] for row in report["findings"]} & {*_BRAND, "claims-own-domain"}
        key = "draft-links" if claims else "draft-links-unknown"
        lines.append(w.say(key, hosts=Plain(w.join(tame(host) for host in found))))
    return "\n".join([*lines, w.say("draft-do"), w.say("draft-typed")])


def claim(report: Mapping[str, Any], w: Words) -> str:
    """Whom the mail pretends to be from, as its findings say."""
    facts = {row["code"]: row["facts"] for row in report["findings"]}
    if "claims-own-domain" in facts:
        return w.say("draft-claims-own", domain=facts["claims-own-domain"]["own-domain"])
    if code := next((code for code in _BRAND if code in facts), None):
        return w.say("draft-claims-brand", brand=facts[code][f"brand-{w.language}"])
    return w.say("draft-claims-unknown")


def hosts(report: Mapping[str, Any]) -> list[str]:
    """Where the links lead: what somebody registered or rented, without the places that belong to a known brand or to us."""
    own = {row["facts"].get("own-domain") for row in report["findings"]}
    places = (link["registrable_domain"] or link["host"] for link in report["links"] if link["host"])
    foreign = (place for place in places if brand_of_domain(place) is None and place not in own)
    return list(dict.fromkeys(foreign))[:MAX_HOSTS]
