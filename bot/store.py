"""What the bot remembers: cases, posts, channel warnings and who did what.

Every method is one transaction in a thread. What two processes may do at once (open the same case, say the
same thing, warn the same channel) is decided by the database, never by a look first. Every method raises
DatabaseError when the database cannot be reached.
"""

import asyncio
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

import sqlalchemy as sa

from bot import tables
from bot.older_reports import completed
from bot.rows import Rows, dump, moment_of, moment_text


class UnknownCaseError(LookupError):
    """There is no case of that id."""


@dataclass(frozen=True)
class Case:
    """One submission and what became of it; ``id`` is for people: day and running number, "2025-0509-3".

    ``replies``: what its thread was told, one for each language. ``lead``: the case under which the same mail was first
    handed in (its own id when it is the first), None until that was found out.
    """

    id: str
    key: str
    channel: str
    thread_ts: str
    user: str
    submission: dict[str, Any]
    level: str | None
    report: dict[str, Any] | None
    opened: datetime
    replies: tuple[dict[str, Any], ...] = ()
    lead: str | None = None


@dataclass(frozen=True)
class Post:
    """Something said, or about to be: ``ts`` is None until Slack has told it; ``first`` for who claimed it.

    ``holder``: the process that is saying it, as of ``claimed``; None when that one has given it up.
    """

    key: str
    channel: str
    ts: str | None
    first: bool
    holder: str | None = field(default=None, compare=False)
    claimed: str = field(default="", compare=False)


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


