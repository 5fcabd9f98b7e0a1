"""A SQLite database as a file: copied whole while others write to it, and looked at without changing it."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BESIDE = ("-wal", "-shm")  # what SQLite keeps beside a database that is open


class FileError(Exception):
    """A file cannot be read, written or used. The text is one line."""


def copy(source: Path, target: Path) -> None:
    """Makes `target` a copy of the database `source` as it is at one moment: whole, tried, on disk, mode 0600.

    Other processes may write meanwhile. What stood at `target` is replaced only by a copy that is good. Raises FileError.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        with _opened(source) as from_, contextlib.closing(sqlite3.connect(draft)) as to:
            from_.backup(to)  # in one go: pages that somebody writes meanwhile would begin it anew
            to.execute("PRAGMA journal_mode=DELETE")  # one file alone: nothing beside it has to be copied along
        check(draft)
        _sync(draft)
        draft.replace(target)
        _sync(target.parent)
    except sqlite3.Error as error:
        raise FileError(f"{source} cannot be copied to {target}: {error}") from None
    except OSError as error:
        raise FileError(f"{target} cannot be written: {error.strerror}") from None
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def drafts(path: Path) -> list[Path]:
    """What a process that died left beside the database `path` when it copied it, or another one into its place."""
    draft = re.compile(rf"\.{{1,2}}{re.escape(path.name)}\.(?:before-\d+\.\d+|restored(?:\.\d+)?)(?:-journal)?")
    return sorted(each for each in path.parent.glob(f".*{path.name}.*") if draft.fullmatch(each.name))


def check(path: Path) -> None:
    """Reads the whole database. Raises FileError when something in it is broken, or it is none."""
    try:
        with _opened(path) as connection:
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise FileError(f"{path} is no sound SQLite database: {error}") from None
    if said != "ok":
        raise FileError(f"{path} is damaged: {' '.join(str(said).split())}")


def schema_of(path: Path) -> int | None:
    """Which schema of Fuwake's a database has; None when it is not one of Fuwake's. Raises FileError."""
    try:
        with _opened(path) as connection:
            row = connection.execute("SELECT version FROM schema_version").fetchone()
            connection.execute("SELECT id FROM cases LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        return None
    except sqlite3.Error as error:
        raise FileError(f"{path} is no sound SQLite database: {error}") from None
    return int(row[0]) if row else None


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """To read only; a missing file is an error, not a new database."""
    if not path.is_file():
        raise FileError(f"there is no file {path}")
    with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as connection:
        yield connection


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
