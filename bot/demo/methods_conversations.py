"""conversations.*: channels, their history and threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.demo.errors import SlackRefusal
from bot.demo.workspace import BOT_USER, Channel, Json

if TYPE_CHECKING:
    from bot.demo.call import Call, Method

_TYPES: Final = {"public_channel": "channel", "private_channel": "group", "im": "im"}


def channel_object(channel: Channel) -> Json:
    """The channel as Slack describes it to the bot."""
    member = BOT_USER in channel.members
    if channel.is_im:
        person = next(iter(channel.members - {BOT_USER}))
        return {"id": channel.id, "is_im": True, "is_channel": False, "user": person, "is_archived": False}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_member": member,
        "num_members": len(channel.members),
    }


def _info(call: Call) -> Json:
    channel = call.workspace.visible(call.text("channel"))
    call.need(f"{channel.scope_family}:read")
    return {"channel": channel_object(channel)}


def _list(call: Call) -> Json:
    kinds = {_TYPES.get(name.strip()) for name in (call.maybe("types") or "public_channel").split(",")}
    found = [
        channel
        for channel in call.workspace.channels.values()
        if channel.kind in kinds
        and (not channel.is_private or BOT_USER in channel.members)
        and not (channel.is_archived and call.flag("exclude_archived"))
    ]
    for kind, family in (("channel", "channels"), ("group", "groups"), ("im", "im")):
        if kind in kinds:
            call.need(f"{family}:read")
    page, metadata = call.paged(found, 100)
    return {"channels": [channel_object(channel) for channel in page], "response_metadata": metadata}


def _readable(call: Call) -> Channel:
    channel = call.workspace.visible(call.text("channel"))
    call.need(f"{channel.scope_family}:history")
    if BOT_USER not in channel.members:
        raise SlackRefusal("not_in_channel")
    return channel


def _shown(call: Call, message: Json) -> Json:
    """Metadata is given only to who asks for it."""
    if call.flag("include_all_metadata"):
        return message
    return {name: value for name, value in message.items() if name != "metadata"}


def _between(call: Call, messages: list[Json]) -> list[Json]:
    oldest, latest = call.maybe("oldest"), call.maybe("latest")
    inclusive = call.flag("inclusive")

    def inside(ts: str) -> bool:
        if ts in (oldest, latest):
            return inclusive
        return (oldest is None or float(ts) > float(oldest)) and (latest is None or float(ts) < float(latest))

    return [message for message in messages if inside(message["ts"])]


def _history(call: Call) -> Json:
    channel = _readable(call)
    top = [
        m for m in channel.messages if m.get("thread_ts", m["ts"]) == m["ts"] or m.get("subtype") == "thread_broadcast"
    ]
    page, metadata = call.paged(_between(call, top[::-1]), 100)
    return {
        "messages": [_shown(call, message) for message in page],
        "has_more": bool(metadata["next_cursor"]),
        "response_metadata": metadata,
    }


def _replies(call: Call) -> Json:
    channel = _readable(call)
    root_ts = call.text("ts")
    thread = call.workspace.thread(channel.id, root_ts)
    if not thread:
        raise SlackRefusal("thread_not_found")
    page, metadata = call.paged([thread[0], *_between(call, thread[1:])], 1000)
    return {
        "messages": [_shown(call, message) for message in page],
        "has_more": bool(metadata["next_cursor"]),
        "response_metadata": metadata,
    }


def _open(call: Call) -> Json:
    call.need("im:write")
    users = call.text("users").split(",")
    if len(users) != 1:
        raise SlackRefusal("not_supported_in_demo")
    return {"channel": {"id": call.workspace.dm(users[0]).id}}


def _join(call: Call) -> Json:
    call.need("channels:join")
    channel = call.workspace.visible(call.text("channel"))
    if channel.is_archived:
        raise SlackRefusal("is_archived")
    if channel.is_private:
        raise SlackRefusal("method_not_supported_for_channel_type")
    channel.members.add(BOT_USER)
    call.workspace.touch()
    return {"channel": channel_object(channel)}


METHODS: Final[dict[str, Method]] = {
    "conversations.info": _info,
    "conversations.list": _list,
    "conversations.history": _history,
    "conversations.replies": _replies,
    "conversations.open": _open,
    "conversations.join": _join,
}
