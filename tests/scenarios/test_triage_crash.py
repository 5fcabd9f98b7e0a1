"""The bot is killed after a decision was taken: the next process takes it to every reporter, once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.demo import DemoSlack
from bot.demo.office import INTAKE, SECURITY
from tests.scenarios.desk import lines
from tests.scenarios.office import CASE_A, HANAKO, JOHN, TAKERU
from tests.scenarios.process import BotProcess

if TYPE_CHECKING:
    from pathlib import Path

EDITED = "🟢 セキュリティ担当が確認しました：本物のメールです"


@pytest.mark.parametrize(
    ("method", "delay"), [(None, 0.0), (None, 0.08), ("chat.update", 0.0), ("chat.postMessage", 0.0)]
)
async def test_killed_between_decision_and_edits(tmp_path: Path, method: str | None, delay: float) -> None:
    """Right after the acknowledgement, a moment later, and while Slack takes an edit or a message."""
    async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
        bot = BotProcess(slack, tmp_path, FUWAKE_SECURITY_USERS=TAKERU)
        await bot.start()
        roots = [await slack.people.upload(user, INTAKE, "mail.eml", CASE_A) for user in (HANAKO, JOHN)]
        security = slack.workspace.channels[SECURITY].messages
        await slack.workspace.until(lambda: security and "報告：2件" in str(security[0]["blocks"]), timeout=40)
        if method:
            slack.web_api.drop_next(method, accept=True)
        before = len(slack.web_api.called(method)) if method else 0
        await slack.people.click(TAKERU, SECURITY, security[0]["ts"], "triage_legitimate")
        if method:
            await slack.workspace.until(lambda: len(slack.web_api.called(method)) > before, timeout=10)
        await asyncio.sleep(delay)
        await bot.kill()
        await bot.start()

        def told() -> bool:
            threads = [slack.workspace.replies(INTAKE, root["ts"]) for root in roots]
            return all(len(posts) == 2 and EDITED in lines(posts[0]["blocks"]) for posts in threads)

        await slack.workspace.until(told, timeout=40)
        await slack.workspace.until(lambda: "（確認済み）" in str(security[0]["blocks"]), timeout=20)
        await asyncio.sleep(1.5)
        await bot.stop()

    assert [len(slack.workspace.replies(INTAKE, root["ts"])) for root in roots] == [2, 2]
    assert len([post for post in security if post.get("bot_id")]) == 1
