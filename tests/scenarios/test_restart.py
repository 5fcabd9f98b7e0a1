"""The bot is killed at any point: after its restart every mail is answered, and every thread has one reply."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.demo import DemoSlack
from bot.demo.office import INTAKE, SECURITY
from tests.scenarios.office import CASE_A, HANAKO
from tests.scenarios.process import BotProcess

if TYPE_CHECKING:
    from pathlib import Path


async def one_final_reply(slack: DemoSlack, ts: str) -> None:
    """Waits for the edited reply, and a moment longer for one too many."""

    def finished() -> bool:
        found = slack.workspace.replies(INTAKE, ts)
        return bool(found) and all("edited" in post for post in found)

    await slack.workspace.until(finished, timeout=40)
    await asyncio.sleep(1.5)


def replies_and_notices(slack: DemoSlack, ts: str) -> tuple[int, int]:
    notices = [m for m in slack.workspace.channels[SECURITY].messages if m.get("bot_id")]
    return len(slack.workspace.replies(INTAKE, ts)), len(notices)


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update"])
async def test_killed_while_slack_takes_the_post(tmp_path: Path, method: str) -> None:
    """Slack has taken the call, the answer never arrives, and the process dies: nothing is said twice."""
    async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
        bot = BotProcess(slack, tmp_path)
        await bot.start()
        slack.web_api.drop_next(method, accept=True)
        root = await slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
        await slack.workspace.until(lambda: slack.web_api.called(method), timeout=10)
        await bot.kill()
        await bot.start()
        await one_final_reply(slack, root["ts"])
        code = await bot.stop()

    assert replies_and_notices(slack, root["ts"]) == (1, 1)
    assert code == 0


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.3])
async def test_killed_right_after_the_acknowledgement(tmp_path: Path, delay: float) -> None:
    """What was acknowledged is on disk: the next process answers it."""
    async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
        bot = BotProcess(slack, tmp_path)
        await bot.start()
        root = await slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
        await slack.courier.settled()
        await asyncio.sleep(delay)
        await bot.kill()
        await bot.start()
        await one_final_reply(slack, root["ts"])
        await bot.stop()

    assert replies_and_notices(slack, root["ts"]) == (1, 1)


async def test_mail_posted_while_nobody_was_there_is_delivered_again(tmp_path: Path) -> None:
    """Slack retries what nobody acknowledged, so a short absence loses nothing."""
    async with DemoSlack(retry_delays=(0, 4, 4)) as slack:
        bot = BotProcess(slack, tmp_path)
        await bot.start()
        await bot.kill()
        root = await slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
        await bot.start()
        await one_final_reply(slack, root["ts"])
        await bot.stop()

    assert replies_and_notices(slack, root["ts"]) == (1, 1)


async def test_wrong_set_up_is_one_clear_line(tmp_path: Path) -> None:
    """A token without the scope to read files stops the start with the scope's name."""
    async with DemoSlack() as slack:
        slack.workspace.scopes.discard("files:read")
        bot = BotProcess(slack, tmp_path)
        with pytest.raises(AssertionError):
            await bot.start()
        code = await bot.stop()

    assert code == 2
    assert (tmp_path / "log").read_text().splitlines()[-1] == (
        "fuwake: SLACK_BOT_TOKEN: the app lacks the scope files:read; add it and install the app again"
    )
