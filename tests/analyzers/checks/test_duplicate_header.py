"""Fields that stand twice."""

import pytest

from analyzers.checks.duplicate_header import check
from tests.analyzers.mails import dossier, eml


def found(more: str) -> list[tuple]:
    """What the check says of a mail with further fields."""
    return [(f.header, f.count, f.first, f.second) for f in check(dossier(eml(more=more)))]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("From: Bank <b@example.net>", [("From", 2, "Sender <sender@example.com>", "Bank <b@example.net>")]),
        ("Subject: Other\nsubject: Third", [("Subject", 3, "Hello", "Other")]),
        ("Subject: Other\nFrom: b@example.net", [("From", 2, "Sender <sender@example.com>", "b@example.net")]),
        ("Subject:  Hello ", []),
        ("Subject: =?utf-8?q?Hello?=", []),
        ("To: other@example.jp", []),
        ("Received: from x", []),
    ],
)
def test_two_that_differ(more, expected):
    """From and Subject count, in this order, and only when they say different things."""
    assert found(more) == expected


def test_a_block_that_is_not_whole_says_nothing():
    """Two mails may have been pasted together."""
    mail = b"From: a@example.com\nFrom: b@example.com\nSubject: x\n\nhttps://example.org"

    assert list(check(dossier(mail))) == []
