"""The state of the demo workspace: people, channels, messages, files, views.

Messages, files and views are plain JSON objects in Slack's shapes, because that is what goes over the wire.
Whoever watches asks for `changed`; whoever changes something calls `touch`.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from bot.demo.clock import Clock
from bot.demo.errors import SlackRefusal

if TYPE_CHECKING:
    from collections.abc import Callable

Json = dict[str, Any]

TEAM_ID: Final = "T0DEMO"
TEAM_DOMAIN: Final = "fuwake-demo"
APP_ID: Final = "A0FUWAKE"
BOT_USER: Final = "U0FUWAKE"
BOT_ID: Final = "B0FUWAKE"
EMAIL_BOT_ID: Final = "B0EMAIL"
SLACKBOT: Final = "USLACKBOT"
TRIGGER_SECONDS: Final = 3.0
"""How long a trigger_id opens a view (docs.slack.dev, "Handling user interaction")."""


@dataclass(frozen=True, slots=True)
class User:
    """One member: `id`, login `name`, `real_name`, `locale` such as `ja-JP`, `tz`, and the mail address, "" for none."""

    id: str
    name: str
    real_name: str
    locale: str = "en-US"
    tz: str = "Asia/Tokyo"
    is_bot: bool = False
    email: str = ""
    is_guest: bool = False
    deleted: bool = False


@dataclass(slots=True)
class Channel:
    """One conversation: `members` are user ids; a direct message holds one person and the bot."""

    id: str
    name: str
    members: set[str]
    is_private: bool = False
    is_im: bool = False
    is_archived: bool = False
    messages: list[Json] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The event's `channel_type`: `im`, `group` or `channel`."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"

    @property
    def scope_family(self) -> str:
        """The word in front of `:history` and `:read` in the scopes that open this conversation."""
        return {"im": "im", "group": "groups", "channel": "channels"}[self.kind]


@dataclass(frozen=True, slots=True)
class Usergroup:
    """A user group: `handle` without @, `members` as user ids."""

    id: str
    handle: str
    name: str
    members: tuple[str, ...]


@dataclass(slots=True)
class StoredFile:
    """A file: the bytes, its JSON object, and when the malware scan lets its type be seen (monotonic seconds)."""

    object: Json
    data: bytes
    ready_at: float = 0.0


@dataclass(slots=True)
class Trigger:
    """What a `trigger_id` stands for: the person who acted, until when, and whether it was used."""

    user: str
    expires_at: float
    used: bool = False


@dataclass(frozen=True, slots=True)
class Ephemeral:
    """A message that only `user` sees; `ts` is its key, `message` has `text` and perhaps `blocks`."""

    user: str
    channel: str
    ts: str
    message: Json


class Workspace:
    """Everything the demo Slack remembers. Lookups raise `SlackRefusal` under Slack's error names."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.usergroups: dict[str, Usergroup] = {}
        self.files: dict[str, StoredFile] = {}
        self.views: dict[str, Json] = {}
        self.view_stacks: dict[str, list[str]] = {}
        self.homes: dict[str, Json] = {}
        self.ephemerals: list[Ephemeral] = []
        self.triggers: dict[str, Trigger] = {}
        self.scopes: set[str] = set()
        self.trigger_seconds = TRIGGER_SECONDS
        self.version = 0
        self.closed = False
        self._change = asyncio.Event()

    # What changed

    def touch(self) -> None:
        """Tell everyone who watches that something changed."""
        self.version += 1
        self._change.set()
        self._change = asyncio.Event()

    def close(self) -> None:
        """Let every watcher go: the workspace is being shut down."""
        self.closed = True
        self.touch()

    async def changed(self, since: int, timeout: float) -> int:  # noqa: ASYNC109  # running out of time is an answer
        """The version, as soon as it differs from `since`, or after `timeout` seconds whatever it is."""
        if self.version == since and not self.closed:
            try:
                await asyncio.wait_for(self._change.wait(), timeout)
            except TimeoutError:
                return self.version
        return self.version

    async def until(self, look: Callable[[], Any], timeout: float = 5.0) -> Any:  # noqa: ASYNC109  # as above
        """What `look` returns, as soon as it is true; `TimeoutError` after `timeout` seconds."""
        end = time.monotonic() + timeout
        while not (seen := look()):
            if time.monotonic() >= end:
                raise TimeoutError(f"waited {timeout} s in vain")
            # Not every change is announced (a delivery's ack is none), so look again now and then.
            await self.changed(self.version, min(0.05, timeout))
        return seen

    # People and channels

    def user(self, user_id: str) -> User:
        """The user, or `user_not_found`."""
        if user_id not in self.users:
            raise SlackRefusal("user_not_found")
        return self.users[user_id]

    def channel(self, channel_id: str) -> Channel:
        """The channel with this id, or `channel_not_found`."""
        if channel_id not in self.channels:
            raise SlackRefusal("channel_not_found")
        return self.channels[channel_id]

    def destination(self, where: str) -> Channel:
        """Where to post: a channel id, `#name`, or a user id for that person's direct message."""
        if where in self.users:
            return self.dm(where)
        for channel in self.channels.values():
            if where.removeprefix("#") == channel.name and not channel.is_im:
                return channel
        return self.channel(where)

    def visible(self, channel_id: str) -> Channel:
        """The channel if the bot may know of it: a private one without the bot is `channel_not_found`."""
        channel = self.channel(channel_id)
        if channel.is_private and BOT_USER not in channel.members:
            raise SlackRefusal("channel_not_found")
        return channel

    def dm(self, user_id: str) -> Channel:
        """The direct message between the bot and this person, opened when there is none yet."""
        self.user(user_id)
        for channel in self.channels.values():
            if channel.is_im and user_id in channel.members:
                return channel
        channel = Channel("D" + user_id[1:], "directmessage", {user_id, BOT_USER}, is_private=True, is_im=True)
        self.channels[channel.id] = channel
        self.touch()
        return channel

    # Messages

    def put(self, channel: Channel, message: Json) -> Json:
        """Add a message to its channel; its `ts` is given here, and a thread's root learns of its reply."""
        message = {"type": "message", "ts": self.clock.ts(), "team": TEAM_ID, **message}
        root = message.get("thread_ts")
        channel.messages.append(message)
        if root:
            self._count_reply(channel, root, message)
        self.touch()
        return message

    def find(self, channel: Channel, ts: str) -> Json:
        """The message with this time stamp, or `message_not_found`."""
        for message in channel.messages:
            if message["ts"] == ts:
                return message
        raise SlackRefusal("message_not_found")

    def remove(self, channel: Channel, message: Json) -> None:
        """Take a message away; a root with replies stays as a tombstone, as in Slack."""
        if message.get("reply_count"):
            kept = {k: message[k] for k in ("type", "ts", "thread_ts", "reply_count", "reply_users", "latest_reply")}
            message.clear()
            message.update(kept, subtype="tombstone", user=SLACKBOT, text="This message was deleted.", hidden=True)
        else:
            channel.messages.remove(message)
        self.touch()

    def thread(self, channel_id: str, root_ts: str) -> list[Json]:
        """The root and its replies, oldest first."""
        return [m for m in self.channel(channel_id).messages if root_ts in (m["ts"], m.get("thread_ts"))]

    def replies(self, channel_id: str, root_ts: str, user: str = BOT_USER) -> list[Json]:
        """What `user` (the bot, when not said otherwise) answered in the thread, oldest first."""
        return [m for m in self.thread(channel_id, root_ts) if m["ts"] != root_ts and m.get("user") == user]

    def _count_reply(self, channel: Channel, root_ts: str, reply: Json) -> None:
        for root in channel.messages:
            if root["ts"] == root_ts:
                root["thread_ts"] = root_ts
                root["reply_count"] = root.get("reply_count", 0) + 1
                root["reply_users"] = sorted({*root.get("reply_users", []), reply["user"]})
                root["latest_reply"] = reply["ts"]

    # Files

    def file_object(self, file_id: str) -> Json:
        """The file as `files.info` shows it now: types are empty until the scan is over. Or `file_not_found`."""
        stored = self.files.get(file_id)
        if stored is None:
            raise SlackRefusal("file_not_found")
        if time.monotonic() < stored.ready_at:
            return {**stored.object, "mimetype": "", "filetype": "", "pretty_type": ""}
        return stored.object

    # Triggers

    def new_trigger(self, user: str) -> str:
        """A `trigger_id` for what this person just did."""
        trigger_id = f"{self.clock.ts()}.{self.clock.new_id('t').lower()}"
        self.triggers[trigger_id] = Trigger(user, time.monotonic() + self.trigger_seconds)
        return trigger_id

    def use_trigger(self, trigger_id: str) -> str:
        """The person behind the trigger, once. Or `invalid_`, `expired_` or `exchanged_trigger_id`."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise SlackRefusal("invalid_trigger_id")
        if trigger.used:
            raise SlackRefusal("exchanged_trigger_id")
        if time.monotonic() > trigger.expires_at:
            raise SlackRefusal("expired_trigger_id")
        trigger.used = True
        return trigger.user
