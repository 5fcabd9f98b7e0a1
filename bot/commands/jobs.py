"""`fuwake jobs`: what waits and what has failed, in a bot that may run meanwhile. What a job is about is not shown."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.ending import AWAY, database, say, stop

if TYPE_CHECKING:
    from bot.attempts import Job

jobs = typer.Typer(help="Jobs that wait or have failed.")
_CLASS = re.compile(r"(?:[A-Za-z_][\w.]*(?:: |$))*[A-Za-z_][\w.]*(?=:|$)")  # JobFailed: ValueError: what it said


@jobs.callback(invoke_without_command=True)
def listed(
    context: typer.Context,
    *,
    failed: Annotated[bool, typer.Option("--failed", help="Only those that have failed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List jobs, the oldest first: id, task, state, attempt, age, and the kind of the error."""
    if context.invoked_subcommand is not None:
        return
    from bot.job_desk import JobDesk

    with database() as engine:

        async def found() -> list[Job]:
            desk = JobDesk(engine)
            return [*([] if failed else await desk.waiting()), *await desk.failed()]

        rows = [_row(job) for job in asyncio.run(found())]
    if as_json:
        for row in rows:
            say(json.dumps(row))
    else:
        _table(rows)


@jobs.command("retry")
def retry(
    job: Annotated[str | None, typer.Argument(metavar="[ID]", help="As `fuwake jobs --failed` tells it.")] = None,
    *,
    all_failed: Annotated[bool, typer.Option("--all-failed", help="Every job that has failed.")] = False,
) -> None:
    """Give failed jobs their attempts again; the bot does them."""
    if (job is None) == (not all_failed):
        stop("name one ID, or --all-failed")
    from bot.job_desk import JobDesk

    with database() as engine:

        async def again() -> int:
            desk = JobDesk(engine)
            ids = [job] if job else [each.id for each in await desk.failed()]
            return sum([await desk.retry(each) for each in ids])

        count = asyncio.run(again())
    if job and not count:
        stop(f"{job} is not among the failed jobs")
    say(f"tried again: {count}")


@jobs.command("drop")
def drop(job: Annotated[str, typer.Argument(metavar="ID", help="As `fuwake jobs` tells it.")]) -> None:
    """Give a job up that waits or has failed: it is never done."""
    from bot.job_desk import JobDesk

    with database() as engine:
        outcome = asyncio.run(JobDesk(engine).drop(job))
    if outcome == "running":
        stop(f"{job} is being done right now; try again later", code=AWAY)
    if outcome == "unknown":
        stop(f"there is no job {job} that waits or has failed")
    say(f"dropped: {job}")


def _row(job: Job) -> dict[str, Any]:
    seconds = (datetime.now(UTC) - job.created).total_seconds()
    told = {"id": job.id, "task": job.task, "state": job.state, "attempt": job.attempt, "age": max(0, round(seconds))}
    return told | {"error": kind_of(job.error)}


def kind_of(error: str | None) -> str | None:
    """The names of the errors in front of what they said, which may hold people's mail."""
    if error is None or error == "its process died":
        return error
    found = _CLASS.match(error)
    return found[0] if found else "unknown"


def _table(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        what = f"{row['task']:16} {row['state']:8} attempt {row['attempt']}  {_age(row['age']):>6}  {row['id']}"
        say(what + (f"  {row['error']}" if row["error"] else ""))
    say(f"{len(rows)} jobs")


def _age(seconds: int) -> str:
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "m")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
