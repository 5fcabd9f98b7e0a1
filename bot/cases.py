"""Cases: one submission -> report -> answer. The whole story of a mail stands here.

A job runs it, and runs it again after a crash, so every step may be repeated: a case is opened once by its key, a post is made
once by its key, and everything else is an edit.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import structlog

from analyzers import Level, NotAMail, examine, read
from analyzers.lookups.offline import offline_lookups
from analyzers.reading import SlackEmail, read_slack_email
from bot import counted, tracing
from bot.redaction import without
from bot.reply_mail import about, by_mail, placed
from bot.reply_short import short
from bot.report_json import report_json
from bot.reporters import address_of
from bot.submission import Submission
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analyzers import Message, OurSide, Report
    from analyzers.lookups import Lookups
    from bot.reply import Reply
    from bot.servers_seen import ServersSeen
    from bot.store import Case, Store

log = structlog.get_logger(__name__)
_NOTHING = {"empty", "no-mail"}  # there is nothing to look at: not a mail that cannot be read
_HELP = {"mail": "help-mail"}  # what to send instead, by door
# Faults of the file itself, which no administrator can mend.
_FILE_SENTENCES = {"file-too-large": "not-a-mail-too-large", "file-gone": "reply-file-gone"}
READ_AT_ONCE = 4  # a mail of 25 MB takes a few hundred MB while it is read; lookups wait side by side without number,
LARGE = 2 * 1024 * 1024  # but of mails larger than so many bytes no more are held in memory than are read


class SourceUnavailable(Exception):  # noqa: N818 -- it says what the world is like
    """The mail cannot be fetched, for `code` (a sentence id); trying again may help when `passing`."""

    def __init__(self, code: str, *, passing: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.passing = passing


class Answered(Exception):  # noqa: N818 -- it says what has happened
    """All was said about the mail, and it is gone: this is a repetition of a job that was done."""


class Voice(Protocol):
    """Who tells a reporter what. Everything is said once for each submission; a second `answer` edits, where that can be."""

    async def answer(self, submission: Submission, replies: Sequence[Reply]) -> None:
        """Says the verdict in the thread, one reply for each language, the first reader's first."""
        ...

    async def explain(self, submission: Submission, sentences: Sequence[str]) -> None:
        """Says why there is no verdict, one sentence for each language."""
        ...

    async def apologise(self, submission: Submission, sentences: Sequence[str]) -> None:
        """Says that it takes longer, unless something was said already. Raises nothing."""
        ...

    def busy(self, submission: Submission) -> bool:
        """Whether one answer must do, because many are to be given, or because it cannot be edited."""
        ...


class Thread(Voice, Protocol):
    """The place where a submission is answered."""

    async def source(self, submission: Submission) -> bytes | str | SlackEmail:
        """The mail itself. Raises SourceUnavailable, Answered."""
        ...

    async def notify_security(self, case: Case, report: Report) -> None:
        """Brings a case to the security team, as far as it is for them, and what they said of the same mail to its reply."""
        ...

    async def release(self, submission: Submission) -> None:
        """All was said, and nobody needs the mail any more. May be repeated."""
        ...


class Doors(Protocol):
    """Where a submission came in, as far as it must be asked about before the mail is read."""

    async def placed(self, submission: Submission) -> Submission:
        """With the place where it is answered."""
        ...

    async def above(self, submission: Submission) -> Sequence[Submission]:
        """The submissions above one that only names us; none for any other."""
        ...

    async def remark(self, submission: Submission, sentence: str) -> None:
        """Says something to the reporter alone; it may get lost."""
        ...


class Tongues(Protocol):
    """Who reads which language (`bot.people.People`)."""

    async def languages(self, user: str) -> Sequence[str]:
        """All languages, that of `user` first."""
        ...


class Given(Protocol):
    """Who sees to what a reporter gave away already. Both may be repeated."""

    async def note(self, submission: Submission, case: Case | None) -> None:
        """What a submission tells of that; `case` None when there is no mail to look at."""
        ...

    async def reported(self, case: Case) -> None:
        """The report of a case is there."""
        ...


