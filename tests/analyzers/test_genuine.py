"""Honest mails, judged from themselves alone: whole, without their way, and as somebody copies them from a window."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from analyzers import Level, examine, read
from tests.mails.genuine.index import ACCEPTABLE, HERE, MAILS, SIDE

SERIOUS = {Level.WARNING, Level.DANGER}
KEPT = re.compile(rb"(?i)(?:from|subject|date|content-[a-z-]+):")

each = pytest.mark.parametrize("mail", MAILS, ids=[mail.file for mail in MAILS])


async def judged(message) -> tuple[Level, list[str]]:
    """The level, and what was found, so that a failure tells it."""
    report = await examine(message, side=SIDE)
    return report.level, [row.finding.code for row in report.findings]


def without_way(data: bytes) -> bytes:
    """The mail with From, Subject and Date alone, and what its body needs to be read."""
    head, _, body = data.replace(b"\r\n", b"\n").partition(b"\n\n")
    fields = re.split(rb"\n(?![ \t])", head)
    return b"\n".join(field for field in fields if KEPT.match(field)) + b"\n\n" + body


def shown(data: bytes) -> str:
    """The mail as a window shows it and somebody copies it: three lines and the text."""
    mail = read(data)
    address = f"{mail.sender.name} <{mail.sender.address}>" if mail.sender.name else mail.sender.address
    return f"差出人: {address}\n件名: {mail.subject}\n日時: {mail.date:%Y/%m/%d %H:%M}\n\n{mail.text}"


def test_the_index_names_every_mail() -> None:
    """Each mail stands in the index once, is small, and says what is acceptable."""
    assert sorted(mail.file for mail in MAILS) == sorted(path.name for path in HERE.glob("*.eml"))
    assert max(len(mail.data) for mail in MAILS) <= 12 * 1024
    assert {mail.level for mail in MAILS} == set(ACCEPTABLE)


def test_the_index_is_of_the_real_world() -> None:
    """Japanese and English mails are there in number, and other languages, too."""
    found = Counter(mail.language for mail in MAILS)

    assert found["ja"] >= 60
    assert found["en"] >= 30
    assert {"de", "fr", "pt", "es", "zh", "ko"} <= set(found)


@each
async def test_nothing_serious_in_the_mail_alone(mail) -> None:
    """Without any answer no honest mail is warned of."""
    level, found = await judged(read(mail.data))

    assert level not in SERIOUS, found


@each
async def test_nothing_serious_without_its_way(mail) -> None:
    """With From, Subject and Date as all that is left of its header, no honest mail is warned of."""
    message = read(without_way(mail.data))
    level, found = await judged(message)

    assert (message.headers.complete, message.sender.raw is not None) == (False, True)
    assert level not in SERIOUS, found


@each
async def test_nothing_serious_as_copied_from_a_window(mail) -> None:
    """Copied as text below three lines of its header, no honest mail is warned of."""
    level, found = await judged(read(shown(mail.data)))

    assert level not in SERIOUS, found
