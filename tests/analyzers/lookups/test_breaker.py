"""A server that fails in a row rests; one question tries it again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from analyzers.errors import LookupFailed
from analyzers.lookups.breaker import Breaker

if TYPE_CHECKING:
    from analyzers.errors import Reason


def answer(fails: Reason | None) -> None:
    """What the server says."""
    if fails:
        raise LookupFailed("whois", "a.example", fails)


class World:
    """A breaker, its clock and a server named `at`."""

    def __init__(self, failures: int = 3) -> None:
        self.now = 1000.0
        self.asked = 0
        self.breaker = Breaker(failures, 300.0, clock=lambda: self.now)

    async def ask(self, fails: Reason | None = None, at: str = "whois.example") -> str:
        """What becomes of one question: `ok` or the reason it failed for."""
        try:
            async with self.breaker.guard("whois", "a.example", at=at):
                self.asked += 1
                answer(fails)
        except LookupFailed as failure:
            return failure.reason
        return "ok"


async def test_a_server_that_failed_three_times_is_not_asked() -> None:
    """The fourth question is refused unasked, with the last reason."""
    world = World()
    said = [await world.ask("error"), await world.ask("timeout"), await world.ask("refused"), await world.ask()]

    assert said == ["error", "timeout", "refused", "refused"]
    assert world.asked == 3
    assert world.breaker.is_open("whois.example")


async def test_an_answer_between_starts_the_count_again() -> None:
    """Two failures, an answer and two failures open nothing."""
    world = World()
    said = [await world.ask(fails) for fails in ("error", "error", None, "error", "error", None)]  # type: ignore[arg-type]

    assert said == ["error", "error", "ok", "error", "error", "ok"]


async def test_one_server_does_not_answer_for_another() -> None:
    """The other server is asked."""
    world = World(failures=1)
    await world.ask("error")

    assert await world.ask(at="whois.other.example") == "ok"


async def test_after_its_rest_one_question_tries() -> None:
    """While the trial is under way, the others are refused; its answer closes the circuit."""
    world = World(failures=1)
    await world.ask("timeout")
    world.now += 300.0
    hold = asyncio.Event()

    async def trial() -> None:
        async with world.breaker.guard("whois", "a.example", at="whois.example"):
            await hold.wait()

    task = asyncio.create_task(trial())
    await asyncio.sleep(0)

    assert await world.ask() == "timeout"
    hold.set()
    await task
    assert await world.ask() == "ok"


async def test_a_failed_trial_opens_it_again() -> None:
    """It rests another five minutes."""
    world = World(failures=3)
    for _ in range(3):
        await world.ask("error")
    world.now += 301.0
    said = [await world.ask("error"), await world.ask()]

    assert said == ["error", "error"]
    assert world.asked == 4


async def test_a_cancelled_trial_leaves_room_for_the_next() -> None:
    """No verdict, so another question may try."""
    world = World(failures=1)
    await world.ask("error")
    world.now += 301.0

    async def trial() -> None:
        async with world.breaker.guard("whois", "a.example", at="whois.example"):
            await asyncio.Event().wait()

    task = asyncio.create_task(trial())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert await world.ask() == "ok"


async def test_what_is_not_installed_is_no_failure_of_a_server() -> None:
    """Only a server's own failures count."""
    world = World(failures=1)
    await world.ask("not-installed")

    assert await world.ask() == "ok"


async def test_names_from_strangers_do_not_fill_the_memory() -> None:
    """The circuits used longest ago are forgotten."""
    world = World(failures=1)
    for number in range(1100):
        await world.ask("error", at=f"s{number}.example")

    assert not world.breaker.is_open("s0.example")
    assert world.breaker.is_open("s1099.example")
