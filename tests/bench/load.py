"""What a flood of reports costs: how late the slowest acknowledgement is, how long the answers take, how much memory.

`python -m tests.bench.load [REPORTS [SECONDS]]` prints it and asserts nothing; by default 1,000 reports in 60 seconds. Posts are
rationed as Slack does it, five a second in all and one a second in a channel.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.demo import DemoSlack
from tests.scenarios.crowd import MORE, Crowd, Figures, flood, intake
from tests.scenarios.process import BotProcess


async def measured(reports: int, seconds: float) -> Figures:
    """One run in a new workspace with a new bot."""
    with tempfile.TemporaryDirectory() as folder:
        async with DemoSlack(retry_delays=(0, 3, 6)) as slack:
            crowd = Crowd(slack)
            crowd.gather(max(reports // 4, 1), channels=[MORE])
            bot = BotProcess(slack, Path(folder), FUWAKE_INTAKE_CHANNELS=intake(MORE), FUWAKE_LOOKUP_DEADLINE="0.5")
            await bot.start()
            figures = await flood(slack, bot, crowd, reports=reports, seconds=seconds)
            await bot.stop()
    return figures


def main() -> None:
    """One line."""
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    got = asyncio.run(measured(reports, seconds))
    once, lost, doubled = got.answers.count(1), got.answers.count(0), sum(1 for n in got.answers if n > 1)
    print(
        f"{reports} reports in {got.reported:.0f} s: {once} answered once, {lost} lost, {doubled} doubled, "
        f"the last after {got.answered:.0f} s; slowest ack {got.slowest_ack:.3f} s; {got.memory / 2**20:.0f} MiB"
    )


if __name__ == "__main__":
    main()
