"""The database: whether it answers, its schema, and the jobs in it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from bot.database import DatabaseError, check, make_engine, plain_errors
from bot.doctor.finding import Finding, told
from bot.job_counts import job_counts
from bot.migrations import STEPS, version
from bot.rows import moment_of
from bot.tables import cases

if TYPE_CHECKING:
    from bot.config import Config

LONG: Final = 300.0  # seconds that a due job may wait
LATE: Final = 3.0  # days that a case may outlive its time: what deletes it runs once a day


async def findings(config: Config) -> list[Finding]:
    """Whether it answers, and what stands in it."""
    return await asyncio.to_thread(_findings, config)


def _findings(config: Config) -> list[Finding]:
    try:
        engine = make_engine(config.database)
    except DatabaseError as error:
        return [Finding("fail", "database", str(error))]
    try:
        check(engine)
        place = "PostgreSQL" if config.database.startswith("postgresql") else "SQLite in the data folder"
        lines = [Finding("ok", "database", place), _schema(engine)]
        if lines[-1].state == "ok" and version(engine):
            lines += [_jobs(engine), _retention(engine, config.retention_days)]
    except DatabaseError as error:
        return [Finding("fail", "database", str(error))]
    finally:
        engine.dispose()
    return lines


def _schema(engine: sa.Engine) -> Finding:
    found, known = version(engine), len(STEPS)
    if found > known:
        return Finding("fail", "schema", f"it is at {found}, this Fuwake knows {known}: run the newer one")
    if found == 0:
        return Finding("ok", "schema", "the database is empty; it is set up when the bot starts")
    if found < known:
        return Finding("warn", "schema", f"it is at {found}; it is brought up to {known} when the bot starts")
    return Finding("ok", "schema", f"it is at {found}, the newest")


def _jobs(engine: sa.Engine) -> Finding:
    schema = "dbos" if engine.dialect.name == "postgresql" else None
    with plain_errors(engine):
        if not sa.inspect(engine).has_table("workflow_status", schema=schema):
            return Finding("ok", "jobs", "none yet")
    try:
        counts = job_counts(engine)
    except DatabaseError:
        return Finding(
            "warn", "jobs", "they cannot be counted: the database is too slow, or they are no longer as they were"
        )
    said = f"{counts.waiting} wait, {counts.running} run, {counts.delayed} are for later, {counts.failed} have failed"
    if counts.failed:
        return Finding("warn", "jobs", f"{said}; see: fuwake jobs")
    if counts.oldest > LONG:
        return Finding("warn", "jobs", f"{said}; the oldest has been due for {counts.oldest:.0f} s: is a bot running?")
    return Finding("ok", "jobs", said)


def _retention(engine: sa.Engine, days: int) -> Finding:
    with plain_errors(engine), engine.connect() as connection:
        first = connection.execute(sa.select(sa.func.min(cases.c.opened))).scalar()
    rule = f"cases are deleted after {days} days"
    if first is None:
        return Finding("ok", "retention", rule)
    age = (datetime.now(UTC) - moment_of(first)).total_seconds() / 86_400
    return told("retention", f"{rule}; the oldest is {age:.0f} days old", fine=age < days + LATE)
