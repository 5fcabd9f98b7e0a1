"""Listeners: posts in, rows out. A listener only writes; Slack's envelope is acknowledged after the row is on disk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import structlog

from bot.slack.intake import continuation, submissions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slack_bolt.async_app import AsyncApp, AsyncBoltContext

    from bot.slack.coalescing import Coalescing

ANSWER = "answer"  # the job that answers a submission
INTRODUCE = "introduce"  # the job that says in a channel who we are
log = structlog.get_logger(__name__)


class Put(Protocol):
    """Takes a job durably (`bot.jobs.Jobs.put`)."""

    async def __call__(self, task: str, payload: Mapping[str, Any], key: str) -> None:
        """On disk when it returns; raises when it is not."""
        ...


def register(app: AsyncApp, put: Put, coalescing: Coalescing, *, intake_channels: Sequence[str]) -> None:
    """Listens on `app` for posts, mentions, and our own coming into a channel."""
    intake = frozenset(intake_channels)

    async def take(event: dict[str, Any], context: AsyncBoltContext) -> None:
        """An exception here leaves the envelope unacknowledged, and Slack delivers it again."""
        found = submissions(event, intake_channels=intake, bot_user=context.bot_user_id)
        if not found and (rest := continuation(event)) and await coalescing.continues(event):
            found = rest
        for submission in found:
            key = f"{ANSWER}:{submission.key}"
            await coalescing.take(submission, partial(put, ANSWER, submission.as_json(), key=key))
            log.info("submission_taken", channel=submission.channel, file=bool(submission.file))

    async def joined(event: dict[str, Any], context: AsyncBoltContext) -> None:
        """Only our own coming matters."""
        if event.get("user") == context.bot_user_id:
            channel = str(event["channel"])
            await put(INTRODUCE, {"channel": channel}, key=f"{INTRODUCE}:{channel}")

    app.event("message")(take)
    app.event("app_mention")(take)
    app.event("member_joined_channel")(joined)
