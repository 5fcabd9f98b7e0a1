"""`fuwake check`: mails from files, standard input or the command line in, reports on the terminal out."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analyzers import NotAMail, examine, read
from analyzers.reading import MAX_BYTES
from bot.reply import Reply, reply
from bot.stranger import Plain, visible
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from analyzers import OurSide, Report
    from analyzers.lookups import Lookups

AT_ONCE = 8  # mails whose lookups run side by side
_URL = re.compile(r"(?i)^\s*(?:h(?:tt|xx|\*\*)ps?\[?:|www\.)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input with its report, or with the sentence ids (`error`) and detail (`why`) of what is wrong with it."""

    file: str
    report: Report | None = None
    error: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Examiner:
    """Everything that is needed to examine: who can be asked, who we are, and for how long (seconds)."""

    lookups: Lookups
    side: OurSide
    deadline: float


async def check(inputs: Sequence[str], examiner: Examiner, *, as_json: bool, languages: Sequence[str]) -> int:
    """Examines every input and prints as asked. Gives the exit code: 0, or 2 when an input was no mail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that is not UTF-8 gets question marks, not a traceback
    outcomes: list[Outcome] = []
    show_table = len(inputs) > 1 and not as_json
    async for outcome in _progress(_outcomes(inputs, examiner), len(inputs), show=show_table):
        if as_json:
            print(_json_line(outcome), flush=True)  # noqa: T201 -- the terminal is the way out here
        outcomes.append(replace(outcome, report=None) if as_json else outcome)
    if show_table:
        _table(outcomes, languages)
    elif not as_json and outcomes and outcomes[0].report:
        _page(outcomes[0].report, languages)
    for outcome in outcomes:
        if outcome.error:
            print(_error_line(outcome, languages[0]), file=sys.stderr)  # noqa: T201
    return 2 if any(outcome.error for outcome in outcomes) else 0


async def _outcomes(inputs: Sequence[str], examiner: Examiner) -> AsyncIterator[Outcome]:
    """In the order given, some of them under way at once."""
    gate = asyncio.Semaphore(AT_ONCE)
    tasks = [asyncio.create_task(_outcome(name, examiner, gate)) for name in inputs]
    for task in tasks:
        yield await task


async def _outcome(name: str, examiner: Examiner, gate: asyncio.Semaphore) -> Outcome:
    async with gate:
        try:
            message = read(_source(name))
        except FileNotFoundError:
            return Outcome(name, error="cli-not-found")
        except OSError as error:
            return Outcome(name, error="cli-unreadable", why=error.strerror or str(error))
        except NotAMail as error:
            return Outcome(name, error="cli-not-a-mail", why=f"not-a-mail-{error.code}")
        report = await examine(message, lookups=examiner.lookups, side=examiner.side, deadline=examiner.deadline)
        return Outcome(name, report)


def _source(name: str) -> bytes | str:
    """Standard input, a file's bytes, or the address itself."""
    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    if _URL.match(name) and not os.path.isfile(name):  # noqa: PTH113 -- an address may be longer than any file's name
        return name
    with Path(name).open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _json_line(outcome: Outcome) -> str:
    from bot.report_json import report_json

    if outcome.report:
        return json.dumps(report_json(outcome.report, file=outcome.file), ensure_ascii=False)
    return json.dumps({"file": outcome.file, "error": _error_line(outcome, "en")}, ensure_ascii=False)


def _error_line(outcome: Outcome, language: str) -> str:
    w = words(language)
    why = w.say(outcome.why) if outcome.why.startswith("not-a-mail-") else outcome.why
    return w.say(outcome.error, file=Plain(visible(outcome.file)), why=Plain(why))


async def _progress(outcomes: AsyncIterator[Outcome], total: int, *, show: bool) -> AsyncIterator[Outcome]:
    """A bar on a terminal's standard error, so that standard output stays the table alone."""
    if not show or not sys.stderr.isatty():
        async for outcome in outcomes:
            yield outcome
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        async for outcome in outcomes:
            bar.advance(task)
            yield outcome


def _table(outcomes: Sequence[Outcome], languages: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    w = words(languages[0])
    table = Table(box=None, pad_edge=False)
    for name in ("file", "level", "reason"):
        table.add_column(w.say(f"cli-column-{name}"), overflow="fold")
    for outcome in outcomes:
        if outcome.report:
            said = reply(outcome.report, languages[0])
            level = f"{said.emoji} {w.say(f'level-{outcome.report.level}')}"
            table.add_row(Text(visible(outcome.file)), Text(level), Text(said.summary))
    Console().print(table)


def _page(report: Report, languages: Sequence[str]) -> None:
    pages = [page(reply(report, language)) for language in languages]
    print("\n\n".join(pages))  # noqa: T201


def page(said: Reply) -> str:
    """One reply as plain text."""
    lines = [f"{said.emoji} {said.headline}", said.summary, "", said.now_title, *(f"  {line}" for line in said.now)]
    lines += [f"    - {line}" for line in said.how]
    for section in said.sections:
        lines += ["", section.title, *(f"  • {line}" for line in section.lines)]
    return "\n".join([*lines, "", *said.footer])
