"""The bot is killed right after it took something in, by any door: the next process answers it, once."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from bot.demo import DemoSlack
from bot.demo.office import GENERAL, INTAKE, SALES
from bot.demo.rewriting import split
from tests.scenarios.doors import LINK
from tests.scenarios.office import CASE_A, HANAKO, JOHN
from tests.scenarios.process import BotProcess
from tests.scenarios.test_doors_posts import LONG_TEXT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path


@contextlib.asynccontextmanager
async def killed_after(folder: Path, act: Callable[[DemoSlack], Awaitable[Any]]) -> AsyncIterator[DemoSlack]:
    """A workspace in which the bot was killed right after it had acknowledged what somebody did, and started again."""
    async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
        bot = BotProcess(slack, folder)
        await bot.start()
        await act(slack)
        await slack.courier.settled()
        await bot.kill()
        await bot.start()
        yield slack
        assert await bot.stop() == 0


def posts(slack: DemoSlack, channel: str) -> list[dict[str, Any]]:
    return [post for post in slack.workspace.destination(channel).messages if post.get("bot_id") == "B0FUWAKE"]


def ephemerals(slack: DemoSlack, user: str) -> list[dict[str, Any]]:
    return [one.message for one in slack.workspace.ephemerals if one.user == user]


async def test_killed_after_a_command(tmp_path: Path) -> None:
    """The asker gets the verdict from the next process."""
    async with killed_after(tmp_path, lambda slack: slack.people.command(JOHN, GENERAL, "/phish", LINK)) as slack:
        await slack.workspace.until(lambda: ephemerals(slack, JOHN)[0].get("blocks"), timeout=20)
        await asyncio.sleep(1)

        assert len(ephemerals(slack, JOHN)) == 1
        assert posts(slack, JOHN) == []


async def test_killed_after_a_report(tmp_path: Path) -> None:
    """Two files of one window are two answers, neither lost nor doubled."""

    async def report(slack: DemoSlack) -> None:
        await slack.people.shortcut(HANAKO, "report_mail")
        files = [slack.people.add_file(f"{name}.eml", CASE_A + name.encode()) for name in ("a", "b")]
        await slack.people.submit(HANAKO, {"files": files})

    async with killed_after(tmp_path, report) as slack:
        await slack.workspace.until(
            lambda: len(posts(slack, HANAKO)) == 2 and all("edited" in post for post in posts(slack, HANAKO)),
            timeout=20,
        )
        await asyncio.sleep(1)

        assert len(posts(slack, HANAKO)) == 2


async def test_killed_after_a_shortcut(tmp_path: Path) -> None:
    """The message stands in a channel without the bot: the direct message comes once."""

    async def point(slack: DemoSlack) -> None:
        root = await slack.people.say(JOHN, SALES, LINK)
        await slack.people.shortcut(HANAKO, "analyze_message", SALES, root["ts"])

    async with killed_after(tmp_path, point) as slack:
        await slack.workspace.until(lambda: posts(slack, HANAKO), timeout=20)
        await asyncio.sleep(1)

        assert len(posts(slack, HANAKO)) == 1
        assert len(ephemerals(slack, HANAKO)) == 1


async def test_killed_between_two_pieces_of_a_text(tmp_path: Path) -> None:
    """The first piece was taken by one process, the others by the next: one answer, from all of them."""
    async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
        bot = BotProcess(slack, tmp_path)
        await bot.start()
        pieces = split(LONG_TEXT)
        root = await slack.people.say(HANAKO, INTAKE, pieces[0])
        await slack.courier.settled()
        for piece in pieces[1:]:
            await slack.people.say(HANAKO, INTAKE, piece)
        await bot.kill()
        await bot.start()
        await slack.workspace.until(
            lambda: [post for post in posts(slack, INTAKE) if "duckdns" in str(post["blocks"])],
            timeout=30,
        )
        await asyncio.sleep(3)
        answers = posts(slack, INTAKE)
        await bot.stop()

    assert len(pieces) == 3
    assert [post["thread_ts"] for post in answers] == [root["ts"]]
    assert "カゴヤ" in str(answers[0]["blocks"])
