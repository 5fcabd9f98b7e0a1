"""Claims: of several processes that want to say the same thing, one does, and a dead one holds up nobody for long."""

from __future__ import annotations

import asyncio
from datetime import UTC
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError

from bot.database import make_engine
from bot.demo import DemoSlack
from bot.demo.office import INTAKE
from bot.executors import identity
from bot.slack import claims
from bot.slack.client import Client
from bot.slack.outbox import Outbox
from bot.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

CONTENT = {"text": "said"}
ELSEWHERE = "elsewhere:1:1:a"


class Hosts:
    """Outboxes of several processes in one workspace: `slack`, `store`."""

    def __init__(self, slack: DemoSlack, store: Store) -> None:
        self.slack, self.store = slack, store

    def outbox(self, holder: str | None = None) -> Outbox:
        """That of one more process."""
        client = Client(self.slack.bot_token, self.slack.api_url)
        return Outbox(client, self.store, holder=holder or identity())

    def posts(self) -> list[str]:
        return [m["text"] for m in self.slack.workspace.channels[INTAKE].messages]


@pytest_asyncio.fixture
async def hosts(tmp_path: Path) -> AsyncIterator[Hosts]:
    engine = make_engine(f"sqlite:///{tmp_path}/x.db")
    store = Store(engine, timezone=UTC)
    await store.migrate()
    async with DemoSlack() as slack:
        yield Hosts(slack, store)
    engine.dispose()


def ended() -> str:
    """The name of a process that was here and has ended: its number was given to another one since."""
    host, pid, started, unique = identity().split(":")
    return f"{host}:{pid}:{int(started) - 1}:{unique}"


@pytest.mark.parametrize("way", ["say", "once"])
async def test_several_say_the_same_at_once(hosts: Hosts, way: str) -> None:
    """Three processes, each twice: one post, of which all are told; whoever comes later edits it, or leaves it."""
    several = [hosts.outbox() for _ in range(3)] * 2
    told = await asyncio.gather(*(getattr(one, way)("k", channel=INTAKE, content=CONTENT) for one in several))

    assert len(set(told)) == 1
    assert hosts.posts() == ["said"]


async def test_who_comes_second_waits_while_slack_takes_the_post(hosts: Hosts, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one is slow but alive: the second one neither posts nor looks in the channel, and then edits."""
    here, there = hosts.outbox(), hosts.outbox(ELSEWHERE)
    post = there._client.chat_postMessage

    async def slow(**given: object) -> object:
        await asyncio.sleep(0.5)
        return await post(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(there._client, "chat_postMessage", slow)
    first = asyncio.create_task(there.say("k", channel=INTAKE, content=CONTENT))
    await asyncio.sleep(0.1)
    second = await here.say("k", channel=INTAKE, content={"text": "newer"})

    assert second == await first
    assert hosts.posts() == ["newer"]
    assert hosts.slack.web_api.called("conversations.history") == []


async def test_the_claim_of_an_ended_process_is_taken_over(hosts: Hosts) -> None:
    """It died after Slack had taken the post: the post is looked for, and found."""
    dead, here = hosts.outbox(ended()), hosts.outbox()
    await dead.say("k", channel=INTAKE, content=CONTENT)
    await hosts.store.record_post("k", None)  # type: ignore[arg-type] -- as if it had never come so far
    async with asyncio.timeout(5):
        await here.say("k", channel=INTAKE, content={"text": "newer"})

    assert hosts.posts() == ["newer"]


async def test_a_claim_that_is_not_renewed_is_taken_over(hosts: Hosts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a process elsewhere only its claim is seen."""
    monkeypatch.setattr(claims, "SILENCE", 0.4)
    await hosts.store.claim_post("k", channel=INTAKE, holder=ELSEWHERE)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await hosts.outbox().say("k", channel=INTAKE, content=CONTENT)

    assert loop.time() - began >= 0.4
    assert hosts.posts() == ["said"]


async def test_a_claim_that_is_renewed_is_waited_for(hosts: Hosts, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long Slack takes."""
    monkeypatch.setattr(claims, "SILENCE", 0.6)
    monkeypatch.setattr(claims, "BEAT", 0.1)
    here, there = hosts.outbox(), hosts.outbox(ELSEWHERE)
    post = there._client.chat_postMessage

    async def slow(**given: object) -> object:
        await asyncio.sleep(1.5)
        return await post(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(there._client, "chat_postMessage", slow)
    first = asyncio.create_task(there.once("k", channel=INTAKE, content=CONTENT))
    await asyncio.sleep(0.1)

    assert await here.once("k", channel=INTAKE, content=CONTENT) == await first
    assert hosts.posts() == ["said"]


async def test_a_lost_claim_ends_the_post(hosts: Hosts, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that was held up for so long that another one took over does not post after it."""
    monkeypatch.setattr(claims, "BEAT", 0.1)
    slow, here = hosts.outbox(ELSEWHERE), hosts.outbox()

    async def forever(**_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(slow._client, "chat_postMessage", forever)
    late = asyncio.create_task(slow.once("k", channel=INTAKE, content=CONTENT))
    await asyncio.sleep(0.05)
    claim = await hosts.store.post("k")
    assert claim
    assert await hosts.store.take_post(claim, None)
    await here.once("k", channel=INTAKE, content=CONTENT)

    with pytest.raises(TimeoutError):
        await late
    assert hosts.posts() == ["said"]


async def test_a_refused_post_is_free_at_once(hosts: Hosts) -> None:
    """Who could not say it gives it up."""
    hosts.slack.web_api.fail_next("chat.postMessage", 200, {}, {"ok": False, "error": "is_archived"})
    with pytest.raises(SlackApiError):
        await hosts.outbox(ELSEWHERE).say("k", channel=INTAKE, content=CONTENT)
    async with asyncio.timeout(5):
        await hosts.outbox().say("k", channel=INTAKE, content=CONTENT)

    assert hosts.posts() == ["said"]
