"""The tables and how a database grows into them: ordered steps, run under a lock, never destructive.

A step is SQL that both SQLite and PostgreSQL understand and is never edited once released; a change is a new
step at the end. Times are ISO 8601 in UTC with microseconds, so that text order is time order; JSON is text.
"""

import sqlalchemy as sa

from bot.database import DatabaseError, plain_errors

# Where the two differ.
_KINDS = {
    "postgresql": {"serial": "BIGSERIAL PRIMARY KEY", "bytes": "BYTEA"},
    "sqlite": {"serial": "INTEGER PRIMARY KEY", "bytes": "BLOB"},
}
_LOCK = 0x6675_7761_6B65  # "fuwake" as a number: PostgreSQL's advisory lock for migrations

STEPS: tuple[tuple[str, ...], ...] = (
    (
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
    (
        """CREATE TABLE servers_seen (
            mail TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, reporter TEXT NOT NULL, day TEXT NOT NULL,
            PRIMARY KEY (mail, kind, name))""",
        "CREATE INDEX servers_seen_by_day ON servers_seen (day)",
    ),
    (
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
    (
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
)

metadata = sa.MetaData()


def _table(name: str, *columns: str, numbers: tuple[str, ...] = ()) -> sa.Table:
    types = {column: sa.Integer() if column in numbers else sa.Text() for column in columns}
    return sa.Table(name, metadata, *(sa.Column(column, kind) for column, kind in types.items()))


cases = _table(
    "cases",
    *("id", "key", "channel", "thread_ts", "user_id", "submission", "level", "report", "opened", "replies", "lead"),
)
leads = _table("leads", "mail", "case_id")
case_days = _table("case_days", "day", "last", numbers=("last",))
posts = _table("posts", "key", "channel", "ts", "claimed", "holder")
channel_warnings = _table(
    "channel_warnings",
    *("id", "case_id", "opened_by", "texts", "channels", "at_channel", "created"),
    *("retracted_by", "retracted_at", "reason"),
    numbers=("at_channel",),
)
audit = _table("audit", "id", "at", "who", "what", "case_id", "detail", numbers=("id",))
servers_seen = _table("servers_seen", "mail", "kind", "name", "reporter", "day")
triage = _table(
    "triage",
    *("case_id", "verdict", "decided_by", "decided_at", "comment", "comment_by", "comment_shown", "assignee"),
    numbers=("comment_shown",),
)
given_away = _table("given_away", "case_id", "user_id", "what", "at", "taken_by", "taken_at", "closed_by", "closed_at")
feedback = _table("feedback", "case_id", "user_id", "said", "at")
people = _table("people", "user_id", "language")
pieces = sa.Table(
    "pieces",
    metadata,
    *(sa.Column(name, sa.Text()) for name in ("place", "ts", "submission")),
    sa.Column("at", sa.Double()),
)
inbox = _table("inbox", "id", "task", "payload", "key", "executor")
spool = sa.Table(
    "spool",
    metadata,
    *(sa.Column(name, sa.Text()) for name in ("id", "parent", "door", "state", "why")),
    sa.Column("raw", sa.LargeBinary()),
    sa.Column("taken", sa.Text()),
)
leases = sa.Table(
    "leases", metadata, *(sa.Column(name, sa.Text()) for name in ("name", "holder")), sa.Column("until", sa.Double())
)
mail_answers = _table("mail_answers", "key", "recipient", "message_id", "at")
executors = sa.Table("executors", metadata, sa.Column("id", sa.Text()), sa.Column("beat", sa.Double()))


def migrate(engine: sa.Engine, steps: tuple[tuple[str, ...], ...] = STEPS) -> None:
    """Bring the database up to the last step; processes that start together take turns.

    Raises DatabaseError when it cannot be reached or was written by a newer Fuwake.
    """
    with plain_errors(engine), engine.begin() as connection:
        _lock(connection)
        done = _version(connection)
        if done > len(steps):
            raise DatabaseError(f"The database is at schema {done}, this Fuwake knows {len(steps)}: run the newer one")
        kinds = _KINDS[engine.dialect.name]
        for step in steps[done:]:
            for statement in step:
                connection.execute(sa.text(statement.format(**kinds)))
        connection.execute(sa.text("UPDATE schema_version SET version = :version"), {"version": len(steps)})


def _lock(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    else:
        # The driver opens a transaction before INSERT only; CREATE TABLE would run outside of it.
        connection.execute(sa.text("BEGIN IMMEDIATE"))


def _version(connection: sa.Connection) -> int:
    connection.execute(sa.text("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"))
    version = connection.execute(sa.text("SELECT version FROM schema_version")).scalar()
    if version is None:
        connection.execute(sa.text("INSERT INTO schema_version (version) VALUES (0)"))
    return int(version or 0)
