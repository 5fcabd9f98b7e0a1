"""Asks Slack for a person's locale (`bot.people.Locale`). Without the scope users:read nobody's is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)


class SlackLocales:
    """users.info, with the locale."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def __call__(self, user: str) -> str | None:
        """`ja-JP`, or None when Slack does not tell."""
        try:
            answer = await self._client.users_info(user=user, include_locale=True)
        except (SlackApiError, OSError, TimeoutError) as error:
            why = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
            log.warning("locale_unknown", error=why)
            return None
        return (answer.get("user") or {}).get("locale")