class Cases:
    """Answers submissions. `deadline`: seconds for all lookups of one mail; `servers` say which of them are ours."""

    def __init__(
        self,
        *,
        store: Store,
        thread: Thread,
        doors: Doors,
        tongues: Tongues,
        given: Given,
        lookups: Lookups,
        servers: ServersSeen,
        deadline: float,
    ) -> None:
        self._store = store
        self._thread = thread
        self._doors = doors
        self._tongues = tongues
        self._given = given
        self._servers = servers
        self._examine = partial(examine, lookups=lookups, deadline=deadline)
        self._reading = asyncio.Semaphore(READ_AT_ONCE)

    async def answer(self, row: Mapping[str, Any]) -> None:
        """The job: from the row on disk to the last edit of the reply. What fails is tried again, and the thread is told."""
        submission = await self._doors.placed(Submission.from_json(row))
        try:
            await self._answer(submission)
            await self._thread.release(submission)
        except SourceUnavailable:
            raise
        except Exception:
            said = [words(language).say("reply-failed") for language in await self._languages(submission)]
            await self._thread.apologise(submission, said)
            raise

    async def _answer(self, submission: Submission, *, pointed_at: bool = False) -> None:
        """`pointed_at`: somebody asks about a post that may have its answer already."""
        message, refusal = None, ""
        async with self._reading:
            try:
                message = await tracing.within("reading", self._read(submission))
            except NotAMail as error:
                refusal = error.code
            if message and len(message.source or b"") > LARGE:
                await self._judge(submission, message, pointed_at=pointed_at)
                return
        if refusal in _NOTHING or (message and _is_words(message)):
            # Who names us below a post asks about that post, in however many words.
            above = await self._doors.above(submission)
            for one in above:
                await self._answer(one, pointed_at=True)
            if above:
                return
        if message:
            await self._judge(submission, message, pointed_at=pointed_at)
        elif refusal and (_is_file(submission) or submission.direct):
            chatter = refusal in _NOTHING and not _is_file(submission)
            await self._explain(submission, _HELP.get(submission.door, "help") if chatter else f"not-a-mail-{refusal}")

    async def _judge(self, submission: Submission, message: Message, *, pointed_at: bool) -> None:
        pointed_at = pointed_at or submission.door == "shortcut"
        case = await self._store.open_case(
            submission.key,
            channel=submission.channel,
            thread_ts=submission.thread_ts,
            user=submission.user,
            submission=submission.as_json(),
        )
        await self._given.note(submission, case)
        side = await self._servers.side()
        languages = await self._tongues.languages(submission.user)
        told = await self._first_answer(submission, case, message, side)
        report = await tracing.within("judging", self._examine(message, side=side))
        replies = await asyncio.to_thread(self._said, report, case, submission, languages)
        kept = await asyncio.to_thread(_kept, report)
        await self._store.set_report(case.id, report.level, kept, [asdict(said) for said in replies])
        await tracing.within("answering", self._thread.answer(submission, replies))
        counted.last_answered(submission, case, report, told=told)
        await self._given.reported(case)
        if not submission.silent:  # else whoever sends us mail could teach us whose servers are ours
            await self._servers.note(message, submission.user)
        log.info("case_answered", case=case.id, verdict=report.level.value, form=message.form.value)
        await self._thread.notify_security(case, report)
        if pointed_at and case.level is not None and submission.thread_ts:
            await self._doors.remark(submission, words(languages[0]).say("answered-already"))

    async def _languages(self, submission: Submission) -> Sequence[str]:
        """The reporter's language first; where nobody else reads it, only that one. A mail is in all of them."""
        languages = await self._tongues.languages(submission.user)
        return languages[:1] if submission.private and address_of(submission.user) is None else languages

    async def _read(self, submission: Submission) -> Message | None:
        """The mail, or None after it was said why it cannot be fetched. Raises NotAMail."""
        try:
            source = await self._thread.source(submission)
            reader = read_slack_email if isinstance(source, SlackEmail) else read
            message = await asyncio.to_thread(reader, source)  # type: ignore[arg-type]
            return None if await self._is_chat(submission, message) else message
        except Answered:
            return None
        except SourceUnavailable as error:
            key = _FILE_SENTENCES.get(error.code)
            if submission.door == "shortcut" and not submission.thread_ts and not error.passing:
                key = "file-out-of-reach"  # where the bot is no member, nobody lends it a file
            await self._explain(submission, key or "reply-file-failed", why="" if key else error.code)
            if error.passing:
                raise
        return None

    async def _is_chat(self, submission: Submission, message: Message) -> bool:
        """Whether words without a link or a sender are what colleagues write to each other, since nothing in them is odd."""
        if _is_file(submission) or submission.direct or not _is_words(message):
            return False
        alone = await examine(message, lookups=offline_lookups(()), side=await self._servers.side(), deadline=1.0)
        return alone.level is Level.INSUFFICIENT

    async def _explain(self, submission: Submission, key: str, *, why: str = "") -> None:
        """`why` is a sentence id of its own."""
        counted.explained(why or key)
        languages = await self._languages(submission)
        said = [words(lang).say(key, **({"why": words(lang).say(why)} if why else {})) for lang in languages]
        if submission.door == "mail":
            which = [about((submission.letter or {}).get("subject"), lang) for lang in languages]
            said = [f"{first}\n{then}" for first, then in zip(which, said, strict=True)]
        await self._thread.explain(submission, said)
        await self._given.note(submission, None)

    async def _first_answer(self, submission: Submission, case: Case, message: Message, side: OurSide) -> bool:
        """From the mail alone, at once; False: a full answer was already given, or one answer must do."""
        if told := case.level is None and not self._thread.busy(submission):
            alone = await examine(message, lookups=offline_lookups(()), side=side, deadline=1.0)
            languages = await self._tongues.languages(submission.user)
            said = await asyncio.to_thread(self._said, alone, case, submission, languages, pending=True)
            await self._thread.answer(submission, said)
            counted.first_answered(submission)
        return told

    @staticmethod
    def _said(
        report: Report, case: Case, submission: Submission, languages: Sequence[str], *, pending: bool = False
    ) -> list[Reply]:
        if address_of(submission.user) is not None:
            replies = [by_mail(report, lang, case_id=case.id) for lang in languages]
        else:
            alone = submission.private
            replies = [short(report, lang, pending=pending, case_id=case.id, alone=alone) for lang in languages]
        if submission.door == "mail":
            subject = report.dossier.message.subject
            replies = [placed(one, subject, submission.left) for one in replies]
        return without(replies, report.dossier.message.recipients)


def _is_file(submission: Submission) -> bool:
    """Whether it was handed in as a mail, not as something written to us."""
    return submission.file is not None or submission.original is not None


def _is_words(message: Message) -> bool:
    """Whether there is neither a link nor a sender nor another mail in it: people write such things to each other, too."""
    return not (message.links or message.sender.raw or message.inside)


def _kept(report: Report) -> dict[str, Any]:
    """What is remembered of a report: whoever reads it later must not learn whose mail it was."""
    return without(report_json(report), report.dossier.message.recipients)
