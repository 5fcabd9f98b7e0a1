"""Render: replies as Block Kit, within Slack's limits.

Whatever a stranger wrote stands in plain_text or rich_text text, where Slack reads no mark-up; nothing is ever a link.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.stranger import escape, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.reply import Reply, Section

Block = dict[str, Any]
MAX_BLOCKS_TEXT = 9_000  # characters of JSON; Slack refuses whole messages at about 13,000
MAX_LINE, MAX_HEADER, MAX_FALLBACK = 500, 150, 900


def message(replies: Sequence[Reply]) -> dict[str, Any]:
    """`blocks` and `text` (for notifications) of one message in all languages, shortened until it fits."""
    for most in (8, 6, 4, 3, 2, 1, 0):
        blocks = [block for number, said in enumerate(replies) for block in _reply(said, most, first=number == 0)]
        if len(json.dumps(blocks, ensure_ascii=False)) <= MAX_BLOCKS_TEXT:
            break
    return {"blocks": blocks, "text": escape(shorten(replies[0].one_line, MAX_FALLBACK))}


def _reply(said: Reply, most: int, *, first: bool) -> list[Block]:
    """One language: verdict, why, what to do, then the facts."""
    head = plain_header(f"{said.emoji} {said.headline}")
    why = rich([paragraph(text(said.summary))])
    steps = [bullets(said.how, indent=1)] if said.how else []
    now = rich([paragraph(text(f"{said.now_title}\n", bold=True)), bullets(said.now), *steps])
    facts = [_section(section, most) for section in said.sections if most]
    foot = context(said.footer)
    return [*([] if first else [{"type": "divider"}]), head, why, now, *facts, foot]


def _section(section: Section, most: int) -> Block:
    return rich([paragraph(text(section.title, bold=True)), bullets(section.lines[:most])])


def sentences(lines: Iterable[str]) -> dict[str, Any]:
    """A message of plain sentences, one for each language."""
    said = list(lines)
    return {"blocks": [rich([paragraph(text(line))]) for line in said], "text": escape(shorten(said[0], MAX_FALLBACK))}


def plain_header(line: str) -> Block:
    """A header block: one line of plain text."""
    return {"type": "header", "text": {"type": "plain_text", "text": shorten(line, MAX_HEADER), "emoji": True}}


def rich(elements: list[Block]) -> Block:
    """A rich_text block."""
    return {"type": "rich_text", "elements": elements}


def paragraph(*elements: Block) -> Block:
    """A rich_text_section."""
    return {"type": "rich_text_section", "elements": list(elements)}


def text(line: str, *, bold: bool = False) -> Block:
    """A literal piece of rich text."""
    piece: Block = {"type": "text", "text": shorten(line, MAX_LINE) or " "}
    return piece | {"style": {"bold": True}} if bold else piece


def bullets(lines: Sequence[str], *, indent: int = 0) -> Block:
    """A list of sentences; `indent` 1 makes it part of the item before it."""
    rows = [paragraph(text(line)) for line in lines]
    return {"type": "rich_text_list", "style": "bullet", "elements": rows} | ({"indent": indent} if indent else {})


def context(lines: Sequence[str]) -> Block:
    """Small print: at most six elements."""
    elements = [{"type": "plain_text", "text": shorten(line, 250), "emoji": False} for line in lines[:6]]
    return {"type": "context", "elements": elements}


def actions(*buttons: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def button(action_id: str, label: str, value: str, *, style: str | None = None) -> Block:
    """A button; `value` is an id of ours."""
    made: Block = {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": shorten(label, 75)},
        "value": value,
    }
    return made | {"style": style} if style else made
