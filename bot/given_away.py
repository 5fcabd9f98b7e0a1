"""What reporters gave away to a fraud: written down at once, taken on by somebody of the security team, open until that is done.

One row for each person and case. Telling it again changes the row; telling something new after it was closed opens it again.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from bot.rows import Rows, dump, moment_of, moment_text
from bot.store import UnknownCaseError
from bot.submission import GIVEN
from bot.tables import audit, given_away

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: tuple[str, ...] = (*GIVEN, "told", "money", "called")
WHEN: tuple[str, ...] = ("now", "today", "yesterday", "earlier", "unsure")
TOLD, CHANGED, TAKEN, CLOSED = "gave-told", "gave-changed", "gave-taken", "gave-closed"
MAX_ACCOUNT = 200
_NUMBER = re.compile(r"\d(?:[ -]?\d){12,18}")  # as long as the numbers of cards are (ISO/IEC 7812)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says: `what` (of KINDS), `when` (of WHEN, or ""), which `account`, and the place where he was asked.

    `before` is what he had said until then.
    """

    what: tuple[str, ...]
    when: str = ""
    account: str = ""
    channel: str = ""
    thread_ts: str = ""
    before: tuple[str, ...] = field(default=())

    @property
    def added(self) -> tuple[str, ...]:
        """What is new in it; nothing is when it is told for the first time."""
        return tuple(kind for kind in self.what if self.before and kind not in self.before)

    def as_json(self) -> dict[str, Any]:
        """For a row on disk."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Told:
        """The other way."""
        texts = {name: str(row.get(name) or "") for name in ("when", "account", "channel", "thread_ts")}
        return cls(tuple(row["what"]), before=tuple(row.get("before") or ()), **texts)


@dataclass(frozen=True, slots=True)
class Given:
    """A row: told first at `at`, last at `said`; taken on and closed by whom and when, None while it is not."""

    case_id: str
    user: str
    told: Told
    at: datetime
    said: datetime
    taken_by: str | None = None
    taken_at: datetime | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether nobody has taken it on."""
        return self.taken_by is None and self.closed_by is None


class GivenAway(Rows):
    """The rows. What two people do at once is decided by the database: the first wins."""

    async def note(self, case_id: str, user: str, told: Told, *, at: datetime, once: bool = False) -> Given:
        """Keeps what was told at `at`, in place of what was told before; `once`: unless something was. The row as it stands then.

        May be repeated. Raises UnknownCaseError.
        """

        def work(connection: sa.Connection) -> None:
            values = {"what": _written(told, at), "at": moment_text(at)}
            row = self.insert(given_away).values(case_id=case_id, user_id=user, **values).on_conflict_do_nothing()
            try:
                first = connection.execute(row.returning(given_away.c.user_id)).first() is not None
            except sa.exc.IntegrityError as error:
                raise UnknownCaseError(case_id) from error
            if first:
                _write_down(connection, user, TOLD, case_id, at, {"what": list(told.what)})
            elif not once:
                self._change(connection, case_id, user, told, at)

        await self.call(work)
        found = await self.find(case_id, user)
        if found is None:
            raise UnknownCaseError(case_id)
        return found

    @staticmethod
    def _change(connection: sa.Connection, case_id: str, user: str, told: Told, at: datetime) -> None:
        row = connection.execute(sa.select(given_away).where(_is(case_id, user)).with_for_update()).mappings().one()
        before = _given(row)
        if at <= before.said:
            return
        now = replace(told, before=before.told.what)
        values: dict[str, str | None] = {"what": _written(now, at)}
        if before.closed_by and now.added:
            values |= {"at": moment_text(at), "taken_by": None, "taken_at": None, "closed_by": None, "closed_at": None}
        connection.execute(sa.update(given_away).where(_is(case_id, user)).values(**values))
        detail = {"what": list(now.what), "before": list(now.before)}
        _write_down(connection, user, CHANGED, case_id, at, detail)

    async def find(self, case_id: str, user: str) -> Given | None:
        """What `user` gave away, as it stands."""
        row = await self.first(sa.select(given_away).where(_is(case_id, user)))
        return None if row is None else _given(row)

    async def of_case(self, case_id: str) -> list[Given]:
        """What everybody gave away to the mail of a case, in the order in which it was told."""
        query = sa.select(given_away).where(given_away.c.case_id == case_id).order_by(given_away.c.at)
        return [_given(row) for row in await self.all(query)]

    async def take(self, case_id: str, user: str, *, by: str, at: datetime) -> bool:
        """`by` takes it on; False when somebody else has, or it is closed. May be repeated."""
        open_one = sa.and_(given_away.c.taken_by.is_(None), given_away.c.closed_by.is_(None))
        return await self._settle("taken", TAKEN, case_id, user, by=by, at=at, while_=open_one)

    async def close(self, case_id: str, user: str, *, by: str, at: datetime) -> bool:
        """`by` says that it is done; False when somebody else has. May be repeated."""
        return await self._settle(
            "closed", CLOSED, case_id, user, by=by, at=at, while_=given_away.c.closed_by.is_(None)
        )

    async def _settle(
        self,
        name: Literal["taken", "closed"],
        what: str,
        case_id: str,
        user: str,
        *,
        by: str,
        at: datetime,
        while_: sa.ColumnElement[bool],
    ) -> bool:
        """The row and the entry in the audit log are one transaction."""
        values = {f"{name}_by": by, f"{name}_at": moment_text(at)}

        def work(connection: sa.Connection) -> bool:
            change = sa.update(given_away).where(_is(case_id, user), while_).values(**values)
            if connection.execute(change).rowcount > 0:
                _write_down(connection, by, what, case_id, at, {"reporter": user})
                return True
            row = connection.execute(sa.select(given_away).where(_is(case_id, user))).mappings().first()
            return row is not None and all(row[column] == value for column, value in values.items())

        return await self.call(work)


def masked(account: str) -> str:
    """`account` without the number of a card, should somebody have written it down; its last four digits stay."""
    return _NUMBER.sub(lambda found: "•••• " + re.sub(r"\D", "", found[0])[-4:], account.strip())[:MAX_ACCOUNT]


def _is(case_id: str, user: str) -> sa.ColumnElement[bool]:
    return sa.and_(given_away.c.case_id == case_id, given_away.c.user_id == user)


def _written(told: Told, said: datetime) -> str:
    return dump(told.as_json() | {"said": moment_text(said)})


def _given(row: sa.RowMapping) -> Given:
    kept = json.loads(row["what"])
    return Given(
        case_id=row["case_id"],
        user=row["user_id"],
        told=Told.from_json(kept),
        at=moment_of(row["at"]),
        said=moment_of(kept["said"]),
        taken_by=row["taken_by"],
        taken_at=moment_of(row["taken_at"]) if row["taken_at"] else None,
        closed_by=row["closed_by"],
        closed_at=moment_of(row["closed_at"]) if row["closed_at"] else None,
    )


def _write_down(
    connection: sa.Connection, who: str, what: str, case_id: str, at: datetime, detail: Mapping[str, Any]
) -> None:
    """The account and the like stay out of the audit log, which is kept for longer and read by more people."""
    entry = {"at": moment_text(at.astimezone(UTC)), "who": who, "what": what, "case_id": case_id}
    connection.execute(sa.insert(audit).values(detail=dump(detail), **entry))
