"""A crowd by mail: colleagues in the demo workspace who report frauds from their mail programs, where they had logged in."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from typing import TYPE_CHECKING

from bot.demo.workspace import User
from tests.scenarios.crowd import letter
from tests.scenarios.report_mail import attached

if TYPE_CHECKING:
    from pathlib import Path

    from bot.demo import DemoSlack

PEOPLE = 40  # each in a direct message of his own, where Slack takes one post a second
SAME = 10  # reports of each fraud, which share a card: the security channel takes one post a second as well
_CASE = re.compile(r"No\. (\d{4}-\d{4}-\d+)")


def gather(slack: DemoSlack) -> None:
    """The colleagues come into the office, each with a mail address."""
    for number in range(PEOPLE):
        person = User(f"U1{number:04}", f"person{number}", f"Person {number}", "ja-JP", email=address(number))
        slack.workspace.users[person.id] = person
        slack.workspace.dm(person.id)


def address(number: int) -> str:
    """Of who sends this report."""
    return f"person{number % PEOPLE}@example-shop.jp"


def sent_by(number: int) -> tuple[str, str]:
    """Who sends a report, and its message id."""
    return f"U1{number % PEOPLE:04}", f"<r{number}@example-shop.jp>"


def report(number: int) -> bytes:
    """A report mail like no other, with an original of its own: one of several copies of a fraud."""
    original = letter(number // SAME).replace(b"Message-ID: <", b"Message-ID: <%d." % number, 1)
    return attached(original, From=address(number), Message_ID=sent_by(number)[1], Subject=f"Report {number}")


def told(slack: DemoSlack) -> list[tuple[str, str]]:
    """Whom the bot told of which case in a direct message; "" where a post names none."""
    found = []
    for number in range(PEOPLE):
        user, _ = sent_by(number)
        for post in slack.workspace.dm(user).messages:
            case = _CASE.search(str(post.get("blocks")))
            found.append((user, case[1] if case else ""))
    return found


def opened(folder: Path) -> list[tuple[str, str, str]]:
    """The cases in the database: reporter, message id of the report, and number."""
    with contextlib.closing(sqlite3.connect(folder / "var" / "fuwake.sqlite")) as database:
        rows = database.execute("SELECT user_id, submission, id FROM cases").fetchall()
    return [(user, _message_id(submission), case) for user, submission, case in rows]


def _message_id(submission: str) -> str:
    return str((json.loads(submission)["letter"] or {}).get("message_id", ""))
