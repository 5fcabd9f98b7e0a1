"""What a reporter is told once the security team has decided: the same answer, with their word in place of the machine's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from analyzers import Level
from analyzers.links.defang import defang
from bot.reply import EMOJI, Reply
from bot.stranger import Plain, shorten, visible
from bot.triage import LOUD
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.triage import Standing
    from bot.words import Words

SIGN = {"phishing": "🔴", "legitimate": "🟢", "spam": "🗑️", "simulation": "👏", "original": "📎"}
MAX_COMMENT = 500
_NOW = {
    "phishing": ("advice-do-not-touch", "now-gave"),
    "legitimate": ("ruling-now-legitimate",),
    "spam": ("ruling-now-spam",),
    "simulation": ("ruling-now-simulation",),
}

_BUTTONS = {
    "phishing": ("details", "gave_open", "helpful"),
    "legitimate": ("details", "helpful"),
    "spam": ("details", "gave_open", "helpful"),
    "simulation": (),
}


def reply_of(row: Mapping[str, Any]) -> Reply | None:
    """A reply as it was kept with its case; None when an older Fuwake kept it in another shape."""
    try:
        return msgspec.convert(row, Reply)
    except msgspec.ValidationError:
        return None


def ruled(reply: Reply, standing: Standing, level: str) -> Reply:
    """`reply` under the team's decision: their word on top, what to do by it, and the machine's `level` as a remark.

    While nothing is decided it stays as it is.
    """
    if not standing.final:
        return reply
    w = words(reply.language)
    verdict = str(standing.verdict)
    said = comment_of(standing, w)
    machine = w.say("ruling-machine", level=Plain(w.say(f"level-{level}")))
    return replace(
        reply,
        emoji=SIGN[verdict],
        headline=w.say(f"ruling-{verdict}"),
        summary=said or machine,
        # What the machine advises fits what the mail wants.
        now=reply.now if verdict == "phishing" and level in LOUD else tuple(w.say(key) for key in _NOW[verdict]),
        how=(),
        # What was held against a genuine mail would confuse; what a drill looks like would give it away.
        sections=reply.sections if verdict in {"phishing", "spam"} else (),
        footer=(*reply.footer[:5], machine) if said else reply.footer,
        buttons=_BUTTONS[verdict],
    )


def comment_of(standing: Standing, w: Words) -> str:
    """The team's remark for the reporters, "" when there is none for them."""
    if not (standing.comment and standing.comment_shown):
        return ""
    return w.say("ruling-comment", comment=Plain(shorten(defang(visible(standing.comment)), MAX_COMMENT)))


def surprising(verdict: str, told: str) -> bool:
    """Whether a reporter has to hear of `verdict` who was told `told`: the machine's level, or an earlier verdict."""
    if told == Level.NO_SIGN.value:
        return verdict != "legitimate"
    if told in LOUD:
        return verdict != "phishing"
    return verdict != told


def outcome(standing: Standing, level: str | None, w: Words) -> str:
    """One line: what became of a report, for the one who made it."""
    if standing.verdict == "simulation":
        # Whether it was a drill is the team's to tell.
        return f"{SIGN[standing.verdict]} {w.say('outcome-thanks')}"
    if standing.verdict:
        return f"{SIGN[standing.verdict]} {w.say(f'outcome-{standing.verdict}')}"
    if level is None:
        return f"⏳ {w.say('outcome-running')}"
    return f"{EMOJI[Level(level)]} {w.say(f'level-{level}')}"
