"""Trouble with the app's set-up while the bot runs: the security channel is told of a missing scope, and a refused token ends the bot.

A token that Slack refuses can only be mended by hand. A bot that went on would use up the attempts of every job; one that ends
leaves them on disk, and Slack delivers again what nobody acknowledges.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack import render
from bot.slack.client import TOKEN_ERRORS
from bot.slack.connection import SlackSetupError
from bot.slack.outbox import HistoryUnreadable
from bot.slack.scopes import remedy
from bot.stranger import Plain
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from bot.slack.client import Client
    from bot.slack.outbox import Outbox

HOUR: Final = 3600.0
LOOK: Final = 60.0  # seconds between two questions about the token, for nobody may report anything for days
log = structlog.get_logger(__name__)


class Trouble:
    """Hears `client` (`bot.slack.client.Ear`) and tells `security_channel` through `outbox`.

    `ended` gets the reason why the bot cannot go on, once that is sure.
    """

    def __init__(
        self, client: Client, outbox: Outbox, *, security_channel: str | None, languages: Sequence[str]
    ) -> None:
        self._client = client
        self._outbox = outbox
        self._security_channel = security_channel
        self._languages = tuple(languages)
        self._told: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._asking = False
        self.ended: asyncio.Future[SlackSetupError] = asyncio.get_running_loop().create_future()
        client.ear = self
        self._start(self._look())

    def missing_scope(self, scope: str, method: str) -> None:
        """Said once an hour for each scope, whichever process notices it first."""
        hour = int(time.time() // HOUR)
        if self._told.get(scope) != hour:
            self._told[scope] = hour
            log.error("scope_missing", scope=scope, method=method, remedy=remedy(scope))
            self._start(self._tell(scope, hour))

    def token_refused(self, error: str) -> None:
        """One refusal may be a hiccup, so Slack is asked about the token itself."""
        if not self._asking and not self.ended.done():
            self._asking = True
            log.error("token_refused", error=error)
            self._start(self._ask())

    def end(self, reason: SlackSetupError) -> None:
        """The bot cannot go on."""
        if not self.ended.done():
            self.ended.set_result(reason)

    async def stop(self) -> None:
        """Say no more."""
        self._client.ear = None
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.ended.cancel()

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self, scope: str, hour: int) -> None:
        if self._security_channel is None:
            return
        content = render.sentences([words(lang).say("scope-missing", scope=Plain(scope)) for lang in self._languages])
        try:
            await self._outbox.once(f"scope:{scope}:{hour}", channel=self._security_channel, content=content)
        except (SlackClientError, HistoryUnreadable, OSError, TimeoutError) as error:
            log.warning("scope_not_told", scope=scope, error=type(error).__name__)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            await self._ask()

    async def _ask(self) -> None:
        try:
            await self._client.auth_test()
        except SlackApiError as error:
            if (why := error.response.get("error")) in TOKEN_ERRORS:
                self.end(SlackSetupError(f"SLACK_BOT_TOKEN: Slack refuses it ({why})"))
        except (OSError, TimeoutError):
            pass  # Slack is away, which says nothing about the token
        finally:
            self._asking = False
