"""Who of Slack has an address: asked once, and only colleagues count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo import DemoSlack
from bot.mailbox.slack_people import KEPT, LACKING, SlackPeople

METHOD = "users.lookupByEmail"
HANAKO = "hanako.tanaka@example-shop.jp"


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
async def slack():
    async with DemoSlack() as slack:
        yield slack


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def people(slack, clock):
    return SlackPeople(AsyncWebClient(slack.bot_token, base_url=slack.api_url), clock=clock)


async def test_asked_once(slack, people, clock):
    """However it is written, for some hours."""
    found = [await people.user_of(HANAKO), await people.user_of("Hanako.Tanaka@Example-Shop.JP")]

    assert found == ["U0HANAKO", "U0HANAKO"]
    assert slack.web_api.called(METHOD) == [{"email": HANAKO}]
    clock.now = KEPT
    assert await people.user_of(HANAKO) == "U0HANAKO"
    assert len(slack.web_api.called(METHOD)) == 2


async def test_unknown_is_remembered_too(slack, people, clock):
    """Somebody may join: he is asked for again later."""
    assert [await people.user_of("kenji@example-shop.jp") for _ in range(3)] == [None] * 3
    assert len(slack.web_api.called(METHOD)) == 1
    john = slack.workspace.users["U0JOHN"]
    slack.workspace.users["U0JOHN"] = replace(john, email="kenji@example-shop.jp")
    clock.now = KEPT
    assert await people.user_of("kenji@example-shop.jp") == "U0JOHN"


@pytest.mark.parametrize("what", ["is_bot", "is_guest", "deleted"])
async def test_no_colleague(slack, people, what):
    """A bot, a guest, and somebody who left."""
    slack.workspace.users["U0HANAKO"] = replace(slack.workspace.users["U0HANAKO"], **{what: True})

    assert await people.user_of(HANAKO) is None


@pytest.mark.parametrize("what", ["is_ultra_restricted", "is_stranger"])
async def test_a_guest_of_one_channel_and_another_organisation(slack, people, what):
    """Marks that the demo's people never bear."""
    slack.web_api.fail_next(METHOD, body={"ok": True, "user": {"id": "U0GUEST", what: True}})

    assert await people.user_of(HANAKO) is None


async def test_without_the_scope(slack, people, clock):
    """Nobody is found, and Slack is not asked for every mail; soon after the scope was added, somebody is."""
    slack.workspace.scopes.discard("users:read.email")

    assert [await people.user_of(HANAKO), await people.user_of(HANAKO)] == [None, None]
    assert len(slack.web_api.called(METHOD)) == 1
    slack.workspace.scopes.add("users:read.email")
    clock.now = LACKING
    assert await people.user_of(HANAKO) == "U0HANAKO"


@pytest.mark.parametrize(
    ("status", "error"), [(200, "internal_error"), (503, "service_unavailable"), (200, "invalid_auth")]
)
async def test_slack_in_trouble(slack, people, status, error):
    """It is told, and nothing is remembered."""
    slack.web_api.fail_next(METHOD, status, body={"ok": False, "error": error})

    with pytest.raises(SlackApiError):
        await people.user_of(HANAKO)
    assert await people.user_of(HANAKO) == "U0HANAKO"
