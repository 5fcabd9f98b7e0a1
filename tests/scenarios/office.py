"""A bot at work in the demo workspace: the whole of Fuwake but for Slack itself."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzers.lookups.fake import Recorded, load_recorded
from analyzers.lookups.offline import offline_lookups
from bot.config import load
from bot.demo import DemoSlack
from bot.demo.office import GENERAL, INTAKE, SALES, SECURITY, SECURITY_GROUP
from bot.running import running
from bot.slack.given import REMIND
from bot.triage import Triage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from analyzers.lookups import Lookups
    from bot.running import Running
    from bot.store import Case
    from bot.triage import Standing

ROOT = Path(__file__).parents[2]
MAILS = ROOT / "bot" / "demo" / "mails"
RECORDED = ROOT / "bot" / "demo" / "zone.json"
CASE_A = (MAILS / "mailbox-expired.eml").read_bytes()
CASE_B = (MAILS / "hosting-setup.eml").read_bytes()
NEWS = (MAILS / "shop-news.eml").read_bytes()
HANAKO, JOHN, TAKERU = "U0HANAKO", "U0JOHN", "U0TAKERU"


@dataclass(frozen=True)
class Office:
    """The workspace and the bot in it."""

    slack: DemoSlack
    bot: Running

    async def replies(self, channel: str, ts: str, *, edited: bool = True) -> list[dict[str, Any]]:
        """The bot's posts in a thread, once there is one (and once it was edited)."""

        def seen() -> list[dict[str, Any]]:
            found = self.slack.workspace.replies(channel, ts)
            return found if found and (not edited or all("edited" in post for post in found)) else []

        await self.slack.workspace.until(seen, timeout=15)
        await self.idle()
        return self.slack.workspace.replies(channel, ts)

    async def idle(self) -> None:
        """Until every event is acknowledged and no job waits, but for reminders, which wait for hours."""
        await self.slack.courier.settled()
        while [job for job in await self.bot.jobs.waiting() if job.task != REMIND]:
            await _pause()

    async def reports_of(self, user: str) -> list[tuple[Case, Standing]]:
        """What somebody reported, newest first, and where it stands."""
        return await Triage(self.bot.store._engine).reports_of(user)

    async def posts(self, channel: str) -> list[dict[str, Any]]:
        """The bot's own posts in a channel."""
        await self.idle()
        return [m for m in self.slack.workspace.channels[channel].messages if m.get("bot_id") == "B0FUWAKE"]


async def _pause() -> None:
    import asyncio

    await asyncio.sleep(0.05)


def recorded() -> Lookups:
    """The demo's recorded DNS, and nobody else to ask."""
    return Recorded(load_recorded(RECORDED), offline_lookups(())).lookups


@contextlib.asynccontextmanager
async def office(
    folder: Path, *, mode: str = "socket", lookups: Lookups | None = None, **more: Any
) -> AsyncIterator[Office]:
    """Opens the workspace and the bot; `mode` is `socket` or `http`; `more` are further settings."""
    async with (
        DemoSlack(retry_delays=(0, 0.3, 0.5)) as slack,
        running(settings(slack, folder, mode=mode, **more), lookups or recorded()) as bot,
    ):
        if bot.events_url:
            slack.deliver_to(bot.events_url)
        yield Office(slack, bot)


def settings(slack: DemoSlack, folder: Path, *, mode: str = "socket", **more: Any) -> Any:
    """Settings for a bot that lives in `slack`."""
    way = {"SLACK_APP_TOKEN": slack.app_token} if mode == "socket" else {"SLACK_SIGNING_SECRET": slack.signing_secret}
    plain = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_API_URL": slack.api_url,
        "FUWAKE_HTTP_PORT": 0,
        "FUWAKE_DATA_DIR": folder,
        "FUWAKE_OWN_DOMAINS": ("example-shop.jp",),
        "FUWAKE_TRUSTED_SERVERS": ("mx0.example-shop.jp",),
        "FUWAKE_INTAKE_CHANNELS": (INTAKE,),
        "FUWAKE_SECURITY_CHANNEL": SECURITY,
        "FUWAKE_SECURITY_USERGROUP": SECURITY_GROUP.id,
        "FUWAKE_BROADCAST_CHANNELS": (GENERAL, SALES),
    }
    return load(_env_file=None, **(plain | way | more))
