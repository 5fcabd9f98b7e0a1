"""Triage: what the security team decided about a mail, who sees to it, and what is still open.

Reports of the same mail share one card and one decision: those of the case under which it was handed in first, the lead. What two
people do at once is decided by the database: a change says what its author had seen, and only the first one finds that still true.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, get_args

import sqlalchemy as sa

from analyzers import Level
from bot.rows import Rows, dump, moment_of, moment_text
from bot.store import UnknownCaseError, case_of
from bot.tables import audit, cases, feedback, given_away, leads, triage

if TYPE_CHECKING:
    from bot.store import Case

Verdict = Literal["phishing", "legitimate", "spam", "simulation", "original"]
VERDICTS: tuple[str, ...] = get_args(Verdict)
WAITING = "original"  # no decision yet: the reporters are asked for more
LOUD = (Level.DANGER.value, Level.WARNING.value)
MAX_CASES = 500  # reports of one mail
DECIDED, ASSIGNED, COMMENTED, REFUSED = "triage-decided", "triage-assigned", "triage-commented", "triage-refused"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands; nothing is decided while `verdict` is None, nor while it is WAITING."""

    case_id: str
    verdict: str | None = None
    by: str | None = None
    at: datetime | None = None
    comment: str | None = None
    comment_by: str | None = None
    comment_shown: bool = False
    assignee: str | None = None

    @property
    def seen(self) -> str | None:
        """What somebody who decides has to have seen."""
        return moment_text(self.at) if self.at else None

    @property
    def final(self) -> bool:
        """Whether it is decided what the mail is."""
        return self.verdict is not None and self.verdict != WAITING


@dataclass(frozen=True, slots=True)
class Opinions:
    """What reporters said about a case: `helpful`, `not_phishing`, and how many gave something away."""

    helpful: int = 0
    not_phishing: int = 0
    gave: int = 0


@dataclass(frozen=True, slots=True)
class Counters:
    """Of a stretch of time: reports, those at `warning` or above, and cases found to be phishing."""

    reports: int
    loud: int
    phishing: int


@dataclass(frozen=True, slots=True)
class Untaken:
    """Somebody gave something away, and nobody has taken that on."""

    case_id: str
    user: str
    at: datetime


