"""Render: replies as Block Kit, within Slack's limits.

Whatever a stranger wrote stands in plain_text or rich_text text, where Slack reads no mark-up; nothing is ever a link.
"""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from bot.stranger import escape, shorten
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.reply import Reply, Section

Block = dict[str, Any]
MAX_BLOCKS_TEXT = 9_000  # characters of JSON; Slack refuses whole messages at about 13,000
OTHER_LANGUAGE = "other_language"
SHOWN = "answer:"  # block_id of the buttons, before the language
# What the buttons under an answer are called.
LABELS = {
    "details": "button-details",
    "gave_open": "button-gave",
    "not_phishing": "button-not-phishing",
    "helpful": "button-helpful",
}
MAX_LINE, MAX_SMALL, MAX_HEADER, MAX_FALLBACK = 500, 250, 150, 900
# How many findings of a section, and how long each line, until a message fits.
_FITS = ((8, MAX_LINE), (6, 350), (4, 300), (3, 240), (2, 200), (1, 150), (0, 90), (0, 45))
_EMOJI = 24  # Slack keeps an emoji by its name, as in `:large_orange_circle:`
_ASTRAL = "\uffff"  # most emoji stand above
_MARK_UP = str.maketrans({"*": "∗", "`": "‘", "~": "∼"})
_CODE = re.compile(r":(?=[\w+'-]{1,60}:)")


def message(
    replies: Sequence[Reply], language: str | None = None, *, ruling: Mapping[str, Sequence[Block]] | None = None
) -> dict[str, Any]:
    """`blocks` and `text` (for notifications) of one message, shortened until it fits, with its buttons.

    All languages where others read it, too, the buttons under the first; else the first, or `language`. `ruling`: who decided, by language, in elements of
    rich text.
    """
    shown = shown_of(replies, language)
    buttons = answer_buttons(replies, shown)
    for most, length in _FITS:
        first, *others = (_reply(said, most, length, ruling or {}) for said in shown)
        blocks = [*first, *buttons, *(block for other in others for block in [{"type": "divider"}, *other])]
        if size(blocks) <= MAX_BLOCKS_TEXT:
            break
    return {"blocks": blocks, "text": fallback(shown[0].one_line)}


def shown_of(replies: Sequence[Reply], language: str | None = None) -> Sequence[Reply]:
    """Those of `replies` that stand in the message."""
    first = next((said for said in replies if said.language == language), replies[0])
    return [first] if replies[0].alone else replies


def fallback(line: str) -> str:
    """What notifications show, and what is posted when Slack refuses the blocks: nothing in it calls, links or draws."""
    plain = _CODE.sub("∶", shorten(line, MAX_FALLBACK).translate(_MARK_UP))
    return escape(plain)


def size(blocks: Sequence[Block]) -> int:
    """Characters of blocks as Slack counts them."""
    return size_of(json.dumps(blocks, ensure_ascii=False))


def size_of(written: str) -> int:
    """Characters, emoji by their names."""
    return len(written) + (_EMOJI - 1) * sum(char > _ASTRAL for char in written)


def _fit(line: str, limit: int) -> str:
    """`line` cut to `limit` characters as Slack counts them."""
    if size_of(short := shorten(line, limit)) <= limit:
        return short
    costs = accumulate(_EMOJI if char > _ASTRAL else 1 for char in short)
    return shorten(short, max(1, sum(cost < limit for cost in costs)))


def _reply(said: Reply, most: int, length: int, ruling: Mapping[str, Sequence[Block]]) -> list[Block]:
    """One language: verdict and why, what to do, then the findings. Desktop notifications show the first block."""
    verdict = text(f"{said.emoji} {said.headline}", bold=True, limit=length)
    about = [text(f"{_fit(said.about, length)}\n")] if said.about else []
    head = rich([paragraph(*about, verdict, text("\n"), text(said.summary, limit=length))])
    decided = [rich([paragraph(*ruling[said.language])])] if ruling.get(said.language) else []
    steps = [bullets(said.how, indent=1, limit=length)] if said.how else []
    todo = [paragraph(text(said.now_title, bold=True)), bullets(said.now, limit=length), *steps]
    now = [rich(todo)] if said.now else []
    facts = [_section(section, most, length) for section in said.sections if most]
    small = [said.more, *said.footer] if said.more and facts else said.footer
    foot = [context(small, limit=length // 2)] if small else []
    return [head, *decided, *now, *facts, *foot]


def _section(section: Section, most: int, length: int) -> Block:
    return rich([paragraph(text(section.title, bold=True)), bullets(section.lines[:most], limit=length)])


def answer_buttons(replies: Sequence[Reply], shown: Sequence[Reply]) -> list[Block]:
    """What a reader can do with the answer. Its `block_id` says which language is shown."""
    first = shown[0]
    if not first.case_id:
        return []
    said = [words(reply.language) for reply in shown]
    row = [button(action, " / ".join(w.say(LABELS[action]) for w in said), first.case_id) for action in first.buttons]
    other = next_language(replies, first.language)
    if first.alone and other and not first.pending:
        row.append(button(OTHER_LANGUAGE, words(other).say("language-name"), first.case_id))
    return [actions(*row) | {"block_id": f"{SHOWN}{first.language}"}] if row else []


def next_language(replies: Sequence[Reply], language: str) -> str | None:
    """The language after `language`, round and round; None when there is one only."""
    known = [said.language for said in replies]
    if len(known) < 2 or language not in known:
        return None
    return known[(known.index(language) + 1) % len(known)]


def sentences(lines: Iterable[str]) -> dict[str, Any]:
    """A message of plain sentences, one for each language."""
    said = list(lines)
    return {"blocks": [rich([paragraph(text(line))]) for line in said], "text": fallback(said[0])}


def plain_header(line: str) -> Block:
    """A header block: one line of plain text."""
    return {"type": "header", "text": {"type": "plain_text", "text": shorten(line, MAX_HEADER), "emoji": True}}


def rich(elements: list[Block]) -> Block:
    """A rich_text block."""
    return {"type": "rich_text", "elements": elements}


def paragraph(*elements: Block) -> Block:
    """A rich_text_section."""
    return {"type": "rich_text_section", "elements": list(elements)}


def text(line: str, *, bold: bool = False, limit: int = MAX_LINE) -> Block:
    """A literal piece of rich text."""
    piece: Block = {"type": "text", "text": _fit(line, limit) or " "}
    return piece | {"style": {"bold": True}} if bold else piece


def bullets(lines: Sequence[str], *, indent: int = 0, limit: int = MAX_LINE) -> Block:
    """A list of sentences; `indent` 1 makes it part of the item before it."""
    rows = [paragraph(text(line, limit=limit)) for line in lines]
    return {"type": "rich_text_list", "style": "bullet", "elements": rows} | ({"indent": indent} if indent else {})


def context(lines: Sequence[str], *, limit: int = MAX_SMALL) -> Block:
    """Small print: at most eight elements."""
    elements = [{"type": "plain_text", "text": _fit(line, limit) or " ", "emoji": False} for line in lines[:8]]
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
