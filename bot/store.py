"""What the bot remembers: cases, posts, channel warnings and who did what.

Every method is one transaction in a thread. What two processes may do at once (open the same case, say the
same thing, warn the same channel) is decided by the database, never by a look first. Every method raises
DatabaseError when the database cannot be reached.
"""

import asyncio
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot import tables
from bot.database import plain_errors

T = TypeVar("T")


class UnknownCaseError(LookupError):
    """There is no case of that id."""


@dataclass(frozen=True)
class Case:
    """One submission and what became of it; ``id`` is for people: day and running number, "2025-0509-3"."""

    id: str
    key: str
    channel: str
    thread_ts: str
    user: str
    submission: dict[str, Any]
    level: str | None
    report: dict[str, Any] | None
    opened: datetime


@dataclass(frozen=True)
class Post:
    """Something said, or about to be: ``ts`` is None until Slack has told it; ``first`` for who claimed it."""

    key: str
    channel: str
    ts: str | None
    first: bool


@dataclass(frozen=True)
class ChannelWarning:
    """A warning to channels; active as long as ``retracted_at`` is None. ``texts`` is by language."""

    id: str
    case_id: str
    by: str
    texts: dict[str, Any]
    channels: tuple[str, ...]
    at_channel: bool
    created: datetime
    retracted_by: str | None
    retracted_at: datetime | None
    reason: str | None


@dataclass(frozen=True)
class AuditEntry:
    """Who did what to a case, and when."""

    at: datetime
    who: str
    what: str
    case_id: str | None
    detail: dict[str, Any]


