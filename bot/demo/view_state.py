"""What a person filled into a modal, in the shape of `view.state.values`, and what their Slack would not let them send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.demo.workspace import Json

_ONE: Final = {
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
    "users_select": "selected_user",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
_SEVERAL: Final = {
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
    "multi_users_select": "selected_users",
}
_OPTION: Final = frozenset({"static_select", "radio_buttons"})
_OPTIONS: Final = frozenset({"multi_static_select", "checkboxes"})


def inputs(view: Json) -> Iterator[tuple[Json, Json]]:
    """Each input block with its element."""
    for block in view["blocks"]:
        if block["type"] == "input":
            yield block, block["element"]


def values(view: Json, answers: Mapping[str, Any]) -> Json:
    """`state.values`. `answers` maps action ids to a string, or a list of ids, option values or file objects."""
    state: Json = {}
    for block, element in inputs(view):
        answer = answers.get(element["action_id"], _initial(element))
        state.setdefault(block["block_id"], {})[element["action_id"]] = _value(element, answer)
    return state


def complaints(view: Json, state: Json) -> dict[str, str]:
    """What Slack's client says before it sends anything: by block id, for what is missing or too long or short."""
    found = {}
    for block, element in inputs(view):
        content = next((v for k, v in state[block["block_id"]][element["action_id"]].items() if k != "type"), None)
        if not content:
            if not block.get("optional", False):
                found[block["block_id"]] = "入力してください。 / Please complete this field."
        elif isinstance(content, str) and not element.get("min_length", 0) <= len(content) <= element.get(
            "max_length", 3000
        ):
            found[block["block_id"]] = "文字数が合いません。 / The length does not fit."
    return found


def _initial(element: Json) -> Any:
    for name, value in element.items():
        if name.startswith("initial_"):
            if name == "initial_option":
                return value["value"]
            return [one["value"] for one in value] if name == "initial_options" else value
    return None


def _options(element: Json) -> list[Json]:
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def _value(element: Json, answer: Any) -> Json:
    kind = element["type"]
    if kind in _ONE:
        content: Json = {_ONE[kind]: answer}
    elif kind in _SEVERAL:
        content = {_SEVERAL[kind]: list(answer or [])}
    elif kind in _OPTION:
        content = {"selected_option": next((o for o in _options(element) if o["value"] == answer), None)}
    elif kind in _OPTIONS:
        content = {"selected_options": [o for o in _options(element) if o["value"] in (answer or [])]}
    elif kind == "file_input":
        content = {"files": list(answer or [])}
    elif kind == "rich_text_input":
        content = {"rich_text_value": answer}
    else:
        content = {"value": answer or None}
    return {"type": kind, **content}
