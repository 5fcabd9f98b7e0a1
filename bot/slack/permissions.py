"""Who belongs to the security team: named people and the members of a user group. What cannot be found out is a no.

Slack is asked before every deed: whoever left the group may do nothing from then on. Clicks are rare, and 20 a minute are allowed.
What is only looked at (the Home tab, which everybody opens) goes by an answer of at most a minute ago.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackApiError

from bot.slack.whisper import whisper
from bot.triage import REFUSED
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.store import Store

KEPT = 60.0  # seconds
log = structlog.get_logger(__name__)


class SlackPermissions:
    """`users` and the members of `usergroup` (`bot.broadcast.Permissions`)."""

    def __init__(self, client: AsyncWebClient, *, users: Sequence[str], usergroup: str | None) -> None:
        self._client = client
        self._users = frozenset(users)
        self._usergroup = usergroup
        self._last: tuple[float, frozenset[str]] = (-KEPT, frozenset())

    @property
    def configured(self) -> bool:
        """Whether anybody was named."""
        return bool(self._users or self._usergroup)

    async def is_security(self, user: str) -> bool:
        """Whether `user` belongs to the team; False when Slack does not answer."""
        return bool(user) and (user in self._users or user in await self._group())

    async def may_look(self, user: str) -> bool:
        """The same as of the last minute, for what changes nothing."""
        asked, members = self._last
        if user in self._users or time.monotonic() - asked >= KEPT:
            return await self.is_security(user)
        return user in members

    async def _group(self) -> frozenset[str]:
        if not self._usergroup:
            return frozenset()
        members: frozenset[str] = frozenset()
        try:
            answer = await self._client.usergroups_users_list(usergroup=self._usergroup)
            members = frozenset(answer["users"])
        except (SlackApiError, OSError, TimeoutError) as error:
            log.warning("usergroup_unreadable", usergroup=self._usergroup, error=str(error)[:200])
        self._last = (time.monotonic(), members)
        return members


class Gate:
    """Lets the security team through to its deeds; anybody else is told so, alone, and the attempt is written down."""

    def __init__(
        self,
        permissions: SlackPermissions,
        client: AsyncWebClient,
        store: Store,
        *,
        language: Callable[[str], Awaitable[str]],
        security_channel: str | None,
    ) -> None:
        self._permissions = permissions
        self._client = client
        self._store = store
        self._language = language
        self._security_channel = security_channel

    async def admits(self, user: str, *, case_id: str, what: str, channel: str | None = None) -> bool:
        """Whether `user` may do `what` now; with a `channel`, only from that of the security team."""
        elsewhere = channel is not None and channel != self._security_channel
        if not elsewhere and self._permissions.configured and await self._permissions.is_security(user):
            return True
        detail = {"action": what} | ({"channel": channel} if elsewhere else {})
        await self._store.audit(who=user, what=REFUSED, case_id=case_id, detail=detail)
        code = "triage-refused" if self._permissions.configured else "triage-nobody"
        await self.say(user, channel, code)
        return False

    async def say(self, user: str, channel: str | None, code: str, **facts: object) -> None:
        """A sentence to one person, in the language in which that person reads."""
        sentence = words(await self._language(user)).say(code, **facts)
        await whisper(self._client, channel, user, sentence)
