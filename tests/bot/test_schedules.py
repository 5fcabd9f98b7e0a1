"""Schedules: each slot once, however many processes there are and whenever they start."""

from __future__ import annotations

import asyncio
import time as clock
from datetime import UTC, datetime, time, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from bot.jobs import Jobs, JobsDown
from bot.schedules import Schedules
from tests.bot.processes import Log, Worker

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy as sa

TOKYO, BERLIN = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin")


class Keys:
    """Jobs that only keep which keys were put; the first `away` puts are refused."""

    def __init__(self, away: int = 0) -> None:
        self.keys: list[str] = []
        self._away = away

    def task(self, _name: str, **_: Any) -> Any:
        return lambda function: function

    async def put(self, _task: str, payload: dict[str, Any], key: str) -> None:
        assert key.endswith(payload["slot"])
        if self._away:
            self._away -= 1
            raise JobsDown("away")
        self.keys.append(key)


async def nothing(_payload: dict[str, Any]) -> None:
    """A task."""


async def slots(keys: Keys, moments: dict[str, str], **schedule: Any) -> list[str]:
    """The keys that are put while the clock shows these moments, each until its own one was put."""
    shown = datetime.min.replace(tzinfo=UTC)
    schedules = Schedules(keys, look=0.004, now=lambda: shown)  # type: ignore[arg-type]
    schedules.daily("d", task=nothing, **schedule)
    for moment, key in moments.items():
        shown = datetime.fromisoformat(f"{moment}+00:00")
        async with schedules.running(), asyncio.timeout(10):
            while keys.keys[-1:] != [key]:  # noqa: ASYNC110 -- it is put by the schedules
                await asyncio.sleep(0.005)
            await asyncio.sleep(0.02)
    return list(dict.fromkeys(keys.keys))


@pytest.mark.parametrize(
    ("zone", "moments"),
    [
        (
            UTC,
            {
                "2025-05-09T03:29": "d:2025-05-08",
                "2025-05-09T03:30": "d:2025-05-09",
                "2025-05-09T23:59": "d:2025-05-09",
            },
        ),
        (TOKYO, {"2025-05-09T18:29": "d:2025-05-09", "2025-05-09T18:30": "d:2025-05-10"}),
        # Summer time: half past two does not come, or comes twice.
        (BERLIN, {"2025-03-30T00:59": "d:2025-03-29", "2025-03-30T01:00": "d:2025-03-30"}),
        (
            BERLIN,
            {
                "2025-10-26T00:29": "d:2025-10-25",
                "2025-10-26T00:30": "d:2025-10-26",
                "2025-10-26T03:00": "d:2025-10-26",
            },
        ),
    ],
)
async def test_a_day_has_one_slot(zone: tzinfo, moments: dict[str, str]) -> None:
    """It begins at its hour on the clock of its zone; a process that starts before it makes up for the day before."""
    at = time(2, 30) if zone is BERLIN else time(3, 30)

    assert await slots(Keys(), moments, at=at, zone=zone) == list(dict.fromkeys(moments.values()))


async def test_a_slot_waits_for_the_database() -> None:
    """What could not be promised is put as soon as it can be."""
    assert await slots(Keys(away=3), {"2025-05-09T12:00": "d:2025-05-09"}, at=time(3, 30)) == ["d:2025-05-09"]


def test_a_killed_process_leaves_its_slot_to_another(url: str, tmp_path: Path) -> None:
    """Two processes; the one that runs the slot dies in it, and the other one runs it again, for nobody else has it."""
    log, more = Log(tmp_path / "log"), {"DAILY": "00:00", "SLOW": "1.5"}
    with Worker(url, log.path, **more) as one, Worker(url, log.path, **more) as other:
        one.read("started")
        other.read("started")
        log.wait("began", 1)
        clock.sleep(0.7)
        began = [len(log.lines("began", worker.pid)) for worker in (one, other)]
        dying, living = (one, other) if began[0] else (other, one)
        dying.kill()
        log.wait("done", 1)
        clock.sleep(1.0)

    assert sorted(began) == [0, 1]
    assert len(log.lines("done", living.pid)) == len(log.lines("began", living.pid)) == 1


async def test_several_processes_run_a_slot_once(engine: sa.Engine) -> None:
    """Those that are there, and one that starts later on the same day."""
    runs: list[dict[str, Any]] = []

    async def note(payload: dict[str, Any]) -> None:
        runs.append(payload)

    jobs = Jobs(engine)
    several = [Schedules(jobs, look=0.05, now=lambda: datetime(2025, 5, 9, 12, tzinfo=UTC)) for _ in range(3)]
    for schedules in several:
        schedules.daily("d", at=time(3, 30), task=note)
    await jobs.start()
    async with several[0].running(), several[1].running():
        await asyncio.sleep(0.5)
    async with several[2].running():
        await asyncio.sleep(0.5)
    await jobs.stop()

    assert runs == [{"slot": "2025-05-09"}]
