"""The bot is killed at any point: after its restart every mail is answered, and every thread has one reply."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from bot.demo import DemoSlack
from bot.demo.office import GENERAL, INTAKE, SALES, SECURITY
from tests.scenarios.office import CASE_A, HANAKO, TAKERU
from tests.scenarios.process import BotProcess

if TYPE_CHECKING:
    from pathlib import Path


async def one_final_reply(slack: DemoSlack, ts: str) -> None:
    """Waits for the edited reply and the card, and a moment longer for one too many."""

    def finished() -> bool:
        found = slack.workspace.replies(INTAKE, ts)
        carded = any(m.get("bot_id") for m in slack.workspace.channels[SECURITY].messages)
        return carded and bool(found) and all("edited" in post for post in found)

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


@pytest.mark.parametrize("channel_number", [1, 2])
async def test_killed_while_a_warning_is_sent(tmp_path: Path, channel_number: int) -> None:
    """The process dies right after Slack took one copy: after the restart each channel has exactly one."""
    async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
        bot = BotProcess(slack, tmp_path, FUWAKE_SECURITY_USERS=TAKERU, FUWAKE_BROADCAST_CHANNELS=f"{GENERAL},{SALES}")
        await bot.start()
        root = await slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
        await one_final_reply(slack, root["ts"])
        (notice,) = [m for m in slack.workspace.channels[SECURITY].messages if m.get("bot_id")]
        await slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
        drafts = {
            b["block_id"]: b["element"]["initial_value"]
            for b in slack.people.view(TAKERU)["blocks"]
            if b["block_id"].startswith("text_")
        }
        target = slack.workspace.channels[GENERAL if channel_number == 1 else SALES]
        if channel_number == 1:
            slack.web_api.drop_next("chat.postMessage", accept=True)
        await slack.people.submit(TAKERU, {**drafts, "channels": [GENERAL, SALES], "at_channel": []})
        await slack.workspace.until(lambda: target.messages, timeout=10)
        await bot.kill()
        await bot.start()
        await slack.workspace.until(lambda: slack.workspace.channels[SALES].messages, timeout=20)
        await asyncio.sleep(3)
        await bot.stop()

    copies = [len([m for m in slack.workspace.channels[c].messages if m.get("bot_id")]) for c in (GENERAL, SALES)]
    assert copies == [1, 1]
    account = json.dumps(slack.workspace.channels[SECURITY].messages[-1]["blocks"], ensure_ascii=False)
    # The bot is no member of #sales, so it may not look for its post there: it says so, and does not repeat itself.
    assert ("C0SALES に投稿できたかどうか" in account) == (channel_number == 2)


async def test_refused_app_token_is_one_clear_line(tmp_path: Path) -> None:
    """A wrong app token stops the start instead of being tried for ever."""
    async with DemoSlack() as slack:
        bot = BotProcess(slack, tmp_path, SLACK_APP_TOKEN="xapp-wrong")
        with pytest.raises(AssertionError):
            await bot.start()
        code = await bot.stop()

    assert code == 2
    assert (tmp_path / "log").read_text().splitlines()[-1] == (
        "fuwake: SLACK_APP_TOKEN: Slack refuses it (invalid_auth)"
    )
