"""The one place that makes the database engine: a SQLite file of our own, or PostgreSQL.

SQLite runs in WAL with ``synchronous=FULL``: every commit is on disk when it returns, so an acknowledged
message survives a power cut. One file belongs to one host; several hosts need PostgreSQL.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

BUSY_SECONDS = 30  # a writer waits this long for another one before SQLite gives up
_POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}
_PRAGMAS = (f"busy_timeout={BUSY_SECONDS * 1000}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
# A server that is gone without a word must not hold a thread: 3 s to connect, 5 s for unanswered bytes.
_LIBPQ: dict[str, Any] = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "application_name": "fuwake",
}
# What a statement carried is people's mail: it stays out of error texts, and so out of the log.
_QUIET: dict[str, Any] = {"hide_parameters": True}


class DatabaseError(Exception):
    """The database cannot be used; one line for the operator, never with a password in it."""


def make_engine(url: str) -> sa.Engine:
    """Build the engine for ``sqlite:///path`` or ``postgresql://...``; nothing is connected yet.

    A SQLite file is created at once with mode 0600, a missing directory with 0700: it holds people's mail.
    Raises DatabaseError when the URL is not one of ours or the file cannot be made.
    """
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise DatabaseError("The database URL is not one: write sqlite:///path or postgresql://…") from None
    if parsed.drivername == "sqlite":
        return _sqlite(parsed)
    if parsed.drivername in _POSTGRESQL:
        return _postgresql(parsed)
    raise DatabaseError(f"The database {parsed.drivername}:// is not supported: write sqlite:///path or postgresql://…")


def check(engine: sa.Engine) -> None:
    """Ask the database one question. Raises DatabaseError."""
    with plain_errors(engine), engine.connect() as connection:
        # Read to its end: an open cursor pins SQLite's snapshot, and the connection's next write fails as "locked".
        connection.execute(sa.text("SELECT 1")).scalar_one()


@contextmanager
def plain_errors(engine: sa.Engine) -> Iterator[None]:
    """Turn "cannot reach, open, write, no permission" of the driver into one DatabaseError.

    What the caller's data did wrong stays as it is: IntegrityError, DataError.
    """
    try:
        yield
    except (sa.exc.IntegrityError, sa.exc.DataError):
        raise
    except (sa.exc.DBAPIError, sa.exc.TimeoutError) as error:
        reason = " ".join(str(getattr(error, "orig", None) or error).split())
        raise DatabaseError(f"The database {_shown(engine.url)} cannot be used: {reason}") from error


def _shown(url: sa.URL) -> str:
    """Name the database without any part that could be secret."""
    if url.drivername == "sqlite":
        return str(url.database)
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{url.host or ''}{port}/{url.database or ''}"


def _sqlite(url: sa.URL) -> sa.Engine:
    if sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < (3, 42):
        # What dbos writes for newer Pythons, older SQLites read as nothing.
        found = f"{sys.version_info.major}.{sys.version_info.minor} came with {sqlite3.sqlite_version}"
        raise DatabaseError(
            f"SQLite 3.42 or newer is needed with this Python ({found}); use Python 3.11, or PostgreSQL"
        )
    if url.database in {None, "", ":memory:"}:
        raise DatabaseError("The database must be a file: write sqlite:///path (memory would lose acknowledged mail)")
    path = Path(str(url.database)).resolve()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            # Never opened again: closing a file drops every POSIX lock this process has on it, SQLite's too.
            path.touch(mode=0o600)
        path.chmod(0o600)
    except OSError as error:
        raise DatabaseError(f"The database {path} cannot be used: {error.strerror}") from error
    engine = sa.create_engine(url.set(database=str(path)), connect_args={"timeout": BUSY_SECONDS}, **_QUIET)
    sa.event.listen(engine, "connect", _tune_sqlite)
    sa.event.listen(engine, "handle_error", _drop_stale)
    return engine


def _tune_sqlite(connection: Any, _record: Any) -> None:
    # A transaction that may write takes the lock at its start: a late upgrade would fail instead of waiting.
    connection.isolation_level = "IMMEDIATE"
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _drop_stale(context: sa.engine.ExceptionContext) -> None:
    # A cursor that somebody left open pins the connection to an old snapshot: every later write on it would fail.
    if getattr(context.original_exception, "sqlite_errorname", "") == "SQLITE_BUSY_SNAPSHOT":
        context.is_disconnect = True


def _postgresql(url: sa.URL) -> sa.Engine:
    if url.host and "@" in url.host:
        # Otherwise the driver's "cannot resolve" message would show the rest of the password.
        raise DatabaseError("The database URL is not one: an @ inside the password is written %40")
    return sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=8,
        max_overflow=8,
        pool_timeout=10,
        pool_pre_ping=True,
        **_QUIET,
        connect_args={name: value for name, value in _LIBPQ.items() if name not in url.query},
    )
