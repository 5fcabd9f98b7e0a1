"""Forgetting: a person, an address or a case, because somebody asks for it. What was done stays known; by whom does not.

Posts in Slack stay, for they are the workspace's own: they are told, so that an administrator can delete them there.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from bot.belongings import owner_of, remove
from bot.database import plain_errors
from bot.rows import dump, moment_text
from bot.tables import (
    audit,
    cases,
    channel_warnings,
    feedback,
    given_away,
    mail_answers,
    people,
    pieces,
    posts,
    servers_seen,
    spool,
    triage,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

FORGOTTEN = "forgotten"  # in the place of a name
_TS = re.compile(r"\d+\.\d+")  # a post of Slack; what stands for other things is not
_ABOUT = {"gave", "gave-added", "gave-reminder", "gave-steps", "gave-refused"}  # posts with a person in their key
_NAMED = (
    *(triage.c.decided_by, triage.c.comment_by, triage.c.assignee),
    *(given_away.c.taken_by, given_away.c.closed_by),
    *(channel_warnings.c.opened_by, channel_warnings.c.retracted_by),
)


@dataclass(frozen=True, slots=True)
class Whom:
    """Exactly one of them: a person's Slack id, a mail address, or the id of a case."""

    user: str | None = None
    mail: str | None = None
    case: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """How the person is called in the tables."""
        if self.mail:
            return (self.mail.lower(), f"mail:{self.mail.lower()}")
        return (self.user,) if self.user else ()


@dataclass(slots=True)
class Forgotten:
    """What went: `counts` by table; `posts` that still stand in Slack, as channel and timestamp; `jobs` bear one of these names."""

    counts: dict[str, int] = field(default_factory=dict)
    posts: list[tuple[str, str]] = field(default_factory=list)
    jobs: set[str] = field(default_factory=set)

    def add(self, what: str, count: int) -> None:
        """Counts."""
        if count:
            self.counts[what] = self.counts.get(what, 0) + count


def forget(engine: sa.Engine, whom: Whom, *, pretend: bool = False) -> Forgotten:
    """Forgets in one transaction; with `pretend` nothing is changed, and told what would be. Raises DatabaseError."""
    with plain_errors(engine), engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(sa.text("PRAGMA secure_delete=ON"))  # what is deleted is overwritten in the file, too
            connection.rollback()
        with connection.begin() as transaction:
            found = _Forgetting(connection, whom).run()
            if pretend:
                transaction.rollback()
        if engine.dialect.name == "sqlite" and not pretend:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).all()
    return found


