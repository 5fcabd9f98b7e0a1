"""Whisper: something said to one person alone, where he has just clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)


async def whisper(client: AsyncWebClient, channel: str | None, user: str, text: str) -> None:
    """Says `text` to `user` in `channel`, else in their direct message. It may get lost; nothing depends on it."""
    try:
        if channel:
            await client.chat_postEphemeral(channel=channel, user=user, text=text)
            return
    except SlackApiError as error:
        log.info("whisper_elsewhere", error=error.response.get("error"))
    try:
        await client.chat_postMessage(channel=user, text=text)
    except SlackApiError as error:
        log.warning("whisper_lost", error=error.response.get("error"))
