"""How many jobs wait, run and have failed, and since when the oldest waits: one short question to the database.

The table is the jobs engine's (`bot.jobs`); only counts are read of it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from bot.database import plain_errors

_STATES: Final = {
    "ENQUEUED": "waiting",
    "DELAYED": "delayed",
    "PENDING": "running",
    "ERROR": "failed",
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": "failed",
}
_TABLES: Final = {"sqlite": "workflow_status", "postgresql": "dbos.workflow_status"}


@dataclass(frozen=True, slots=True)
class JobCounts:
    """Jobs by state; `delayed` are not due yet. `oldest`: seconds since the oldest waiting one was due, 0 for none."""

    waiting: int = 0
    delayed: int = 0
    running: int = 0
    failed: int = 0
    oldest: float = 0.0


def job_counts(engine: sa.Engine) -> JobCounts:
    """The jobs of all processes. Blocks. Raises DatabaseError, also for a database in which no bot has run yet."""
    table = sa.table(
        _TABLES[engine.dialect.name].rpartition(".")[2],
        *(sa.column(name) for name in ("name", "status", "created_at", "delay_until_epoch_ms")),
        schema=_TABLES[engine.dialect.name].rpartition(".")[0] or None,
    )
    due = sa.func.min(sa.func.coalesce(table.c.delay_until_epoch_ms, table.c.created_at))
    question = (
        sa.select(table.c.status, sa.func.count(), due)
        .where(table.c.name == "job", table.c.status.in_(_STATES))
        .group_by(table.c.status)
    )
    with plain_errors(engine), engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SET LOCAL statement_timeout = 3000"))
        rows = connection.execute(question).all()
        promised = int(connection.execute(sa.text("SELECT count(*) FROM inbox")).scalar_one())
    counts = dict.fromkeys(("waiting", "delayed", "running", "failed"), 0)
    counts["waiting"] += promised
    oldest = 0.0
    for status, number, since in rows:
        counts[_STATES[status]] += number
        if status == "ENQUEUED" and since is not None:
            oldest = max(0.0, time.time() - since / 1000)
    return JobCounts(**counts, oldest=oldest)
