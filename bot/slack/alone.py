"""Said to one person alone, in the very thread where he has just clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.slack.outbox import passing

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)


async def alone(client: AsyncWebClient, place: tuple[str, str], user: str, content: dict[str, Any]) -> bool:
    """Says `content` to `user` in `place` (channel and thread, "" for none); False where Slack does not let us.

    Raises SlackApiError when another try may go better.
    """
    channel, thread_ts = place
    try:
        await client.chat_postEphemeral(channel=channel, user=user, thread_ts=thread_ts or None, **content)
    except SlackApiError as error:
        if passing(error):
            raise
        log.info("said_elsewhere", error=error.response.get("error"))
        return False
    return True


def place_of(body: dict[str, Any]) -> tuple[str, str]:
    """Where a button was pressed: channel, and thread or ""."""
    container, message = body.get("container") or {}, body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    return str(channel), str(container.get("thread_ts") or message.get("thread_ts") or "")
