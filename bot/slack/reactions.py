"""Reactions: one on the reported post, which shows how far it is: eyes while it is looked at, then the colour of the level.

They are an extra. Where Slack refuses one (no permission, too many, the post is gone), nothing else suffers.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

from analyzers import Level
from bot.reply import EMOJI
from bot.slack.pace import Bucket

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.post_cases import PostCases
    from bot.store import Store
    from bot.submission import Submission

WORKING: Final = "eyes"
# The reaction for each sign that an answer begins with.
BY_SIGN: Final = {
    "🔴": "red_circle",
    "🟠": "large_orange_circle",
    "🟡": "large_yellow_circle",
    "🔵": "large_blue_circle",
    "⚪": "white_circle",
    "🟢": "large_green_circle",
    "🗑️": "wastebasket",
    "👏": "clap",
    "📎": "paperclip",
}
# The worst first: of several mails in a post, the worst is shown.
_WORST: Final = (Level.DANGER, Level.WARNING, Level.CAUTION, Level.INSUFFICIENT, Level.NO_SIGN)
_DONE: Final = {"already_reacted", "no_reaction"}
HOUR: Final = 3600.0  # seconds without a try, once the permission is missing
TURNS: Final = 64
EYES: Final = (0.25, 8)  # a second, and at once: somewhat less than Slack's reactions.remove (20 a minute)
log = structlog.get_logger(__name__)


class Reactions:
    """Reacts by `client`; `store` remembers which reaction stands on a post, `cases` know the levels of its mails."""

    def __init__(self, client: AsyncWebClient, store: Store, cases: PostCases) -> None:
        self._client = client
        self._store = store
        self._cases = cases
        self._muted_until = 0.0
        self._eyes = Bucket(*EYES)
        self._turns = [asyncio.Lock() for _ in range(TURNS)]

    async def working(self, submission: Submission) -> None:
        """It is being looked at. Not shown when there is more than Slack would let us take away again."""
        post = post_of(submission.key, submission.channel, submission.thread_ts)
        if post and not self._eyes.delay:
            await self._eyes.take()
            await self._show(post, WORKING)

    async def judged(self, submission: Submission) -> None:
        """It was looked at, unless another mail of the same post still is."""
        if post := post_of(submission.key, submission.channel, submission.thread_ts):
            levels = await self._cases.levels(*post)
            if levels and None not in levels:
                worst = next(level for level in _WORST if level.value in levels)
                await self._show(post, BY_SIGN[EMOJI[worst]])

    async def ruled(self, key: str, channel: str, thread_ts: str, sign: str) -> None:
        """The security team decided; a post with several mails keeps the worst level."""
        post = post_of(key, channel, thread_ts)
        if post and len(await self._cases.levels(*post)) == 1:
            await self._show(post, BY_SIGN[sign])

    async def _show(self, post: tuple[str, str], name: str) -> None:
        """Makes `name` the one reaction of a post."""
        if time.monotonic() < self._muted_until:
            return
        channel, ts = post
        key = f"reaction:{channel}:{ts}"
        async with self._turns[hash(post) % len(self._turns)]:
            known = await self._store.claim_post(key, channel=channel)
            if known.ts == name or not await self._call("reactions.add", post, name):
                return
            await self._store.record_post(key, name)
            if known.ts:
                await self._call("reactions.remove", post, known.ts)

    async def _call(self, method: str, post: tuple[str, str], name: str) -> bool:
        """Whether the reaction is there, or gone, now."""
        channel, ts = post
        try:
            await self._client.api_call(method, params={"channel": channel, "timestamp": ts, "name": name})
        except SlackApiError as error:
            why = error.response.get("error")
            if why == "missing_scope":
                self._muted_until = time.monotonic() + HOUR
            log.info("reaction_refused", method=method, error=why)
            return why in _DONE
        except (SlackClientError, OSError, TimeoutError) as error:
            log.info("reaction_refused", method=method, error=type(error).__name__)
            return False
        return True


def post_of(key: str, channel: str, thread_ts: str) -> tuple[str, str] | None:
    """Channel and timestamp of the post that a submission came in by; None where it was a window or a command."""
    kind, _, rest = key.partition(":")
    place, _, number = rest.partition(":")
    if kind != "slack" or place != channel or not thread_ts:
        return None
    return channel, number.partition(":")[0]
