"""Export: what is kept of cases, in rows that other programs read: JSON, one object a line, or a table.

A row is a `case`, a `warning` or a line of the `audit` log. Of a mail there is no more in it than is kept: subject and sender, with
recipients blotted out, and the codes of what was found.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from bot.database import plain_errors
from bot.rows import moment_text
from bot.tables import audit, cases, channel_warnings, feedback, given_away, triage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import TextIO

PAGE = 200
COLUMNS = (
    *("type", "id", "case", "at", "who", "what", "level", "verdict", "decided_by", "decided_at", "comment", "lead"),
    *("door", "channel", "subject", "sender", "findings", "opinions", "given_away", "detail"),
)
# What a spreadsheet would run; a Japanese one reads the wide signs as the narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def records(
    engine: sa.Engine, *, case_id: str | None = None, since: datetime | None = None
) -> Iterator[dict[str, Any]]:
    """Cases, warnings and audit lines, each kind the oldest first; of one case, or from `since` on. Raises DatabaseError."""
    from_ = moment_text(since) if since else ""
    with plain_errors(engine), engine.connect() as connection:
        for rows in _pages(connection, cases, cases.c.opened, cases.c.id, from_, case_id):
            yield from _cases(connection, rows)
        warnings = channel_warnings.c
        for rows in _pages(connection, channel_warnings, warnings.created, warnings.case_id, from_, case_id):
            yield from map(_warning, rows)
        for rows in _pages(connection, audit, audit.c.at, audit.c.case_id, from_, case_id):
            yield from map(_line, rows)


def write_jsonl(rows: Iterable[dict[str, Any]], out: TextIO) -> None:
    """One object a line, in ASCII: a mail may hold what no encoding takes."""
    out.writelines(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)


def write_csv(rows: Iterable[dict[str, Any]], out: TextIO) -> None:
    """A table with the columns COLUMNS; lists and objects are JSON. Text from a mail that looks like a formula is quoted."""
    table = csv.writer(out, lineterminator="\r\n")  # RFC 4180, section 2
    table.writerow(COLUMNS)
    for row in rows:
        table.writerow([_cell(row.get(name)) for name in COLUMNS])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.encode("utf-8", "backslashreplace").decode().replace("\0", "")
    return f"'{text}" if text.startswith(_FORMULA) else text


def _pages(
    connection: sa.Connection,
    table: sa.Table,
    at: sa.Column[str],
    case: sa.Column[str],
    since: str,
    case_id: str | None,
) -> Iterator[Sequence[sa.RowMapping]]:
    """Rows in the order of time. By place and not by number, so that rows which come meanwhile shift nothing."""
    last: tuple[Any, ...] = (since,)
    order = (at, table.c.id)
    while True:
        after = at >= since if len(last) == 1 else sa.tuple_(*order) > sa.tuple_(*last)
        query = sa.select(table).where(after, sa.true() if case_id is None else case == case_id)
        rows = connection.execute(query.order_by(*order).limit(PAGE)).mappings().all()
        if not rows:
            return
        yield rows
        last = (rows[-1][at.name], rows[-1]["id"])


def _cases(connection: sa.Connection, rows: Sequence[sa.RowMapping]) -> Iterator[dict[str, Any]]:
    leads = {row["lead"] or row["id"] for row in rows}
    ids = [row["id"] for row in rows]
    decided = connection.execute(sa.select(triage).where(triage.c.case_id.in_(leads))).mappings().all()
    standing = {each["case_id"]: each for each in decided}
    said = _by_case(connection, feedback, ids, "user_id", "said", "at")
    gave = _by_case(connection, given_away, ids, "user_id", "what", "at", "taken_by", "closed_by", "closed_at")
    for row in rows:
        lead = row["lead"] or row["id"]
        yield (
            _case(row)
            | _decision(standing.get(lead))
            | {
                "lead": lead,
                "opinions": said.get(row["id"], []),
                "given_away": [each | {"what": json.loads(each["what"])["what"]} for each in gave.get(row["id"], [])],
            }
        )


def _by_case(
    connection: sa.Connection, table: sa.Table, ids: Sequence[str], *names: str
) -> dict[str, list[dict[str, Any]]]:
    query = sa.select(table).where(table.c.case_id.in_(ids)).order_by(table.c.at, table.c.user_id)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["case_id"], []).append({name.removesuffix("_id"): row[name] for name in names})
    return found


def _case(row: sa.RowMapping) -> dict[str, Any]:
    report = json.loads(row["report"] or "{}")
    return {
        "type": "case",
        "id": row["id"],
        "case": row["id"],
        "at": row["opened"],
        "who": row["user_id"],
        "level": row["level"],
        "door": json.loads(row["submission"]).get("door", "post"),
        "channel": row["channel"],
        "subject": report.get("subject"),
        "sender": (report.get("sender") or {}).get("raw"),
        "findings": [each["code"] for each in report.get("findings", ())],
    }


def _decision(row: sa.RowMapping | None) -> dict[str, Any]:
    return {name: row[name] if row else None for name in ("verdict", "decided_by", "decided_at", "comment")}


def _warning(row: sa.RowMapping) -> dict[str, Any]:
    detail = {name: json.loads(row[name]) for name in ("texts", "channels")} | {"at_channel": bool(row["at_channel"])}
    detail |= {name: row[name] for name in ("retracted_by", "retracted_at", "reason")}
    what = "retracted" if row["retracted_at"] else "active"
    fixed = {"type": "warning", "id": row["id"], "case": row["case_id"], "at": row["created"]}
    return fixed | {"who": row["opened_by"], "what": what, "detail": detail}


def _line(row: sa.RowMapping) -> dict[str, Any]:
    fixed = {"type": "audit", "id": str(row["id"]), "case": row["case_id"], "at": row["at"]}
    return fixed | {"who": row["who"], "what": row["what"], "detail": json.loads(row["detail"])}