class Store:
    """The tables behind methods; ``timezone`` says when the day of a case id begins."""

    def __init__(self, engine: sa.Engine, *, timezone: tzinfo = UTC) -> None:
        self._engine = engine
        self._timezone = timezone
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    async def migrate(self) -> None:
        """Make or bring up the tables; safe to call from every process at start."""
        await asyncio.to_thread(tables.migrate, self._engine)

    async def open_case(
        self, key: str, *, channel: str, thread_ts: str, user: str, submission: Mapping[str, Any]
    ) -> Case:
        """Open the case of this key, or return the one that was opened by it before."""
        now = datetime.now(UTC)
        values = {
            "key": key,
            "channel": channel,
            "thread_ts": thread_ts,
            "user_id": user,
            "submission": _dump(submission),
            "opened": _text(now),
        }
        day = now.astimezone(self._timezone).strftime("%Y-%m%d")
        if known := await self._case(tables.cases.c.key == key):
            return known
        try:
            return await self._call(lambda connection: self._number_and_insert(connection, day, values))
        except sa.exc.IntegrityError:
            # Another process opened it in between; the rollback has given our number back.
            known = await self._case(tables.cases.c.key == key)
            if known is None:
                raise
            return known

    def _number_and_insert(self, connection: sa.Connection, day: str, values: dict[str, str]) -> Case:
        days = tables.case_days
        count = self._insert(days).values(day=day, last=1)
        count = count.on_conflict_do_update(index_elements=[days.c.day], set_={"last": days.c.last + 1})
        number = connection.execute(count.returning(days.c.last)).scalar_one()
        row = connection.execute(
            self._insert(tables.cases).values(id=f"{day}-{number}", **values).returning(*tables.cases.c)
        )
        return _case(row.mappings().one())

    async def case(self, case_id: str) -> Case | None:
        """Find a case by the id that people see."""
        return await self._case(tables.cases.c.id == case_id)

    async def _case(self, condition: sa.ColumnElement[bool]) -> Case | None:
        row = await self._row(sa.select(tables.cases).where(condition))
        return None if row is None else _case(row)

    async def set_report(self, case_id: str, level: str, report: Mapping[str, Any]) -> None:
        """Keep the report, in place of an earlier one. Raises UnknownCaseError."""
        change = sa.update(tables.cases).where(tables.cases.c.id == case_id)
        if not await self._changed(change.values(level=level, report=_dump(report))):
            raise UnknownCaseError(case_id)

    async def claim_post(self, key: str, *, channel: str) -> Post:
        """Write down that we are about to say this; ``first`` for the one caller who may say it."""
        claim = self._insert(tables.posts).values(key=key, channel=channel, claimed=_text(datetime.now(UTC)))
        if await self._row(claim.on_conflict_do_nothing().returning(tables.posts.c.key)):
            return Post(key, channel, ts=None, first=True)
        known = await self.post(key)
        return known or Post(key, channel, ts=None, first=False)

    async def record_post(self, key: str, ts: str) -> None:
        """Keep Slack's timestamp of what was said. Raises LookupError when it was never claimed."""
        if not await self._changed(sa.update(tables.posts).where(tables.posts.c.key == key).values(ts=ts)):
            raise LookupError(key)

    async def post(self, key: str) -> Post | None:
        """Find what was said, or claimed, under this key."""
        row = await self._row(sa.select(tables.posts).where(tables.posts.c.key == key))
        return None if row is None else Post(row["key"], row["channel"], row["ts"], first=False)

    async def open_warning(
        self, case_id: str, *, by: str, texts: Mapping[str, Any], channels: Sequence[str], at_channel: bool
    ) -> ChannelWarning | None:
        """Open the one active warning of a case; None when there is one already. Raises UnknownCaseError."""
        warning = self._insert(tables.channel_warnings).values(
            id=uuid.uuid4().hex,
            case_id=case_id,
            opened_by=by,
            texts=_dump(texts),
            channels=json.dumps(list(channels)),
            at_channel=int(at_channel),
            created=_text(datetime.now(UTC)),
        )
        try:
            row = await self._row(warning.on_conflict_do_nothing().returning(*tables.channel_warnings.c))
        except sa.exc.IntegrityError as error:
            raise UnknownCaseError(case_id) from error
        return None if row is None else _warning(row)

    async def warning(self, warning_id: str) -> ChannelWarning | None:
        """Find a warning, active or taken back."""
        return await self._warning(tables.channel_warnings.c.id == warning_id)

    async def active_warning(self, case_id: str) -> ChannelWarning | None:
        """Find the warning of a case that was not taken back."""
        warnings = tables.channel_warnings.c
        return await self._warning(sa.and_(warnings.case_id == case_id, warnings.retracted_at.is_(None)))

    async def _warning(self, condition: sa.ColumnElement[bool]) -> ChannelWarning | None:
        row = await self._row(sa.select(tables.channel_warnings).where(condition))
        return None if row is None else _warning(row)

    async def retract(self, warning_id: str, *, by: str, reason: str) -> bool:
        """Take a warning back; True only for the first who does."""
        warnings = tables.channel_warnings
        change = sa.update(warnings).where(warnings.c.id == warning_id, warnings.c.retracted_at.is_(None))
        return await self._changed(change.values(retracted_by=by, retracted_at=_text(datetime.now(UTC)), reason=reason))

    async def audit(self, *, who: str, what: str, case_id: str | None, detail: Mapping[str, Any]) -> None:
        """Write down who did what."""
        entry = {"at": _text(datetime.now(UTC)), "who": who, "what": what, "case_id": case_id}
        await self._changed(sa.insert(tables.audit).values(detail=_dump(detail), **entry))

    async def audit_of(self, case_id: str) -> list[AuditEntry]:
        """Return what was done to a case, in order."""
        query = sa.select(tables.audit).where(tables.audit.c.case_id == case_id).order_by(tables.audit.c.id)
        rows = await self._call(lambda connection: connection.execute(query).mappings().all())
        return [
            AuditEntry(_time(row["at"]), row["who"], row["what"], row["case_id"], json.loads(row["detail"]))
            for row in rows
        ]

    async def _row(self, statement: sa.Executable) -> sa.RowMapping | None:
        return await self._call(lambda connection: connection.execute(statement).mappings().first())

    async def _changed(self, statement: sa.Executable) -> bool:
        return await self._call(lambda connection: connection.execute(statement).rowcount > 0)

    async def _call(self, work: Callable[[sa.Connection], T]) -> T:
        def transaction() -> T:
            with plain_errors(self._engine), self._engine.begin() as connection:
                return work(connection)

        return await asyncio.to_thread(transaction)


def _case(row: sa.RowMapping) -> Case:
    return Case(
        id=row["id"],
        key=row["key"],
        channel=row["channel"],
        thread_ts=row["thread_ts"],
        user=row["user_id"],
        submission=json.loads(row["submission"]),
        level=row["level"],
        report=None if row["report"] is None else json.loads(row["report"]),
        opened=_time(row["opened"]),
    )


def _warning(row: sa.RowMapping) -> ChannelWarning:
    return ChannelWarning(
        id=row["id"],
        case_id=row["case_id"],
        by=row["opened_by"],
        texts=json.loads(row["texts"]),
        channels=tuple(json.loads(row["channels"])),
        at_channel=bool(row["at_channel"]),
        created=_time(row["created"]),
        retracted_by=row["retracted_by"],
        retracted_at=None if row["retracted_at"] is None else _time(row["retracted_at"]),
        reason=row["reason"],
    )


def _dump(value: Mapping[str, Any]) -> str:
    """Write JSON in ASCII: a mail may hold lone surrogates and NUL, which no database takes as text."""
    return json.dumps(dict(value), separators=(",", ":"))


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
