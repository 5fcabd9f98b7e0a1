"""Retention: after so many days a case goes, and all that belongs to it. Once a day is enough, and twice at once does no harm.

It works in small batches, each a transaction of its own with a pause after it, so that nobody waits for it. A crash in between
leaves nothing half done: what is left goes the next time.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
import structlog

from bot import migrations, sqlite_file
from bot.belongings import OPEN, owner_of, remove
from bot.rows import Rows, moment_text
from bot.tables import audit, case_days, cases, channel_warnings, mail_answers, pieces, posts, servers_seen, spool

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

MAILS, COPIES, SERVERS, JOBS = 7, 14, 180, 30  # days, where the cases' are more
EXPIRED = "expired"  # why a mail in the spool failed
BATCH = 50  # cases in a transaction
PAGE = 500  # smaller rows
PAUSE = 0.05  # seconds between two transactions
MAX_PARTS = 10  # mails in one post of Slack
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Retained:
    """What one run did: how many `cases`, `posts`, `mails` (in the spool, dropped) and ended `jobs` went; `kept` is still open."""

    cases: int
    posts: int
    mails: int
    jobs: int
    kept: tuple[str, ...]


async def retain(
    engine: sa.Engine,
    days: int,
    *,
    prune: Callable[[float], Awaitable[int]] | None = None,
    now: datetime | None = None,
) -> Retained:
    """Deletes what is older than `days`. `prune` forgets jobs that ended so many days ago (`Jobs.prune`); None: left to others.

    Raises DatabaseError (JobsDown of `prune`): then the rest is left to the next run.
    """
    run = _Run(engine, now or datetime.now(UTC))
    kept = await run.open_before(days)
    gone = await run.cases_before(days)
    left = await run.posts_before(days)
    mails = await run.mails_before(min(MAILS, days))
    await run.rest_before(days)
    await asyncio.to_thread(_drop_copies, engine)
    jobs = await prune(min(JOBS, days)) if prune else 0
    if kept:
        log.warning("retention_kept", cases=kept, why="what was given away is not closed")
    log.info("retention", days=days, cases=gone, posts=left, mails=mails, jobs=jobs)
    return Retained(gone, left, mails, jobs, kept)


class _Run(Rows):
    def __init__(self, engine: sa.Engine, now: datetime) -> None:
        super().__init__(engine)
        self._now = now

    def _before(self, days: float) -> str:
        return moment_text(self._now - timedelta(days=days))

    async def open_before(self, days: int) -> tuple[str, ...]:
        """The old cases that somebody still has to see to."""
        query = sa.select(cases.c.id).where(cases.c.opened < self._before(days), OPEN).order_by(cases.c.opened)
        return tuple(row["id"] for row in await self.all(query))

    async def cases_before(self, days: int) -> int:
        """Deletes the others; gives how many."""
        old = sa.and_(cases.c.opened < self._before(days), ~OPEN)
        query = sa.select(cases.c.id).where(old).order_by(cases.c.opened, cases.c.id).limit(BATCH)

        def work(connection: sa.Connection) -> int:
            ids = connection.execute(query.with_for_update()).scalars().all()
            return remove(connection, ids, with_audit=True).counts["cases"] if ids else 0

        return await self._repeated(work)

    async def posts_before(self, days: int) -> int:
        """Forgets posts whose case is gone, and answers that never had one; gives how many."""
        last, count = "", 0
        while True:
            query = sa.select(posts.c.key).where(posts.c.claimed < self._before(days), posts.c.key > last)
            keys = [row["key"] for row in await self.all(query.order_by(posts.c.key).limit(PAGE))]
            if not keys:
                return count
            last = keys[-1]

            def work(connection: sa.Connection, keys: list[str] = keys) -> int:
                return connection.execute(sa.delete(posts).where(posts.c.key.in_(_orphans(connection, keys)))).rowcount

            count += await self.call(work)
            await asyncio.sleep(PAUSE)

    async def mails_before(self, days: int) -> int:
        """Drops mails that nobody has answered since; gives how many. That they were there stays known."""
        old = sa.select(spool.c.id).where(spool.c.taken < self._before(days), spool.c.raw.is_not(None))
        state = sa.case((spool.c.state == "taken", "failed"), else_=spool.c.state)
        why = sa.case((spool.c.state == "taken", EXPIRED), else_=spool.c.why)
        change = sa.update(spool).where(spool.c.id.in_(old.limit(BATCH).scalar_subquery()))
        return await self._repeated(
            lambda connection: connection.execute(change.values(raw=None, state=state, why=why)).rowcount
        )

    async def rest_before(self, days: int) -> None:
        """Deletes what stands alone: by its age, and by whether a case still needs it."""
        moment, day = self._before(days), (self._now - timedelta(days=days + 2)).strftime("%Y-%m%d")
        case = sa.exists().where(cases.c.id == audit.c.case_id)
        part = spool.alias()
        parts = sa.exists().where(part.c.parent == spool.c.id)
        seen = (self._now - timedelta(days=min(SERVERS, days))).date().isoformat()
        for table, name, old in (
            (audit, "id", sa.and_(audit.c.at < moment, ~case)),
            (mail_answers, "key", mail_answers.c.at < moment),
            (spool, "id", sa.and_(spool.c.taken < moment, ~parts, ~_reported())),
            (spool, "id", sa.and_(spool.c.taken < moment, ~parts, ~_reported())),  # now those that parts stood below
            (servers_seen, "mail", servers_seen.c.day < seen),
            (pieces, "place", pieces.c.at < self._now.timestamp() - 86_400),
            (case_days, "day", case_days.c.day < day),
        ):
            await self._delete(table, table.c[name], old)

    async def _delete(self, table: sa.Table, name: sa.Column[str], old: sa.ColumnElement[bool]) -> None:
        some = sa.select(name).where(old).distinct().limit(PAGE).scalar_subquery()
        statement = sa.delete(table).where(name.in_(some), old)
        await self._repeated(lambda connection: connection.execute(statement).rowcount)

    async def _repeated(self, work: Callable[[sa.Connection], int]) -> int:
        """Transactions until there is nothing more to do."""
        count = 0
        while done := await self.call(work):
            count += done
            await asyncio.sleep(PAUSE)
        return count


def _reported() -> sa.ColumnElement[bool]:
    """Whether a mail in the spool (`id.n`) is that of a case (`mail:id:n`)."""
    number = sa.func.substr(spool.c.id, sa.func.length(spool.c.parent) + 2)
    key = sa.literal("mail:").concat(spool.c.parent).concat(":").concat(number)
    return sa.exists().where(cases.c.key == key)


def _orphans(connection: sa.Connection, keys: Iterable[str]) -> list[str]:
    """Those of the posts whose owner is not there."""
    owners = {key: owner for key in keys if (owner := owner_of(key))}
    known = {("case", each) for each in _known(connection, cases.c.id, "case", owners.values())}
    known |= {("key", each) for each in _known(connection, cases.c.key, "key", owners.values())}
    known |= {("warning", each) for each in _known(connection, channel_warnings.c.id, "warning", owners.values())}
    places = {f"slack:{name}": name for kind, name in owners.values() if kind == "post"}
    parts = {f"{key}:{n}": name for key, name in places.items() for n in range(2, MAX_PARTS + 1)} | places
    found = connection.execute(sa.select(cases.c.key).where(cases.c.key.in_(list(parts)))).scalars()
    known |= {("post", parts[key]) for key in found}
    return [key for key, owner in owners.items() if owner not in known]


def _known(
    connection: sa.Connection, column: sa.Column[str], kind: str, owners: Iterable[tuple[str, str]]
) -> Iterable[str]:
    names = [name for each, name in owners if each == kind]
    return connection.execute(sa.select(column).where(column.in_(names))).scalars()


def _drop_copies(engine: sa.Engine) -> None:
    """The copies of a SQLite database that upgrades left, and half ones."""
    if engine.dialect.name != "sqlite":
        return
    latest, path = datetime.now(UTC).timestamp() - COPIES * 86_400, Path(str(engine.url.database))
    for copy in (*migrations.copies(path), *sqlite_file.drafts(path)):
        if copy.stat().st_mtime < latest:
            copy.unlink(missing_ok=True)
