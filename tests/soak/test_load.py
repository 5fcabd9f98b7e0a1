"""A thousand reports in a minute, to a bot in a process of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.demo import DemoSlack
from bot.demo.office import INTAKE
from tests.scenarios.crowd import MORE, Crowd, flood, intake
from tests.scenarios.process import BotProcess

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = int(os.environ.get("LOAD_REPORTS", "1000"))
SECONDS = float(os.environ.get("LOAD_SECONDS", "60"))


@pytest.mark.soak
async def test_a_thousand_reports_in_a_minute(tmp_path: Path) -> None:
    """All are acknowledged in time and answered, none is lost or doubled, and the bot stays small."""
    async with DemoSlack(retry_delays=(0, 3, 6)) as slack:
        crowd = Crowd(slack)
        crowd.gather(max(REPORTS // 4, 1), channels=[MORE])
        bot = BotProcess(slack, tmp_path, FUWAKE_INTAKE_CHANNELS=intake(MORE), FUWAKE_LOOKUP_DEADLINE="0.5")
        await bot.start()
        figures = await flood(slack, bot, crowd, reports=REPORTS, seconds=SECONDS)
        code = await bot.stop()

    print(figures.slowest_ack, figures.memory / 2**20, figures.reported, figures.answered)
    assert figures.answers == [1] * REPORTS
    assert figures.slowest_ack < 3
    assert figures.memory < 400 * 2**20
    assert crowd.fastest(INTAKE) <= 15
    assert code == 0