class Store(Rows):
    """The tables behind methods; ``timezone`` says when the day of a case id begins."""

    def __init__(self, engine: sa.Engine, *, timezone: tzinfo = UTC) -> None:
        super().__init__(engine)
        self._timezone = timezone

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
            "submission": dump(submission),
            "opened": moment_text(now),
        }
        day = now.astimezone(self._timezone).strftime("%Y-%m%d")
        if known := await self._case(tables.cases.c.key == key):
            return known
        try:
            return await self.call(lambda connection: self._number_and_insert(connection, day, values))
        except sa.exc.IntegrityError:
            # Another process opened it in between; the rollback has given our number back.
            known = await self._case(tables.cases.c.key == key)
            if known is None:
                raise
            return known

    def _number_and_insert(self, connection: sa.Connection, day: str, values: dict[str, str]) -> Case:
        days = tables.case_days
        count = self.insert(days).values(day=day, last=1)
        count = count.on_conflict_do_update(index_elements=[days.c.day], set_={"last": days.c.last + 1})
        number = connection.execute(count.returning(days.c.last)).scalar_one()
        row = connection.execute(
            self.insert(tables.cases).values(id=f"{day}-{number}", **values).returning(*tables.cases.c)
        )
        return case_of(row.mappings().one())

    async def case(self, case_id: str) -> Case | None:
        """Find a case by the id that people see."""
        return await self._case(tables.cases.c.id == case_id)

    async def _case(self, condition: sa.ColumnElement[bool]) -> Case | None:
        row = await self.first(sa.select(tables.cases).where(condition))
        return None if row is None else case_of(row)

    async def set_report(
        self, case_id: str, level: str, report: Mapping[str, Any], replies: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Keep the report and what the thread is told of it, in place of earlier ones. Raises UnknownCaseError."""
        change = sa.update(tables.cases).where(tables.cases.c.id == case_id)
        if not await self.changed(change.values(level=level, report=dump(report), replies=dump(list(replies)))):
            raise UnknownCaseError(case_id)

    async def claim_post(self, key: str, *, channel: str, holder: str | None = None) -> Post:
        """Write down that we are about to say this; ``first`` for the one caller who may say it."""
        now = moment_text(datetime.now(UTC))
        claim = self.insert(tables.posts).values(key=key, channel=channel, claimed=now, holder=holder)
        if await self.first(claim.on_conflict_do_nothing().returning(tables.posts.c.key)):
            return Post(key, channel, ts=None, first=True, holder=holder, claimed=now)
        known = await self.post(key)
        return known or Post(key, channel, ts=None, first=False)

    async def take_post(self, seen: Post, holder: str | None) -> Post | None:
        """Take on what nobody has said yet, or give it up (None); None when its claim is not as it was ``seen``."""
        posts = tables.posts.c
        as_seen = sa.and_(posts.key == seen.key, posts.ts.is_(None), posts.holder.is_not_distinct_from(seen.holder))
        change = sa.update(tables.posts).where(as_seen, posts.claimed == seen.claimed)
        change = change.values(holder=holder, claimed=moment_text(datetime.now(UTC)))
        row = await self.first(change.returning(*tables.posts.c))
        return None if row is None else _post(row)

    async def record_post(self, key: str, ts: str) -> None:
        """Keep Slack's timestamp of what was said. Raises LookupError when it was never claimed."""
        if not await self.changed(sa.update(tables.posts).where(tables.posts.c.key == key).values(ts=ts)):
            raise LookupError(key)

    async def post(self, key: str) -> Post | None:
        """Find what was said, or claimed, under this key."""
        row = await self.first(sa.select(tables.posts).where(tables.posts.c.key == key))
        return None if row is None else _post(row)

    async def open_warning(
        self, case_id: str, *, by: str, texts: Mapping[str, Any], channels: Sequence[str], at_channel: bool
    ) -> ChannelWarning | None:
        """Open the one active warning of a case; None when there is one already. Raises UnknownCaseError."""
        warning = self.insert(tables.channel_warnings).values(
            id=uuid.uuid4().hex,
            case_id=case_id,
            opened_by=by,
            texts=dump(texts),
            channels=json.dumps(list(channels)),
            at_channel=int(at_channel),
            created=moment_text(datetime.now(UTC)),
        )
        try:
            row = await self.first(warning.on_conflict_do_nothing().returning(*tables.channel_warnings.c))
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
        row = await self.first(sa.select(tables.channel_warnings).where(condition))
        return None if row is None else _warning(row)

    async def retract(self, warning_id: str, *, by: str, reason: str) -> bool:
        """Take a warning back; True only for the first who does."""
        warnings = tables.channel_warnings
        change = sa.update(warnings).where(warnings.c.id == warning_id, warnings.c.retracted_at.is_(None))
        return await self.changed(
            change.values(retracted_by=by, retracted_at=moment_text(datetime.now(UTC)), reason=reason)
        )

    async def audit(self, *, who: str, what: str, case_id: str | None, detail: Mapping[str, Any]) -> None:
        """Write down who did what."""
        entry = {"at": moment_text(datetime.now(UTC)), "who": who, "what": what, "case_id": case_id}
        await self.changed(sa.insert(tables.audit).values(detail=dump(detail), **entry))

    async def audit_of(self, case_id: str) -> list[AuditEntry]:
        """Return what was done to a case, in order."""
        query = sa.select(tables.audit).where(tables.audit.c.case_id == case_id).order_by(tables.audit.c.id)
        rows = await self.all(query)
        return [
            AuditEntry(moment_of(row["at"]), row["who"], row["what"], row["case_id"], json.loads(row["detail"]))
            for row in rows
        ]


def case_of(row: sa.RowMapping) -> Case:
    """A row of the table `cases`."""
    return Case(
        id=row["id"],
        key=row["key"],
        channel=row["channel"],
        thread_ts=row["thread_ts"],
        user=row["user_id"],
        submission=json.loads(row["submission"]),
        level=row["level"],
        report=None if row["report"] is None else completed(json.loads(row["report"])),
        opened=moment_of(row["opened"]),
        replies=tuple(json.loads(row["replies"] or "[]")),
        lead=row["lead"],
    )


def _post(row: sa.RowMapping) -> Post:
    return Post(row["key"], row["channel"], row["ts"], first=False, holder=row["holder"], claimed=row["claimed"])


def _warning(row: sa.RowMapping) -> ChannelWarning:
    return ChannelWarning(
        id=row["id"],
        case_id=row["case_id"],
        by=row["opened_by"],
        texts=json.loads(row["texts"]),
        channels=tuple(json.loads(row["channels"])),
        at_channel=bool(row["at_channel"]),
        created=moment_of(row["created"]),
        retracted_by=row["retracted_by"],
        retracted_at=None if row["retracted_at"] is None else moment_of(row["retracted_at"]),
        reason=row["reason"],
    )
