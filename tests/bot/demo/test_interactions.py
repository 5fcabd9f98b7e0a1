"""Buttons and modals, answered by a real bolt app."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError

from bot.demo.errors import NotPossible

GENERAL = "C0GENERAL"
BUTTON = {"type": "button", "action_id": "more", "value": "case-1", "text": {"type": "plain_text", "text": "More"}}
BLOCKS = [{"type": "actions", "block_id": "row", "elements": [BUTTON]}]


def plain(text):
    return {"type": "plain_text", "text": text}


def modal(**more):
    option = {"text": plain("@here"), "value": "here"}
    blocks = [
        {
            "type": "input",
            "block_id": "n",
            "label": plain("Note"),
            "element": {"type": "plain_text_input", "action_id": "note", "max_length": 5},
        },
        {
            "type": "input",
            "block_id": "c",
            "label": plain("Where"),
            "element": {"type": "multi_channels_select", "action_id": "where"},
        },
        {
            "type": "input",
            "block_id": "o",
            "optional": True,
            "label": plain("Options"),
            "element": {"type": "checkboxes", "action_id": "opts", "options": [option]},
        },
    ]
    return {
        "type": "modal",
        "callback_id": "warn",
        "title": plain("Warn"),
        "submit": plain("Send"),
        "blocks": blocks,
        **more,
    }


@pytest.fixture
async def button_ts(slack, app, client, connect):
    """A message with a button that opens a modal; the app hears of nothing else."""

    @app.event("message")
    async def ignore():
        return

    @app.action("more")
    async def opens(ack, body, client):
        await ack()
        seen.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=modal(private_metadata=body["actions"][0]["value"]))

    seen = slack.seen = []
    await connect(app)
    return (await client.chat_postMessage(channel=GENERAL, text="x", blocks=BLOCKS))["ts"]


async def opened(slack, ts):
    await slack.people.click("U0JOHN", GENERAL, ts, "more")
    await slack.workspace.until(lambda: slack.workspace.view_stacks.get("U0JOHN"))
    return slack.people.view("U0JOHN")


async def test_a_click_arrives_with_its_message(slack, button_ts):
    """block_actions has container, message, channel and the action."""
    view = await opened(slack, button_ts)
    (body,) = slack.seen

    assert body["container"] == {
        "type": "message",
        "message_ts": button_ts,
        "channel_id": GENERAL,
        "is_ephemeral": False,
    }
    assert (body["actions"][0]["block_id"], body["actions"][0]["value"]) == ("row", "case-1")
    assert (body["message"]["ts"], body["channel"], body["user"]["id"]) == (
        button_ts,
        {"id": GENERAL, "name": "general"},
        "U0JOHN",
    )
    assert view["private_metadata"] == "case-1"


async def test_a_modal_comes_back_with_its_state_and_closes(slack, app, button_ts):
    """state.values has Slack's shapes."""
    states = []

    @app.view("warn")
    async def takes(ack, view):
        states.append(view["state"]["values"])
        await ack()

    await opened(slack, button_ts)
    submission = await slack.people.submit("U0JOHN", {"note": "hi", "where": [GENERAL], "opts": ["here"]})

    assert submission.accepted
    assert states == [
        {
            "n": {"note": {"type": "plain_text_input", "value": "hi"}},
            "c": {"where": {"type": "multi_channels_select", "selected_channels": [GENERAL]}},
            "o": {"opts": {"type": "checkboxes", "selected_options": [{"text": plain("@here"), "value": "here"}]}},
        }
    ]
    assert slack.workspace.view_stacks["U0JOHN"] == []


async def test_slacks_client_does_not_send_what_is_missing_or_too_long(slack, button_ts):
    """The app never hears of it."""
    await opened(slack, button_ts)
    submission = await slack.people.submit("U0JOHN", {"note": "too long"})

    assert sorted(submission.errors) == ["c", "n"]
    assert submission.delivery is None


async def test_errors_keep_the_modal_open(slack, app, button_ts):
    """response_action errors, by block."""

    @app.view("warn")
    async def refuses(ack):
        await ack(response_action="errors", errors={"n": "no"})

    await opened(slack, button_ts)
    submission = await slack.people.submit("U0JOHN", {"note": "hi", "where": [GENERAL]})

    assert (submission.accepted, submission.errors) == (False, {"n": "no"})
    assert len(slack.workspace.view_stacks["U0JOHN"]) == 1


