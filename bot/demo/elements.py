"""Block elements: buttons, menus, boxes, inputs, images.

Limits: docs.slack.dev/reference/block-kit/block-elements and the validators of slack-sdk 3.47.
"""

from __future__ import annotations

from typing import Any, Final

from bot.demo.composition import (
    ACTION_ID,
    BOX_OPTION,
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH,
    IDS,
    MENU_OPTION,
    OPTION_GROUP,
    SLACK_FILE,
    URL,
    plain,
)
from bot.demo.rich_text import RICH_TEXT
from bot.demo.schema import Refused, Rule, among, any_of, anything, boolean, both, fields, integer, items, string

_COMMON: Final[dict[str, Rule]] = {"action_id": ACTION_ID, "focus_on_load": boolean, "confirm": CONFIRM}
_TYPED: Final[dict[str, Rule]] = {"action_id": ACTION_ID, "focus_on_load": boolean, "dispatch_action_config": DISPATCH}
_TEXT = string(3000)


def _shape(required: dict[str, Rule] | None = None, optional: dict[str, Rule] | None = None) -> Rule:
    return fields({"type": anything, **(required or {})}, optional)


def _lengths_fit(value: Any, path: str) -> None:
    least, most = value.get("min_length", 0), value.get("max_length", 3000)
    if least > most:
        raise Refused("min_length must not exceed max_length", f"{path}/min_length")


BUTTON = _shape(
    {"text": plain(75)},
    {
        "action_id": ACTION_ID,
        "url": URL,
        "value": string(2000),
        "style": among("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
        "visible_to_user_ids": IDS,
    },
)
IMAGE = both(
    _shape({"alt_text": string(2000)}, {"image_url": URL, "slack_file": SLACK_FILE}),
    any_of("image_url", "slack_file"),
)

_PLAIN_INPUT = both(
    _shape(
        None,
        {
            **_TYPED,
            "placeholder": plain(150),
            "initial_value": _TEXT,
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
    ),
    _lengths_fit,
)
_LINE_INPUT = _shape(None, {**_TYPED, "placeholder": plain(150), "initial_value": string()})
_NUMBER_INPUT = _shape(
    {"is_decimal_allowed": boolean},
    {**_TYPED, "placeholder": plain(150), "initial_value": string(), "min_value": string(), "max_value": string()},
)


def _menu(*, several: bool, more: dict[str, Rule]) -> Rule:
    many: dict[str, Rule] = {"max_selected_items": integer(1)} if several else {}
    return _shape(None, {**_COMMON, "placeholder": plain(150), **many, **more})


def _static_menu(*, several: bool) -> Rule:
    initial: dict[str, Rule] = {"initial_options": items(MENU_OPTION)} if several else {"initial_option": MENU_OPTION}
    options: dict[str, Rule] = {
        "options": items(MENU_OPTION, least=1, most=100),
        "option_groups": items(OPTION_GROUP, least=1, most=100),
    }
    return both(_menu(several=several, more={**options, **initial}), any_of("options", "option_groups"))


def _boxes(initial: dict[str, Rule]) -> Rule:
    return _shape({"options": items(BOX_OPTION, least=1, most=10)}, {**_COMMON, **initial})


_CONVERSATION: Final[dict[str, Rule]] = {"default_to_current_conversation": boolean, "filter": CONVERSATION_FILTER}
_ONE: Final[dict[str, Rule]] = {"response_url_enabled": boolean}

SELECTS: Final[dict[str, Rule]] = {
    "static_select": _static_menu(several=False),
    "multi_static_select": _static_menu(several=True),
    "users_select": _menu(several=False, more={"initial_user": string()}),
    "multi_users_select": _menu(several=True, more={"initial_users": IDS}),
    "channels_select": _menu(several=False, more={"initial_channel": string(), **_ONE}),
    "multi_channels_select": _menu(several=True, more={"initial_channels": IDS}),
    "conversations_select": _menu(several=False, more={"initial_conversation": string(), **_CONVERSATION, **_ONE}),
    "multi_conversations_select": _menu(several=True, more={"initial_conversations": IDS, **_CONVERSATION}),
}
CHOICES: Final[dict[str, Rule]] = {
    "checkboxes": _boxes({"initial_options": items(BOX_OPTION, least=1)}),
    "radio_buttons": _boxes({"initial_option": BOX_OPTION}),
}
PICKERS: Final[dict[str, Rule]] = {
    "datepicker": _shape(None, {**_COMMON, "placeholder": plain(150), "initial_date": string(10, 10)}),
    "timepicker": _shape(
        None, {**_COMMON, "placeholder": plain(150), "initial_time": string(5, 5), "timezone": string()}
    ),
    "datetimepicker": _shape(None, {**_COMMON, "initial_date_time": integer(0)}),
}
OVERFLOW = _shape({"options": items(MENU_OPTION, least=1, most=5)}, {"action_id": ACTION_ID, "confirm": CONFIRM})

IN_ACTIONS: Final[dict[str, Rule]] = {"button": BUTTON, "overflow": OVERFLOW, **SELECTS, **CHOICES, **PICKERS}
IN_SECTION: Final[dict[str, Rule]] = {**IN_ACTIONS, "image": IMAGE}
IN_INPUT: Final[dict[str, Rule]] = {
    **SELECTS,
    **CHOICES,
    **PICKERS,
    "plain_text_input": _PLAIN_INPUT,
    "email_text_input": _LINE_INPUT,
    "url_text_input": _LINE_INPUT,
    "number_input": _NUMBER_INPUT,
    "file_input": _shape(
        None, {"action_id": ACTION_ID, "filetypes": items(string(None, 1)), "max_files": integer(1, 10)}
    ),
    "rich_text_input": _shape(None, {**_TYPED, "placeholder": plain(150), "initial_value": RICH_TEXT}),
}
