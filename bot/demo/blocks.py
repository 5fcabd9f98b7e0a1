"""Strict Block Kit: what Slack would refuse is refused here, with the reason and where.

`message_problem`, `view_problem` and `attachments_problem` return None or a `Problem`. Limits:
docs.slack.dev/reference/block-kit/blocks, the validators of slack-sdk 3.47, and for the whole-message
budget bolt-js issues 2509 and 2867 (13,297 characters were refused; Slack documents no number).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from bot.demo.composition import BLOCK_ID, SLACK_FILE, URL, one_line, plain, text
from bot.demo.elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION
from bot.demo.rich_text import RICH_TEXT
from bot.demo.schema import (
    Refused,
    Rule,
    among,
    any_of,
    anything,
    boolean,
    both,
    by_type,
    fields,
    integer,
    items,
    string,
    unique,
)

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
MESSAGE_BUDGET: Final = 13_000
VIEW_BYTES: Final = 250_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Why blocks are refused: Slack's error `code`, and `message` with the reason and a JSON pointer."""

    code: str
    message: str


def _block(required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Rule:
    return fields({"type": anything, **required}, {"block_id": BLOCK_ID, **(optional or {})})


_CELL = by_type(
    {
        "raw_text": fields({"type": anything, "text": string(None, 1)}),
        "raw_number": fields({"type": anything, "value": anything}, {"text": string()}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = fields({}, {"align": among("left", "center", "right"), "is_wrapped": boolean})

_EVERYWHERE: Final[dict[str, Rule]] = {
    "actions": _block({"elements": both(items(by_type(IN_ACTIONS), least=1, most=25), unique("action_id"))}),
    "context": _block(
        {"elements": items(by_type({"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)}), least=1, most=10)}
    ),
    "divider": _block({}),
    "header": _block({"text": both(plain(150), one_line)}, {"level": integer(1, 6)}),
    "image": both(
        _block({"alt_text": string(2000)}, {"image_url": URL, "slack_file": SLACK_FILE, "title": plain(2000)}),
        any_of("image_url", "slack_file"),
    ),
    "input": _block(
        {"label": plain(2000), "element": by_type(IN_INPUT)},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "section": both(
        _block(
            {},
            {
                "text": text(3000),
                "fields": items(text(2000), least=1, most=10),
                "accessory": by_type(IN_SECTION),
                "expand": boolean,
            },
        ),
        any_of("text", "fields"),
    ),
}
_IN_MESSAGE: Final[dict[str, Rule]] = {
    **_EVERYWHERE,
    "container": both(
        _block(
            {"child_blocks": items(by_type(_EVERYWHERE), least=1, most=10)},
            {
                "title": plain(150),
                "rich_text_title": RICH_TEXT,
                "subtitle": text(150),
                "width": string(),
                "icon": IMAGE,
                "is_collapsible": boolean,
                "default_collapsed": boolean,
                "has_header_divider": boolean,
            },
        ),
        any_of("title", "rich_text_title"),
    ),
    "markdown": _block({"text": string(12_000, 1)}),
    "table": _block(
        {"rows": items(items(_CELL, least=1, most=20), least=1, most=100)}, {"column_settings": items(_COLUMN, most=20)}
    ),
}
_IN_MODAL: Final[dict[str, Rule]] = {
    **_EVERYWHERE,
    "alert": _block({"text": text(3000)}, {"level": string()}),
}
_MESSAGE = both(items(by_type(_IN_MESSAGE), most=MESSAGE_BLOCKS), unique("block_id"))
_VIEW_FIELDS: Final[dict[str, Rule]] = {
    "callback_id": string(255),
    "private_metadata": string(3000),
    "external_id": string(255),
}
_VIEW = by_type(
    {
        "modal": fields(
            {
                "type": anything,
                "title": plain(24),
                "blocks": both(items(by_type(_IN_MODAL), most=VIEW_BLOCKS), unique("block_id")),
            },
            {
                **_VIEW_FIELDS,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
        ),
        "home": fields(
            {"type": anything, "blocks": both(items(by_type(_EVERYWHERE), most=VIEW_BLOCKS), unique("block_id"))},
            _VIEW_FIELDS,
        ),
    }
)


def _size(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def message_problem(blocks: Any, budget: int = MESSAGE_BUDGET) -> Problem | None:
    """What Slack would say against these blocks in a message, or None."""
    if not isinstance(blocks, list):
        return Problem("invalid_blocks_format", "[ERROR] must be an array [json-pointer:/blocks]")
    try:
        _MESSAGE(blocks, "/blocks")
    except Refused as refused:
        return Problem("invalid_blocks", str(refused))
    if _size(blocks) > budget:
        return Problem(
            "msg_blocks_too_long",
            f"[ERROR] blocks have {_size(blocks)} characters, {budget} allowed [json-pointer:/blocks]",
        )
    return None


def attachments_problem(attachments: Any) -> Problem | None:
    """What Slack would say against legacy attachments, or None. Only their `blocks` and the footer are looked at."""
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        return Problem("invalid_attachments", "[ERROR] must be an array of objects [json-pointer:/attachments]")
    if len(attachments) > 100:
        return Problem("too_many_attachments", "[ERROR] no more than 100 items allowed [json-pointer:/attachments]")
    for attachment in attachments:
        if len(attachment.get("footer", "")) > 300:
            return Problem("invalid_attachments", "[ERROR] footer must be less than 301 characters")
        if problem := message_problem(attachment.get("blocks", [])):
            return problem
    return None


def view_problem(view: Any) -> Problem | None:
    """What Slack would say against this view, or None."""
    if not isinstance(view, dict):
        return Problem("invalid_arguments", "[ERROR] must be an object [json-pointer:/view]")
    try:
        _VIEW(view, "/view")
        if (
            any(block["type"] == "input" for block in view["blocks"])
            and view["type"] == "modal"
            and "submit" not in view
        ):
            raise Refused("missing required field: submit", "/view")  # noqa: TRY301  # joins the rules above
    except Refused as refused:
        return Problem("invalid_arguments", str(refused))
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        return Problem("view_too_large", "[ERROR] must be less than 250001 bytes [json-pointer:/view]")
    return None
