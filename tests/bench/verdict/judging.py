"""Judging thousands of mails offline, on all cores, each in every view. A file that cannot be judged is counted, not fatal."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzers import NotAMail, examine, read
from analyzers.brands import claimed
from tests.bench.verdict.language import language_of
from tests.bench.verdict.strip import authenticated, strip
from tests.bench.verdict.views import VIEWS, views

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analyzers.message import Message
    from analyzers.report import Report
    from tests.bench.verdict.mails import Source

MAX_BYTES = 10_000_000
MAX_SECONDS = 60.0  # for one mail in all its views
_STEP = 100  # mails between two lines of progress


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out for one view: the `level`, the sum `total`, and its rows as (code, group, weight)."""

    level: str
    total: float
    rows: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One mail: where it is from, what is known of it, and the verdict in each view. `error` tells why there is none.

    `authenticated`: recorded results vouch for its From domain. `brand`: its display name or subject names a listed brand;
    `disowned`: none of those owns its From address. `campaign` is alike for mails of one mailing.
    """

    set: str
    name: str
    fraud: bool
    language: str = "other"
    year: int | None = None
    authenticated: bool | None = None
    brand: bool = False
    disowned: bool = False
    campaign: str = ""
    views: dict[str, Verdict] = field(default_factory=dict)
    error: str | None = None


def judge(source: Source, wanted: Sequence[str] = tuple(VIEWS)) -> Judged:
    """Every wanted view of one file."""
    empty = Judged(source.set, source.path.name, source.fraud)
    signal.signal(signal.SIGALRM, _too_slow)
    signal.setitimer(signal.ITIMER_REAL, MAX_SECONDS)
    try:
        data = source.path.read_bytes()[:MAX_BYTES]
        recorded = read(data)
        return _judged(source, strip(data), recorded, wanted)
    except NotAMail as error:
        return _failed(empty, f"no mail: {error}")
    except Exception as error:  # noqa: BLE001 -- one bad file must not end a run over thousands
        return _failed(empty, f"{type(error).__name__}: {error}")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _too_slow(*_: object) -> None:
    raise TimeoutError(f"over {MAX_SECONDS:.0f} seconds")


def _failed(empty: Judged, why: str) -> Judged:
    return Judged(empty.set, empty.name, empty.fraud, error=why[:200])


def _judged(source: Source, data: bytes, recorded: Message, wanted: Sequence[str]) -> Judged:
    message = read(data)
    seen = {name: view for name, view in views(data, message).items() if name in wanted}
    verdicts = {name: _verdict(view) for name, view in seen.items() if name != "unstamped" or message.stamp}
    if "unstamped" in wanted and "whole" in verdicts:
        verdicts.setdefault("unstamped", verdicts["whole"])
    brands = (*claimed(message.sender.name), *claimed(message.subject))
    return Judged(
        set=source.set,
        name=source.path.name,
        fraud=source.fraud,
        language=language_of(f"{message.subject or ''}\n{message.text}"),
        year=message.date.year if message.date else None,
        authenticated=authenticated(recorded.headers, message.sender.domain),
        brand=bool(brands),
        disowned=bool(brands) and not any(brand.owns(message.sender.domain) for brand in brands),
        campaign=campaign(message.subject, source.path.name),
        views=verdicts,
    )


def _verdict(message: Message) -> Verdict:
    report: Report = asyncio.run(examine(message))
    rows = tuple(
        (
            f"{row.finding.code}/{row.finding.variant}" if row.finding.variant else row.finding.code,
            row.group.value,
            row.weight,
        )
        for row in report.findings
    )
    return Verdict(report.level.value, report.score.total, rows)


def campaign(subject: str | None, name: str) -> str:
    """The letters of the subject, without numbers, addresses and marks; the file's `name` when hardly any are left."""
    plain = re.sub(r"\S+@\S+|[\W\d_]+", " ", (subject or "").lower())
    key = " ".join(plain.split()[:8])
    return key if len(key) >= 4 else name


def judge_all(
    mails: Sequence[Source], wanted: Sequence[str] = tuple(VIEWS), *, workers: int | None = None
) -> Iterator[Judged]:
    """All of `mails` in their order, with progress on standard error."""
    logging.disable(logging.CRITICAL)
    count = workers or min(os.cpu_count() or 1, 4)
    if count == 1 or len(mails) < 2 * _STEP:
        yield from (judge(source, wanted) for source in mails)
        return
    with ProcessPoolExecutor(count) as pool:
        for number, judged in enumerate(pool.map(judge, mails, [wanted] * len(mails), chunksize=8), 1):
            if number % _STEP == 0:
                print(f"{number} of {len(mails)}", file=sys.stderr)
            yield judged
