"""Composition objects of Block Kit: texts, options, confirmations, filters.

Limits: docs.slack.dev/reference/block-kit/composition-objects and the validators of slack-sdk 3.47.
"""

from __future__ import annotations

from typing import Any

from bot.demo.schema import Refused, Rule, among, any_of, anything, boolean, both, by_type, fields, items, string


def plain(most: int, least: int = 1) -> Rule:
    """A `plain_text` object."""
    return by_type({"plain_text": fields({"type": anything, "text": string(most, least)}, {"emoji": boolean})})


def text(most: int, least: int = 1) -> Rule:
    """A `plain_text` or `mrkdwn` object."""
    content = string(most, least)
    return by_type(
        {
            "plain_text": fields({"type": anything, "text": content}, {"emoji": boolean}),
            "mrkdwn": fields({"type": anything, "text": content}, {"verbatim": boolean}),
        }
    )


def one_line(value: Any, path: str) -> None:
    """A text object without a line break: a header has one line."""
    if "\n" in value["text"]:
        raise Refused("must not contain newlines", f"{path}/text")


ACTION_ID = string(255, 1)
BLOCK_ID = string(255)
URL = string(3000, 1)
IDS = items(string(None, 1))

CONFIRM = fields(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": among("primary", "danger")},
)
SLACK_FILE = both(fields({}, {"id": string(), "url": string()}), any_of("id", "url"))
DISPATCH = fields({}, {"trigger_actions_on": items(among("on_enter_pressed", "on_character_entered"), least=1, most=2)})
CONVERSATION_FILTER = fields(
    {},
    {
        "include": items(among("im", "mpim", "private", "public"), least=1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)


def option(label: Rule) -> Rule:
    """One option of a menu or of a row of boxes: its text up to 75, its value up to 150 characters."""
    return fields({"text": label, "value": string(150, 1)}, {"description": text(75), "url": URL})


MENU_OPTION = option(plain(75))
BOX_OPTION = option(text(75))
OPTION_GROUP = fields({"label": plain(75), "options": items(MENU_OPTION, least=1, most=100)})
