"""views.*: modals and the Home tab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.demo.blocks import view_problem
from bot.demo.errors import SlackRefusal
from bot.demo.methods_chat import refuse, with_block_ids
from bot.demo.workspace import APP_ID, BOT_ID, TEAM_ID, Json, Workspace

if TYPE_CHECKING:
    from bot.demo.call import Call, Method

_STACK: Final = 3
"""How many views may lie on each other: the root and two more (views.push, `push_limit_reached`)."""


def finished(workspace: Workspace, view: Json, kind: str, kept: Json | None = None) -> Json:
    """The view as Slack stores it: checked, with ids, an empty state and a new hash. `kept` is the view it replaces."""
    refuse(view_problem(view))
    if view["type"] != kind:
        raise SlackRefusal("invalid_arguments", response_metadata={"messages": [f"[ERROR] must be a {kind} view"]})
    old = kept or {}
    view_id = old.get("id") or workspace.clock.new_id("V")
    return {
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
        **view,
        "blocks": with_block_ids(workspace, view["blocks"]),
        "id": view_id,
        "team_id": TEAM_ID,
        "app_id": APP_ID,
        "app_installed_team_id": TEAM_ID,
        "bot_id": BOT_ID,
        "state": {"values": {}},
        "hash": workspace.clock.ts(),
        "root_view_id": old.get("root_view_id") or view_id,
        "previous_view_id": old.get("previous_view_id"),
    }


def _given(call: Call) -> Json:
    view = call.arguments.get("view")
    if not isinstance(view, dict):
        raise SlackRefusal(
            "invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: view"]}
        )
    return view


def _open(call: Call) -> Json:
    workspace = call.workspace
    view = finished(call.workspace, _given(call), "modal")
    user = workspace.use_trigger(call.text("trigger_id"))
    workspace.view_stacks[user] = [view["id"]]
    workspace.views[view["id"]] = view
    workspace.touch()
    return {"view": view}


def _push(call: Call) -> Json:
    workspace = call.workspace
    view = finished(call.workspace, _given(call), "modal")
    stack = workspace.view_stacks.get(workspace.use_trigger(call.text("trigger_id")), [])
    if not stack:
        raise SlackRefusal("not_found")
    if len(stack) >= _STACK:
        raise SlackRefusal("push_limit_reached")
    push(workspace, stack, view)
    return {"view": view}


def push(workspace: Workspace, stack: list[str], view: Json) -> None:
    """Lay a finished view on top of a person's stack."""
    view |= {"root_view_id": stack[0], "previous_view_id": stack[-1]}
    stack.append(view["id"])
    workspace.views[view["id"]] = view
    workspace.touch()


def _update(call: Call) -> Json:
    old = _existing(call)
    given_hash = call.maybe("hash")
    if given_hash is not None and given_hash != old["hash"]:
        raise SlackRefusal("hash_conflict")
    view = finished(call.workspace, _given(call), "modal", old)
    call.workspace.views[view["id"]] = view
    call.workspace.touch()
    return {"view": view}


def _existing(call: Call) -> Json:
    view_id, external_id = call.maybe("view_id"), call.maybe("external_id")
    on_screen = {one for stack in call.workspace.view_stacks.values() for one in stack}
    for view in call.workspace.views.values():
        if view["id"] in on_screen and (view["id"] == view_id or (external_id and view["external_id"] == external_id)):
            return view
    raise SlackRefusal("not_found")


def _publish(call: Call) -> Json:
    user = call.workspace.user(call.text("user_id"))
    old = call.workspace.homes.get(user.id)
    given_hash = call.maybe("hash")
    if old is not None and given_hash is not None and given_hash != old["hash"]:
        raise SlackRefusal("hash_conflict")
    view = finished(call.workspace, _given(call), "home", old)
    call.workspace.homes[user.id] = view
    call.workspace.touch()
    return {"view": view}


METHODS: Final[dict[str, Method]] = {
    "views.open": _open,
    "views.push": _push,
    "views.update": _update,
    "views.publish": _publish,
}
