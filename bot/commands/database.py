"""`fuwake database`: what it holds, a copy of it and back, and the way back to an older Fuwake."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Never

import typer

from bot.commands import ending
from bot.commands.ending import AWAY, WRONG, say, stop

if TYPE_CHECKING:
    import sqlalchemy as sa

    from bot.backup import BackupError

database = typer.Typer(help="The database: status, backup, restore, rollback.", no_args_is_help=True)
_FORCE = typer.Option("--force", help="Even while a bot runs.")


@database.command("status")
def status() -> None:
    """Tell the schema, the size, the rows of each table, and how many bots use it."""
    from bot import migrations
    from bot.executors import alive

    with ending.database(current=False) as engine:
        found = migrations.version(engine)
        say(f"database: {_name(engine)}")
        say(f"schema: {found} (this Fuwake: {len(migrations.STEPS)})")
        say(f"size: {_size(engine) / 1_000_000:.1f} MB")
        say(f"bots at work: {len(alive(engine)) if found else 0}")
        for name, count in _rows(engine):
            say(f"rows in {name}: {count}")
        if engine.dialect.name == "sqlite":
            for copy in migrations.copies(Path(str(engine.url.database))):
                say(f"copy from before an upgrade: {copy}")


@database.command("rollback")
def rollback(
    *,
    to: Annotated[int, typer.Option("--to", metavar="N", min=1, help="The schema that the older Fuwake knows.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, it is only told what would be lost.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Even while a bot runs, or work that waits is lost.")] = False,
) -> None:
    """Take the database back to an older schema, for an older Fuwake. What only the newer one keeps is lost."""
    from bot import migrations
    from bot.backup import BackupError, idle

    with ending.database(current=False) as engine:
        found = migrations.version(engine)
        if not to < found <= len(migrations.STEPS):
            stop(f"the database is at schema {found}; this Fuwake cannot take it back to {to}")
        for number in range(found, to, -1):
            say(f"schema {number} is taken back; lost: {migrations.STEPS[number - 1].lost}")
        if not yes:
            stop("nothing was changed; add --yes to do it (and make a backup before)")
        try:
            idle(engine, force=force)
            migrations.rollback(engine, to, force=force)
        except BackupError as error:
            _end(error)
        except migrations.WorkLeftError as error:
            stop(str(error))
        say(f"the database is at schema {to}; start the older Fuwake now (a newer one brings it up again)")


@database.command("backup")
def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; readable by you alone.")]) -> None:
    """Copy everything that Fuwake remembers into one file, while it runs."""
    from bot import backup as copies

    with ending.database(current=False) as engine:
        try:
            copies.backup(engine, file)
        except copies.BackupError as error:
            _end(error)
    say(f"{file}: {file.stat().st_size / 1_000_000:.1f} MB")


@database.command("restore")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `fuwake database backup` wrote.")],
    *,
    force: Annotated[bool, _FORCE] = False,
) -> None:
    """Put a backup in the place of the database, which is kept aside. PostgreSQL: into an empty database."""
    from bot import backup as copies

    with ending.database(current=False, new=True) as engine:
        try:
            aside = copies.restore(engine, file, force=force)
        except copies.BackupError as error:
            _end(error)
        say(f"{file} is in place; Fuwake can start")
        if aside:
            say(f"what was there before: {aside}")


def _end(error: BackupError) -> Never:
    stop(str(error), code=AWAY if error.passing else WRONG)


def _name(engine: sa.Engine) -> str:
    if engine.dialect.name == "sqlite":
        return f"SQLite, {engine.url.database}"
    return f"PostgreSQL, {engine.url.database} on {engine.url.host or 'this machine'}"


def _size(engine: sa.Engine) -> int:
    import sqlalchemy as sa

    from bot.database import plain_errors

    query = "SELECT pg_database_size(current_database())"
    if engine.dialect.name == "sqlite":
        query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    with plain_errors(engine), engine.connect() as connection:
        return int(connection.execute(sa.text(query)).scalar_one())


def _rows(engine: sa.Engine) -> list[tuple[str, int]]:
    """Of Fuwake's own tables, then of the jobs."""
    import sqlalchemy as sa

    from bot.database import plain_errors
    from bot.tables import metadata

    with plain_errors(engine), engine.connect() as connection:
        seen = sa.inspect(connection)
        names = [name for name in sorted(metadata.tables) if seen.has_table(name)]
        count = sa.select(sa.func.count())
        rows = [(name, connection.execute(count.select_from(sa.table(name))).scalar_one()) for name in names]
        schema = "dbos" if engine.dialect.name == "postgresql" else None
        if seen.has_table("workflow_status", schema=schema):
            jobs = count.select_from(sa.table("workflow_status", schema=schema))
            rows.append(("jobs", connection.execute(jobs).scalar_one()))
    return rows
