"""The thread in which a submission is answered, in Slack (`bot.cases.Thread`)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack import render
from bot.slack.outbox import HistoryUnreadable, passing
from bot.slack.typed import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyzers import Report
    from analyzers.reading import SlackEmail
    from bot.reply import Reply
    from bot.slack.files import Files
    from bot.slack.places import Places
    from bot.slack.reactions import Reactions
    from bot.slack.triage import TriageDesk
    from bot.store import Case
    from bot.submission import Submission

log = structlog.get_logger(__name__)


class SlackThread:
    """Answers at `places`, fetches by `files`, brings what is suspicious to the security team's `desk`, shows the state by `reactions`."""

    def __init__(self, places: Places, files: Files, desk: TriageDesk, reactions: Reactions) -> None:
        self._places = places
        self._files = files
        self._desk = desk
        self._reactions = reactions

    async def source(self, submission: Submission) -> bytes | str | SlackEmail:
        """The uploaded mail, Slack's email object, or the text as it was typed."""
        return await self._files.mail(submission.file) if submission.file else typed(submission.text)

    async def answer(self, submission: Submission, replies: Sequence[Reply]) -> None:
        """One message in the thread, edited from then on; a reaction on the post shows how far it is."""
        if replies[0].pending:
            await asyncio.gather(self._say(submission, render.message(replies)), self._reactions.working(submission))
        else:
            await self._say(submission, render.message(replies))
            await self._reactions.judged(submission)

    def busy(self, submission: Submission) -> bool:
        """Whether a first answer that is edited at once would keep others waiting."""
        return self._places.busy(submission)

    async def explain(self, submission: Submission, sentences: Sequence[str]) -> None:
        """The same message, with a sentence in place of a verdict."""
        await self._say(submission, render.sentences(sentences), verdict=False)

    async def apologise(self, submission: Submission, sentences: Sequence[str]) -> None:
        """The same message, when there is none yet; when Slack itself is the trouble, that is logged."""
        try:
            await self._places.say_if_silent(submission, render.sentences(sentences))
        except (SlackClientError, HistoryUnreadable, OSError, TimeoutError) as error:
            log.warning("apology_not_posted", channel=submission.channel, error=type(error).__name__)

    async def _say(self, submission: Submission, content: dict[str, Any], *, verdict: bool = True) -> None:
        """A thread that cannot be written to (archived, left) is no reason to keep the case from the security team."""
        try:
            await self._places.say(submission, content, verdict=verdict)
        except SlackApiError as error:
            if passing(error):
                raise
            log.warning("thread_unreachable", channel=submission.channel, error=error.response.get("error"))

    async def release(self, submission: Submission) -> None:
        """Slack keeps its files itself."""

    async def notify_security(self, case: Case, report: Report) -> None:
        """A card in the security channel, for what is theirs; and what they decided about the same mail, in the reply."""
        await self._desk.note(case, report)
