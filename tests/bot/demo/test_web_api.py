"""The Web API's answers and refusals, asked by slack-sdk itself."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

INTAKE, SECURITY, GENERAL, SALES = "C0INTAKE", "C0SECURITY", "C0GENERAL", "C0SALES"


async def refusal(call):
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response


async def test_auth_test_says_who_and_what_is_granted(slack, client):
    """The scopes stand in a header."""
    answer = await client.auth_test()

    assert (answer["user_id"], answer["bot_id"]) == ("U0FUWAKE", "B0FUWAKE")
    assert set(answer.headers["x-oauth-scopes"].split(",")) == slack.workspace.scopes


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda c: c.chat_postMessage(channel="C0NONE", text="x"), "channel_not_found"),
        (lambda c: c.api_call("chat.postMessage", json={"channel": GENERAL}), "no_text"),
        (lambda c: c.chat_postMessage(channel=GENERAL, text="x" * 40_001), "msg_too_long"),
        (lambda c: c.chat_postMessage(channel=GENERAL, text="x", thread_ts="1.000001"), "thread_not_found"),
        (
            lambda c: c.chat_postMessage(channel=GENERAL, text="x", metadata={"event_type": "a"}),
            "invalid_metadata_format",
        ),
        (lambda c: c.chat_update(channel=GENERAL, ts="1.000001", text="x"), "message_not_found"),
        (lambda c: c.chat_postEphemeral(channel=SECURITY, user="U0JOHN", text="x"), "user_not_in_channel"),
        (lambda c: c.chat_getPermalink(channel=GENERAL, message_ts="1.000001"), "message_not_found"),
        (lambda c: c.conversations_info(channel="C0NONE"), "channel_not_found"),
        (lambda c: c.conversations_history(channel=SALES), "not_in_channel"),
        (lambda c: c.conversations_replies(channel=GENERAL, ts="1.000001"), "thread_not_found"),
        (lambda c: c.files_info(file="F1"), "file_not_found"),
        (lambda c: c.users_info(user="U1"), "user_not_found"),
        (lambda c: c.usergroups_users_list(usergroup="S1"), "no_such_subteam"),
        (
            lambda c: c.views_open(
                trigger_id="1.2.3", view={"type": "modal", "title": {"type": "plain_text", "text": "t"}, "blocks": []}
            ),
            "invalid_trigger_id",
        ),
        (
            lambda c: c.views_update(
                view_id="V1", view={"type": "modal", "title": {"type": "plain_text", "text": "t"}, "blocks": []}
            ),
            "not_found",
        ),
        (lambda c: c.api_call("chat.shout"), "unknown_method"),
        (lambda c: c.apps_connections_open(app_token="xapp-wrong"), "invalid_auth"),
    ],
)
async def test_refusals_bear_slacks_names(client, call, error):
    """The bot may rely on the error string."""
    assert (await refusal(call(client)))["error"] == error


async def test_wrong_and_missing_tokens(slack):
    """Nobody but the bot calls."""
    assert (await refusal(AsyncWebClient("xoxb-no", base_url=slack.api_url).auth_test()))["error"] == "invalid_auth"
    assert (await refusal(AsyncWebClient(base_url=slack.api_url).auth_test()))["error"] == "not_authed"


async def test_a_missing_scope_is_named(slack, client):
    """The refusal says what is needed and what is there."""
    slack.workspace.scopes = {"users:read", "im:write"}

    answer = await refusal(client.chat_postMessage(channel=GENERAL, text="x"))

    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "chat:write",
        "im:write,users:read",
    )


async def test_posting_where_the_bot_is_no_member_needs_its_scope(slack, client):
    """chat:write.public opens public channels, and only them."""
    await client.chat_postMessage(channel=SALES, text="x")
    slack.workspace.scopes.discard("chat:write.public")
    slack.workspace.channels[SECURITY].members.discard("U0FUWAKE")

    assert (await refusal(client.chat_postMessage(channel=SALES, text="x")))["error"] == "not_in_channel"
    assert (await refusal(client.chat_postMessage(channel=SECURITY, text="x")))["error"] == "channel_not_found"


async def test_an_archived_channel_takes_nothing(slack, client):
    """is_archived, as in Slack."""
    slack.workspace.channels[GENERAL].is_archived = True

    assert (await refusal(client.chat_postMessage(channel=GENERAL, text="x")))["error"] == "is_archived"


async def test_bad_blocks_come_back_with_the_reason(client):
    """response_metadata holds the pointer."""
    answer = await refusal(client.chat_postMessage(channel=GENERAL, text="x", blocks=[{"type": "banner"}]))

    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == ["[ERROR] unsupported type: banner [json-pointer:/blocks/0/type]"]


async def test_only_own_messages_can_be_changed(slack, client):
    """A person's message is theirs."""
    theirs = await slack.people.say("U0JOHN", GENERAL, "hello")

    assert (await refusal(client.chat_update(channel=GENERAL, ts=theirs["ts"], text="x")))[
        "error"
    ] == "cant_update_message"
    assert (await refusal(client.chat_delete(channel=GENERAL, ts=theirs["ts"])))["error"] == "cant_delete_message"


async def test_an_update_keeps_blocks_unless_told_otherwise(slack, client):
    """Leaving `blocks` out keeps them, an empty list removes them."""
    posted = await client.chat_postMessage(channel=GENERAL, text="a", blocks=[{"type": "divider", "block_id": "d"}])
    message = slack.workspace.channels[GENERAL].messages[-1]

    await client.chat_update(channel=GENERAL, ts=posted["ts"], text="b")
    assert (message["text"], message["blocks"]) == ("b", [{"type": "divider", "block_id": "d"}])

    await client.chat_update(channel=GENERAL, ts=posted["ts"], text="c", blocks=[])
    assert message["blocks"] == []


