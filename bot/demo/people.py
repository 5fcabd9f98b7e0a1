"""What people do in the workspace: write, upload, forward, edit, delete, and all of `Interactions`."""

from __future__ import annotations

import mimetypes
import time
import uuid
from typing import TYPE_CHECKING, Any, Final, Literal

from bot.demo.email_object import Incoming, fields_of, read_mail
from bot.demo.errors import NotPossible
from bot.demo.interactions import Interactions
from bot.demo.methods_files import add_file
from bot.demo.rewriting import rewrite, rich_text, split
from bot.demo.workspace import BOT_USER, EMAIL_BOT_ID, SLACKBOT, TEAM_ID, Channel, Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.demo.courier import Courier
    from bot.demo.events import Events
    from bot.demo.responses import Responses
    from bot.demo.workspace import Workspace

SCAN_SECONDS: Final = 0.3
PREVIEW: Final = 400

Scan = Literal["done", "pending", "check_file_info"]


class People(Interactions):
    """The hands of everybody in the workspace. A channel is named by id, `#name`, or a user id for their DM with the bot."""

    def __init__(self, workspace: Workspace, courier: Courier, responses: Responses, events: Events) -> None:
        super().__init__(workspace, courier, responses)
        self.base_url = ""
        self._events = events

    async def say(self, user: str, channel: str, text: str, *, thread_ts: str | None = None, **more: Any) -> Json:
        """Write a message; the first one is returned when Slack splits a long text. `more` joins the message as it is."""
        pieces = split(text)
        first = self._post(user, channel, self._written(pieces[0]) | more, thread_ts)
        for piece in pieces[1:]:
            self._post(user, channel, self._written(piece) | more, thread_ts)
        return first

    async def mention(self, user: str, channel: str, text: str = "", *, thread_ts: str | None = None) -> Json:
        """Write a message that begins with the bot's name; it arrives as `app_mention` and as `message`."""
        return await self.say(
            user, channel, f"@{self.workspace.users[BOT_USER].name} {text}".strip(), thread_ts=thread_ts
        )

    async def reply(self, user: str, channel: str, root_ts: str, text: str) -> Json:
        """Write into a thread."""
        return await self.say(user, channel, text, thread_ts=root_ts)

    async def upload(
        self,
        user: str,
        channel: str,
        name: str,
        data: bytes,
        *,
        text: str = "",
        thread_ts: str | None = None,
        scan: Scan = "done",
        **more: Any,
    ) -> Json:
        """Upload a file. `scan="pending"`: types are empty for a moment; `"check_file_info"`: only an id is given."""
        stored = self.add_file(name, data, user=user, **more)
        if scan == "pending":
            self.workspace.files[stored["id"]].ready_at = time.monotonic() + SCAN_SECONDS
        shown = dict(self.workspace.file_object(stored["id"]))
        if scan == "check_file_info":
            shown = {"id": stored["id"], "mode": "file_access", "file_access": "check_file_info"}
        return self._share(user, channel, [shown], text, thread_ts)

    async def snippet(self, user: str, channel: str, content: str, name: str = "Untitled") -> Json:
        """Paste a long text as a snippet: the message holds a short preview only."""
        more: Json = {"filetype": "text", "mimetype": "text/plain", "pretty_type": "Plain Text", "mode": "snippet"}
        preview: Json = {"preview": content[:PREVIEW], "preview_is_truncated": len(content) > PREVIEW}
        more |= preview | {"lines": content.count("\n") + 1, "editable": True}
        return await self.upload(user, channel, name, content.encode(), **more)

    async def email_in(self, channel: str, mail: bytes | Incoming) -> Json:
        """Mail arrives at the channel's address: Slack posts its email object in USLACKBOT's name."""
        incoming = read_mail(mail) if isinstance(mail, bytes) else mail
        place = self.workspace.destination(channel)
        stored = self.add_file(incoming.subject or "(no subject)", incoming.html.encode(), **fields_of(incoming))
        content = {"subtype": "file_share", "files": [stored], "upload": True, "display_as_bot": True}
        return self._put(place, {"user": SLACKBOT, "bot_id": EMAIL_BOT_ID, "text": "", **content})

    async def share(self, user: str, channel: str, source: str, ts: str) -> Json:
        """Forward a message from another channel: its text and files arrive inside `attachments`, `text` is empty."""
        place = self.workspace.destination(source)
        original = self.workspace.find(place, ts)
        attachment = {
            "is_share": True,
            "is_msg_unfurl": True,
            "ts": ts,
            "channel_id": place.id,
            "author_id": original["user"],
            "text": original["text"],
            "fallback": original["text"],
            "from_url": f"{self.base_url}/archives/{place.id}/p{ts.replace('.', '')}",
            "files": original.get("files", []),
            "message_blocks": [
                {"team": TEAM_ID, "channel": place.id, "ts": ts, "message": {"blocks": original.get("blocks", [])}}
            ],
        }
        return self._post(user, channel, {"text": "", "attachments": [attachment]}, None)

    async def edit(self, user: str, channel: str, ts: str, text: str) -> Json:
        """Change one's own message."""
        place, message = self._own(user, channel, ts)
        before = dict(message)
        message.update(self._written(text), edited={"user": user, "ts": self.workspace.clock.ts()})
        self.workspace.touch()
        self._events.changed(place, message, before)
        return message

    async def unfurl(self, channel: str, ts: str) -> None:
        """Slack shows a preview of a link in the message: a `message_changed` nobody asked for."""
        place = self.workspace.destination(channel)
        message = self.workspace.find(place, ts)
        before = dict(message)
        message["attachments"] = [{"id": 1, "title": "preview", "fallback": "preview", "service_name": "example"}]
        self.workspace.touch()
        self._events.changed(place, message, before)

    async def delete(self, user: str, channel: str, ts: str) -> None:
        """Delete one's own message."""
        place, message = self._own(user, channel, ts)
        before = dict(message)
        self.workspace.remove(place, message)
        self._events.deleted(place, before)

    async def open_home(self, user: str, tab: str = "home") -> None:
        """Open the bot's Home (or `messages`) tab."""
        self._events.home_opened(user, tab)

    async def invite_bot(self, channel: str) -> None:
        """Bring the bot into a channel."""
        place = self.workspace.destination(channel)
        place.members.add(BOT_USER)
        self.workspace.touch()
        self._events.joined(place, BOT_USER)

    def add_file(self, name: str, data: bytes, **more: Any) -> Json:
        """Store a file without sharing it, as a modal's file input does. Slack knows no type for .eml and .msg."""
        guessed = mimetypes.guess_type(name)[0]
        known = guessed is not None and not name.lower().endswith((".eml", ".msg"))
        types = {"mimetype": guessed, "filetype": name.rpartition(".")[2].lower()} if known else {}
        return add_file(self.workspace, self.base_url, name, data, {**types, **more})

    def _written(self, text: str) -> Json:
        names = {user.name: user.id for user in self.workspace.users.values()}
        done = rewrite(text, names)
        return {"text": done.text, "blocks": rich_text(done.elements)} if text else {"text": ""}

    def _share(self, user: str, channel: str, files: Sequence[Json], text: str, thread_ts: str | None) -> Json:
        content = {**self._written(text), "subtype": "file_share", "files": list(files), "upload": False}
        return self._post(user, channel, {**content, "display_as_bot": False}, thread_ts)

    def _post(self, user: str, channel: str, content: Json, thread_ts: str | None) -> Json:
        place = self.workspace.destination(channel)
        if user not in place.members:
            raise NotPossible(f"{user} is not in {place.name}")
        if place.is_archived:
            raise NotPossible(f"{place.name} is archived")
        message: Json = {"user": user, "client_msg_id": str(uuid.uuid4()), **content}
        if thread_ts is not None:
            root = self.workspace.find(place, thread_ts)
            message |= {"thread_ts": thread_ts, "parent_user_id": root["user"]}
        return self._put(place, message)

    def _put(self, place: Channel, message: Json) -> Json:
        message = self.workspace.put(place, message)
        self._events.message(place, message)
        return message

    def _own(self, user: str, channel: str, ts: str) -> tuple[Channel, Json]:
        place = self.workspace.destination(channel)
        message = self.workspace.find(place, ts)
        if message["user"] != user:
            raise NotPossible(f"{ts} is not {user}'s message")
        return place, message
