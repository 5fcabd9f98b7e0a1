"""The thread in which a submission is answered, in Slack (`bot.cases.Thread`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.reply import EMOJI, summary
from bot.slack import render
from bot.slack.outbox import HistoryUnreadable, passing
from bot.slack.typed import typed
from bot.stranger import Plain
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyzers import Report
    from analyzers.reading import SlackEmail
    from bot.reply import Reply
    from bot.slack.files import Files
    from bot.slack.outbox import Outbox
    from bot.slack.places import Places
    from bot.store import Case
    from bot.submission import Submission

log = structlog.get_logger(__name__)


class SlackThread:
    """Answers at `places`, fetches by `files`, and tells the security channel if there is one."""

    def __init__(
        self, outbox: Outbox, places: Places, files: Files, *, security_channel: str | None, languages: Sequence[str]
    ) -> None:
        self._outbox = outbox
        self._places = places
        self._files = files
        self._security_channel = security_channel
        self._languages = tuple(languages)

    async def source(self, submission: Submission) -> bytes | str | SlackEmail:
        """The uploaded mail, Slack's email object, or the text as it was typed."""
        return await self._files.mail(submission.file) if submission.file else typed(submission.text)

    async def answer(self, submission: Submission, replies: Sequence[Reply]) -> None:
        """One message in the thread, edited from then on."""
        await self._say(submission, render.message(replies))

    async def explain(self, submission: Submission, sentences: Sequence[str]) -> None:
        """The same message, with a sentence in place of a verdict."""
        await self._say(submission, render.sentences(sentences), verdict=False)

    async def _link(self, case: Case) -> str | None:
        """Slack's address of the reported post; what was said to the bot alone stays there."""
        return None if case.channel.startswith("D") else await self._outbox.link(case.channel, case.thread_ts)

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

    async def notify_security(self, case: Case, report: Report) -> None:
        """One line and a button in the security channel. A channel that cannot be posted to is the administrator's to mend."""
        if self._security_channel is None:
            return
        content = notice(case.id, report, self._languages, await self._link(case))
        try:
            await self._outbox.say(f"notice:{case.id}", channel=self._security_channel, content=content)
        except SlackApiError as error:
            if passing(error):
                raise
            log.warning(
                "security_channel_unreachable", channel=self._security_channel, error=error.response.get("error")
            )


def notice(case_id: str, report: Report, languages: Sequence[str], link: str | None) -> dict[str, Any]:
    """The line for the security channel with the way to the thread, and the button that turns the case into a warning."""
    lines = []
    for language in languages:
        w = words(language)
        facts = {
            "level": Plain(w.say(f"level-{report.level}")),
            "summary": Plain(summary(report, w)),
            "id": Plain(case_id),
        }
        lines.append(f"{EMOJI[report.level]} {w.say('security-notice', **facts)}")
    said = render.sentences(lines)
    if link:
        place = words(languages[0]).say("security-thread")
        said["blocks"].append(render.rich([render.paragraph({"type": "link", "url": link, "text": place})]))
    label = words(languages[0]).say("warn-button")
    return said | {"blocks": [*said["blocks"], render.actions(render.button("warn_open", label, case_id))]}
