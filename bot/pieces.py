"""Long texts that Slack may have cut into several posts, until they are put together: at most a day.

A piece is a submission of its own, on disk before anybody decides whether it belongs to another one.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from bot import tables
from bot.rows import Rows, dump

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT = 24 * 3600.0  # seconds
AROUND = 60.0  # seconds before and after a piece in which others of the same text are looked for


@dataclass(frozen=True, slots=True)
class Piece:
    """One post: its timestamp, and the submission that it would be alone."""

    ts: str
    submission: dict[str, Any]


class Pieces(Rows):
    """`place` is who wrote where. Both methods raise DatabaseError."""

    @property
    def shared(self) -> bool:
        """Whether other processes may add pieces as well."""
        return self._engine.dialect.name == "postgresql"

    async def add(self, place: str, ts: str, submission: Mapping[str, Any]) -> None:
        """Keep a piece; once, however often it is told."""
        pieces = tables.pieces
        row = self.insert(pieces).values(place=place, ts=ts, at=float(ts), submission=dump(submission))

        def work(connection: sa.Connection) -> None:
            connection.execute(row.on_conflict_do_nothing())
            connection.execute(sa.delete(pieces).where(pieces.c.at < time.time() - KEPT))

        await self.call(work)

    async def around(self, place: str, ts: str) -> list[Piece]:
        """The pieces written in `place` about the time of `ts`, oldest first."""
        pieces, at = tables.pieces, float(ts)
        near = sa.and_(pieces.c.place == place, pieces.c.at.between(at - AROUND, at + AROUND))
        rows = await self.all(sa.select(pieces).where(near).order_by(pieces.c.at))
        return [Piece(row["ts"], json.loads(row["submission"])) for row in rows]
