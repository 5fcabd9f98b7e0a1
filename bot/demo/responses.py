"""`response_url`: five answers within thirty minutes to whoever clicked, commanded or used a shortcut."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.demo.blocks import message_problem
from bot.demo.methods_chat import bot_message, with_block_ids
from bot.demo.workspace import Ephemeral, Json, Workspace

if TYPE_CHECKING:
    from bot.demo.events import Events

USES: Final = 5
SECONDS: Final = 30 * 60


@dataclass(slots=True)
class _Open:
    user: str
    channel: str
    ts: str | None
    expires_at: float
    uses: int = 0


class Responses:
    """Gives out response URLs and serves them."""

    def __init__(self, workspace: Workspace, events: Events) -> None:
        self.base_url = ""
        self._workspace = workspace
        self._events = events
        self._open: dict[str, _Open] = {}

    def new(self, user: str, channel: str, ts: str | None = None) -> str:
        """A URL to answer this person in this channel; `ts` is the message that `replace_original` replaces."""
        key = secrets.token_urlsafe(12)
        self._open[key] = _Open(user, channel, ts, time.monotonic() + SECONDS)
        return f"{self.base_url}/response/{key}"

    async def handle(self, request: web.Request) -> web.Response:
        """Serve one answer."""
        place = self._open.get(request.match_info["key"])
        if place is None or time.monotonic() > place.expires_at:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if place.uses >= USES:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        place.uses += 1
        body = await request.json()
        problem = message_problem(body.get("blocks") or [])
        if problem:
            return web.json_response({"ok": False, "error": problem.code, "errors": [problem.message]}, status=400)
        self.apply(place, body)
        return web.Response(text="ok")

    def say_at_once(self, url: str, body: Json) -> None:
        """What a slash command's acknowledgement says: the original of what comes through its URL later."""
        self.apply(self._open[url.rpartition("/")[2]], body)

    def apply(self, place: _Open, body: Json) -> None:
        """Replace, delete, post for all, or show to the one person: in Slack's order of precedence."""
        if body.get("delete_original") and place.ts:
            self._delete(place)
        elif body.get("replace_original") and place.ts:
            self._replace(place, body)
        elif body.get("response_type") == "in_channel":
            channel = self._workspace.channel(place.channel)
            self._events.message(channel, self._workspace.put(channel, bot_message(self._content(body))))
        elif body.get("text") or body.get("blocks"):
            ts = self._workspace.clock.ts()
            message = bot_message({**self._content(body), "ts": ts})
            self._workspace.ephemerals.append(Ephemeral(place.user, place.channel, ts, message))
            place.ts = place.ts or ts
        self._workspace.touch()

    def _content(self, body: Json) -> Json:
        content: Json = {"text": body.get("text", "")}
        if body.get("blocks"):
            content["blocks"] = with_block_ids(self._workspace, body["blocks"])
        if body.get("thread_ts"):
            content["thread_ts"] = body["thread_ts"]
        return content

    def _original(self, place: _Open) -> Json | None:
        shown = [one.message for one in self._workspace.ephemerals if one.ts == place.ts]
        posted = [one for one in self._workspace.channel(place.channel).messages if one["ts"] == place.ts]
        return next(iter(shown + posted), None)

    def _replace(self, place: _Open, body: Json) -> None:
        original = self._original(place)
        if original is not None:
            original.pop("blocks", None)
            original.update(self._content(body))

    def _delete(self, place: _Open) -> None:
        channel = self._workspace.channel(place.channel)
        self._workspace.ephemerals = [one for one in self._workspace.ephemerals if one.ts != place.ts]
        for message in [one for one in channel.messages if one["ts"] == place.ts]:
            self._workspace.remove(channel, message)
