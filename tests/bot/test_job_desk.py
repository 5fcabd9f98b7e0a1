"""Jobs are forgotten with whom they are about, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.job_desk import JobDesk
from bot.jobs import Jobs
from bot.tables import migrate

if TYPE_CHECKING:
    import sqlalchemy as sa

JOBS: dict[str, dict[str, Any]] = {
    "answer:slack:C1:1.5": {"key": "slack:C1:1.5", "user": "U1"},
    "answer:slack:C1:1.5:2": {"key": "slack:C1:1.5:2", "user": "U1"},
    "answer:mail:m:1": {"key": "mail:m:1", "user": "mail:a@example.jp", "letter": {"to": "a@example.jp"}},
    "answer:mail:m:10": {"key": "mail:m:10", "user": "mail:xa@example.jp", "letter": {"to": "xa@example.jp"}},
    "letter:reply:mail:m:1:2": {"key": "reply:mail:m:1", "to": "a@example.jp", "tries": 2},
    "gave-alert:2026-1122-3:U1:now": {"case": "2026-1122-3", "user": "U1"},
    "carded:2026-1122-30": {"case": "2026-1122-30"},
}


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("slack:C1:1.5", {"answer:slack:C1:1.5"}),
        ("slack:C1:1.5:2", {"answer:slack:C1:1.5:2"}),
        ("mail:m:1", {"answer:mail:m:1", "letter:reply:mail:m:1:2"}),
        ("a@example.jp", {"answer:mail:m:1", "letter:reply:mail:m:1:2"}),
        ("mail:a@example.jp", {"answer:mail:m:1"}),
        ("2026-1122-3", {"gave-alert:2026-1122-3:U1:now"}),
        ("U1", {"answer:slack:C1:1.5", "answer:slack:C1:1.5:2", "gave-alert:2026-1122-3:U1:now"}),
    ],
)
async def test_jobs_of_a_name(engine: sa.Engine, name: str, gone: set[str]) -> None:
    """A longer name is somebody else's, and the second mail of a post is another one."""
    migrate(engine)
    jobs = Jobs(engine)

    @jobs.task("any")
    async def nothing(_: dict[str, Any]) -> None:
        """Is never run here."""

    await jobs.start()
    try:
        for key, payload in JOBS.items():
            await jobs.put_later("any", payload, key, 3600)
        desk = JobDesk(engine)
        told = await desk.erase([name], pretend=True)
        done = await desk.erase([name])
        left = {job.key for job in await desk.waiting()}
    finally:
        await jobs.stop()

    assert told == done == (len(gone), 0)
    assert left == JOBS.keys() - gone