async def test_metadata_is_shown_to_who_asks(slack, client):
    """include_all_metadata decides."""
    root = await slack.people.say("U0JOHN", GENERAL, "hello")
    metadata = {"event_type": "case", "event_payload": {"id": "1"}}
    await client.chat_postMessage(channel=GENERAL, thread_ts=root["ts"], text="x", metadata=metadata)

    with_it = await client.conversations_replies(channel=GENERAL, ts=root["ts"], include_all_metadata=True)
    without = await client.conversations_replies(channel=GENERAL, ts=root["ts"])

    assert with_it["messages"][1]["metadata"] == metadata
    assert "metadata" not in without["messages"][1]


async def test_a_reply_is_no_root(slack, client):
    """Answering a reply's ts instead of the root's is refused rather than lost."""
    root = await slack.people.say("U0JOHN", GENERAL, "hello")
    reply = await slack.people.reply("U0JOHN", GENERAL, root["ts"], "more")

    answer = await refusal(client.chat_postMessage(channel=GENERAL, thread_ts=reply["ts"], text="x"))

    assert answer["error"] == "cannot_reply_to_message"


async def test_reactions_come_and_go_once(slack, client):
    """already_reacted and no_reaction are ordinary answers."""
    ts = (await slack.people.say("U0JOHN", GENERAL, "hello"))["ts"]
    await client.reactions_add(channel=GENERAL, timestamp=ts, name="eyes")
    twice = await refusal(client.reactions_add(channel=GENERAL, timestamp=ts, name="eyes"))
    await client.reactions_remove(channel=GENERAL, timestamp=ts, name="eyes")
    gone = await refusal(client.reactions_remove(channel=GENERAL, timestamp=ts, name="eyes"))

    assert (twice["error"], gone["error"]) == ("already_reacted", "no_reaction")


async def test_the_locale_is_given_on_request(client):
    """users.info keeps it back otherwise."""
    assert (await client.users_info(user="U0HANAKO", include_locale=True))["user"]["locale"] == "ja-JP"
    assert "locale" not in (await client.users_info(user="U0HANAKO"))["user"]


async def test_the_security_group_has_its_member(client):
    """佐藤 健 is security."""
    group = (await client.usergroups_list())["usergroups"][0]["id"]

    assert (await client.usergroups_users_list(usergroup=group))["users"] == ["U0TAKERU"]


async def test_channels_are_listed_page_by_page(client):
    """Cursors lead on."""
    first = await client.conversations_list(types="public_channel,private_channel", limit=3)
    rest = await client.conversations_list(
        types="public_channel,private_channel", cursor=first["response_metadata"]["next_cursor"]
    )

    names = [channel["name"] for page in (first, rest) for channel in page["channels"]]
    assert names == ["suspicious-mail", "security", "general", "sales"]


async def test_history_leaves_replies_out_and_begins_with_the_newest(slack, client):
    """conversations.history is not conversations.replies."""
    first = await slack.people.say("U0JOHN", GENERAL, "1")
    await slack.people.reply("U0JOHN", GENERAL, first["ts"], "1a")
    await slack.people.say("U0JOHN", GENERAL, "2")

    assert [m["text"] for m in (await client.conversations_history(channel=GENERAL))["messages"]] == ["2", "1"]


async def test_opening_a_dm_gives_its_channel(slack, client):
    """And a message to the user id lands there."""
    channel = (await client.conversations_open(users="U0JOHN"))["channel"]["id"]

    assert (
        (await client.chat_postMessage(channel="U0JOHN", text="x"))["channel"]
        == channel
        == slack.workspace.dm("U0JOHN").id
    )


async def test_rate_limits_and_other_failures_on_demand(slack, client):
    """One call fails, the next is served."""
    slack.web_api.rate_limit_next("chat.postMessage", 7)
    slack.web_api.fail_next("chat.postMessage", 503, body={"ok": False, "error": "service_unavailable"})
    limited = await refusal(client.chat_postMessage(channel=GENERAL, text="1"))
    broken = await refusal(client.chat_postMessage(channel=GENERAL, text="2"))
    await client.chat_postMessage(channel=GENERAL, text="3")

    assert (limited.status_code, limited["error"], limited.headers["Retry-After"]) == (429, "ratelimited", "7")
    assert broken.status_code == 503
    assert [m["text"] for m in slack.workspace.channels[GENERAL].messages] == ["3"]


async def test_a_call_may_take_effect_though_its_answer_is_lost(slack, client):
    """A crash between post and store looks like this."""
    slack.web_api.drop_next("chat.postMessage")
    client.retry_handlers.clear()

    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=GENERAL, text="posted")
    assert [m["text"] for m in slack.workspace.channels[GENERAL].messages] == ["posted"]


async def test_an_uploaded_report_arrives_in_the_thread(slack, client):
    """files_upload_v2 in its three steps."""
    root = await slack.people.say("U0JOHN", GENERAL, "hello")
    await client.files_upload_v2(channel=GENERAL, thread_ts=root["ts"], filename="report.txt", content="long")

    (posted,) = slack.workspace.replies(GENERAL, root["ts"])
    assert slack.workspace.files[posted["files"][0]["id"]].data == b"long"
