"""The tables as objects, and by their side the steps that make them (`bot.migrations`)."""

import sqlalchemy as sa

from bot.migrations import STEPS, Step, migrate

__all__ = ["STEPS", "Step", "migrate"]

metadata = sa.MetaData()


def _table(name: str, *columns: str, numbers: tuple[str, ...] = ()) -> sa.Table:
    types = {column: sa.Integer() if column in numbers else sa.Text() for column in columns}
    return sa.Table(name, metadata, *(sa.Column(column, kind) for column, kind in types.items()))


cases = _table(
    "cases",
    *("id", "key", "channel", "thread_ts", "user_id", "submission", "level", "report", "opened", "replies", "lead"),
)
leads = _table("leads", "mail", "case_id")
case_days = _table("case_days", "day", "last", numbers=("last",))
posts = _table("posts", "key", "channel", "ts", "claimed", "holder")
channel_warnings = _table(
    "channel_warnings",
    *("id", "case_id", "opened_by", "texts", "channels", "at_channel", "created"),
    *("retracted_by", "retracted_at", "reason"),
    numbers=("at_channel",),
)
audit = _table("audit", "id", "at", "who", "what", "case_id", "detail", numbers=("id",))
servers_seen = _table("servers_seen", "mail", "kind", "name", "reporter", "day")
triage = _table(
    "triage",
    *("case_id", "verdict", "decided_by", "decided_at", "comment", "comment_by", "comment_shown", "assignee"),
    numbers=("comment_shown",),
)
given_away = _table("given_away", "case_id", "user_id", "what", "at", "taken_by", "taken_at", "closed_by", "closed_at")
feedback = _table("feedback", "case_id", "user_id", "said", "at")
people = _table("people", "user_id", "language")
pieces = sa.Table(
    "pieces",
    metadata,
    *(sa.Column(name, sa.Text()) for name in ("place", "ts", "submission")),
    sa.Column("at", sa.Double()),
)
inbox = _table("inbox", "id", "task", "payload", "key", "executor")
spool = sa.Table(
    "spool",
    metadata,
    *(sa.Column(name, sa.Text()) for name in ("id", "parent", "door", "state", "why")),
    sa.Column("raw", sa.LargeBinary()),
    sa.Column("taken", sa.Text()),
)
leases = sa.Table(
    "leases", metadata, *(sa.Column(name, sa.Text()) for name in ("name", "holder")), sa.Column("until", sa.Double())
)
mail_answers = _table("mail_answers", "key", "recipient", "message_id", "at")
executors = sa.Table("executors", metadata, sa.Column("id", sa.Text()), sa.Column("beat", sa.Double()))
