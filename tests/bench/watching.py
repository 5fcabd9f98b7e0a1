"""What it costs to count: CPU of the metrics of one mail, beside the CPU of the mail itself.

`python -m tests.bench.watching [MAILS]` prints it and asserts nothing.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from prometheus_client import generate_latest

from analyzers import OurSide, examine, read
from bot import metrics
from bot.counted import counted, first_answered, last_answered
from bot.store import Case
from bot.submission import Submission
from tests.scenarios.office import CASE_A, recorded

if TYPE_CHECKING:
    from analyzers import Report
    from analyzers.lookups import Lookups


async def mail(lookups: Lookups) -> tuple[Report, float]:
    """The report on one mail, and the milliseconds of CPU that it took."""
    start = time.process_time()
    report = await examine(read(CASE_A), lookups=lookups, side=OurSide(domains=("example-shop.jp",)), deadline=5.0)
    return report, (time.process_time() - start) * 1000


def answered(report: Report) -> float:
    """Milliseconds of CPU for what is counted of an answer."""
    said = Submission("k", "C", "1", "U", "", None, direct=False)
    case = Case("1", "k", "C", "1", "U", {}, None, None, datetime.now(UTC))
    start = time.process_time()
    metrics.SUBMISSIONS.labels(said.door).inc()
    first_answered(said)
    last_answered(said, case, report, told=True)
    return (time.process_time() - start) * 1000


async def measured(mails: int) -> None:
    """In turn with and without, so that a busy machine slows both."""
    plain, watched, answers = [], [], []
    lookups = recorded()
    asking = counted(lookups)
    for _ in range(mails):
        plain.append((await mail(lookups))[1])
        report, cost = await mail(asking)
        watched.append(cost)
        answers.append(answered(report))
    start = time.process_time()
    size = len(generate_latest(metrics.REGISTRY))
    scrape = (time.process_time() - start) * 1000
    more = statistics.median(watched) - statistics.median(plain) + statistics.median(answers)
    whole = statistics.median(plain)
    print(f"metrics of one mail: {more:.2f} ms CPU of {whole:.1f} ms; a scrape: {scrape:.1f} ms, {size / 1024:.0f} KiB")


if __name__ == "__main__":
    asyncio.run(measured(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
