"""Events reach a real bolt app, over Socket Mode and over signed HTTP, at least once."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import Clock, SignatureVerifier

INTAKE, SALES = "C0INTAKE", "C0SALES"


def echoing(app):
    heard = []

    @app.event("message")
    async def on_message(event, say):
        heard.append(event)
        if event.get("subtype") is None and not event.get("thread_ts"):
            await say(text=f"heard {event['text']}", thread_ts=event["ts"])

    return heard


async def test_a_message_goes_there_and_back_over_socket_mode(slack, app, connect):
    """Say, hear, answer."""
    echoing(app)
    await connect(app)
    root = await slack.people.say("U0HANAKO", INTAKE, "kagoya.com")

    (answer,) = await slack.workspace.until(lambda: slack.workspace.replies(INTAKE, root["ts"]))
    await slack.courier.settled()

    assert answer["text"] == "heard <http://kagoya.com|kagoya.com>"
    assert slack.courier.records[0].acked
    assert slack.courier.records[0].latency < 1
    assert slack.courier.records[0].attempts[0].via == "socket 1"


async def test_a_message_goes_there_and_back_over_signed_http(slack, app, over_http):
    """Bolt checks the signature itself, and the challenge."""
    echoing(app)
    root = await slack.people.say("U0HANAKO", INTAKE, "hello")

    (answer,) = await slack.workspace.until(lambda: slack.workspace.replies(INTAKE, root["ts"]))
    await slack.courier.settled()

    assert answer["text"] == "heard hello"
    assert slack.courier.records[0].attempts[0].via == "http"
    assert await slack.http.challenge()


async def test_a_wrong_signature_is_not_acknowledged(slack, app, over_http):
    """Bolt answers 401 to what is not signed with its secret."""
    slack.http.signing_secret = "another"
    slack.courier.retry_delays = ()
    await slack.people.say("U0HANAKO", INTAKE, "hello")
    await slack.courier.settled()

    assert [attempt.reason for attempt in slack.courier.records[0].attempts] == ["http_error"]


async def test_the_signature_is_slacks():
    """slack-sdk's verifier takes it."""
    from bot.demo.http_events import signature

    headers = {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": signature("s", "1", "body")}
    long_ago = Clock()
    long_ago.now = lambda: 1
    verifier = SignatureVerifier("s", long_ago)

    assert verifier.is_valid_request("body", headers)


async def test_an_event_is_tried_again_until_it_is_acknowledged(slack, connect, client):
    """Three more tries, each saying which and why."""
    tries = []
    app = AsyncApp(client=client, process_before_response=True)

    @app.event("message")
    async def fails_twice(request):
        tries.append((request.headers.get("x-slack-retry-num"), request.headers.get("x-slack-retry-reason")))
        if len(tries) < 3:
            await asyncio.sleep(1)

    await connect(app)
    slack.courier.ack_seconds = 0.2
    await slack.people.say("U0HANAKO", INTAKE, "hello")
    await slack.courier.settled()
    (delivery,) = slack.courier.records

    assert tries == [(["0"], [""]), (["1"], ["timeout"]), (["2"], ["timeout"])]
    assert [attempt.reason for attempt in delivery.attempts] == ["timeout", "timeout", ""]
    assert delivery.acked


async def test_an_event_is_given_up_after_the_last_try(slack):
    """Nobody listens: four attempts, then silence."""
    slack.courier.ack_seconds = 0.01
    await slack.people.say("U0HANAKO", INTAKE, "hello")
    await slack.courier.settled()
    (delivery,) = slack.courier.records

    assert [attempt.number for attempt in delivery.attempts] == [0, 1, 2, 3]
    assert (delivery.acked, delivery.done) == (False, True)


async def test_two_connections_share_the_events(slack, app, connect):
    """Each payload goes to one of them."""
    heard = echoing(app)
    await connect(app)
    await connect(app)
    for number in range(4):
        await slack.people.say("U0HANAKO", INTAKE, str(number))
    await slack.workspace.until(lambda: len(slack.courier.records) == 8)
    await slack.courier.settled()

    assert sorted(event["text"] for event in heard) == ["0", "1", "2", "3"]
    assert slack.sockets.received.keys() == {1, 2}
    assert sum(slack.sockets.received.values()) == 8


async def test_a_disconnected_app_comes_back(slack, app, connect):
    """After `disconnect` slack-sdk opens a new connection, and nothing is lost."""
    echoing(app)
    await connect(app)
    await slack.sockets.disconnect(1)
    root = await slack.people.say("U0HANAKO", INTAKE, "hello")

    assert await slack.workspace.until(lambda: slack.workspace.replies(INTAKE, root["ts"]), timeout=15)
    assert len(slack.web_api.called("apps.connections.open")) + slack.sockets.connections[-1].number >= 2


async def test_a_mention_arrives_twice(slack, app, connect):
    """As app_mention and as message, with one ts."""
    heard = echoing(app)

    @app.event("app_mention")
    async def on_mention(event):
        heard.append(event)

    await connect(app)
    root = await slack.people.mention("U0JOHN", "#general", "look")
    await slack.workspace.until(lambda: len(heard) == 2)

    assert sorted(event["type"] for event in heard) == ["app_mention", "message"]
    assert {event["ts"] for event in heard} == {root["ts"]}
    assert root["text"] == "<@U0FUWAKE> look"


async def test_only_what_the_app_may_see_is_delivered(slack):
    """No membership or no scope, no event."""
    slack.workspace.scopes.discard("im:history")
    await slack.people.say("U0HANAKO", SALES, "not a member")
    await slack.people.say("U0HANAKO", "U0HANAKO", "no scope")

    assert slack.courier.records == []


async def test_edits_and_deletions_are_told(slack, app, connect):
    """message_changed and message_deleted hold what was."""
    heard = echoing(app)
    await connect(app)
    posted = await slack.people.say("U0HANAKO", INTAKE, "one")
    await slack.people.edit("U0HANAKO", INTAKE, posted["ts"], "two")
    await slack.people.delete("U0HANAKO", INTAKE, posted["ts"])
    found = await slack.workspace.until(lambda: [event for event in heard if event.get("hidden")][1:] and heard)
    changed = next(event for event in found if event.get("subtype") == "message_changed")
    deleted = next(event for event in found if event.get("subtype") == "message_deleted")

    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("one", "two")
    assert deleted["deleted_ts"] == posted["ts"]


async def test_a_ticket_opens_one_connection(slack, client):
    """The address of a connection is good once."""
    url = (await client.apps_connections_open(app_token=slack.app_token))["url"]
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            hello = await socket.receive_json()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
