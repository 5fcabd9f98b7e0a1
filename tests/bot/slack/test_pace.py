"""Pace: bursts, order, pauses, and calls that are not worth the wait."""

from __future__ import annotations

import asyncio
import time

from slack_sdk.errors import SlackApiError

from bot.demo import DemoSlack
from bot.demo.office import GENERAL, INTAKE
from bot.slack.client import Client
from bot.slack.pace import Bucket, Pace


class Hands:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


async def test_a_burst_and_then_one_at_a_time() -> None:
    """Four at once, the fifth a second later."""
    clock = Hands()
    bucket = Bucket(1.0, 4, clock)
    delays = []
    for _ in range(4):
        delays.append(bucket.delay)
        await bucket.take()

    assert delays == [0, 0, 0, 0]
    assert bucket.delay == 1.0
    clock.now += 0.75
    assert bucket.delay == 0.25
    clock.now += 60
    assert (bucket.delay, bucket.full) == (0, True)


async def test_a_pause_holds_for_everybody() -> None:
    """Slack's Retry-After counts from now, and a shorter one later does not cut it."""
    clock = Hands()
    bucket = Bucket(1.0, 4, clock)
    bucket.pause(30)
    clock.now += 10
    bucket.pause(5)

    assert bucket.delay == 20


async def test_who_waits_is_served_in_order() -> None:
    """First come, first served."""
    bucket, served = Bucket(50.0, 1), list[int]()

    async def one(number: int) -> None:
        await bucket.take()
        served.append(number)

    await asyncio.gather(*(one(number) for number in range(8)))

    assert served == list(range(8))


async def test_who_gives_up_takes_no_token() -> None:
    """A job that is stopped while it waits leaves its place to the next."""
    bucket = Bucket(20.0, 1)
    await bucket.take()
    waiting = asyncio.create_task(bucket.take())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await bucket.take()

    assert bucket.delay > 0


async def test_what_is_not_worth_the_wait() -> None:
    """A reaction is left out when many were set lately; a post waits as long as it takes; other methods have no rule."""
    pace = Pace()
    reactions = [await pace.wait("reactions.add", "C1") for _ in range(25)]

    assert reactions == [True] * 20 + [False] * 5
    assert await pace.wait("chat.postMessage", "C1")
    assert await pace.wait("views.open", "")


async def test_a_channel_that_waits_keeps_no_other_waiting() -> None:
    """Each channel has its own second."""
    pace = Pace()
    for _ in range(4):
        await pace.wait("chat.postMessage", "C1")

    assert (pace.free("C1"), pace.free("C2")) == (False, True)


async def test_quiet_channels_are_forgotten() -> None:
    """What is remembered does not grow for ever."""
    pace = Pace()
    for number in range(2_500):
        pace.pause("chat.postMessage", f"C{number}", 0)

    assert len(pace._channels) <= 1_001


async def test_slack_asks_to_wait_and_everybody_behind_waits() -> None:
    """Retry-After holds back the channel, not the others; nothing is lost, and the order stays."""
    async with DemoSlack() as slack:
        client = Client(slack.bot_token, slack.api_url)
        slack.web_api.rate_limit_next("chat.postMessage", retry_after=1)
        began = time.monotonic()
        first = asyncio.create_task(client.chat_postMessage(channel=INTAKE, text="1"))
        await slack.workspace.until(lambda: slack.web_api.called("chat.postMessage"))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(client.chat_postMessage(channel=INTAKE, text="2"))
        await client.chat_postMessage(channel=GENERAL, text="elsewhere")
        elsewhere = time.monotonic() - began
        await asyncio.gather(first, second)
        took = time.monotonic() - began

    assert {m["text"] for m in slack.workspace.channels[INTAKE].messages} == {"1", "2"}
    assert elsewhere < 1 <= took
    assert len(slack.web_api.called("chat.postMessage")) == 4


async def test_slack_that_never_relents_is_an_error() -> None:
    """After six tries the caller is told."""
    async with DemoSlack() as slack:
        client = Client(slack.bot_token, slack.api_url)
        for _ in range(6):
            slack.web_api.rate_limit_next("chat.postMessage", retry_after=0)
        error = ""
        try:
            await client.chat_postMessage(channel=INTAKE, text="1")
        except SlackApiError as refused:
            error = refused.response["error"]

    assert error == "ratelimited"
    assert len(slack.web_api.called("chat.postMessage")) == 6