class Triage(Rows):
    """Decisions over the same tables as `bot.store`. `everything`: every case is the desk's, not only what is suspicious."""

    def __init__(self, engine: sa.Engine, *, everything: bool = False) -> None:
        super().__init__(engine)
        self._everything = everything

    async def join(self, case_id: str, mail: str | None) -> str:
        """The lead of a case: the first one whose mail has the key `mail`, itself without one. Once found it stays."""

        def work(connection: sa.Connection) -> str:
            known = connection.execute(sa.select(cases.c.lead).where(cases.c.id == case_id)).first()
            if known is None:
                raise UnknownCaseError(case_id)
            if known.lead:
                return str(known.lead)
            lead = case_id
            if mail:
                connection.execute(self.insert(leads).values(mail=mail, case_id=case_id).on_conflict_do_nothing())
                # Held: when the lead is deleted at this moment, this finds who took over (`bot.belongings`).
                first = sa.select(leads.c.case_id).where(leads.c.mail == mail).with_for_update(read=True)
                lead = str(connection.execute(first).scalar_one())
            connection.execute(sa.update(cases).where(cases.c.id == case_id).values(lead=lead))
            return lead

        return await self.call(work)

    async def lead_of(self, case_id: str) -> str | None:
        """The case whose card and decision `case_id` shares; None when there is no such case."""
        row = await self.first(sa.select(cases.c.lead).where(cases.c.id == case_id))
        return None if row is None else row["lead"] or case_id

    async def cases_of(self, lead: str, limit: int = MAX_CASES) -> list[Case]:
        """Reports of the mail, the first one first."""
        query = sa.select(cases).where(_of(lead)).order_by(cases.c.opened).limit(limit)
        return [case_of(row) for row in await self.all(query)]

    async def reports(self, lead: str) -> int:
        """How many reports of the mail there are."""
        row = await self.first(sa.select(sa.func.count().label("many")).select_from(cases).where(_of(lead)))
        return row["many"] if row else 0

    async def standing(self, lead: str) -> Standing:
        """Where the case stands now."""
        row = await self.first(sa.select(triage).where(triage.c.case_id == lead))
        return Standing(lead) if row is None else _standing(row)

    async def opinions(self, lead: str) -> Opinions:
        """What its reporters said."""
        ids = sa.select(cases.c.id).where(_of(lead))
        said = sa.select(feedback.c.said, sa.func.count().label("many")).where(feedback.c.case_id.in_(ids))
        counts = {row["said"]: row["many"] for row in await self.all(said.group_by(feedback.c.said))}
        gave = await self.first(
            sa.select(sa.func.count().label("many")).select_from(given_away).where(given_away.c.case_id.in_(ids))
        )
        return Opinions(counts.get("helpful", 0), counts.get("not_phishing", 0), gave["many"] if gave else 0)

    async def decide(
        self, lead: str, verdict: str, *, by: str, at: datetime, seen: str | None
    ) -> tuple[Standing, bool]:
        """Decides, if `seen` is what stands (`Standing.seen`). What stands then, and whether it is this very decision.

        May be repeated. Raises UnknownCaseError.
        """

        def work(connection: sa.Connection) -> bool:
            before = self._row(connection, lead)
            if (before["decided_by"], before["decided_at"]) == (by, moment_text(at)):
                return True
            if before["decided_at"] != seen or before["verdict"] == verdict:
                return False
            values = {"verdict": verdict, "decided_by": by, "decided_at": moment_text(at)}
            connection.execute(sa.update(triage).where(triage.c.case_id == lead).values(**values))
            _write_down(connection, lead, by, DECIDED, at, {"verdict": verdict, "before": before["verdict"]})
            return True

        won = await self.call(work)
        return await self.standing(lead), won

    async def assign(self, lead: str, *, to: str, seen: str | None) -> tuple[Standing, bool]:
        """`to` takes the case on, if `seen` is whose it was. Raises UnknownCaseError."""

        def work(connection: sa.Connection) -> bool:
            before = self._row(connection, lead)
            if before["assignee"] == to:
                return True
            if before["assignee"] != seen:
                return False
            connection.execute(sa.update(triage).where(triage.c.case_id == lead).values(assignee=to))
            _write_down(connection, lead, to, ASSIGNED, datetime.now(UTC), {"before": seen})
            return True

        won = await self.call(work)
        return await self.standing(lead), won

    async def comment(
        self, lead: str, comment: str, *, by: str, shown: bool, seen: str | None
    ) -> tuple[Standing, bool]:
        """Writes the one comment, if `seen` is what it was; `shown` to reporters, too. Raises UnknownCaseError."""

        def work(connection: sa.Connection) -> bool:
            before = self._row(connection, lead)
            now = (before["comment"] or "", bool(before["comment_shown"]))
            if now == (comment, shown):
                return True
            if now[0] != (seen or ""):
                return False
            values: dict[str, Any] = {"comment": comment, "comment_by": by, "comment_shown": int(shown)}
            connection.execute(sa.update(triage).where(triage.c.case_id == lead).values(**values))
            detail = {"comment": comment, "shown": shown, "before": now[0]}
            _write_down(connection, lead, by, COMMENTED, datetime.now(UTC), detail)
            return True

        won = await self.call(work)
        return await self.standing(lead), won

    def _row(self, connection: sa.Connection, lead: str) -> sa.RowMapping:
        """The case's row, held until the end of the transaction."""
        try:
            connection.execute(self.insert(triage).values(case_id=lead).on_conflict_do_nothing())
        except sa.exc.IntegrityError as error:
            raise UnknownCaseError(lead) from error
        query = sa.select(triage).where(triage.c.case_id == lead).with_for_update()
        return connection.execute(query).mappings().one()

    async def wanted(self, lead: str) -> bool:
        """Whether the desk is to see the case: it is suspicious, or somebody asks, or somebody there has touched it."""
        return await self.first(sa.select(cases.c.id).where(cases.c.id == lead, self._desks())) is not None

    def _desks(self) -> sa.ColumnElement[bool]:
        if self._everything:
            return sa.true()
        report = cases.alias()
        same = sa.or_(report.c.id == cases.c.id, report.c.lead == cases.c.id)
        ids = sa.select(report.c.id).where(same).correlate(cases)
        return sa.or_(
            sa.exists().where(same, report.c.level.in_(LOUD)),
            sa.exists().where(feedback.c.said == "not_phishing", feedback.c.case_id.in_(ids)),
            sa.exists().where(given_away.c.case_id.in_(ids)),
            sa.exists().where(triage.c.case_id == cases.c.id),
        )

    async def open_cases(self, limit: int = 10) -> list[Case]:
        """What the desk has not decided, the oldest first."""
        decided = sa.exists().where(triage.c.case_id == cases.c.id, triage.c.verdict != WAITING)
        first = cases.c.lead == cases.c.id
        query = sa.select(cases).where(first, self._desks(), sa.not_(decided))
        return [case_of(row) for row in await self.all(query.order_by(cases.c.opened).limit(limit))]

    async def counters(self, within: timedelta) -> Counters:
        """What happened within the last while."""
        since = moment_text(datetime.now(UTC) - within)
        count = sa.func.count
        loud = sa.func.coalesce(sa.func.sum(sa.case((cases.c.level.in_(LOUD), 1), else_=0)), 0)
        opened = await self.first(sa.select(count().label("all"), loud.label("loud")).where(cases.c.opened >= since))
        found = sa.select(count().label("many")).where(triage.c.verdict == "phishing", triage.c.decided_at >= since)
        phishing = await self.first(found)
        return Counters(
            opened["all"] if opened else 0, opened["loud"] if opened else 0, phishing["many"] if phishing else 0
        )

    async def untaken(self, limit: int = 10) -> list[Untaken]:
        """What was given away and nobody has taken on, the oldest first."""
        gone = given_away.c
        query = sa.select(given_away).where(gone.taken_by.is_(None), gone.closed_at.is_(None))
        rows = await self.all(query.order_by(gone.at).limit(limit))
        return [Untaken(row["case_id"], row["user_id"], moment_of(row["at"])) for row in rows]

    async def reports_of(self, user: str, limit: int = 5) -> list[tuple[Case, Standing]]:
        """What somebody reported, newest first, and where it stands."""
        query = sa.select(cases).where(cases.c.user_id == user).order_by(cases.c.opened.desc()).limit(limit)
        found = [case_of(row) for row in await self.all(query)]
        wanted = [case.lead or case.id for case in found]
        rows = await self.all(sa.select(triage).where(triage.c.case_id.in_(wanted)))
        standings = {row["case_id"]: _standing(row) for row in rows}
        return [(case, standings.get(lead, Standing(lead))) for case, lead in zip(found, wanted, strict=True)]


def _of(lead: str) -> sa.ColumnElement[bool]:
    return sa.or_(cases.c.id == lead, cases.c.lead == lead)


def _standing(row: sa.RowMapping) -> Standing:
    at = moment_of(row["decided_at"]) if row["decided_at"] else None
    return Standing(
        case_id=row["case_id"],
        verdict=row["verdict"],
        by=row["decided_by"],
        at=at,
        comment=row["comment"] or None,
        comment_by=row["comment_by"],
        comment_shown=bool(row["comment_shown"]),
        assignee=row["assignee"],
    )


def _write_down(
    connection: sa.Connection, case_id: str, who: str, what: str, at: datetime, detail: dict[str, Any]
) -> None:
    entry = {"at": moment_text(at), "who": who, "what": what, "case_id": case_id, "detail": dump(detail)}
    connection.execute(sa.insert(audit).values(**entry))
