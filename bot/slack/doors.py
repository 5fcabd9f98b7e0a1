"""Doors: what has to be asked of Slack before a submission can be read (`bot.cases.Doors`)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.reporters import address_of
from bot.slack import render
from bot.slack.intake import contents, of_contents
from bot.slack.outbox import EVENT, passing

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.places import Places
    from bot.submission import Submission

_HERE = {"thread_not_found", "message_not_found"}  # the post was deleted, but the channel could be read
log = structlog.get_logger(__name__)


class Doors:
    """Asks `client`; `places` opens direct messages and says what only one person sees."""

    def __init__(self, client: AsyncWebClient, places: Places) -> None:
        self._client = client
        self._places = places

    async def placed(self, submission: Submission) -> Submission:
        """With the place where it is answered.

        A post that somebody pointed at is answered in its thread where the bot is a member, and then it is one submission
        however it came in; elsewhere, and for window and command, in the direct message with the reporter. Who reports by mail
        is answered there as well, if he is known in Slack, and else in no place of Slack's.
        """
        if submission.door == "shortcut" and await self._thread(submission.channel, submission.thread_ts) is not None:
            _, channel, ts, _, *number = submission.key.split(":")
            private = channel.startswith("D")
            return replace(submission, key=":".join(("slack", channel, ts, *number)), private=private)
        if submission.door == "mail" and (submission.silent or address_of(submission.user) is not None):
            return replace(submission, channel="", thread_ts="", private=True)
        if submission.door in {"shortcut", "form", "command", "mail"}:
            channel = await self._places.dm(submission.user)
            return replace(submission, channel=channel, thread_ts="", private=True)
        return submission

    async def above(self, submission: Submission) -> list[Submission]:
        """What stands at the top of the thread in which somebody named the bot; nothing when it is the same post."""
        asks = submission.door == "mention" and submission.file is None
        own_ts = submission.key.split(":")[2] if asks else ""
        if not own_ts or submission.thread_ts == own_ts:
            return []
        thread = await self._thread(submission.channel, submission.thread_ts)
        if not thread or thread[0].get("ts") != submission.thread_ts or _is_own(thread[0]):
            return []
        plain = replace(submission, key=f"slack:{submission.channel}:{submission.thread_ts}")
        return of_contents(plain, contents(thread[0], wanted=True))

    async def remark(self, submission: Submission, sentence: str) -> None:
        """Something beside the answer, to the reporter alone."""
        await self._places.remark(submission, render.sentences([sentence]))

    async def _thread(self, channel: str, ts: str) -> list[dict[str, Any]] | None:
        """The first post of a thread; None where the bot may not read. Raises SlackApiError when Slack is in trouble."""
        try:
            answer = await self._client.conversations_replies(
                channel=channel, ts=ts, limit=1, include_all_metadata=True
            )
        except SlackApiError as error:
            why = error.response.get("error")
            if passing(error):
                raise
            log.info("thread_unreadable", channel=channel, error=why)
            return [] if why in _HERE else None
        return list(answer["messages"])


def _is_own(post: dict[str, Any]) -> bool:
    """An answer or a warning of ours, which tells of a mail and is none."""
    return (post.get("metadata") or {}).get("event_type") == EVENT
