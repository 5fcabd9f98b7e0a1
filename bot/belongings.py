"""What belongs to a case, and taking cases away with all of it, so that nothing is left that points to them.

Reports of the same mail share the card and the decision of the first of them, their lead. When that one goes, the next takes them
over, with the warnings about the mail, for they are about a mail that others have reported as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot.tables import audit, cases, channel_warnings, feedback, given_away, leads, mail_answers, posts, spool, triage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_BY_CASE = {"notice", "ruling", "gave", "gave-added", "gave-reminder", "gave-refused", "gave-steps"}
_OF_THE_MAIL = ("triage-%", "warning-%")  # lines of the audit log about the mail, not about one report of it
# Somebody gave something away, and that is not seen to yet.
OPEN = sa.exists().where(given_away.c.case_id == cases.c.id, given_away.c.closed_by.is_(None))


@dataclass(slots=True)
class Removed:
    """What went: `counts` by table, the owners of its posts (`owner_of`), and who took over which lead."""

    counts: dict[str, int] = field(default_factory=dict)
    owners: set[tuple[str, str]] = field(default_factory=set)
    heirs: dict[str, str] = field(default_factory=dict)


def owner_of(post: str) -> tuple[str, str] | None:
    """To what the key of a post belongs: `case` and its id, `key` and a submission's, `warning` and its id, `post` and Slack's.

    None for what belongs to none of them.
    """
    kind, _, rest = post.partition(":")
    if kind in _BY_CASE:
        return "case", rest.partition(":")[0]
    if kind in {"warned", "warning"}:
        return "warning", rest.partition(":")[0]
    if kind == "reply":
        return "key", rest
    if kind == "respond":
        return "key", rest.partition(":")[2].rpartition(":")[0]
    return ("post", rest) if kind == "reaction" else None


def remove(connection: sa.Connection, ids: Collection[str], *, with_audit: bool) -> Removed:
    """Takes cases away, in the transaction of `connection`. Their posts are left to the caller (`owner_of`)."""
    # Held first: what others write about these cases comes before this, or finds no case any more.
    wanted = sa.select(cases).where(cases.c.id.in_(ids)).order_by(cases.c.id).with_for_update()
    rows = connection.execute(wanted).mappings().all()
    gone = [row["id"] for row in rows]
    removed = Removed()
    for case_id in gone:
        if heir := _hand_over(connection, case_id, gone):
            removed.heirs[case_id] = heir
    warnings = channel_warnings.c
    known = connection.execute(sa.select(warnings.id).where(warnings.case_id.in_(gone))).scalars()
    removed.owners = {("warning", each) for each in known} | {("case", each) for each in gone}
    removed.owners |= _owners_of_keys(row["key"] for row in rows)
    for table in (leads, triage, given_away, feedback, channel_warnings, *((audit,) if with_audit else ())):
        _delete(connection, removed, table, table.c.case_id.in_(gone))
    _delete(connection, removed, mail_answers, _answered([row["key"] for row in rows], gone))
    _delete_mails(connection, removed, [json.loads(row["submission"]).get("original") for row in rows])
    _delete(connection, removed, cases, cases.c.id.in_(gone))
    return removed


def _owners_of_keys(keys: Iterable[str]) -> set[tuple[str, str]]:
    found = set()
    for key in keys:
        found.add(("key", key))
        kind, *place = key.split(":")
        if kind == "slack" and len(place) in {2, 3}:
            found.add(("post", ":".join(place[:2])))
    return found


def _hand_over(connection: sa.Connection, lead: str, gone: Collection[str]) -> str | None:
    """Gives what is the mail's to the oldest other report of it; says which."""
    # Held: a report that joins at this moment comes before, and is found, or after, and finds the heir.
    connection.execute(sa.select(leads).where(leads.c.case_id == lead).with_for_update()).all()
    others = sa.select(cases.c.id).where(cases.c.lead == lead, cases.c.id.not_in(gone))
    heir = connection.execute(others.order_by(cases.c.opened, cases.c.id).limit(1)).scalar()
    if heir is None:
        return None
    connection.execute(sa.update(leads).where(leads.c.case_id == lead).values(case_id=heir))
    connection.execute(sa.update(cases).where(cases.c.lead == lead, cases.c.id.not_in(gone)).values(lead=heir))
    for table in (triage, channel_warnings):
        if not _any(connection, table.c.case_id == heir):
            connection.execute(sa.update(table).where(table.c.case_id == lead).values(case_id=heir))
    of_mail = sa.or_(*(audit.c.what.like(what) for what in _OF_THE_MAIL))
    connection.execute(sa.update(audit).where(audit.c.case_id == lead, of_mail).values(case_id=heir))
    if not _any(connection, posts.c.key == f"notice:{heir}"):
        card = sa.update(posts).where(posts.c.key == f"notice:{lead}")
        connection.execute(card.values(key=f"notice:{heir}"))
    return str(heir)


def _any(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> bool:
    return connection.execute(sa.select(sa.literal(1)).where(condition).limit(1)).first() is not None


def _answered(keys: Iterable[str], ids: Iterable[str]) -> sa.ColumnElement[bool]:
    """Answers by mail: that to the report, and those that told of a decision."""
    key = mail_answers.c.key
    told = [key.startswith(f"ruling:{each}:", autoescape=True) for each in ids]
    return sa.or_(key.in_([f"reply:{each}" for each in keys]), *told)


def _delete_mails(connection: sa.Connection, removed: Removed, originals: Iterable[str | None]) -> None:
    """The mails of cases, and the mails that they came in when nothing else of those is left."""
    ids = [each for each in originals if each]
    parents = set(connection.execute(sa.select(spool.c.parent).where(spool.c.id.in_(ids))).scalars()) - {None}
    _delete(connection, removed, spool, spool.c.id.in_(ids))
    part = spool.alias()
    alone = ~sa.exists().where(part.c.parent == spool.c.id)
    _delete(connection, removed, spool, sa.and_(spool.c.id.in_(parents), alone))


def _delete(connection: sa.Connection, removed: Removed, table: sa.Table, condition: sa.ColumnElement[bool]) -> None:
    count = connection.execute(sa.delete(table).where(condition)).rowcount
    removed.counts[table.name] = removed.counts.get(table.name, 0) + count
