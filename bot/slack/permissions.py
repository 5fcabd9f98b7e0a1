"""Who belongs to the security team: named people and the members of a user group. What cannot be found out is a no."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from slack_sdk.web.async_client import AsyncWebClient

_KEPT = 600.0  # seconds; usergroups.users.list allows about 20 calls a minute
log = structlog.get_logger(__name__)


class SlackPermissions:
    """`users` and the members of `usergroup` (`bot.broadcast.Permissions`)."""

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        users: Sequence[str],
        usergroup: str | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._users = frozenset(users)
        self._usergroup = usergroup
        self._clock = clock
        self._members: tuple[float, frozenset[str]] | None = None

    @property
    def configured(self) -> bool:
        """Whether anybody was named."""
        return bool(self._users or self._usergroup)

    async def is_security(self, user: str) -> bool:
        """Whether `user` belongs to the team; False when Slack does not answer."""
        return bool(user) and (user in self._users or user in await self._group())

    async def _group(self) -> frozenset[str]:
        if not self._usergroup:
            return frozenset()
        if self._members and self._members[0] > self._clock():
            return self._members[1]
        try:
            answer = await self._client.usergroups_users_list(usergroup=self._usergroup)
        except (SlackApiError, OSError, TimeoutError) as error:
            log.warning("usergroup_unreadable", usergroup=self._usergroup, error=str(error)[:200])
            return frozenset()
        self._members = (self._clock() + _KEPT, frozenset(answer["users"]))
        return self._members[1]
