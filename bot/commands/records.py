"""`fuwake export` and `fuwake forget`: what is kept of people's reports, for whoever may ask for it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bot.commands.ending import database, output, say, stop

if TYPE_CHECKING:
    import sqlalchemy as sa

    from bot.forgetting import Forgotten, Whom


def export(
    *,
    case: Annotated[str | None, typer.Option("--case", metavar="ID", help="One case, as 2026-1122-3.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on: 2026-11-22.")] = None,
    form: Annotated[Literal["jsonl", "csv"], typer.Option("--format", help="One JSON object a line, or a table.")] = (
        "jsonl"
    ),
) -> None:
    """Write cases, warnings and the audit log to the terminal, or where its output is sent."""
    from bot import exporting

    if case and since:
        stop("name --case or --since, not both")
    write = exporting.write_csv if form == "csv" else exporting.write_jsonl
    with database() as engine:
        if case:
            _known(engine, case)
        with output() as out:
            write(exporting.records(engine, case_id=case, since=_moment(since)), out)


def forget(
    *,
    user: Annotated[str | None, typer.Option("--user", metavar="U…", help="Somebody, by the Slack id.")] = None,
    mail: Annotated[str | None, typer.Option("--mail", metavar="ADDRESS", help="Somebody who reports by mail.")] = None,
    case: Annotated[str | None, typer.Option("--case", metavar="ID", help="One case.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, it is only told what would go.")] = False,
) -> None:
    """Forget a person or a case: reports, opinions, what was given away, mails and jobs. The audit log loses the name."""
    from bot.forgetting import Whom

    if len([each for each in (user, mail, case) if each]) != 1:
        stop("name one of --user, --mail and --case")
    with database() as engine:
        if case:
            _known(engine, case)
        whom = Whom(user=user, mail=mail, case=case)
        _told(_forget(engine, whom, pretend=not yes))
        copies = _copies(engine) if yes else []
    if not yes:
        stop("nothing was changed; add --yes to do it")
    for copy in copies:
        say(f"a copy of the database still knows it: {copy}")


def _forget(engine: sa.Engine, whom: Whom, *, pretend: bool) -> Forgotten:
    from bot import forgetting
    from bot.job_desk import JobDesk

    # The jobs first: one that is still to be done would bring back what is forgotten.
    names = forgetting.forget(engine, whom, pretend=True).jobs
    gone, busy = asyncio.run(JobDesk(engine).erase(names, pretend=pretend))
    found = forgetting.forget(engine, whom, pretend=pretend)
    found.add("jobs", gone)
    found.add("jobs that run right now and stay; repeat it later", busy)
    return found


def _told(found: Forgotten) -> None:
    for what, count in sorted(found.counts.items()):
        say(f"{what}: {count}")
    for channel, ts in found.posts:
        say(f"still in Slack: {channel} {ts}")
    if not found.counts:
        say("nothing is kept")


def _copies(engine: sa.Engine) -> list[Path]:
    """What upgrades and restores left beside a SQLite database."""
    from bot.sqlite_file import drafts

    if engine.dialect.name != "sqlite":
        return []
    path = Path(str(engine.url.database))
    whole = sorted(each for each in path.parent.glob(f"{path.name}.*") if not each.name.endswith(("-wal", "-shm")))
    return [*whole, *drafts(path)]


def _known(engine: sa.Engine, case: str) -> None:
    import sqlalchemy as sa

    from bot.database import plain_errors
    from bot.tables import cases

    with plain_errors(engine), engine.connect() as connection:
        if connection.execute(sa.select(cases.c.id).where(cases.c.id == case)).first() is None:
            stop(f"there is no case {case}")


def _moment(since: str | None) -> datetime | None:
    """The beginning of a day where this machine is, unless a time is named."""
    if since is None:
        return None
    try:
        return datetime.fromisoformat(since).astimezone()
    except (ValueError, OverflowError):
        stop(f"--since: {since!r} is no date (write 2026-11-22)")
