"""How a command begins and ends: with the settings, and with one line when something is wrong."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Never, TextIO

import typer

from bot.config import Config, SettingsError, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sqlalchemy as sa

AWAY, WRONG = 1, 2  # exit codes


def settings() -> Config:
    """The settings of this process, or its end."""
    try:
        return load()
    except SettingsError as error:
        stop(str(error))


def stop(line: str, *, code: int = WRONG) -> Never:
    """Ends with one clear line."""
    print(f"fuwake: {line}", file=sys.stderr)  # noqa: T201 -- one clear line
    raise typer.Exit(code)


def say(line: str = "") -> None:
    """One line on the terminal."""
    with output() as out:
        print(line, file=out)


@contextlib.contextmanager
def output() -> Iterator[TextIO]:
    """The terminal, or where its output is sent; what its encoding does not know is written as an escape."""
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
    try:
        yield out
        out.flush()
    except BrokenPipeError:
        raise  # whoever reads has seen enough
    except OSError as error:
        with contextlib.suppress(OSError):
            out.close()  # else the end of the process would try once more what is left
        stop(f"the output cannot be written: {error.strerror}", code=AWAY)


@contextlib.contextmanager
def database(*, current: bool = True, new: bool = False) -> Iterator[sa.Engine]:
    """The database of the settings. `current`: only with the schema of this Fuwake; `new`: even when there is none yet."""
    from bot.database import DatabaseError, make_engine

    config = settings()
    try:
        if not new:
            _there(config.database)
        engine = make_engine(config.database)
        try:
            if current:
                _current(engine)
            yield engine
        finally:
            engine.dispose()
    except DatabaseError as error:
        stop(str(error), code=AWAY)


def _there(url: str) -> None:
    """Looking must not make a new file."""
    import sqlalchemy as sa

    with contextlib.suppress(sa.exc.ArgumentError, ValueError):  # told by who opens it
        parsed = sa.make_url(url)
        if parsed.drivername == "sqlite" and parsed.database and not Path(parsed.database).exists():
            stop(f"there is no database {parsed.database} yet; Fuwake makes it when it starts")


def _current(engine: sa.Engine) -> None:
    from bot import migrations

    found, known = migrations.version(engine), len(migrations.STEPS)
    if found > known:
        stop(f"the database is at schema {found}, this Fuwake knows {known}: use the newer one")
    if found < known:
        stop(f"the database is at schema {found}, this Fuwake needs {known}: start Fuwake once, which brings it up")
