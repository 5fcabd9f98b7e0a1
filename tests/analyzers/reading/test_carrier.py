"""A mail that hands over others: their bytes as they stood, and what its author wrote himself."""

from __future__ import annotations

import time

import pytest

from analyzers import read
from analyzers.parsers import tnef as parser
from analyzers.reading.carrier import MAX_MAILS, open_carrier
from tests.analyzers.mails import eml
from tests.analyzers.packing import mapi, tnef
from tests.analyzers.reading.test_containers import EVIL, carrying, part, zipped

IMESSAGE = bytes.fromhex("0703020000000000c000000000000046")
INNER = tnef((1, 0x00018004, b"inner\0"), (1, 0x0002800C, b"deep"))


def winmail(inner: bytes) -> bytes:
    """A winmail.dat with a mail among its files."""
    return tnef((2, 0x00069002, b"\0" * 14), (2, 0x00069005, mapi({(0x3701, 0x0102): IMESSAGE + inner})))


def test_what_it_carries():
    """The mails in their order, packed ones last; its own fields, text and types."""
    found = open_carrier(
        carrying(part("application/zip", zipped(EVIL.replace(b"<1@", b"<2@")), coding="base64"), part("x/y", EVIL))
    )

    assert found.mails == (EVIL, EVIL.replace(b"<1@", b"<2@"))
    assert (found.subject, found.text, found.note) == ("Fw", "look", "look")
    assert found.headers.first("from") == "Hanako <hanako@example.jp>"
    assert found.kinds == {"text/plain", "application/zip", "x/y"}
    assert (found.feedback, found.locked, found.files, found.quotes) == ("", (), (), False)


def test_the_same_mails_as_reading_finds():
    """What is opened here is what a reader of the whole finds inside it."""
    raw = carrying(
        part("message/rfc822", EVIL), part("x/y", winmail(INNER), coding="base64"), part("x/y", EVIL, coding="base64")
    )

    assert [read(mail).subject for mail in open_carrier(raw).mails] == [inner.subject for inner in read(raw).inside]


def test_a_mail_in_winmail_dat_has_its_own_bytes():
    """They can be read again; those of a mail deeper inside are in them."""
    record = parser.read(winmail(winmail(INNER)))

    assert record["files"][0]["mail"]["source"] == winmail(INNER)
    assert record["files"][0]["mail"]["files"][0]["mail"]["source"] == b""


def test_without_a_mail():
    """Its files are told, and whether its text shows another mail."""
    found = open_carrier(carrying(part('image/png; name="a.png"', b"\x89PNG\r\n\x1a\n" + bytes(40), coding="base64")))
    forward = eml(
        subject="Fw: Pay", text="see\n\n-----Original Message-----\nFrom: b@evil.example\nSubject: Pay\n\nPay"
    )

    assert ([file.name for file in found.files], found.quotes, found.note) == (["a.png"], False, "look")
    assert (open_carrier(forward).quotes, open_carrier(forward).note.strip()) == (True, "see")


@pytest.mark.parametrize("kind", ["message/feedback-report", "Message/Feedback-Report; x=y"])
def test_a_feedback_report(kind):
    """The part for machines is told as it stands."""
    found = open_carrier(carrying(part(kind, b"Feedback-Type: abuse\n"), part("message/rfc822", EVIL)))

    assert (found.feedback.strip(), len(found.mails)) == ("Feedback-Type: abuse", 1)


def test_a_word_document_is_no_mail():
    """Other files of the same container are files."""
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    found = open_carrier(carrying(part('application/msword; name="a.doc"', ole, coding="base64")))

    assert (found.mails, [file.name for file in found.files]) == ((), ["a.doc"])


def test_bounds():
    """More mails than anybody reports, in little time."""
    began = time.process_time()
    mbox = b"".join(b"From x Mon Jan  1 00:00:00 2024\n" + EVIL + b"\n\n" for _ in range(50))
    found = open_carrier(carrying(*[part("application/mbox", mbox, coding="base64")] * 20))

    assert len(found.mails) == MAX_MAILS
    assert time.process_time() - began < 5
