"""Who belongs to the security team: named people and the members of a user group. What cannot be found out is a no.

Slack is asked each time: whoever left the group may do nothing from then on. Clicks are rare, and 20 a minute are allowed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)


class SlackPermissions:
    """`users` and the members of `usergroup` (`bot.broadcast.Permissions`)."""

    def __init__(self, client: AsyncWebClient, *, users: Sequence[str], usergroup: str | None) -> None:
        self._client = client
        self._users = frozenset(users)
        self._usergroup = usergroup

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
        try:
            answer = await self._client.usergroups_users_list(usergroup=self._usergroup)
        except (SlackApiError, OSError, TimeoutError) as error:
            log.warning("usergroup_unreadable", usergroup=self._usergroup, error=str(error)[:200])
            return frozenset()
        return frozenset(answer["users"])
