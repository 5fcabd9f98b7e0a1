"""How a database grows into its tables, and back: ordered steps, run under a lock, each whole or not at all.

A step is SQL that both SQLite and PostgreSQL understand and is never edited once released; a change is a new step at the end.
Times are ISO 8601 in UTC with microseconds, so that text order is time order; JSON is text.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from bot import sqlite_file
from bot.database import DatabaseError, plain_errors

# Where the two differ.
_KINDS = {
    "postgresql": {"serial": "BIGSERIAL PRIMARY KEY", "bytes": "BYTEA"},
    "sqlite": {"serial": "INTEGER PRIMARY KEY", "bytes": "BLOB"},
}
_LOCK = 0x6675_7761_6B65  # "fuwake" as a number: PostgreSQL's advisory lock for migrations
COPY = "before-"  # a copy made before an upgrade is the database's name, this, and the schema that it has


class WorkLeftError(Exception):
    """Going back would lose what somebody was promised. The text is one line."""


@dataclass(frozen=True, slots=True)
class Step:
    """`up` leads to the schema, `down` back to the one before; what only the newer one holds is lost: `lost`, in words.

    `work`: a table of it and a condition; rows there are promises to people, which going back would break.
    """

    up: tuple[str, ...]
    down: tuple[str, ...] = ()
    lost: str = ""
    work: tuple[tuple[str, str], ...] = ()


STEPS: tuple[Step, ...] = (
    Step(
        up=(
            """CREATE TABLE cases (
                id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, thread_ts TEXT NOT NULL,
                user_id TEXT NOT NULL, submission TEXT NOT NULL, level TEXT, report TEXT, opened TEXT NOT NULL)""",
            "CREATE TABLE case_days (day TEXT PRIMARY KEY, last INTEGER NOT NULL)",
            "CREATE TABLE posts (key TEXT PRIMARY KEY, channel TEXT NOT NULL, ts TEXT, claimed TEXT NOT NULL)",
            """CREATE TABLE channel_warnings (
                id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id), opened_by TEXT NOT NULL,
                texts TEXT NOT NULL, channels TEXT NOT NULL, at_channel INTEGER NOT NULL, created TEXT NOT NULL,
                retracted_by TEXT, retracted_at TEXT, reason TEXT)""",
            "CREATE UNIQUE INDEX one_active_warning ON channel_warnings (case_id) WHERE retracted_at IS NULL",
            """CREATE TABLE audit (
                id {serial}, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, case_id TEXT, detail TEXT NOT NULL)""",
            "CREATE INDEX audit_of_case ON audit (case_id)",
            "CREATE TABLE executors (id TEXT PRIMARY KEY, beat DOUBLE PRECISION NOT NULL)",
        ),
        down=(
            "DROP TABLE executors",
            "DROP TABLE audit",
            "DROP TABLE channel_warnings",
            "DROP TABLE posts",
            "DROP TABLE case_days",
            "DROP TABLE cases",
        ),
        lost="everything",
    ),
    Step(
        up=(
            """CREATE TABLE servers_seen (
                mail TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, reporter TEXT NOT NULL, day TEXT NOT NULL,
                PRIMARY KEY (mail, kind, name))""",
            "CREATE INDEX servers_seen_by_day ON servers_seen (day)",
        ),
        down=("DROP TABLE servers_seen",),
        lost="which servers recur in mails (it is learned again)",
    ),
    Step(
        up=(
            """CREATE TABLE triage (
                case_id TEXT PRIMARY KEY REFERENCES cases (id), verdict TEXT, decided_by TEXT, decided_at TEXT,
                comment TEXT, comment_by TEXT, comment_shown INTEGER, assignee TEXT)""",
            "ALTER TABLE cases ADD COLUMN replies TEXT",
            "ALTER TABLE cases ADD COLUMN lead TEXT",
            "CREATE INDEX cases_of_lead ON cases (lead)",
            "CREATE TABLE leads (mail TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id))",
            """CREATE TABLE given_away (
                case_id TEXT NOT NULL REFERENCES cases (id), user_id TEXT NOT NULL, what TEXT NOT NULL, at TEXT NOT NULL,
                taken_by TEXT, taken_at TEXT, closed_by TEXT, closed_at TEXT, PRIMARY KEY (case_id, user_id))""",
            """CREATE TABLE feedback (
                case_id TEXT NOT NULL REFERENCES cases (id), user_id TEXT NOT NULL, said TEXT NOT NULL, at TEXT NOT NULL,
                PRIMARY KEY (case_id, user_id))""",
            "CREATE TABLE people (user_id TEXT PRIMARY KEY, language TEXT)",
            "CREATE INDEX cases_of_user ON cases (user_id, opened)",
            "CREATE INDEX cases_by_opening ON cases (opened)",
            """CREATE TABLE inbox (
                id TEXT PRIMARY KEY, task TEXT NOT NULL, payload TEXT NOT NULL, key TEXT NOT NULL, executor TEXT NOT NULL)""",
            """CREATE TABLE pieces (
                place TEXT NOT NULL, ts TEXT NOT NULL, submission TEXT NOT NULL, at DOUBLE PRECISION NOT NULL,
                PRIMARY KEY (place, ts))""",
            "CREATE INDEX pieces_by_time ON pieces (at)",
        ),
        down=(
            "DROP TABLE pieces",
            "DROP TABLE inbox",
            "DROP TABLE people",
            "DROP TABLE feedback",
            "DROP TABLE given_away",
            "DROP TABLE leads",
            "DROP TABLE triage",
            "DROP INDEX cases_by_opening",
            "DROP INDEX cases_of_user",
            "DROP INDEX cases_of_lead",
            "ALTER TABLE cases DROP COLUMN lead",
            "ALTER TABLE cases DROP COLUMN replies",
        ),
        lost="decisions and comments, what was given away, opinions, chosen languages, what threads were told",
        work=(("inbox", "1 = 1"), ("given_away", "closed_by IS NULL")),
    ),
    Step(
        up=(
            """CREATE TABLE spool (
                id TEXT PRIMARY KEY, parent TEXT, door TEXT NOT NULL, state TEXT NOT NULL, why TEXT, raw {bytes},
                taken TEXT NOT NULL)""",
            "CREATE INDEX spool_by_time ON spool (taken)",
            "CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until DOUBLE PRECISION NOT NULL)",
            """CREATE TABLE mail_answers (
                key TEXT PRIMARY KEY, recipient TEXT NOT NULL, message_id TEXT NOT NULL, at TEXT NOT NULL)""",
            "CREATE INDEX mail_answers_to ON mail_answers (recipient, at)",
            "ALTER TABLE posts ADD COLUMN holder TEXT",
        ),
        down=(
            "ALTER TABLE posts DROP COLUMN holder",
            "DROP TABLE mail_answers",
            "DROP TABLE leases",
            "DROP TABLE spool",
        ),
        lost="mails that came in by mail, whom they were answered to, leases",
        work=(("spool", "state = 'taken'"),),
    ),
)


def migrate(engine: sa.Engine, steps: tuple[Step, ...] = STEPS) -> None:
    """Bring the database up to the last step; processes that start together take turns.

    A SQLite database with cases in it is copied first, beside itself. Raises DatabaseError when it cannot be reached or copied,
    or was written by a newer Fuwake.
    """
    with plain_errors(engine), engine.begin() as connection:
        done = _begun(connection)
        if done > len(steps):
            raise DatabaseError(f"The database is at schema {done}, this Fuwake knows {len(steps)}: run the newer one")
        if done == len(steps):
            return
        if done > 0 and engine.dialect.name == "sqlite" and _any(connection, "cases", "1 = 1"):
            _keep_copy(Path(str(engine.url.database)), done)
        for step in steps[done:]:
            _run(connection, step.up)
        connection.execute(sa.text("UPDATE schema_version SET version = :version"), {"version": len(steps)})


def rollback(engine: sa.Engine, to: int, steps: tuple[Step, ...] = STEPS, *, force: bool = False) -> int:
    """Take the database back to the schema `to`; gives the one that it had. What only the later ones hold is lost.

    Raises DatabaseError, and WorkLeftError unless `force`.
    """
    with plain_errors(engine), engine.begin() as connection:
        done = _begun(connection)
        if not 0 <= to <= done <= len(steps):
            raise DatabaseError(f"The database is at schema {done}; this Fuwake cannot take it back to {to}")
        for step in reversed(steps[to:done]):
            if not force and (table := next((one for one, rows in step.work if _any(connection, one, rows)), None)):
                raise WorkLeftError(
                    f"the table {table} holds work that is not done, and it would be lost (--force drops it)"
                )
            _run(connection, step.down)
        connection.execute(sa.text("UPDATE schema_version SET version = :version"), {"version": to})
    return done


def version(engine: sa.Engine) -> int:
    """The schema of the database; 0 for an empty one. Raises DatabaseError."""
    with plain_errors(engine), engine.connect() as connection:
        if not sa.inspect(connection).has_table("schema_version"):
            return 0
        return int(connection.execute(sa.text("SELECT version FROM schema_version")).scalar() or 0)


def copies(path: Path) -> list[Path]:
    """The copies that upgrades left beside the database `path`."""
    return sorted(path.parent.glob(f"{path.name}.{COPY}*"))


def _begun(connection: sa.Connection) -> int:
    """Takes the turn, until the transaction ends; gives the schema."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    else:
        # The driver opens a transaction before INSERT only; CREATE TABLE would run outside of it.
        connection.execute(sa.text("BEGIN IMMEDIATE"))
    connection.execute(sa.text("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"))
    found = connection.execute(sa.text("SELECT version FROM schema_version")).scalar()
    if found is None:
        connection.execute(sa.text("INSERT INTO schema_version (version) VALUES (0)"))
    return int(found or 0)


def _run(connection: sa.Connection, statements: tuple[str, ...]) -> None:
    kinds = _KINDS[connection.dialect.name]
    for statement in statements:
        connection.execute(sa.text(statement.format(**kinds)))


def _any(connection: sa.Connection, table: str, condition: str) -> bool:
    query = sa.select(sa.literal(1)).select_from(sa.table(table)).where(sa.text(condition)).limit(1)
    return connection.execute(query).first() is not None


def _keep_copy(path: Path, schema: int) -> None:
    """Nobody writes meanwhile, for we have the turn; the newest copy is the one that counts."""
    kept = path.with_name(f"{path.name}.{COPY}{schema}")
    try:
        sqlite_file.copy(path, kept)
        for old in copies(path):
            if old != kept:
                old.unlink()
    except (sqlite_file.FileError, OSError) as error:
        raise DatabaseError(f"The database is not upgraded, for it cannot be copied first: {error}") from None
