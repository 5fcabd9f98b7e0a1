"""What people do with what the bot shows them: buttons, modals, commands, shortcuts.

Payload shapes: docs.slack.dev/reference/interaction-payloads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.demo import view_state
from bot.demo.errors import NotPossible
from bot.demo.methods_views import finished, push
from bot.demo.workspace import APP_ID, TEAM_DOMAIN, TEAM_ID, Channel, Json, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.demo.courier import Courier, Delivery
    from bot.demo.responses import Responses


@dataclass(frozen=True, slots=True)
class Submission:
    """What became of a modal: `errors` by block id keep it open; without a `delivery` Slack itself sent nothing."""

    errors: dict[str, str] = field(default_factory=dict)
    delivery: Delivery | None = None

    @property
    def accepted(self) -> bool:
        """Whether the app took it."""
        return not self.errors and self.delivery is not None and self.delivery.acked


class Interactions:
    """Acts on messages and views, and waits for the app's acknowledgement, as Slack does."""

    def __init__(self, workspace: Workspace, courier: Courier, responses: Responses) -> None:
        self.workspace = workspace
        self._courier = courier
        self._responses = responses

    async def click(self, user: str, channel: str, ts: str, action_id: str) -> Delivery:
        """Press a button under a message, or under an ephemeral one."""
        place = self.workspace.destination(channel)
        message, ephemeral = self._shown(user, place, ts)
        block, element = _element(message.get("blocks", []), action_id)
        container = {"type": "message", "message_ts": ts, "channel_id": place.id, "is_ephemeral": ephemeral}
        if message.get("thread_ts"):
            container["thread_ts"] = message["thread_ts"]
        payload = {
            **self._common(user, "block_actions"),
            "container": container,
            "trigger_id": self.workspace.new_trigger(user),
            "channel": _channel(place),
            "state": {"values": {}},
            "response_url": self._responses.new(user, place.id, ts),
            "actions": [_action(self.workspace, block, element)],
        }
        if not ephemeral:
            payload["message"] = dict(message)
        return await self._courier.deliver("interactive", payload)

    async def click_in_view(self, user: str, action_id: str, *, home: bool = False) -> Delivery:
        """Press a button in the modal on top, or in the Home tab."""
        view = self.workspace.homes[user] if home else self.view(user)
        block, element = _element(view["blocks"], action_id)
        payload = {
            **self._common(user, "block_actions"),
            "container": {"type": "view", "view_id": view["id"]},
            "trigger_id": self.workspace.new_trigger(user),
            "view": view,
            "actions": [_action(self.workspace, block, element)],
        }
        return await self._courier.deliver("interactive", payload)

    def view(self, user: str) -> Json:
        """The modal on top of this person's screen."""
        stack = self.workspace.view_stacks.get(user)
        if not stack:
            raise NotPossible(f"{user} has no modal open")
        return self.workspace.views[stack[-1]]

    async def submit(self, user: str, answers: Mapping[str, Any] | None = None) -> Submission:
        """Send the modal on top. `answers` by action id: a string, or a list of ids, option values or file objects."""
        view = self.view(user)
        state = view_state.values(view, answers or {})
        if complaints := view_state.complaints(view, state):
            return Submission(complaints)
        shown = {**view, "state": {"values": state}}
        payload = {
            **self._common(user, "view_submission"),
            "trigger_id": self.workspace.new_trigger(user),
            "view": shown,
            "response_urls": [],
        }
        delivery = await self._courier.deliver("interactive", payload)
        return Submission(self._after_submit(user, view, delivery), delivery)

    async def close_view(self, user: str) -> Delivery | None:
        """Close the modal on top; the app hears of it only if the view asked for `notify_on_close`."""
        view = self.view(user)
        self.workspace.view_stacks[user].pop()
        self.workspace.touch()
        if not view["notify_on_close"]:
            return None
        payload = {**self._common(user, "view_closed"), "view": view, "is_cleared": False}
        return await self._courier.deliver("interactive", payload)

    async def command(self, user: str, channel: str, command: str, text: str = "") -> Delivery:
        """Use a slash command; what the app acknowledges with is shown to this person."""
        place = self.workspace.destination(channel)
        payload = {
            "token": "demo",
            "team_id": TEAM_ID,
            "team_domain": TEAM_DOMAIN,
            "channel_id": place.id,
            "channel_name": place.name,
            "user_id": user,
            "user_name": self.workspace.user(user).name,
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._responses.new(user, place.id),
            "trigger_id": self.workspace.new_trigger(user),
        }
        delivery = await self._courier.deliver("slash_commands", payload)
        if delivery.answer:
            self._responses.say_at_once(payload["response_url"], delivery.answer)
        return delivery

    async def shortcut(
        self, user: str, callback_id: str, channel: str | None = None, ts: str | None = None
    ) -> Delivery:
        """Use a message shortcut, or a global one when no message is named."""
        payload = self._common(user, "shortcut" if ts is None else "message_action")
        payload |= {"callback_id": callback_id, "trigger_id": self.workspace.new_trigger(user)}
        payload["action_ts"] = self.workspace.clock.ts()
        if ts is not None:
            place = self.workspace.destination(channel or "")
            message = self.workspace.find(place, ts)
            payload |= {"message_ts": ts, "message": dict(message), "channel": _channel(place)}
            payload["response_url"] = self._responses.new(user, place.id, ts)
        return await self._courier.deliver("interactive", payload)

    def _after_submit(self, user: str, view: Json, delivery: Delivery) -> dict[str, str]:
        if not delivery.acked:
            return {"": "アプリから応答がありません。 / We had some trouble connecting. Try again?"}
        answer = delivery.answer or {}
        action, stack = answer.get("response_action"), self.workspace.view_stacks.get(user, [])
        if action == "errors":
            return _checked_errors(view, answer.get("errors", {}))
        if action == "update":
            self.workspace.views[view["id"]] = finished(self.workspace, answer["view"], "modal", view)
        elif action == "push":
            push(self.workspace, stack, finished(self.workspace, answer["view"], "modal"))
        elif action == "clear":
            stack.clear()
        elif view["id"] in stack:
            stack.remove(view["id"])
        self.workspace.touch()
        return {}

    def _shown(self, user: str, channel: Channel, ts: str) -> tuple[Json, bool]:
        for one in self.workspace.ephemerals:
            if (one.user, one.channel, one.ts) == (user, channel.id, ts):
                return one.message, True
        if user not in channel.members:
            raise NotPossible(f"{user} does not see {channel.id}")
        return self.workspace.find(channel, ts), False

    def _common(self, user: str, kind: str) -> Json:
        member = self.workspace.user(user)
        return {
            "type": kind,
            "user": {"id": user, "username": member.name, "name": member.name, "team_id": TEAM_ID},
            "api_app_id": APP_ID,
            "token": "demo",
            "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
            "enterprise": None,
            "is_enterprise_install": False,
        }


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "name": "privategroup" if channel.kind == "group" else channel.name}


def _element(blocks: Iterable[Json], action_id: str) -> tuple[Json, Json]:
    for block in blocks:
        inside = [*block.get("elements", []), block.get("accessory") or {}]
        if block["type"] == "container":
            inside += [element for child in block["child_blocks"] for element in child.get("elements", [])]
        for element in inside:
            if element.get("action_id") == action_id:
                return block, element
    raise NotPossible(f"nothing here has the action id {action_id}")


def _action(workspace: Workspace, block: Json, element: Json) -> Json:
    kept: Json = {key: element[key] for key in ("action_id", "type", "text", "value", "style", "url") if key in element}
    return {"block_id": block["block_id"], **kept, "action_ts": workspace.clock.ts()}


def _checked_errors(view: Json, errors: dict[str, str]) -> dict[str, str]:
    """Slack takes errors only for input blocks of this view; anything else leaves the person with a failure."""
    asked = {block["block_id"] for block, _ in view_state.inputs(view)}
    if not errors or set(errors) - asked:
        return {"": f"invalid errors: {sorted(set(errors) - asked)}"}
    return errors
