"""chat.* and reactions.*: the bot speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.demo.blocks import Problem, attachments_problem, message_problem
from bot.demo.errors import SlackRefusal
from bot.demo.workspace import APP_ID, BOT_ID, BOT_USER, Channel, Ephemeral, Json, Workspace

if TYPE_CHECKING:
    from bot.demo.call import Call, Method

POST_LIMIT: Final = 40_000
"""chat.postMessage cuts longer text with a warning; the demo refuses it, for nobody should count on the cut."""
UPDATE_LIMIT: Final = 4_000


def refuse(problem: Problem | None) -> None:
    """Turn a problem with blocks into Slack's refusal; slack-sdk shows both places."""
    if problem:
        raise SlackRefusal(problem.code, errors=[problem.message], response_metadata={"messages": [problem.message]})


def with_block_ids(workspace: Workspace, blocks: list[Json]) -> list[Json]:
    """The blocks as Slack stores them: each with a `block_id`, each element with an `action_id`."""
    return [
        {**_with_action_ids(workspace, block), "block_id": block.get("block_id") or workspace.clock.new_id("b")}
        for block in blocks
    ]


def _with_action_ids(workspace: Workspace, block: Json) -> Json:
    def named(element: Json) -> Json:
        return {"action_id": workspace.clock.new_id("a"), **element}

    if block["type"] == "actions":
        return {**block, "elements": [named(element) for element in block["elements"]]}
    if block["type"] == "input":
        return {**block, "element": named(block["element"])}
    if block["type"] == "section" and block.get("accessory", {}).get("type", "image") != "image":
        return {**block, "accessory": named(block["accessory"])}
    return block


def _content(call: Call, limit: int) -> Json:
    """Text, blocks, attachments and metadata of a call, checked."""
    arguments = call.arguments
    text = arguments.get("text") or ""
    blocks, attachments = arguments.get("blocks"), arguments.get("attachments")
    if not isinstance(text, str):
        raise SlackRefusal("invalid_arguments")
    if len(text) > limit:
        raise SlackRefusal("msg_too_long")
    if not (text or blocks or attachments):
        raise SlackRefusal("no_text")
    content: Json = {"text": text}
    if blocks is not None:
        refuse(message_problem(blocks))
        content["blocks"] = with_block_ids(call.workspace, blocks)
    if attachments is not None:
        refuse(attachments_problem(attachments))
        content["attachments"] = attachments
    if arguments.get("metadata") is not None:
        content["metadata"] = _metadata(arguments["metadata"])
    return content


def _metadata(metadata: Any) -> Json:
    fits = isinstance(metadata, dict) and isinstance(metadata.get("event_type"), str) and metadata["event_type"]
    if not fits or not isinstance(metadata.get("event_payload"), dict):
        raise SlackRefusal("invalid_metadata_format")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def _postable(call: Call, channel: Channel) -> None:
    if BOT_USER not in channel.members:
        if channel.is_private:
            raise SlackRefusal("channel_not_found")
        if "chat:write.public" not in call.workspace.scopes:
            raise SlackRefusal("not_in_channel")
    if channel.is_archived:
        raise SlackRefusal("is_archived")


def bot_message(content: Json) -> Json:
    """A message of the bot's own, ready to be put into a channel."""
    return {
        "user": BOT_USER,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "bot_profile": {"id": BOT_ID, "name": "Fuwake"},
        **content,
    }


def _post_message(call: Call) -> Json:
    call.need("chat:write")
    workspace = call.workspace
    channel = workspace.destination(call.text("channel"))
    _postable(call, channel)
    content = _content(call, POST_LIMIT)
    if thread_ts := call.maybe("thread_ts"):
        content |= _in_thread(call, channel, thread_ts)
    message = workspace.put(channel, bot_message(content))
    call.events.message(channel, message)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def _in_thread(call: Call, channel: Channel, thread_ts: str) -> Json:
    root = next((m for m in channel.messages if m["ts"] == thread_ts), None)
    if root is None:
        raise SlackRefusal("thread_not_found")
    if root.get("thread_ts", thread_ts) != thread_ts:
        # A reply's ts instead of its root's: Slack files such an answer where nobody finds it.
        raise SlackRefusal("cannot_reply_to_message")
    content: Json = {"thread_ts": thread_ts, "parent_user_id": root.get("user")}
    if call.flag("reply_broadcast"):
        content["subtype"] = "thread_broadcast"
    return content


