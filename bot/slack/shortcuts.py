"""The shortcut on a message: whoever wrote it, and wherever, its mails are submissions of the person who pointed at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog

from bot.slack.intake import Content, contents, of_contents
from bot.slack.listeners import ANSWER
from bot.submission import Submission
from bot.words import words

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond

    from bot.people import People
    from bot.slack.listeners import Put

log = structlog.get_logger(__name__)


class Shortcuts:
    """Listens to `analyze_message`; `put` takes the jobs."""

    def __init__(self, put: Put, people: People) -> None:
        self._put = put
        self._people = people

    def register(self, app: AsyncApp) -> None:
        """Listens on `app`."""
        app.shortcut("analyze_message")(self.analyze)

    async def analyze(
        self, ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        """Acknowledged after the rows are on disk: else the person is told by Slack that it did not work."""
        message, user = body["message"], body["user"]["id"]
        if message.get("user") == context.bot_user_id:
            language = await self._people.language(user)
            await respond(text=words(language).say("shortcut-own-post"), response_type="ephemeral")
            await ack()
            return
        for submission in pointed_at(body):
            key = f"{ANSWER}:{submission.key}:{body['trigger_id']}"
            await self._put(ANSWER, submission.as_json(), key=key)
            log.info("submission_taken", channel=submission.channel, file=bool(submission.file), door="shortcut")
        await ack()


def pointed_at(body: dict[str, Any]) -> list[Submission]:
    """The submissions in the message that a shortcut was used on; at least one, so that there is always an answer."""
    message, channel, user = body["message"], body["channel"]["id"], body["user"]["id"]
    ts = body.get("message_ts") or message["ts"]
    plain = Submission(
        key=f"shortcut:{channel}:{ts}:{user}",
        channel=channel,
        thread_ts=message.get("thread_ts") or ts,
        user=user,
        text="",
        file=None,
        direct=True,
        door="shortcut",
        respond=body.get("response_url"),
    )
    return of_contents(plain, contents(message, wanted=True) or [Content("", None)])
