"""Inline: sentences of ours in which a person or a moment stands as Slack shows it: by name, and in the reader's own time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.reporters import address_of
from bot.slack import render
from bot.stranger import Plain, redact, tame

if TYPE_CHECKING:
    from datetime import datetime

    from bot.words import Words

_FIRST = 0xE000  # private use: nothing that a stranger wrote holds one after `bot.stranger.tame`
_PERSON = re.compile(r"[A-Z][A-Z0-9]{1,30}")
_MARK = re.compile("([\ue000-\ue00f])")


def user(user_id: str) -> render.Block:
    """A person, shown by name; who is not in Slack, by a redacted address; what is no person (`fuwake`, `forgotten`), as a word."""
    if (address := address_of(user_id)) is not None:
        return render.text(tame(redact(address)))
    return {"type": "user", "user_id": user_id} if _PERSON.fullmatch(user_id) else render.text(user_id.capitalize())


def date(moment: datetime, style: str = "{date_short_pretty} {time}") -> render.Block:
    """A moment in the reader's time zone and manner."""
    return {"type": "date", "timestamp": int(moment.timestamp()), "format": style, "fallback": plain_date(moment)}


def age(moment: datetime) -> render.Block:
    """How long ago it was, at the time of reading."""
    return date(moment, "{ago}")


def link(url: str, label: str) -> render.Block:
    """An address of Slack's own."""
    return {"type": "link", "url": url, "text": label}


def plain_date(moment: datetime) -> str:
    """A moment in the office's time zone, where only text goes."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def sentence(w: Words, key: str, **facts: Any) -> list[render.Block]:
    """The sentence `key`; facts that are elements stand in it as they are."""
    marks = {name: chr(_FIRST + n) for n, name in enumerate(n for n, v in facts.items() if isinstance(v, dict))}
    said = w.say(key, **{name: Plain(marks[name]) if name in marks else value for name, value in facts.items()})
    elements = {mark: facts[name] for name, mark in marks.items()}
    return [elements.get(piece) or render.text(piece) for piece in _MARK.split(said) if piece]


def plain_sentence(w: Words, key: str, **facts: Any) -> str:
    """The same for the `text` of a message: people as mentions, moments written out."""
    shown = {name: Plain(_plain(value)) if isinstance(value, dict) else value for name, value in facts.items()}
    return w.say(key, **shown)


def _plain(element: render.Block) -> str:
    if element["type"] == "text":
        return str(element["text"])
    return f"<@{element['user_id']}>" if element["type"] == "user" else str(element.get("fallback", ""))
