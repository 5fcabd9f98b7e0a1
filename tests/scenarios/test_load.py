"""Many reports at once: every ack in time, every thread answered once, in order, and never faster than Slack allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo import DemoSlack
from bot.demo.office import INTAKE
from bot.running import running
from bot.slack import pace
from tests.scenarios.crowd import Crowd, intake
from tests.scenarios.office import recorded, settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_fifty_at_once_in_one_channel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty events in one moment: each acknowledged within 1.5 s, then answered once, in order; here ten a second."""
    monkeypatch.setattr(pace, "CHANNEL", pace.Rule(600, 4))
    async with DemoSlack() as slack:
        crowd = Crowd(slack)
        crowd.gather(10)
        async with running(settings(slack, tmp_path), recorded()):
            for number in range(50):
                await crowd.report(number, INTAKE)
            await slack.courier.settled()
            acknowledged = crowd.slowest_ack()
            await crowd.answered(timeout=90)

    assert acknowledged < 1.5
    assert crowd.answers() == [1] * 50
    assert crowd.order(INTAKE) == [ts for _, ts in crowd.roots]


async def test_a_hundred_in_many_places(tmp_path: Path) -> None:
    """Direct messages and two channels: each report once, each channel in order, and no direct message waits for a channel."""
    async with DemoSlack() as slack:
        crowd = Crowd(slack)
        crowd.gather(40, channels=["C0MORE"])
        more = {"FUWAKE_INTAKE_CHANNELS": intake("C0MORE")}
        async with running(settings(slack, tmp_path, **more), recorded()):
            for number in range(100):
                await crowd.report(number, {0: INTAKE, 1: "C0MORE"}.get(number % 6))
            await slack.courier.settled()
            acknowledged = crowd.slowest_ack()
            await crowd.answered(timeout=90)

    assert acknowledged < 1.5
    assert crowd.answers() == [1] * 100
    for channel in (INTAKE, "C0MORE"):
        assert crowd.order(channel) == [ts for place, ts in crowd.roots if place == channel]
        assert crowd.fastest(channel, 10) <= 10 + pace.CHANNEL.burst + 1
