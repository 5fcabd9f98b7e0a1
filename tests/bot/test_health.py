"""Whether a process is alive and ready, as it is told from its parts."""

from __future__ import annotations

import asyncio
import threading

from bot import health as module
from bot.health import HUNG, QUIET, Health, Line, Pulse, Rarely


class Clock:
    """A time that moves when it is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_the_pulse_of_a_loop() -> None:
    """It beats while the loop turns."""
    clock = Clock()
    pulse = Pulse(clock)
    clock.now += 5
    assert pulse.age == 5
    beating = asyncio.create_task(pulse.run())
    await asyncio.sleep(0)
    assert pulse.age == 0
    beating.cancel()


def test_a_line_that_goes_silent() -> None:
    """A socket is good for as long as it gives signs of life."""
    clock = Clock()
    line = Line(clock)
    assert (line.state, line.silence) == ("not connected", None)
    line.wait()
    clock.now += 2
    assert (line.state, line.silence) == ("not connected", 2)
    line.hear()
    clock.now += QUIET - 1
    assert line.state == "ok"
    clock.now += 2
    assert line.state == "silent for 61 s"
    line.hear()
    assert line.state == "ok"
    line.end()
    assert line.state == "not connected"


def test_an_address_that_listens_needs_no_sign() -> None:
    """Slack comes when it has something to say."""
    clock = Clock()
    line = Line(clock)
    line.listen()
    clock.now += 10_000
    assert line.state == "ok"


def test_a_process_whose_loop_hangs() -> None:
    """It is not alive, and not ready."""
    clock = Clock()
    health = Health(lambda: None, clock=clock)
    health.line.listen()
    beat = [0.0]
    with health.open_jobs(lambda: beat[0]):
        assert health.alive
        assert health.parts() == {"loop": "ok", "database": "ok", "jobs": "ok", "slack": "ok"}
        beat[0] = 21.0
        assert health.parts()["jobs"] == "nothing can be written for 21 s"
        clock.now += HUNG
        assert not health.alive
        assert health.parts()["loop"] == "hangs for 20 s"
    assert health.parts()["jobs"] == "closed"


def test_a_question_that_fails_is_no_answer() -> None:
    """What went wrong is not told to who asks over HTTP."""

    def away() -> None:
        raise OSError("user fuwake at db.internal")

    health = Health(away)
    assert health.parts()["database"] == "away"


def test_rarely_asked() -> None:
    """However many ask, the question is put once in its time; after that, again."""
    clock = Clock()
    asked: list[int] = []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    rarely = Rarely(ask, every=10, within=2, clock=clock)
    assert [rarely.answer() for _ in range(5)] == [1] * 5
    clock.now += 10
    assert rarely.answer() == 2


def test_a_question_that_hangs_holds_nobody_up() -> None:
    """Who asks has no answer, and no second thread is spent on it; once it comes, it is there."""
    freed = threading.Event()
    before = threading.active_count()
    rarely = Rarely(lambda: freed.wait(10), every=10, within=0.05)
    assert [rarely.answer() for _ in range(3)] == [None] * 3
    assert threading.active_count() == before + 1
    freed.set()
    rarely._within = 2.0
    assert rarely.answer() is True


def test_silence_is_told_before_the_bot_gives_up() -> None:
    """Readiness ends well before the bot ends itself for the same reason."""
    from bot.slack.connection import SILENCE

    assert module.QUIET * 2 < SILENCE
