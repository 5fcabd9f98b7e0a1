"""A year of an office in a database: cases of three people by every door, and everything that belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from bot.given_away import GivenAway, Told
from bot.opinions import Feedback
from bot.rows import dump, moment_text
from bot.store import Store
from bot.submission import Submission
from bot.tables import cases, metadata, people, pieces, posts, servers_seen
from bot.triage import Triage

if TYPE_CHECKING:
    from bot.store import Case

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HANAKO, JOHN, TAKERU = "U0HANAKO", "U0JOHN", "U0TAKERU"
SAKURA = "sakura@example.jp"
REPORT = {
    "subject": "=1+1 至急",
    "sender": {"raw": "Bank <a@example.net>"},
    "findings": [{"code": "brand-mismatch"}, {"code": "shown-host-differs"}],
}


@dataclass
class History:
    """Writes into the tables as the bot does, but with any date."""

    engine: sa.Engine

    def __post_init__(self) -> None:
        self.store, self.triage = Store(self.engine), Triage(self.engine)
        self.given, self.feedback = GivenAway(self.engine), Feedback(self.engine)

    async def case(self, key: str, user: str, *, days: float, mail: str | None = None, **submission: Any) -> Case:
        """A case that was opened so many days before NOW, answered, with a card; `mail` is what it shares with others."""
        fixed = {"channel": "C1", "thread_ts": "1.5", "text": "", "file": None, "direct": True}
        row = Submission(**{**fixed, "key": key, "user": user, **submission}).as_json()
        case = await self.store.open_case(key, channel="C1", thread_ts="1.5", user=user, submission=row)
        await self.store.set_report(case.id, "danger", REPORT, [])
        at = moment_text(NOW - timedelta(days=days))
        await self._do(sa.update(cases).where(cases.c.id == case.id).values(opened=at))
        lead = await self.triage.join(case.id, mail)
        await self.post(f"reply:{key}", "1.6", days=days)
        if lead == case.id:
            await self.post(f"notice:{case.id}", "2.1", days=days, channel="C0SECURITY")
        return case

    async def post(self, key: str, ts: str, *, days: float, channel: str = "C1") -> None:
        """Something that was said."""
        claimed = moment_text(NOW - timedelta(days=days))
        await self._do(sa.insert(posts).values(key=key, channel=channel, ts=ts, claimed=claimed))

    async def gave(self, case: Case, user: str, *, days: float, closed: bool) -> None:
        """Somebody gave his password away, and it was seen to, or not."""
        at = NOW - timedelta(days=days)
        await self.given.note(case.id, user, Told(("password",), account="mail"), at=at)
        await self.post(f"gave:{case.id}:{user}", "2.5", days=days, channel="C0SECURITY")
        if closed:
            await self.given.close(case.id, user, by=TAKERU, at=at)

    async def mail(self, name: str, *, days: float, state: str = "done", raw: bytes | None = None) -> None:
        """A mail in the spool; `id.n` is a part of `id`."""
        parent = name.rpartition(".")[0] or None
        values = {"id": name, "parent": parent, "door": "part" if parent else "lmtp", "state": state, "raw": raw}
        taken = moment_text(NOW - timedelta(days=days))
        await self._do(sa.insert(metadata.tables["spool"]).values(taken=taken, **values))

    async def answered(self, key: str, recipient: str, *, days: float) -> None:
        """An answer by mail."""
        at = moment_text(NOW - timedelta(days=days))
        row = {"key": key, "recipient": recipient, "message_id": f"<{key}@us>", "at": at}
        await self._do(sa.insert(metadata.tables["mail_answers"]).values(row))

    async def person(self, user: str) -> None:
        """Somebody with a language of his own, a mail that taught our servers, and half a post."""
        await self._do(sa.insert(people).values(user_id=user, language="en"))
        row = {"mail": f"m{len(user)}", "kind": "by", "name": "mx", "reporter": user, "day": "2026-05-30"}
        await self._do(sa.insert(servers_seen).values(row))
        piece = {"place": f"C1:{user}", "ts": "1.1", "submission": dump({"user": user}), "at": NOW.timestamp()}
        await self._do(sa.insert(pieces).values(piece))

    async def _do(self, statement: sa.Executable) -> None:
        await self.store.call(lambda connection: connection.execute(statement))

    def count(self) -> dict[str, int]:
        """How many rows every table has, without the empty ones."""
        with self.engine.connect() as connection:
            rows = {
                name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for name, table in metadata.tables.items()
            }
        return {name: count for name, count in rows.items() if count}

    def column(self, table: str, *names: str) -> list[Any]:
        """The values of columns, sorted."""
        columns = [metadata.tables[table].c[name] for name in names]
        with self.engine.connect() as connection:
            rows = sorted(tuple(row) for row in connection.execute(sa.select(*columns)))
        return [row[0] for row in rows] if len(names) == 1 else rows

    def dangling(self) -> list[tuple[str, str]]:
        """What points to a case that is not there: (table, key)."""
        known = {*self.column("cases", "id")}
        keys, warnings = {*self.column("cases", "key")}, {*self.column("channel_warnings", "id")}
        found = []
        for table in ("triage", "leads", "given_away", "feedback", "channel_warnings", "audit"):
            found += [(table, case) for case in self.column(table, "case_id") if case not in known]
        found += [("cases.lead", lead) for lead in self.column("cases", "lead") if lead not in known]
        for key in self.column("posts", "key"):
            kind, *rest = key.split(":")
            ours = {
                "reply": lambda rest=rest: ":".join(rest) in keys,
                "respond": lambda rest=rest: ":".join(rest[1:-1]) in keys,
                "reaction": lambda rest=rest: f"slack:{':'.join(rest)}" in keys,
                "warned": lambda rest=rest: rest[0] in warnings,
                "warning": lambda rest=rest: rest[0] in warnings,
                "intro": lambda: True,
            }.get(kind, lambda rest=rest: rest[0] in known)
            found += [] if ours() else [("posts", key)]
        parts = {f"mail:{':'.join(name.rsplit('.', 1))}" for name in self.column("spool", "id") if "." in name}
        return found + [("spool", part) for part in sorted(parts - keys)]
