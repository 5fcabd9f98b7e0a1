"""Checklists: what somebody who gave something away does now, step by step, fitting what it was and who was imitated.

The steps and when they are said stand in `checklists.toml`, the sentences in the languages' files.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analyzers.brands import brands
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from analyzers.brands import Brand

OWN = "own"
_OURS = {"claims-own-domain", "own-lookalike", "own-name-spoken", "shown-own-domain"}  # findings that we are imitated
_BRAND = ("brand-mismatch", "brand-claimed")  # that a brand is


@dataclass(frozen=True, slots=True)
class Imitated:
    """Whom a mail plays: `kind` is the brand's trade, OWN for ourselves, "" when it is not known; `ja` and `en` its names, or ""."""

    kind: str = ""
    ja: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist in one language: `steps` in order, then where to turn to, and a remark on that."""

    language: str
    title: str
    intro: str
    steps: tuple[str, ...]
    contacts_title: str
    contacts: tuple[str, ...]
    note: str


def checklist(
    gave: Collection[str], report: Mapping[str, Any] | None, language: str, *, alerted: bool = True
) -> Checklist:
    """What to do now. `report`: of the mail, as JSON, None while there is none; `alerted`: the security team was told."""
    w = words(language)
    who = imitated(report)
    facts = {"named": bool(who.ja), "brand": getattr(who, language)}
    wants = (report or {}).get("wants") or ()
    steps = [w.say(f"step-{row['id']}", **facts) for row in _rules()["step"] if _fits(row, gave, who.kind, wants)]
    contacts = [w.say(f"contact-{row['id']}") for row in _rules()["contact"] if _fits(row, gave, who.kind, wants)]
    return Checklist(
        language=language,
        title=w.say("steps-title"),
        intro=w.say("steps-intro"),
        steps=(*steps, w.say("steps-alerted" if alerted else "steps-alert-them")),
        contacts_title=w.say("steps-contacts"),
        contacts=tuple(contacts),
        note=w.say("steps-note"),
    )


def imitated(report: Mapping[str, Any] | None) -> Imitated:
    """Whom the mail of a report plays, as its findings say, else whom it claims to be from."""
    if report is None:
        return Imitated()
    facts = {row["code"]: row["facts"] for row in report["findings"]}
    if _OURS & set(facts):
        return Imitated(kind=OWN)
    name = next((facts[code].get("brand-en") for code in _BRAND if code in facts), None)
    brand = _listed().get(name or "") or _listed().get(report["sender"]["claims_brand"] or "")
    return Imitated(brand.kind, brand.ja, brand.en) if brand else Imitated()


def _fits(rule: Mapping[str, Any], gave: Collection[str], kind: str, wants: Collection[str]) -> bool:
    """Whether a step is for this reporter and this mail."""
    given, asked = set(gave), set(rule.get("gave", gave))
    if not given & asked or given & set(rule.get("unless", ())) or (rule.get("alone") and given - asked):
        return False
    if "wants" in rule and not set(rule["wants"]) & set(wants):
        return False
    return kind in rule.get("brand", (kind,)) and kind not in rule.get("not_brand", ())


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files("bot").joinpath("checklists.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _listed() -> dict[str, Brand]:
    """Brands by their English name, as findings tell it, and by their id."""
    return {key: brand for brand in brands() for key in (brand.en, brand.id)}
