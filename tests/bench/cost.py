"""What Fuwake costs: CPU of a cold `fuwake check --offline`, of each further mail, and of the bot at rest.

Prints figures of one run and asserts nothing: `make bench`.
"""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bot.demo import DemoSlack
from bot.demo.office import INTAKE
from tests.scenarios.office import CASE_A, HANAKO
from tests.scenarios.process import BotProcess

MAILS = sorted((Path(__file__).parents[2] / "bot" / "demo" / "mails").glob("*.eml"))
REST = 20.0  # seconds


def cpu_of_check(mails: list[Path]) -> float:
    """User and system seconds of one call, start of Python included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [str(Path(sys.executable).with_name("fuwake")), "check", "--offline", "--json", *map(str, mails)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def corpus() -> list[Path]:
    """Real mails when they are there, else our own, over and over."""
    folder = os.environ.get("FUWAKE_CORPORA")
    found = sorted(Path(folder).glob("phishing_pot/*.eml"))[:300] if folder else []
    return found or MAILS * 60


async def at_rest() -> tuple[float, float, float]:
    """RSS in MiB at rest and after 50 mails, and the share of a core at rest, in percent."""
    with tempfile.TemporaryDirectory() as folder:
        async with DemoSlack() as slack:
            bot = BotProcess(slack, Path(folder))
            await bot.start()
            await asyncio.sleep(5)
            process = psutil.Process(bot.pid)
            spent, start = sum(process.cpu_times()[:2]), time.monotonic()
            await asyncio.sleep(REST)
            share = (sum(process.cpu_times()[:2]) - spent) / (time.monotonic() - start) * 100
            rest = process.memory_info().rss / 2**20
            for _ in range(50):
                await slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
            await slack.courier.settled()
            await asyncio.sleep(10)
            busy = process.memory_info().rss / 2**20
            await bot.stop()
    return rest, busy, share


def main() -> None:
    """Measures and prints."""
    cold = [cpu_of_check(MAILS[:1]) for _ in range(5)]
    many = corpus()
    further = (cpu_of_check(many) - statistics.median(cold)) / (len(many) - 1)
    rest, busy, share = asyncio.run(at_rest())
    print(f"fuwake check --offline, one mail: {statistics.median(cold):.2f} s CPU (max {max(cold):.2f}, budget 1.2)")
    print(f"each further mail of {len(many)}: {further * 1000:.1f} ms CPU (budget 30)")
    print(
        f"bot at rest: {rest:.0f} MiB (budget 250), {share:.1f} % of a core (budget 5); after 50 mails {busy:.0f} MiB"
    )


if __name__ == "__main__":
    main()
