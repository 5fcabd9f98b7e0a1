"""Cases: one submission -> report -> answer. The whole story of a mail stands here.

A job runs it, and runs it again after a crash, so every step may be repeated: a case is opened once by its key, a post is made
once by its key, and everything else is an edit.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Protocol

import structlog

from analyzers import Level, NotAMail, examine, read
from analyzers.lookups.offline import offline_lookups
from analyzers.reading import SlackEmail, read_slack_email
from bot.reply import Reply, reply
from bot.report_json import report_json
from bot.submission import Submission
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analyzers import Message, OurSide, Report
    from analyzers.lookups import Lookups
    from bot.servers_seen import ServersSeen
    from bot.store import Case, Store

log = structlog.get_logger(__name__)
# Faults of the file itself, which no administrator can mend.
_FILE_SENTENCES = {"file-too-large": "not-a-mail-too-large", "file-gone": "reply-file-gone"}
READ_AT_ONCE = 4  # a mail of 25 MB takes a few hundred MB while it is read; lookups wait side by side without number
LOUD = {Level.DANGER, Level.WARNING}


class SourceUnavailable(Exception):  # noqa: N818 -- it says what the world is like
    """The mail cannot be fetched, for `code` (a sentence id); trying again may help when `passing`."""

    def __init__(self, code: str, *, passing: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.passing = passing


class Thread(Protocol):
    """The place where a submission is answered. Posting is once for each submission; a second `answer` edits."""

    async def source(self, submission: Submission) -> bytes | str | SlackEmail:
        """The mail itself. Raises SourceUnavailable."""
        ...

    async def answer(self, submission: Submission, replies: Sequence[Reply]) -> None:
        """Says the verdict in the thread, one reply for each language."""
        ...

    async def explain(self, submission: Submission, sentences: Sequence[str]) -> None:
        """Says why there is no verdict, one sentence for each language."""
        ...

    async def apologise(self, submission: Submission, sentences: Sequence[str]) -> None:
        """Says that it takes longer, unless something was said already. Raises nothing."""
        ...

    async def notify_security(self, case: Case, report: Report) -> None:
        """Tells the security team of a case at `warning` or above."""
        ...


class Cases:
    """Answers submissions. `deadline`: seconds for all lookups of one mail; `servers` say which of them are ours."""

    def __init__(
        self,
        *,
        store: Store,
        thread: Thread,
        lookups: Lookups,
        servers: ServersSeen,
        deadline: float,
        languages: Sequence[str],
    ) -> None:
        self._store = store
        self._thread = thread
        self._lookups = lookups
        self._servers = servers
        self._deadline = deadline
        self._languages = tuple(languages)
        self._reading = asyncio.Semaphore(READ_AT_ONCE)

    async def answer(self, row: Mapping[str, Any]) -> None:
        """The job: from the row on disk to the last edit of the reply. What fails is tried again, and the thread is told."""
        submission = Submission.from_json(row)
        try:
            await self._answer(submission)
        except SourceUnavailable:
            raise
        except Exception:
            sentences = [words(language).say("reply-failed") for language in self._languages]
            await self._thread.apologise(submission, sentences)
            raise

    async def _answer(self, submission: Submission) -> None:
        message = await self._read(submission)
        if message is None:
            return
        case = await self._store.open_case(
            submission.key,
            channel=submission.channel,
            thread_ts=submission.thread_ts,
            user=submission.user,
            submission=submission.as_json(),
        )
        side = await self._servers.side()
        await self._first_answer(submission, case, message, side)
        report = await examine(message, lookups=self._lookups, side=side, deadline=self._deadline)
        await self._store.set_report(case.id, report.level, await asyncio.to_thread(report_json, report))
        await self._thread.answer(submission, await asyncio.to_thread(self._said, report, case))
        await self._servers.note(message, submission.user)
        log.info("case_answered", case=case.id, verdict=report.level.value, form=message.form.value)
        if report.level in LOUD:
            await self._thread.notify_security(case, report)

    async def _read(self, submission: Submission) -> Message | None:
        """The mail, or None after it was said why there is none."""
        try:
            async with self._reading:
                source = await self._thread.source(submission)
                reader = read_slack_email if isinstance(source, SlackEmail) else read
                message = await asyncio.to_thread(reader, source)  # type: ignore[arg-type]
                return None if await self._is_chat(submission, message) else message
        except SourceUnavailable as error:
            key = _FILE_SENTENCES.get(error.code)
            await self._explain(submission, key or "reply-file-failed", why="" if key else error.code)
            if error.passing:
                raise
        except NotAMail as error:
            if submission.file or submission.direct:
                chatter = error.code == "no-mail" and not submission.file
                await self._explain(submission, "help" if chatter else f"not-a-mail-{error.code}")
        return None

    async def _is_chat(self, submission: Submission, message: Message) -> bool:
        """Whether words without a link or a sender are what colleagues write to each other, since nothing in them is odd."""
        if submission.file or submission.direct or message.links or message.sender.raw or message.inside:
            return False
        alone = await examine(message, lookups=offline_lookups(()), side=await self._servers.side(), deadline=1.0)
        return alone.level is Level.INSUFFICIENT

    async def _explain(self, submission: Submission, key: str, *, why: str = "") -> None:
        """`why` is a sentence id of its own."""
        said = [words(lang).say(key, **({"why": words(lang).say(why)} if why else {})) for lang in self._languages]
        await self._thread.explain(submission, said)

    async def _first_answer(self, submission: Submission, case: Case, message: Message, side: OurSide) -> None:
        """From the mail alone, at once; skipped when a full answer was already given."""
        if case.level is None:
            alone = await examine(message, lookups=offline_lookups(()), side=side, deadline=1.0)
            await self._thread.answer(submission, await asyncio.to_thread(self._said, alone, case, pending=True))

    def _said(self, report: Report, case: Case, *, pending: bool = False) -> list[Reply]:
        return [reply(report, language, pending=pending, case_id=case.id) for language in self._languages]
