"""Backup and restore: everything that Fuwake remembers, cases and pending jobs alike, is in its one database.

SQLite is copied through SQLite itself, PostgreSQL by its own programs pg_dump and pg_restore. A password goes to them by their
environment, for everybody on a machine can read command lines.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot import migrations, sqlite_file
from bot.database import DatabaseError, plain_errors
from bot.executors import alive

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = b"PGDMP"  # how a file that pg_dump wrote in its own format begins
# The parameters of a URL that the programs take by their environment (PostgreSQL documentation, section "Environment Variables").
_BY_ENVIRONMENT = {
    *("host", "hostaddr", "port", "user", "password", "passfile", "service", "options", "target_session_attrs"),
    *("sslmode", "sslrootcert", "sslcert", "sslkey", "gssencmode"),
}
_KEPT = {"PATH", "HOME", "LANG", "LC_ALL"}


class BackupError(Exception):
    """It cannot be done. The text is one line; `passing`: it may work later."""

    def __init__(self, line: str, *, passing: bool = False) -> None:
        super().__init__(line)
        self.passing = passing


def backup(engine: sa.Engine, target: Path) -> None:
    """Writes the whole database to `target`, mode 0600, while bots run. What stood there goes only if it was a backup.

    Raises BackupError, DatabaseError.
    """
    if not target.parent.is_dir():
        raise BackupError(f"there is no folder {target.parent}")
    if target.is_dir():
        raise BackupError(f"{target} is a folder: name a file")
    if target.exists() and (not target.is_file() or _same(engine, target) or not _ours(target)):
        raise BackupError(f"{target} is something else than a backup; it is left as it is")
    target = Path(os.path.realpath(target))  # /dev/stdout is a link: what it leads to is written, not the link replaced
    if engine.dialect.name == "sqlite":
        with _plain():
            sqlite_file.copy(Path(str(engine.url.database)), target)
        return
    with _draft(target) as draft:
        _program(engine, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={draft}")
        _program(engine, "pg_restore", "--list", str(draft))
        draft.replace(target)


def restore(engine: sa.Engine, source: Path, *, force: bool = False) -> Path | None:
    """Puts the backup `source` in the place of the database; gives where the replaced one was kept, if there was one.

    Refused while a bot runs, unless `force`. PostgreSQL: only into an empty database. Raises BackupError, DatabaseError.
    """
    if not source.is_file():
        raise BackupError(f"there is no file {source}")
    known = len(migrations.STEPS)
    schema = _schema_of(engine, source)
    if schema is None:
        raise BackupError(f"{source} is no backup of Fuwake's database of this kind")
    if schema > known:
        raise BackupError(f"{source} is of schema {schema}, this Fuwake knows {known}: use the newer one")
    if engine.dialect.name == "sqlite":
        return _restore_file(engine, source, force=force)
    if not _empty(engine):
        raise BackupError("the database is not empty: make a new one, and name it in FUWAKE_DATABASE_URL")
    name = _parameters(engine).get("dbname", "")
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", f"--dbname={name}")
    _program(engine, "pg_restore", *options, str(source))
    return None


def idle(engine: sa.Engine, *, force: bool = False) -> None:
    """Raises BackupError while a bot uses the database; `force`: never."""
    if force or migrations.version(engine) == 0:
        return
    if found := len(alive(engine)):
        raise BackupError(f"{found} running: stop Fuwake first (or add --force)", passing=True)


def _restore_file(engine: sa.Engine, source: Path, *, force: bool) -> Path | None:
    path = Path(str(engine.url.database))
    if source.exists() and path.exists() and source.samefile(path):
        raise BackupError(f"{source} is the database itself")
    try:
        idle(engine, force=force)
        blank = _blank(engine)
    except DatabaseError as error:
        raise BackupError(f"{error}; whether a bot runs cannot be told (stop it and add --force)") from None
    finally:
        engine.dispose()  # the last to close it writes what stands beside the file into it
    draft = path.with_name(f".{path.name}.restored")
    with _plain():
        sqlite_file.copy(source, draft)
    try:
        return _swap(path, draft, keep=not blank)
    except OSError as error:
        raise BackupError(f"{path} cannot be replaced: {error.strerror}") from None
    finally:
        draft.unlink(missing_ok=True)


def _swap(path: Path, draft: Path, *, keep: bool) -> Path | None:
    """The old file stays where it is until the new one takes its place, all at once."""
    if not keep:
        draft.replace(path)
        return None
    aside = path.with_name(f"{path.name}.replaced-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    os.link(path, aside)
    for end in sqlite_file.BESIDE:
        with contextlib.suppress(FileNotFoundError):  # only a damaged database, or a forced restore, leaves them
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    draft.replace(path)
    return aside


def _schema_of(engine: sa.Engine, source: Path) -> int | None:
    """The schema in a backup for this kind of database; None when it is none."""
    if engine.dialect.name == "sqlite":
        with _plain():
            sqlite_file.check(source)
            return sqlite_file.schema_of(source)
    if not _is_dump(source):
        return None
    told = _program(engine, "pg_restore", "--data-only", "--table=schema_version", "--file=-", str(source))
    found = re.search(r"^COPY \S*schema_version \(version\) FROM stdin;\n(\d+)$", told, re.MULTILINE)
    return int(found[1]) if found else None


def _ours(target: Path) -> bool:
    """Whether a file is a backup that may be replaced by a newer one."""
    if _is_dump(target):
        return True
    try:
        return target.stat().st_size == 0 or sqlite_file.schema_of(target) is not None
    except (sqlite_file.FileError, OSError):
        return False


def _same(engine: sa.Engine, target: Path) -> bool:
    return engine.dialect.name == "sqlite" and target.samefile(str(engine.url.database))


def _is_dump(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _blank(engine: sa.Engine) -> bool:
    """Whether a SQLite file holds nothing; a damaged one holds something."""
    try:
        return _empty(engine)
    except DatabaseError:
        return False


def _empty(engine: sa.Engine) -> bool:
    with plain_errors(engine), engine.connect() as connection:
        schemas = sa.inspect(connection).get_schema_names()
        return not any(sa.inspect(connection).get_table_names(name) for name in schemas if name != "information_schema")


@contextlib.contextmanager
def _draft(target: Path) -> Iterator[Path]:
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        yield draft
    except OSError as error:
        raise BackupError(f"{target} cannot be written: {error.strerror}") from None
    finally:
        draft.unlink(missing_ok=True)


@contextlib.contextmanager
def _plain() -> Iterator[None]:
    try:
        yield
    except sqlite_file.FileError as error:
        raise BackupError(str(error)) from None


def _program(engine: sa.Engine, name: str, *arguments: str) -> str:
    """Runs one of PostgreSQL's programs; gives what it printed. Raises BackupError."""
    found = shutil.which(name)
    if found is None:
        raise BackupError(f"the program {name} is not installed; it comes with PostgreSQL's client (postgresql-client)")
    done = subprocess.run(  # noqa: S603 -- the program is PostgreSQL's own, the arguments are ours
        [found, *arguments], env=_environment(engine), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        why = next((line for line in lines if "error" in line or "FATAL" in line), *lines[-1:] or ["it failed"])
        raise BackupError(f"{name}: {why.removeprefix(f'{name}: ')}", passing="connection to server" in done.stderr)
    return done.stdout


def _environment(engine: sa.Engine) -> dict[str, str]:
    """What leads the programs to the same server as us: what the environment says, and over that the URL."""
    given = _parameters(engine)
    own = {key: value for key, value in os.environ.items() if key in _KEPT or key.startswith("PG")}
    own |= {"PGDATABASE": given["dbname"]} if "dbname" in given else {}
    own |= {f"PG{key.replace('_', '').upper()}": given[key] for key in _BY_ENVIRONMENT & given.keys()}
    return own | {"PGCONNECT_TIMEOUT": "10"}


def _parameters(engine: sa.Engine) -> dict[str, str]:
    """The database's URL as libpq is told of it: a host may stand behind the question mark, too."""
    found = engine.dialect.create_connect_args(engine.url)[1]
    return {key: str(value) for key, value in found.items() if value}
