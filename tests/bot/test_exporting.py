"""What is kept, for other programs: every row once, in order, and nothing more of a mail than is kept."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.exporting import COLUMNS, PAGE, records, write_csv, write_jsonl
from bot.rows import moment_text
from bot.tables import migrate
from tests.bot.history import HANAKO, JOHN, NOW, TAKERU, History

if TYPE_CHECKING:
    import sqlalchemy as sa


@pytest.fixture
def history(engine: sa.Engine) -> History:
    migrate(engine)
    return History(engine)


def days_ago(days: float) -> str:
    return moment_text(NOW - timedelta(days=days))


async def filled(history: History) -> tuple[str, str, str]:
    """Two reports of one mail and one of another; the ids."""
    first = await history.case("slack:C1:1", HANAKO, days=9, mail="a", text="private words")
    second = await history.case("form:2", JOHN, days=5, mail="a", door="form")
    third = await history.case("slack:C1:3", JOHN, days=2)
    await history.gave(second, JOHN, days=5, closed=True)
    await history.feedback.say(second.id, JOHN, "helpful", at=NOW)
    await history.triage.decide(first.id, "phishing", by=TAKERU, at=NOW, seen=None)
    await history.triage.comment(first.id, "block it", by=TAKERU, shown=False, seen=None)
    warning = await history.store.open_warning(
        first.id, by=TAKERU, texts={"en": "Beware"}, channels=["C2"], at_channel=True
    )
    assert warning is not None
    return first.id, second.id, third.id


async def test_a_case_and_what_was_decided(history: History):
    """Also of the second report of a mail, whose decision is that of the first."""
    first, second, third = await filled(history)
    found = {row["id"]: row for row in records(history.engine) if row["type"] == "case"}

    assert list(found) == [first, second, third]
    assert found[second] == {
        "type": "case",
        "id": second,
        "case": second,
        "at": days_ago(5),
        "who": JOHN,
        "level": "danger",
        "door": "form",
        "channel": "C1",
        "subject": "=1+1 至急",
        "sender": "Bank <a@example.net>",
        "findings": ["brand-mismatch", "shown-host-differs"],
        "verdict": "phishing",
        "decided_by": TAKERU,
        "decided_at": days_ago(0),
        "comment": "block it",
        "lead": first,
        "opinions": [{"user": JOHN, "said": "helpful", "at": days_ago(0)}],
        "given_away": [
            {
                "user": JOHN,
                "what": ["password"],
                "at": days_ago(5),
                "taken_by": None,
                "closed_by": TAKERU,
                "closed_at": days_ago(5),
            }
        ],
    }
    assert (found[third]["verdict"], found[third]["lead"]) == (None, third)


async def test_one_case_or_those_since_a_day(history: History):
    """With the warnings and lines that belong to it, or come after."""
    first, second, _ = await filled(history)
    one = [(row["type"], row.get("what")) for row in records(history.engine, case_id=first)]
    since = [row["id"] for row in records(history.engine, since=NOW - timedelta(days=5)) if row["type"] == "case"]
    warning = next(row for row in records(history.engine, case_id=first) if row["type"] == "warning")

    assert one == [("case", None), ("warning", "active"), ("audit", "triage-decided"), ("audit", "triage-commented")]
    assert since[0] == second
    assert len(since) == 2
    assert warning["detail"] == {
        "texts": {"en": "Beware"},
        "channels": ["C2"],
        "at_channel": True,
        "retracted_by": None,
        "retracted_at": None,
        "reason": None,
    }
    assert list(records(history.engine, case_id="2020-0101-1")) == []


async def test_every_row_comes_once(history: History):
    """However many there are, and of the same moment."""
    case = await history.case("k", HANAKO, days=1)
    for number in range(2 * PAGE + 1):
        await history.store.audit(who="U", what=str(number), case_id=case.id, detail={})
    engine = history.engine
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET at = '2026-01-01T00:00:00.000000+00:00'")
    lines = [row["what"] for row in records(engine) if row["type"] == "audit"]

    assert lines == [str(number) for number in range(2 * PAGE + 1)]


async def test_lines_and_tables(history: History):
    """Both hold every row; a subject that a spreadsheet would calculate is text."""
    await filled(history)
    rows = list(records(history.engine))
    lines, table = io.StringIO(), io.StringIO()
    write_jsonl(rows, lines)
    write_csv(rows, table)
    cells = list(csv.DictReader(io.StringIO(table.getvalue())))

    assert [json.loads(line) for line in lines.getvalue().splitlines()] == rows
    assert "private words" not in lines.getvalue()
    assert [cell["id"] for cell in cells] == [row["id"] for row in rows]
    assert tuple(cells[0]) == COLUMNS
    assert cells[0]["subject"] == "'=1+1 至急"
    assert cells[0]["findings"] == '["brand-mismatch","shown-host-differs"]'
    assert {name for row in rows for name in row} <= set(COLUMNS)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        ("plain", "plain"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-1", "'-1"),
        ("\n=1+1", "'\n=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff20SUM(A1)", "'\uff20SUM(A1)"),
        ("a\0\ud800", "a\\ud800"),
        (["a", 1], '["a",1]'),
    ],
)
def test_a_cell(value: Any, cell: str):
    """Nothing is run, and everything can be written."""
    out = io.StringIO()
    write_csv([{"subject": value}], out)

    assert next(csv.DictReader(io.StringIO(out.getvalue())))["subject"] == cell
