"""Rows: what every store is made of, one transaction in a thread for each method, and how values are written into columns."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.dialects import postgresql, sqlite

from bot.database import plain_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import sqlalchemy as sa

T = TypeVar("T")


class Rows:
    """Statements over one engine. Every method raises DatabaseError when the database cannot be reached."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        # Both know ON CONFLICT, which plain SQL does not.
        self.insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    async def first(self, statement: sa.Executable) -> sa.RowMapping | None:
        """The first row of a statement."""
        return await self.call(lambda connection: connection.execute(statement).mappings().first())

    async def all(self, statement: sa.Executable) -> Sequence[sa.RowMapping]:
        """Every row of a statement."""
        return await self.call(lambda connection: connection.execute(statement).mappings().all())

    async def changed(self, statement: sa.Executable) -> bool:
        """Whether a statement changed a row."""
        return await self.call(lambda connection: connection.execute(statement).rowcount > 0)

    async def call(self, work: Callable[[sa.Connection], T]) -> T:
        """`work` in a transaction of its own."""

        def transaction() -> T:
            with plain_errors(self._engine), self._engine.begin() as connection:
                return work(connection)

        return await asyncio.to_thread(transaction)


def dump(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """JSON in ASCII: a mail may hold lone surrogates and NUL, which no database takes as text."""
    return json.dumps(value, separators=(",", ":"))


def moment_text(moment: datetime) -> str:
    """A moment as the tables keep it: in UTC with microseconds, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str) -> datetime:
    """The other way."""
    return datetime.fromisoformat(text)
