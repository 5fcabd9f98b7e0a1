"""Upgrades and the way back: whole or not at all, with what older schemas keep left alone."""

import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot import migrations
from bot.database import DatabaseError, make_engine
from bot.migrations import STEPS, Step, WorkLeftError, copies, migrate, rollback, version
from bot.tables import metadata

ROOT = Path(__file__).parents[2]
CASE = "INSERT INTO cases VALUES ('2025-0509-1', 'k', 'C1', '1.2', 'U1', '{}', 'danger', '{}', '2025-05-09T00:00:00.000000+00:00')"
LATER_CASE = CASE.replace("+00:00')", "+00:00', NULL, NULL)")


def run(engine: sa.Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))


def rows(engine: sa.Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query))]


def shape(engine: sa.Engine) -> dict[str, Any]:
    """Every table with its columns, their types, and its indexes."""
    seen = sa.inspect(engine)
    return {
        table: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(table)],
            sorted((index["name"], tuple(index["column_names"])) for index in seen.get_indexes(table)),
        )
        for table in seen.get_table_names()
    }


@pytest.mark.parametrize("number", range(1, len(STEPS) + 1))
def test_each_step_can_be_taken_back(engine: sa.Engine, number: int):
    """Down and up again: the schema is the one of before, each time."""
    migrate(engine, STEPS[: number - 1])
    before = shape(engine)
    migrate(engine, STEPS[:number])
    after = shape(engine)
    had = rollback(engine, number - 1, STEPS[:number])
    back = shape(engine)
    migrate(engine, STEPS[:number])

    assert had == number
    assert back == before
    assert shape(engine) == after
    assert before != after
    assert version(engine) == number


@pytest.mark.parametrize("old", range(1, len(STEPS)))
def test_what_an_older_schema_keeps_stays(engine: sa.Engine, old: int):
    """A case goes up to the newest schema and back, and is what it was."""
    migrate(engine, STEPS[:old])
    names = "id, key, channel, thread_ts, user_id, submission, level, report, opened"
    run(engine, CASE.replace("cases", f"cases ({names})"))
    before = rows(engine, "SELECT * FROM cases")
    migrate(engine)
    now = rows(engine, f"SELECT {names} FROM cases")
    rollback(engine, old)

    assert now == [row[:9] for row in before]
    assert rows(engine, "SELECT * FROM cases") == before
    assert version(engine) == old


def test_every_step_says_how_to_go_back():
    """And what is lost by it."""
    assert all(step.down and step.lost for step in STEPS)


@pytest.mark.parametrize(
    ("statement", "to", "table"),
    [
        ("INSERT INTO spool VALUES ('a', NULL, 'lmtp', 'taken', NULL, NULL, '2025')", 3, "spool"),
        ("INSERT INTO inbox VALUES ('a#1', 'answer', '{}', 'a', 'e')", 2, "inbox"),
        (
            "INSERT INTO given_away (case_id, user_id, what, at) VALUES ('2025-0509-1', 'U1', '{}', '2025')",
            2,
            "given_away",
        ),
    ],
)
def test_promises_are_not_rolled_back(engine: sa.Engine, statement: str, to: int, table: str):
    """What somebody waits for keeps the schema, unless it is forced."""
    migrate(engine)
    run(engine, LATER_CASE, statement)
    before = shape(engine)
    with pytest.raises(WorkLeftError) as caught:
        rollback(engine, to)
    kept = shape(engine)
    rollback(engine, to, force=True)

    assert (
        str(caught.value) == f"the table {table} holds work that is not done, and it would be lost (--force drops it)"
    )
    assert kept == before
    assert version(engine) == to


@pytest.mark.parametrize("to", [-1, len(STEPS) + 1])
def test_nowhere_to_go_back_to(engine: sa.Engine, to: int):
    """A schema that is not behind us is a clear error."""
    migrate(engine)
    with pytest.raises(DatabaseError) as caught:
        rollback(engine, to)

    assert str(caught.value) == f"The database is at schema {len(STEPS)}; this Fuwake cannot take it back to {to}"


