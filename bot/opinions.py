"""What people say about an answer: that it helped, or that the mail is no fraud. One word for each person and case; the last one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import sqlalchemy as sa

from bot.rows import Rows, moment_text
from bot.store import UnknownCaseError
from bot.tables import feedback

if TYPE_CHECKING:
    from datetime import datetime

HELPFUL, NOT_PHISHING = "helpful", "not_phishing"


class Card(Protocol):
    """The desk's card of a case (`bot.slack.triage.TriageDesk`)."""

    async def refresh(self, case_id: str) -> None:
        """Makes it show what stands now; posts it when there is none yet and the desk is to see the case."""
        ...


class Feedback(Rows):
    """The opinions."""

    async def say(self, case_id: str, user: str, said: str, *, at: datetime) -> None:
        """Keeps what `user` said at `at`, unless something later is known. May be repeated. Raises UnknownCaseError."""
        row = self.insert(feedback).values(case_id=case_id, user_id=user, said=said, at=moment_text(at))
        change = row.on_conflict_do_update(
            index_elements=["case_id", "user_id"],
            set_={"said": row.excluded.said, "at": row.excluded.at},
            where=row.excluded.at > feedback.c.at,
        )
        try:
            await self.changed(change)
        except sa.exc.IntegrityError as error:
            raise UnknownCaseError(case_id) from error

    async def of_case(self, case_id: str) -> dict[str, str]:
        """Who said what."""
        rows = await self.all(sa.select(feedback).where(feedback.c.case_id == case_id).order_by(feedback.c.at))
        return {row["user_id"]: row["said"] for row in rows}
