"""Two hosts with one PostgreSQL under reports, kills and outages: nothing is lost, and nothing is said twice."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bot.demo import DemoSlack
from tests.bot.postgres import Cluster
from tests.scenarios.crowd import MORE, Crowd, intake, place_of
from tests.scenarios.hosts import Host, counts

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = float(os.environ.get("STORM_SECONDS", "300"))
RATE = 5  # reports a second
SAME = 10  # reports of each mail, one after the other: they come to both hosts
OUTAGES, OUTAGE = 3, 4.0  # of the database; seconds
MOST = 1800.0  # seconds for what is still to be said after the storm: cards and their edits are rationed by Slack


@pytest.mark.soak
@pytest.mark.parametrize("outages", [0, OUTAGES])
async def test_storm(tmp_path: Path, outages: int) -> None:
    """Five reports a second, either host killed at random moments; in the second run the database crashes as well."""
    chance = random.Random(20250509)
    kills, reports = [0], round(SECONDS * RATE)
    with Cluster() as cluster:
        url = cluster.database()
        async with DemoSlack(retry_delays=(0, 3, 6, 12, 24, 48)) as slack:
            crowd = Crowd(slack)
            crowd.gather(400, channels=[MORE])
            made = [Host(slack, tmp_path / f"host{n}", url, FUWAKE_INTAKE_CHANNELS=intake(MORE)) for n in range(2)]
            await asyncio.gather(*(host.start() for host in made))
            began = time.monotonic()
            killing = [kill_again(host, chance, kills, began + SECONDS) for host in made]
            await asyncio.gather(rain(crowd, reports, chance), crash(cluster, outages), *killing)
            reported = time.monotonic() - began
            await slack.courier.settled(timeout=120)
            await crowd.answered(timeout=MOST)
            answered = time.monotonic() - began
            await slack.workspace.until(lambda: sum(counts(slack)) >= reports, timeout=MOST)
            carded = time.monotonic() - began
            await asyncio.sleep(10)
            codes = [await host.stop() for host in made]
    answers, cards = crowd.answers(), counts(slack)
    late = sum(1 for one in slack.courier.records if one.kind == "events_api" and len(one.attempts) > 1)
    print(
        f"\n{reports} reports in {reported:.0f} s, {kills[0]} kills, {outages} outages of the database, "
        f"{late} deliveries repeated: {answers.count(1)} answered once, {answers.count(0)} lost, "
        f"{sum(1 for n in answers if n > 1)} doubled, the last after {answered:.0f} s; "
        f"{len(cards)} cards for {len(set(crowd.mails))} mails, which count {sum(cards)} reports, the last after {carded:.0f} s"
    )

    assert answers == [1] * reports
    assert sorted(cards) == sorted(Counter(crowd.mails).values())
    assert codes == [0, 0]


async def rain(crowd: Crowd, reports: int, chance: random.Random) -> None:
    """Most to the bot alone, some in two channels."""
    began = time.monotonic()
    for number in range(reports):
        await crowd.report(number, place_of(number), mail=number // SAME)
        due = (number + chance.random()) / RATE
        await asyncio.sleep(max(0.0, began + due - time.monotonic()))


async def kill_again(host: Host, chance: random.Random, kills: list[int], end: float) -> None:
    """One host, again and again until `end`."""
    while time.monotonic() + (pause := chance.uniform(8.0, 25.0)) < end:
        await asyncio.sleep(pause)
        if host.runs:
            await host.kill()
        kills[0] += 1
        await asyncio.sleep(chance.uniform(0.0, 3.0))
        await revive(host)


async def revive(host: Host) -> None:
    """As systemd does: a host that ends because the database is away is started again."""
    while True:
        try:
            await host.start()
        except AssertionError:
            await asyncio.sleep(1.0)
        else:
            return


async def crash(cluster: Cluster, outages: int) -> None:
    """The database, so often in the time of the storm."""
    for _ in range(outages):
        await asyncio.sleep(SECONDS / (outages + 1))
        await asyncio.to_thread(cluster.stop)
        await asyncio.sleep(OUTAGE)
        await asyncio.to_thread(cluster.start)
