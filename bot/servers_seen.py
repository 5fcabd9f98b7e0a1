"""Which servers recur in the mails that people hand in: the memory behind `analyzers.trace.learned`, which holds the rule.

Kept for each mail, once, are a hash of it, who handed it in, the day, and the names of the servers on top; nothing else of the mail.
Where the administrator has named our servers, nothing is kept and nothing learned.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from analyzers.message import Form
from analyzers.trace import trace
from analyzers.trace.learned import Seen, names_of, trusted
from bot import tables
from bot.database import plain_errors

if TYPE_CHECKING:
    from analyzers import Message, OurSide

KEPT = timedelta(days=180)
MAX_ROWS = 20_000


class ServersSeen:
    """What was seen, and who we are by it. `configured`: what the administrator said. Both methods raise DatabaseError."""

    def __init__(self, engine: sa.Engine, configured: OurSide) -> None:
        self._engine = engine
        self._configured = configured
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    async def side(self) -> OurSide:
        """Who we are: as configured, else with the servers that the mails of the last 180 days have taught."""
        if self._configured.servers:
            return self._configured
        return replace(self._configured, learned=trusted(await asyncio.to_thread(self._seen)))

    async def note(self, message: Message, reporter: str) -> None:
        """Remember the servers on top of a whole mail that nothing stood around; what was handed in before counts once."""
        if self._configured.servers or message.form is not Form.EML or message.wrappings:
            return
        names = await asyncio.to_thread(self._names, message)
        if names:
            mail = hashlib.sha256(message.source or repr(message.headers.fields).encode()).hexdigest()
            day = datetime.now(UTC).date().isoformat()
            rows = [{"mail": mail, "kind": k, "name": n, "reporter": reporter, "day": day} for k, n in names]
            await asyncio.to_thread(self._keep, rows)

    def _names(self, message: Message) -> tuple[tuple[str, str], ...]:
        """By the configured side alone: what was learned must not teach itself."""
        return names_of(message.headers, trace(message.headers, self._configured))

    def _keep(self, rows: list[dict[str, str]]) -> None:
        with plain_errors(self._engine), self._engine.begin() as connection:
            # One row at a time: the first reporter of a mail stays the one that counts, whoever comes at the same moment.
            for row in rows:
                connection.execute(self._insert(tables.servers_seen).values(row).on_conflict_do_nothing())

    def _seen(self) -> list[Seen]:
        seen = tables.servers_seen.c
        since = (datetime.now(UTC) - KEPT).date().isoformat()
        query = sa.select(seen.mail, seen.reporter, seen.kind, seen.name).where(seen.day >= since)
        with plain_errors(self._engine), self._engine.begin() as connection:
            rows = connection.execute(query.order_by(seen.day.desc(), seen.mail).limit(MAX_ROWS)).all()
        return [Seen(*row) for row in rows]
