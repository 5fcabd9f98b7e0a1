"""Listeners: events in, rows out. A listener only writes; Slack's envelope is acknowledged after the row is on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import structlog

from bot.slack.intake import submissions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slack_bolt.async_app import AsyncApp, AsyncBoltContext

ANSWER = "answer"  # the job that answers a submission
log = structlog.get_logger(__name__)


class Put(Protocol):
    """Takes a job durably (`bot.jobs.Jobs.put`)."""

    async def __call__(self, task: str, payload: Mapping[str, Any], key: str) -> None:
        """On disk when it returns; raises when it is not."""
        ...


def register(app: AsyncApp, put: Put, *, intake_channels: Sequence[str]) -> None:
    """Listens on `app` for messages and mentions."""
    intake = frozenset(intake_channels)

    async def take(event: dict[str, Any], context: AsyncBoltContext) -> None:
        """An exception here leaves the envelope unacknowledged, and Slack delivers it again."""
        for submission in submissions(event, intake_channels=intake, bot_user=context.bot_user_id):
            await put(ANSWER, submission.as_json(), key=f"{ANSWER}:{submission.key}")
            log.info("submission_taken", channel=submission.channel, file=bool(submission.file))

    app.event("message")(take)
    app.event("app_mention")(take)
