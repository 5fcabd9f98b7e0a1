"""Turns: answers in the order of the questions, unless one keeps the others waiting for too long."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.slack.turns import Gates, Merging, Turns


async def speak(turns: Turns, said: list[str], channel: str, key: str, after: float = 0.0) -> None:
    await asyncio.sleep(after)
    async with turns.speaking(channel, key):
        said.append(key)
        await asyncio.sleep(0.01)


async def test_the_order_is_that_of_the_questions() -> None:
    """The last one is ready first, and waits."""
    turns, said = Turns(), list[str]()
    for key in "abc":
        turns.expect("C1", key)
    await asyncio.gather(
        speak(turns, said, "C1", "c"), speak(turns, said, "C1", "b", 0.05), speak(turns, said, "C1", "a", 0.1)
    )

    assert said == ["a", "b", "c"]
    assert turns.waiting() == 0


async def test_deliveries_that_overtake_each_other_change_nothing() -> None:
    """The order is that of the posts."""
    turns, said = Turns(), list[str]()
    for key, place in (("b", 2.0), ("c", 3.0), ("a", 1.0), ("d", 4.0)):
        turns.expect("C1", key, place)
    await asyncio.gather(*(speak(turns, said, "C1", key) for key in "dcba"))

    assert said == ["a", "b", "c", "d"]


async def test_one_that_is_not_ready_is_waited_for_only_so_long() -> None:
    """The others go on without it."""
    turns, said = Turns(patience=0.2), list[str]()
    for key in "abc":
        turns.expect("C1", key)
    began = time.monotonic()
    await asyncio.gather(speak(turns, said, "C1", "b"), speak(turns, said, "C1", "c"))

    assert said == ["b", "c"]
    assert 0.2 <= time.monotonic() - began < 5
    assert turns.waiting("C1") == 1


async def test_a_channel_that_is_not_silent_waits_for_the_order() -> None:
    """As long as somebody speaks now and then, nobody is passed over."""
    turns, said = Turns(patience=0.3), list[str]()
    for key in "abcde":
        turns.expect("C1", key)
    await asyncio.gather(
        *(speak(turns, said, "C1", key, after) for key, after in zip("edcba", (0, 0.8, 0.6, 0.4, 0.2), strict=True))
    )

    assert said == ["a", "b", "c", "d", "e"]


async def test_other_channels_and_unannounced_answers_do_not_wait() -> None:
    """A channel knows nothing of the next one; after a restart nobody is announced."""
    turns, said = Turns(), list[str]()
    turns.expect("C1", "a")
    turns.expect("C2", "x")
    await asyncio.wait_for(speak(turns, said, "C2", "x"), 0.5)
    await asyncio.wait_for(speak(turns, said, "C1", "unknown"), 0.5)

    assert said == ["x", "unknown"]


async def test_a_second_delivery_changes_nothing() -> None:
    """Neither before the answer nor after it."""
    turns, said = Turns(), list[str]()
    turns.expect("C1", "a")
    turns.expect("C1", "b")
    turns.expect("C1", "a")
    await asyncio.gather(speak(turns, said, "C1", "b"), speak(turns, said, "C1", "a"))
    turns.expect("C1", "a")

    assert said == ["a", "b"]
    assert turns.waiting() == 0


async def test_a_post_that_fails_lets_the_next_one_go() -> None:
    """Whatever happens to one, its turn ends."""
    turns, said = Turns(), list[str]()
    turns.expect("C1", "a")
    turns.expect("C1", "b")
    with pytest.raises(ValueError, match="refused"):
        async with turns.speaking("C1", "a"):
            raise ValueError("refused")
    await asyncio.wait_for(speak(turns, said, "C1", "b"), 0.5)

    assert said == ["b"]


async def test_posts_are_announced_and_jobs_end() -> None:
    """What comes through a window is answered elsewhere; what cannot be written down is expected no more."""
    turns = Turns()
    written: list[str] = []

    async def put(task: str, payload: Any, key: str) -> None:
        if key == "bad":
            raise ConnectionError
        written.append(key)

    announced = turns.announcing(put)
    post = {"channel": "C1", "key": "slack:C1:1", "door": "post"}
    await announced("answer", post, key="one")
    await announced("answer", {"channel": "", "key": "slack:form:1", "door": "form"}, key="two")
    await announced("introduce", {"channel": "C1"}, key="three")
    with pytest.raises(ConnectionError):
        await announced("answer", post | {"key": "slack:C1:2"}, key="bad")
    waiting = turns.waiting("C1")

    async def silent(_: Any) -> None:
        """A job that finds nothing to say."""

    await turns.ending(silent)(post)

    assert written == ["one", "two", "three"]
    assert (waiting, turns.waiting()) == (1, 0)


async def test_the_first_of_a_line_are_let_in_whenever_they_come() -> None:
    """The third begins late, and the ninth waits for one of those before it all the same."""
    turns, inside = Turns(), list[int]()
    rows = [{"channel": "C1", "key": f"slack:C1:{n}.0"} for n in range(10)]
    for row in rows:
        turns.expect("C1", f"reply:{row['key']}")
    go = asyncio.Event()

    async def job(number: int) -> None:
        async with turns.gate(rows[number]):
            inside.append(number)
            await go.wait()
        turns.done("C1", f"reply:{rows[number]['key']}")

    jobs = [asyncio.create_task(job(n)) for n in (9, 8, 7, 6, 5, 4, 3, 1, 0)]
    await asyncio.sleep(0.02)
    before = list(inside)
    jobs.append(asyncio.create_task(job(2)))
    await asyncio.sleep(0.02)
    with_the_third = list(inside)
    go.set()
    await asyncio.gather(*jobs)

    assert before == [7, 6, 5, 4, 3, 1, 0]
    assert with_the_third == [*before, 2]
    assert sorted(inside) == list(range(10))


async def test_a_gate_lets_a_few_in_and_keeps_the_order() -> None:
    """A flood in one channel leaves the others alone."""
    gates, began, go = Gates(2), list[str](), asyncio.Event()

    async def job(channel: str, name: str) -> None:
        async with gates({"channel": channel}):
            began.append(name)
            await go.wait()

    jobs = [asyncio.create_task(job("C1", f"flood {n}")) for n in range(5)]
    jobs.append(asyncio.create_task(job("D1", "alone")))
    await asyncio.sleep(0.05)
    before = list(began)
    go.set()
    await asyncio.gather(*jobs)

    assert before == ["flood 0", "flood 1", "alone"]
    assert began == [*before, "flood 2", "flood 3", "flood 4"]
    assert not gates._gates


async def test_of_those_who_show_the_same_one_waits() -> None:
    """One runs, one waits to show what came since, and the others have nothing to do; another case is no business of theirs."""
    gate, go = Merging(1), asyncio.Event()
    shown, merged = list[str](), list[str]()

    async def job(case: str, name: str) -> None:
        row = {"case": case, "channel": "C1"}
        async with gate(row):
            if gate.merged(row):
                merged.append(name)
                return
            shown.append(name)
            await go.wait()

    jobs = [asyncio.create_task(job("1", name)) for name in "abcd"] + [asyncio.create_task(job("2", "e"))]
    await asyncio.sleep(0.05)
    before = list(shown)
    go.set()
    await asyncio.gather(*jobs)
    await job("1", "f")

    assert (before, merged) == (["a"], ["c", "d"])
    assert shown == ["a", "b", "e", "f"]