def _own(call: Call, refusal: str) -> tuple[Channel, Json]:
    channel = call.workspace.visible(call.text("channel"))
    message = call.workspace.find(channel, call.text("ts"))
    if message.get("user") != BOT_USER:
        raise SlackRefusal(refusal)
    return channel, message


def _update(call: Call) -> Json:
    call.need("chat:write")
    channel, message = _own(call, "cant_update_message")
    if channel.is_archived:
        raise SlackRefusal("is_archived")
    content = _content(call, UPDATE_LIMIT)
    before = dict(message)
    message.update(content, edited={"user": BOT_USER, "ts": call.workspace.clock.ts()})
    call.workspace.touch()
    call.events.changed(channel, message, before)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": message}


def _delete(call: Call) -> Json:
    call.need("chat:write")
    channel, message = _own(call, "cant_delete_message")
    before = dict(message)
    call.workspace.remove(channel, message)
    call.events.deleted(channel, before)
    return {"channel": channel.id, "ts": before["ts"]}


def _post_ephemeral(call: Call) -> Json:
    call.need("chat:write")
    channel = call.workspace.visible(call.text("channel"))
    user = call.text("user")
    if channel.is_archived:
        raise SlackRefusal("is_archived")
    if BOT_USER not in channel.members:
        raise SlackRefusal("not_in_channel")
    if user not in channel.members:
        raise SlackRefusal("user_not_in_channel")
    content = _content(call, POST_LIMIT)
    if thread_ts := call.maybe("thread_ts"):
        content["thread_ts"] = thread_ts
    ts = call.workspace.clock.ts()
    call.workspace.ephemerals.append(Ephemeral(user, channel.id, ts, bot_message({**content, "ts": ts})))
    call.workspace.touch()
    return {"message_ts": ts}


def _permalink(call: Call) -> Json:
    channel = call.workspace.visible(call.text("channel"))
    message = call.workspace.find(channel, call.text("message_ts"))
    link = f"{call.base_url}/archives/{channel.id}/p{message['ts'].replace('.', '')}"
    if message.get("thread_ts", message["ts"]) != message["ts"]:
        link += f"?thread_ts={message['thread_ts']}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _reaction(call: Call) -> tuple[Json, str]:
    call.need("reactions:write")
    channel = call.workspace.visible(call.text("channel"))
    if BOT_USER not in channel.members:
        raise SlackRefusal("not_in_channel")
    return call.workspace.find(channel, call.text("timestamp")), call.text("name").strip(":")


def _add_reaction(call: Call) -> Json:
    message, name = _reaction(call)
    reactions = message.setdefault("reactions", [])
    entry = next((r for r in reactions if r["name"] == name), None)
    if entry is None:
        entry = {"name": name, "users": [], "count": 0}
        reactions.append(entry)
    if BOT_USER in entry["users"]:
        raise SlackRefusal("already_reacted")
    entry["users"].append(BOT_USER)
    entry["count"] += 1
    call.workspace.touch()
    return {}


def _remove_reaction(call: Call) -> Json:
    message, name = _reaction(call)
    entry = next((r for r in message.get("reactions", []) if r["name"] == name and BOT_USER in r["users"]), None)
    if entry is None:
        raise SlackRefusal("no_reaction")
    entry["users"].remove(BOT_USER)
    entry["count"] -= 1
    message["reactions"] = [r for r in message["reactions"] if r["count"]]
    if not message["reactions"]:
        del message["reactions"]
    call.workspace.touch()
    return {}


METHODS: Final[dict[str, Method]] = {
    "chat.postMessage": _post_message,
    "chat.update": _update,
    "chat.delete": _delete,
    "chat.postEphemeral": _post_ephemeral,
    "chat.getPermalink": _permalink,
    "reactions.add": _add_reaction,
    "reactions.remove": _remove_reaction,
}