async def test_errors_for_a_block_that_is_not_there_are_refused(slack, app, button_ts):
    """Slack shows the person a failure then."""

    @app.view("warn")
    async def refuses(ack):
        await ack(response_action="errors", errors={"nowhere": "no"})

    await opened(slack, button_ts)
    submission = await slack.people.submit("U0JOHN", {"note": "hi", "where": [GENERAL]})

    assert submission.errors == {"": "invalid errors: ['nowhere']"}


@pytest.mark.parametrize(("action", "titles"), [("update", ["Next"]), ("push", ["Warn", "Next"]), ("clear", [])])
async def test_an_answer_may_change_the_stack(slack, app, button_ts, action, titles):
    """response_action update, push and clear."""

    @app.view("warn")
    async def answers(ack):
        view = {} if action == "clear" else {"view": modal(title=plain("Next"))}
        await ack({"response_action": action, **view})

    await opened(slack, button_ts)
    await slack.people.submit("U0JOHN", {"note": "hi", "where": [GENERAL]})

    stack = slack.workspace.view_stacks["U0JOHN"]
    assert [slack.workspace.views[view_id]["title"]["text"] for view_id in stack] == titles


async def test_closing_is_told_only_on_request(slack, app, button_ts, client):
    """notify_on_close decides."""
    closed = []

    @app.view_closed("warn")
    async def hears(ack, view):
        closed.append(view["id"])
        await ack()

    view = await opened(slack, button_ts)
    await client.views_update(view_id=view["id"], hash=view["hash"], view=modal(notify_on_close=True))
    await slack.people.close_view("U0JOHN")
    await opened(slack, button_ts)
    await slack.people.close_view("U0JOHN")

    assert closed == [view["id"]]


async def test_a_stale_hash_is_refused(slack, button_ts, client):
    """Two updates at once would overwrite each other."""
    view = await opened(slack, button_ts)

    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=view["id"], hash="0", view=modal())


async def test_a_trigger_opens_once_and_not_for_long(slack, client):
    """Three seconds in Slack, and one view."""
    used, slack.workspace.trigger_seconds = slack.workspace.new_trigger("U0JOHN"), -1
    late = slack.workspace.new_trigger("U0JOHN")
    await client.views_open(trigger_id=used, view=modal())

    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await client.views_open(trigger_id=used, view=modal())
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=late, view=modal())


async def test_commands_and_modals_work_over_http_too(slack, app, client, over_http):
    """Forms instead of envelopes, the same answers."""

    @app.command("/fuwake")
    async def takes(ack, command, client):
        await ack("opening")
        await client.views_open(trigger_id=command["trigger_id"], view=modal())

    @app.view("warn")
    async def refuses(ack):
        await ack(response_action="errors", errors={"n": "no"})

    await slack.people.command("U0JOHN", GENERAL, "/fuwake")
    await slack.workspace.until(lambda: slack.workspace.view_stacks.get("U0JOHN"))
    submission = await slack.people.submit("U0JOHN", {"note": "hi", "where": [GENERAL]})

    assert slack.workspace.ephemerals[0].message["text"] == "opening"
    assert submission.errors == {"n": "no"}


async def test_a_click_may_replace_its_message(slack, app, client, connect):
    """respond with replace_original."""

    @app.event("message")
    async def ignore():
        return

    @app.action("more")
    async def replaces(ack, respond):
        await ack()
        await respond(text="done", replace_original=True)

    await connect(app)
    ts = (await client.chat_postMessage(channel=GENERAL, text="x", blocks=BLOCKS))["ts"]
    await slack.people.click("U0JOHN", GENERAL, ts, "more")

    assert await slack.workspace.until(lambda: slack.workspace.channels[GENERAL].messages[0]["text"] == "done")


async def test_nobody_presses_what_is_not_there(slack):
    """A wrong action id is the test's mistake, and a private channel is not everybody's."""
    posted = await slack.people.say("U0TAKERU", "C0SECURITY", "hello")

    with pytest.raises(NotPossible, match="nothing here has the action id gone"):
        await slack.people.click("U0TAKERU", "C0SECURITY", posted["ts"], "gone")
    with pytest.raises(NotPossible, match="U0JOHN does not see C0SECURITY"):
        await slack.people.click("U0JOHN", "C0SECURITY", posted["ts"], "gone")
