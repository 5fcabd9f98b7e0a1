"""The form of a reply for a mail: the facts of the short one, with nothing in it that could be pressed.

What a button would tell step by step stands there as it is, and so does where to send the original.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.reply_short import short
from bot.stranger import whole
from bot.words import Words, words

if TYPE_CHECKING:
    from analyzers.report import Report
    from bot.reply import Reply

_BY_MAIL = {"send-original": "letter-send-original"}


def by_mail(report: Report, language: str, *, case_id: str) -> Reply:
    """`report` in `language`, to be read in a mail."""
    w = words(language)
    said = short(report, language, case_id=case_id, alone=True)
    return replace(said, now=tuple(_advice(code, w) for code in report.advice), more="", buttons=())


def about(subject: str | None, language: str) -> str:
    """Which mail is spoken of, for who has it in another place."""
    w = words(language)
    return w.say("reply-about", subject=whole(subject)) if subject else w.say("reply-about-none")


def placed(said: Reply, subject: str | None, left: int) -> Reply:
    """`said` of a mail that was handed in by mail; `left`: so many more of that report are not looked at."""
    more = (words(said.language).say("reply-left-out", count=left),) if left else ()
    return replace(said, about=about(subject, said.language), now=(*said.now, *more))


def _advice(code: str, w: Words) -> str:
    return w.say(_BY_MAIL.get(code, f"advice-{code}"))
