"""Letters: what somebody who is not in Slack is told by mail (`bot.cases.Voice`, `bot.slack.rulings.Letters`).

One mail with the verdict, in every language; there is none before, since a mail cannot be edited. One more when the security team
decides otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.mailbox.outgoing import Outgoing, message_id
from bot.mailbox.pages import Line, Page, as_html, as_text, broken
from bot.reporters import address_of
from bot.slack.rulings import ways_to_save
from bot.stranger import Plain, tame
from bot.triage import WAITING
from bot.triage_text import SIGN, comment_of
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.mailbox.answers import Answers
    from bot.reply import Reply
    from bot.store import Case
    from bot.submission import Submission
    from bot.triage import Standing
    from bot.words import Words

MAX_SUBJECT = 80  # characters of the report's own


class Letters:
    """Writes through `answers`, in all of `languages`."""

    def __init__(self, answers: Answers, languages: Sequence[str]) -> None:
        self._answers = answers
        self._languages = tuple(languages)

    def busy(self, submission: Submission) -> bool:  # noqa: ARG002 -- the same for all
        """One answer must do."""
        return True

    async def answer(self, submission: Submission, replies: Sequence[Reply]) -> None:
        """The verdict. Raises JobsDown."""
        pages = [Page(reply.language, _verdict(reply)) for reply in replies]
        await self._put(submission, "letter-subject", pages, what=replies[0].headline)

    async def explain(self, submission: Submission, sentences: Sequence[str]) -> None:
        """Why there is none. Raises JobsDown."""
        said = zip(self._languages, sentences, strict=False)
        pages = [Page(language, [Line("say", line) for line in text.split("\n")]) for language, text in said]
        await self._put(submission, "letter-subject-plain", pages)

    async def apologise(self, submission: Submission, sentences: Sequence[str]) -> None:
        """A mail that says that a mail will come helps nobody."""

    async def tell(self, case: Case, standing: Standing, key: str) -> None:
        """What the security team decided, under `key`. Raises JobsDown."""
        letter = case.submission.get("letter") or {}
        pages = [Page(language, _decision(case, standing, words(language))) for language in self._languages]
        code = "letter-subject-original" if standing.verdict == WAITING else "letter-subject-decided"
        answered = _key(case.key)
        before = message_id(answered, self._answers.sender) if await self._answers.sent(answered) else ""
        own = str(letter.get("message_id") or "")
        chain = f"{letter.get('references') or ''} {own} {before}"
        subject = self._subject(code, letter)
        await self._send(key, case.user, subject, pages, in_reply_to=before or own, references=chain)

    async def _put(self, submission: Submission, code: str, pages: Sequence[Page], *, what: str = "") -> None:
        letter = submission.letter or {}
        own = letter.get("message_id") or ""
        chain = f"{letter.get('references') or ''} {own}"
        subject = self._subject(code, letter, what)
        await self._send(_key(submission.key), submission.user, subject, pages, in_reply_to=own, references=chain)

    def _subject(self, code: str, letter: Mapping[str, str], what: str = "") -> str:
        """That it is automatic, what it says, and what it answers (RFC 3834, section 3.1.5)."""
        w = words(self._languages[0])
        asked = broken(tame(str(letter.get("subject") or ""), MAX_SUBJECT)) or w.say("home-no-subject")
        return w.say(code, subject=Plain(asked), **({"what": Plain(what)} if what else {}))

    async def _send(
        self, key: str, user: str, subject: str, pages: Sequence[Page], *, in_reply_to: str, references: str
    ) -> None:
        whole = _framed(pages)
        mail = Outgoing(
            key=key,
            to=address_of(user) or "",
            subject=subject,
            text=as_text(whole),
            html=as_html(whole),
            in_reply_to=in_reply_to,
            references=references,
        )
        await self._answers.put(mail)


def _key(submission_key: str) -> str:
    return f"reply:{submission_key}"


def _verdict(said: Reply) -> list[Line]:
    """One language of the answer."""
    w = words(said.language)
    lines = [
        Line("say", said.about),
        Line("small", w.say("letter-which")),
        Line("verdict", f"{said.emoji} {said.headline}"),
        Line("say", said.summary),
        Line("title", said.now_title),
        *(Line("item", line) for line in said.now),
        *(Line("step", line) for line in said.how),
    ]
    for section in said.sections:
        lines += [Line("title", section.title), *(Line("item", line) for line in section.lines)]
    return [*lines, *(Line("small", line) for line in said.footer)]


def _decision(case: Case, standing: Standing, w: Words) -> list[Line]:
    """Who decided is a name in Slack, which says nothing here; that it was the team, and when, does."""
    reply = next((row for row in case.replies if row.get("language") == w.language), {})
    when = Plain(f"{standing.at.astimezone():%Y-%m-%d %H:%M %Z}" if standing.at else "-")
    lines = [Line("say", str(reply["about"]))] if reply.get("about") else []
    if standing.final:
        lines.append(Line("verdict", f"{SIGN[str(standing.verdict)]} {w.say(f'ruling-{standing.verdict}')}"))
    lines.append(Line("say", w.say(f"letter-told-{standing.verdict}", when=when)))
    if said := comment_of(standing, w):
        lines.append(Line("say", said))
    if standing.verdict == WAITING:
        lines += [Line("item", w.say(name)) for name in ways_to_save(case)]
    return [*lines, Line("small", w.say("case-number", id=Plain(case.id)))]


def _framed(pages: Sequence[Page]) -> list[Page]:
    """With a word on top that the other language follows, and below that nobody reads a reply."""
    framed = []
    for number, page in enumerate(pages):
        others = [Line("small", words(other.language).say("letter-below")) for other in pages[number + 1 :]]
        foot = Line("small", words(page.language).say("letter-automatic"))
        framed.append(Page(page.language, [*others, *page.lines, foot]))
    return framed