class _Forgetting:
    def __init__(self, connection: sa.Connection, whom: Whom) -> None:
        self._connection = connection
        self._whom = whom
        self._found = Forgotten(jobs=set(whom.names))

    def run(self) -> Forgotten:
        rows = self._cases()
        ids = [row["id"] for row in rows]
        letters = {str((json.loads(row["submission"]).get("letter") or {}).get("to") or "").lower() for row in rows}
        reporters = {row["user_id"] for row in rows} - {""}
        removed = remove(self._connection, ids, with_audit=False)
        for what, count in removed.counts.items():
            self._found.add(what, count)
        self._found.jobs |= {*ids, *(row["key"] for row in rows), *self._mails(rows)} - {""}
        self._posts(removed.owners, [f"notice:{heir}" for heir in removed.heirs.values()])
        if self._whom.names:
            self._person(self._whom.names, {*self._whom.names, *(letters if self._whom.user else ())} - {""})
            self._audit(sa.true(), self._whom.names)
        if reporters:
            self._audit(audit.c.case_id.in_(ids), reporters)
        self._write_down()
        return self._found

    def _cases(self) -> list[sa.RowMapping]:
        if self._whom.case:
            which = cases.c.id == self._whom.case
        elif self._whom.user:
            which = cases.c.user_id == self._whom.user
        else:
            letter = sa.func.lower(cases.c.submission).contains(json.dumps(self._whom.names[0]), autoescape=True)
            which = sa.or_(sa.func.lower(cases.c.user_id) == self._whom.names[1], letter)
        rows = self._connection.execute(sa.select(cases).where(which)).mappings().all()
        return [row for row in rows if not self._whom.mail or self._wrote(row)]

    def _mails(self, rows: Iterable[sa.RowMapping]) -> set[str]:
        """The report mails of which nothing is left; one that another case came in has jobs that are still to be done."""
        mails = set(map(_mail_of, rows))
        return mails - set(self._connection.execute(sa.select(spool.c.id).where(spool.c.id.in_(mails))).scalars())

    def _wrote(self, row: sa.RowMapping) -> bool:
        letter = json.loads(row["submission"]).get("letter") or {}
        return (
            row["user_id"].lower() == self._whom.names[1] or str(letter.get("to") or "").lower() == self._whom.names[0]
        )

    def _posts(self, owners: Collection[tuple[str, str]], cards: Iterable[str]) -> None:
        """Forgets posts; those of Slack are told, with the cards that others took over, for his name may stand on them."""
        gone = []
        for row in self._connection.execute(sa.select(posts).order_by(posts.c.claimed, posts.c.key)).mappings():
            own = owner_of(row["key"]) in owners or self._about(row["key"])
            if own:
                gone.append(row["key"])
            if (own or row["key"] in cards) and _TS.fullmatch(row["ts"] or ""):
                self._found.posts.append((row["channel"], row["ts"]))
        for key in gone:
            self._connection.execute(sa.delete(posts).where(posts.c.key == key))
        self._found.add("posts", len(gone))

    def _about(self, key: str) -> bool:
        kind, *rest = key.split(":", 2)
        return kind in _ABOUT and len(rest) == 2 and any(f"{rest[1]}:".startswith(f"{n}:") for n in self._whom.names)

    def _person(self, names: Collection[str], addresses: Collection[str]) -> None:
        for column in (given_away.c.user_id, feedback.c.user_id, people.c.user_id):
            self._delete(column.table, column.in_(names))
        self._delete(mail_answers, sa.func.lower(mail_answers.c.recipient).in_(addresses))
        for row in self._connection.execute(sa.select(pieces)).mappings().all():
            if json.loads(row["submission"]).get("user") in names:
                self._delete(pieces, sa.and_(pieces.c.place == row["place"], pieces.c.ts == row["ts"]))
        for column in (servers_seen.c.reporter, *_NAMED):
            change = sa.update(column.table).where(column.in_(names)).values({column: FORGOTTEN})
            self._found.add(f"{column.table.name} (name)", self._connection.execute(change).rowcount)

    def _audit(self, which: sa.ColumnElement[bool], names: Collection[str]) -> None:
        """The lines stay, without the names."""
        word = re.compile(r"(?<![\w.+-])(?:" + "|".join(map(re.escape, sorted(names))) + r")(?![\w@-])", re.IGNORECASE)
        count = 0
        for row in self._connection.execute(sa.select(audit).where(which)).mappings().all():
            now = {"who": FORGOTTEN if row["who"] in names else row["who"]}
            now["detail"] = dump(_without(json.loads(row["detail"]), word))
            if any(row[name] != value for name, value in now.items()):
                self._connection.execute(sa.update(audit).where(audit.c.id == row["id"]).values(**now))
                count += 1
        self._found.add("audit (name)", count)

    def _delete(self, table: sa.FromClause, condition: sa.ColumnElement[bool]) -> None:
        assert isinstance(table, sa.Table)
        self._found.add(table.name, self._connection.execute(sa.delete(table).where(condition)).rowcount)

    def _write_down(self) -> None:
        kind = "user" if self._whom.user else "mail" if self._whom.mail else "case"
        entry = {"at": moment_text(datetime.now(UTC)), "who": "administrator", "what": "forgotten"}
        detail = {"kind": kind, "counts": self._found.counts}
        self._connection.execute(sa.insert(audit).values(case_id=self._whom.case, detail=dump(detail), **entry))


def _mail_of(row: sa.RowMapping) -> str:
    """The mail in the spool that a case came in; "" for another door."""
    return str(json.loads(row["submission"]).get("original") or "").rpartition(".")[0]


def _without(value: Any, word: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return word.sub(FORGOTTEN, value)
    if isinstance(value, dict):
        return {key: _without(each, word) for key, each in value.items()}
    return [_without(each, word) for each in value] if isinstance(value, list) else value
