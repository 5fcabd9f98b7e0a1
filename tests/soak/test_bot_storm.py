"""The whole bot under reports and kills: nothing is lost, and no thread has two replies."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import sqlite3
from typing import TYPE_CHECKING

import pytest

from bot.demo import DemoSlack
from bot.demo.office import INTAKE, SECURITY
from tests.scenarios.crowd import MORE, Crowd, intake, place_of
from tests.scenarios.office import CASE_A, HANAKO
from tests.scenarios.process import BotProcess

if TYPE_CHECKING:
    from pathlib import Path

MAILS = int(os.environ.get("STORM_MAILS", "400"))
KILLS = int(os.environ.get("STORM_KILLS", "20"))


@pytest.mark.soak
async def test_every_mail_is_answered_once_whatever_is_killed(tmp_path: Path) -> None:
    """Mails arrive all the time in many places, and the process is killed at random moments."""
    chance = random.Random(20250509)
    async with DemoSlack(retry_delays=(0, 3, 6, 12, 24)) as slack:
        crowd = Crowd(slack)
        crowd.gather(80, channels=[MORE])
        bot = BotProcess(slack, tmp_path, FUWAKE_LOOKUP_DEADLINE="0.3", FUWAKE_INTAKE_CHANNELS=intake(MORE))
        await bot.start()

        async def report() -> None:
            for number in range(MAILS):
                await crowd.report(number, place_of(number))
                await asyncio.sleep(chance.uniform(0.05, 0.3))

        async def kill() -> None:
            for _ in range(KILLS):
                await asyncio.sleep(chance.uniform(0.5, 4.0))
                await bot.kill()
                await bot.start()

        await asyncio.gather(report(), kill())
        await slack.courier.settled(timeout=60)
        await crowd.answered(timeout=600)
        await slack.workspace.until(lambda: len(cards(slack)) >= MAILS, timeout=MAILS * 2)
        await asyncio.sleep(5)
        await bot.stop()

    assert crowd.answers() == [1] * MAILS
    assert len(cards(slack)) == MAILS


def cards(slack: DemoSlack) -> list[object]:
    return [m for m in slack.workspace.channels[SECURITY].messages if m.get("bot_id")]


@pytest.mark.soak
async def test_stop_ends_while_the_database_is_locked(tmp_path: Path) -> None:
    """Somebody holds the database for longer than a stop may last: the process ends all the same."""
    async with DemoSlack() as slack:
        bot = BotProcess(slack, tmp_path)
        await bot.start()
        with contextlib.closing(sqlite3.connect(tmp_path / "var" / "fuwake.sqlite", isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            await slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
            code = await bot.stop()

    assert code == 1
