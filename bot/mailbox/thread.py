"""The thread of a submission, whatever it came in by (`bot.cases.Thread`): where its mail is kept, and who is told of it how.

Who is in Slack is answered there; who is not, by mail; and nobody is told of a report whose author is not proven, since that
would let anybody have an answer sent to anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cases import Answered, SourceUnavailable
from bot.reporters import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyzers import Report
    from analyzers.reading import SlackEmail
    from bot.cases import Thread, Voice
    from bot.mailbox.spool import Spool
    from bot.reply import Reply
    from bot.store import Case
    from bot.submission import Submission


class Nobody:
    """Tells nobody anything (`bot.cases.Voice`)."""

    async def answer(self, submission: Submission, replies: Sequence[Reply]) -> None:
        """The security team has its card."""

    async def explain(self, submission: Submission, sentences: Sequence[str]) -> None:
        """Nobody hears why there is no verdict."""

    async def apologise(self, submission: Submission, sentences: Sequence[str]) -> None:
        """Nobody waits."""

    def busy(self, submission: Submission) -> bool:  # noqa: ARG002 -- the same for all
        """A first answer that nobody reads is not made."""
        return True


class Threads:
    """`slack` for everything of Slack's own; mails wait in `spool`, and `letters` answer who is not in Slack (None: nobody does)."""

    def __init__(self, slack: Thread, spool: Spool, letters: Voice | None) -> None:
        self._slack = slack
        self._spool = spool
        self._letters = letters
        self._nobody = Nobody()

    def _to(self, submission: Submission) -> Voice:
        if submission.silent:
            return self._nobody
        if address_of(submission.user) is not None:
            return self._letters or self._nobody
        return self._slack

    async def source(self, submission: Submission) -> bytes | str | SlackEmail:
        """The mail as it was taken. Raises SourceUnavailable, and Answered when it was dropped because all was said about it."""
        if submission.original is None:
            return await self._slack.source(submission)
        kept = await self._spool.get(submission.original)
        if kept and kept.raw is not None:
            return kept.raw
        if kept and kept.state == "done":
            raise Answered
        raise SourceUnavailable("file-gone")

    async def answer(self, submission: Submission, replies: Sequence[Reply]) -> None:
        """Says the verdict where the reporter is."""
        await self._to(submission).answer(submission, replies)

    async def explain(self, submission: Submission, sentences: Sequence[str]) -> None:
        """Says why there is none."""
        await self._to(submission).explain(submission, sentences)

    async def apologise(self, submission: Submission, sentences: Sequence[str]) -> None:
        """Says that it takes longer, where nothing was said yet."""
        await self._to(submission).apologise(submission, sentences)

    def busy(self, submission: Submission) -> bool:
        """Whether one answer must do."""
        return self._to(submission).busy(submission)

    async def notify_security(self, case: Case, report: Report) -> None:
        """The card stands in Slack, whoever reported."""
        await self._slack.notify_security(case, report)

    async def release(self, submission: Submission) -> None:
        """All was said: a mail that came by mail is dropped."""
        if submission.original is not None:
            await self._spool.finish(submission.original, "done")
