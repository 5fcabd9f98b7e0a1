"""The same bot with its jobs and its memory in PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.office import INTAKE
from tests.scenarios.office import CASE_A, HANAKO, office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.postgres import Cluster


async def test_mail_is_answered_with_postgresql_behind(tmp_path: Path, cluster: Cluster) -> None:
    """A database URL is all that changes."""
    async with office(tmp_path, FUWAKE_DATABASE_URL=cluster.database()) as at:
        root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
        (answer,) = await at.replies(INTAKE, root["ts"])

    assert answer["text"].startswith("🔴 危険")
    assert not (tmp_path / "fuwake.sqlite").exists()
