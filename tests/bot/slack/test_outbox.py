"""The outbox: once for each key, whatever Slack says, and a word on when much is to be said."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import aiohttp
import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError

from bot.database import make_engine
from bot.demo import DemoSlack
from bot.demo.office import INTAKE, SALES
from bot.slack.client import Client
from bot.slack.outbox import HistoryUnreadable, Outbox, passing
from bot.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

CONTENT = {"text": "said", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "said"}}]}


class Desk:
    """An outbox at work: `slack`, `outbox`, `client`."""

    def __init__(self, slack: DemoSlack, outbox: Outbox, client: Client) -> None:
        self.slack, self.outbox, self.client = slack, outbox, client

    def posts(self, channel: str = INTAKE) -> list[str]:
        return [m["text"] for m in self.slack.workspace.channels[channel].messages]

    def refuse(self, method: str, error: str) -> None:
        self.slack.web_api.fail_next(method, 200, {}, {"ok": False, "error": error})


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    engine = make_engine(f"sqlite:///{tmp_path}/x.db")
    store = Store(engine, timezone=UTC)
    await store.migrate()
    async with DemoSlack() as slack:
        client = Client(slack.bot_token, slack.api_url)
        yield Desk(slack, Outbox(client, store), client)
    engine.dispose()


async def test_second_time_is_an_edit(desk: Desk) -> None:
    """`say` edits what stands there; `once` leaves it."""
    first = await desk.outbox.say("k", channel=INTAKE, content=CONTENT)
    second = await desk.outbox.say("k", channel=INTAKE, content={"text": "changed"})
    third = await desk.outbox.once("k", channel=INTAKE, content={"text": "never"})

    assert first == second == third
    assert desk.posts() == ["changed"]


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message", "edit_window_closed"])
async def test_a_post_that_can_be_edited_no_more_is_left(desk: Desk, error: str) -> None:
    """Deleted, not ours any more, or too old: nothing is tried again."""
    ts = await desk.outbox.say("k", channel=INTAKE, content=CONTENT)
    desk.refuse("chat.update", error)
    await desk.outbox.edit(INTAKE, ts, {"text": "changed"})

    assert desk.posts() == ["said"]


@pytest.mark.parametrize(
    ("error", "again"),
    [
        ("not_in_channel", False),
        ("channel_not_found", False),
        ("is_archived", False),
        ("restricted_action", False),
        ("missing_scope", False),
        ("account_inactive", True),
        ("token_revoked", True),
        ("internal_error", True),
        ("ratelimited", True),
    ],
)
async def test_refusals_are_told_apart(desk: Desk, error: str, again: bool) -> None:  # noqa: FBT001 -- a column of the table
    """What the administrator must mend in the channel is not tried again; what passes is."""
    desk.refuse("chat.postMessage", error)
    with pytest.raises(SlackApiError) as refused:
        await desk.outbox.say("k", channel=INTAKE, content=CONTENT)

    assert passing(refused.value) is again
    assert desk.posts() == []


async def test_refused_post_is_made_under_the_same_key_later(desk: Desk) -> None:
    """The intent stands, so the channel is looked at first, and then there is one post."""
    desk.refuse("chat.postMessage", "is_archived")
    with pytest.raises(SlackApiError):
        await desk.outbox.say("k", channel=INTAKE, content=CONTENT)
    await desk.outbox.say("k", channel=INTAKE, content=CONTENT)

    assert desk.posts() == ["said"]
    assert len(desk.slack.web_api.called("conversations.history")) == 1


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_blocks_too_long"])
async def test_refused_blocks_are_said_in_plain_text(desk: Desk, error: str) -> None:
    """The one line reaches the reader all the same, in a post and in an edit."""
    desk.refuse("chat.postMessage", error)
    ts = await desk.outbox.say("k", channel=INTAKE, content=CONTENT)
    desk.refuse("chat.update", error)
    await desk.outbox.edit(INTAKE, ts, {"text": "changed", "blocks": CONTENT["blocks"]})

    assert desk.posts() == ["changed"]
    assert not desk.slack.workspace.channels[INTAKE].messages[0].get("blocks")


async def test_deleted_root_is_told(desk: Desk) -> None:
    """A thread whose first post is gone takes no answer, and no other try would help."""
    with pytest.raises(SlackApiError) as refused:
        await desk.outbox.say("k", channel=INTAKE, thread_ts="1.000001", content=CONTENT)

    assert refused.value.response["error"] == "thread_not_found"
    assert not passing(refused.value)


async def test_lost_answer_where_nobody_may_look(desk: Desk) -> None:
    """A warning is never posted twice: who cannot tell says so."""
    desk.slack.web_api.drop_next("chat.postMessage", accept=True)
    with pytest.raises(aiohttp.ClientError):
        await desk.outbox.once("k", channel=SALES, content=CONTENT)
    with pytest.raises(HistoryUnreadable):
        await desk.outbox.once("k", channel=SALES, content=CONTENT)

    assert desk.posts(SALES) == ["said"]


async def test_busy_with_many_questions(desk: Desk) -> None:
    """Three in one channel, or many in all: one post for each must do."""
    quiet = desk.outbox.busy(INTAKE)
    for number in range(3):
        desk.outbox.turns.expect(INTAKE, f"k{number}")
    here, elsewhere = desk.outbox.busy(INTAKE), desk.outbox.busy(SALES)
    for number in range(20):
        desk.outbox.turns.expect(f"D{number}", f"d{number}")

    assert (quiet, here, elsewhere) == (False, True, False)
    assert desk.outbox.busy(SALES)


async def test_busy_when_the_channel_has_used_up_its_burst(desk: Desk) -> None:
    """Four posts at once; then one must wait."""
    for number in range(4):
        await desk.outbox.say(f"k{number}", channel=INTAKE, content=CONTENT)

    assert desk.outbox.busy(INTAKE)
    assert not desk.outbox.busy(SALES)
