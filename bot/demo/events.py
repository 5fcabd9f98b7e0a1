"""Tells the bot what happened: the Events API's envelopes, sent only where the app has the scope and is a member."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.demo.workspace import APP_ID, BOT_USER, TEAM_ID, Channel, Json, Workspace

if TYPE_CHECKING:
    from bot.demo.courier import Courier


class Events:
    """Builds events and hands them to the courier. Copies are sent: later edits must not reach back into the past."""

    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._courier = courier

    def message(self, channel: Channel, message: Json) -> None:
        """A `message` event, and `app_mention` for the same ts when a person's text mentions the bot outside a DM."""
        self._send(channel, f"{channel.scope_family}:history", {**message, **self._where(channel, message["ts"])})
        mentions = f"<@{BOT_USER}>" in message.get("text", "") and message.get("user") != BOT_USER
        if mentions and not channel.is_im:
            kept = {k: v for k, v in message.items() if k not in {"subtype", "upload", "display_as_bot"}}
            mention = {**kept, "type": "app_mention", "channel": channel.id, "event_ts": message["ts"]}
            self._send(channel, "app_mentions:read", mention)

    def changed(self, channel: Channel, message: Json, before: Json) -> None:
        """A `message_changed` event; the bot hears of its own edits, too."""
        inner = {"subtype": "message_changed", "message": dict(message), "previous_message": before}
        self._hidden(channel, inner)

    def deleted(self, channel: Channel, before: Json) -> None:
        """A `message_deleted` event."""
        self._hidden(channel, {"subtype": "message_deleted", "previous_message": before, "deleted_ts": before["ts"]})

    def home_opened(self, user: str, tab: str) -> None:
        """An `app_home_opened` event; `view` only once one was published."""
        channel = self._workspace.dm(user)
        event: Json = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab}
        if tab == "home" and user in self._workspace.homes:
            event["view"] = self._workspace.homes[user]
        self._send(channel, None, {**event, "event_ts": self._workspace.clock.ts()})

    def joined(self, channel: Channel, user: str) -> None:
        """A `member_joined_channel` event."""
        event = {"type": "member_joined_channel", "user": user, "channel": channel.id, "channel_type": channel.id[0]}
        self._send(
            channel, f"{channel.scope_family}:read", {**event, "team": TEAM_ID, "event_ts": self._workspace.clock.ts()}
        )

    def _hidden(self, channel: Channel, inner: Json) -> None:
        ts = self._workspace.clock.ts()
        event = {"type": "message", "hidden": True, **inner, "ts": ts, **self._where(channel, ts)}
        self._send(channel, f"{channel.scope_family}:history", event)

    @staticmethod
    def _where(channel: Channel, ts: str) -> Json:
        return {"channel": channel.id, "channel_type": channel.kind, "event_ts": ts}

    def _send(self, channel: Channel, scope: str | None, event: Json) -> None:
        if BOT_USER not in channel.members or (scope is not None and scope not in self._workspace.scopes):
            return
        authorization = {
            "enterprise_id": None,
            "team_id": TEAM_ID,
            "user_id": BOT_USER,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        payload = {
            "token": "demo",
            "team_id": TEAM_ID,
            "context_team_id": TEAM_ID,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": self._workspace.clock.new_id("Ev"),
            "event_time": int(time.time()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": "demo",
        }
        self._courier.send("events_api", payload)