@pytest.mark.parametrize("where", ["up", "down"])
def test_a_failed_step_changes_nothing(engine: sa.Engine, where: str):
    """Its first statements are undone with the one that failed, and the schema stays the old one."""
    good, bad = "ALTER TABLE cases ADD COLUMN note TEXT", "THIS IS NOT SQL"
    migrate(engine)
    run(engine, LATER_CASE)
    broken = (*STEPS, Step((good, bad))) if where == "up" else (*STEPS[:-1], Step(STEPS[-1].up, (good, bad)))
    before = shape(engine)
    go = (lambda: migrate(engine, broken)) if where == "up" else (lambda: rollback(engine, len(STEPS) - 1, broken))
    with pytest.raises(DatabaseError):
        go()

    assert shape(engine) == before
    assert version(engine) == len(STEPS)
    assert rows(engine, "SELECT id FROM cases") == [("2025-0509-1",)]


KILLED = """
import os, signal, sys
import sqlalchemy as sa
from bot.database import make_engine
from bot.migrations import migrate

engine = make_engine(sys.argv[1])

@sa.event.listens_for(engine, "before_cursor_execute")
def die(connection, cursor, statement, *rest):
    if statement.startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

migrate(engine)
"""


@pytest.mark.parametrize("at", ["CREATE TABLE servers_seen", "CREATE TABLE leads", "UPDATE schema_version"])
def test_a_process_that_dies_in_an_upgrade_leaves_the_old_schema(url: str, engine: sa.Engine, at: str):
    """Killed between two statements: everything is as before, and the next start upgrades."""
    migrate(engine, STEPS[:1])
    run(engine, CASE)
    before = shape(engine)
    engine.dispose()
    died = subprocess.run([sys.executable, "-c", KILLED, url, at], cwd=ROOT, timeout=60, check=False)

    assert died.returncode == -signal.SIGKILL
    assert shape(engine) == before
    assert version(engine) == 1
    assert rows(engine, "SELECT level FROM cases") == [("danger",)]
    migrate(engine)
    assert version(engine) == len(STEPS)
    assert rows(engine, "SELECT level FROM cases") == [("danger",)]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
class TestCopies:
    """A SQLite database is copied before it is upgraded."""

    def test_the_copy_is_the_old_database(self, engine: sa.Engine):
        """Whole, private, alone; of two upgrades the later one's is kept."""
        path = Path(str(engine.url.database))
        migrate(engine, STEPS[:1])
        run(engine, CASE)
        migrate(engine, STEPS[:2])
        first = [each.name for each in copies(path)]
        migrate(engine)
        (copy,) = copies(path)
        with sqlite3.connect(copy) as there:
            found = there.execute("SELECT version, id FROM schema_version, cases").fetchall()
            tables = [name for (name,) in there.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        there.close()

        assert first == ["fuwake.db.before-1"]
        assert copy.name == "fuwake.db.before-2"
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert found == [(2, "2025-0509-1")]
        assert "triage" not in tables
        assert "servers_seen" in tables

    def test_nothing_to_copy(self, engine: sa.Engine):
        """A new database, one without cases and one that is up to date leave no file behind."""
        path = Path(str(engine.url.database))
        migrate(engine, STEPS[:1])
        migrate(engine)
        run(engine, LATER_CASE)
        migrate(engine)

        assert copies(path) == []
        assert sorted(each.name for each in path.parent.iterdir()) == ["fuwake.db", "fuwake.db-shm", "fuwake.db-wal"]

    def test_without_a_copy_there_is_no_upgrade(self, engine: sa.Engine):
        """Where none can be written, the database stays as it is."""
        path = Path(str(engine.url.database))
        migrate(engine, STEPS[:1])
        run(engine, CASE)
        (path.parent / "fuwake.db.before-1").mkdir()
        with pytest.raises(DatabaseError) as caught:
            migrate(engine)

        assert str(caught.value) == (
            "The database is not upgraded, for it cannot be copied first: "
            f"{path}.before-1 cannot be written: Is a directory"
        )
        assert version(engine) == 1


def test_an_empty_database_has_no_schema(engine: sa.Engine):
    """Asking does not make one."""
    assert version(engine) == 0
    assert sa.inspect(engine).get_table_names() == []


def test_an_unreachable_database_is_one_clear_line():
    """Whatever is asked of it."""
    engine = make_engine("postgresql://user:secret@127.0.0.1:1/fuwake")
    for ask in (migrate, version, lambda engine: rollback(engine, 1)):
        with pytest.raises(DatabaseError, match=r"^The database postgresql://127.0.0.1:1/fuwake cannot be used: "):
            ask(engine)
    engine.dispose()


def test_the_last_schema_is_the_tables(engine: sa.Engine):
    """Nothing is made that no code knows, but for the schema's own number."""
    migrate(engine)

    assert set(shape(engine)) - set(metadata.tables) == {"schema_version"}
    assert migrations.COPY == "before-"
