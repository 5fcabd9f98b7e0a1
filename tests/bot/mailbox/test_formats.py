"""What reports tell beside the mail: as what it was handed in, and the reporter's own words."""

from __future__ import annotations

import time

import pytest

from bot.mailbox.formats import own_words, written_out
from bot.mailbox.wrapper import originals
from tests.analyzers.mails import eml
from tests.bot.mailbox.reports import attached, letter, report

QUESTION = "このメール、本物でしょうか。リンクは開いていません。"


@pytest.mark.parametrize(
    ("name", "verdict", "note", "subject"),
    [
        ("microsoft-button", "phishing", "", "Your mailbox is full"),
        ("microsoft-encoded", "junk", "", "当選のお知らせ"),
        ("third-party-button", "not-junk", "", "Delivery of your parcel"),
        ("outlook-as-attachment", None, QUESTION, "FW: Your mailbox is full"),
        ("gmail-as-attachment", None, "Is this real?", "Fwd: suspicious"),
        ("knowbe4", "junk", "I never ordered anything there", "Your mailbox is full"),
        ("cofense", None, "", "Your mailbox is full"),
        ("phishalarm", None, "", "Your mailbox is full"),
        ("phishalarm-in-text", None, "I do not know this sender", "Your mailbox is full"),
        ("hoxhunt", None, "", "Your mailbox is full"),
        ("silent-button", None, "", ""),
        ("apple-mail", None, "please check", "Your mailbox is full"),
        ("thunderbird", None, "strange sender", "Fwd: Your mailbox is full"),
        ("arf", "phishing", "", "FW: Your mailbox is full"),
        ("apple-redirect", None, "", "Your mailbox is full"),
    ],
)
def test_told(name, verdict, note, subject):
    """The button's class and the comment are kept, its own sentences are not."""
    found = originals(report(name))

    assert (found.verdict, found.note, found.subject) == (verdict, note, subject)


@pytest.mark.parametrize(
    ("subject", "verdict", "rest"),
    [
        ("1|anything", "junk", "anything"),
        ("2|anything", "not-junk", "anything"),
        ("3| Urgent", "phishing", "Urgent"),
        ("Junk: Urgent", "junk", "Urgent"),
        ("Not junk: Urgent", "not-junk", "Urgent"),
        ("Not Junk:Urgent", "not-junk", "Urgent"),
        ("Phishing: Urgent", "phishing", "Urgent"),
        ("3|49871234-6dc6-43e8-abcd-08d797f20abe|2001:db8::1|a@b.example|(a|b (c))", "phishing", "a|b (c)"),
        ("3|49871234-6dc6-43e8-abcd-08d797f20abe||a@b.example|(cut off", "phishing", "cut off"),
        ("Phishing test next week", None, "Phishing test next week"),
        ("Junk mail is everywhere", None, "Junk mail is everywhere"),
        ("4|anything", None, "4|anything"),
        ("13|anything", None, "13|anything"),
        ("", None, ""),
    ],
)
def test_subjects(subject, verdict, rest):
    """The prefix of a reporting mailbox, and what only looks like one."""
    found = originals(letter(attached(), subject=subject))

    assert (found.verdict, found.subject) == (verdict, rest)


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("abuse", "junk"),
        ("fraud", "phishing"),
        ("virus", "malware"),
        ("not-spam", "not-junk"),
        ("other", None),
        ("x", None),
    ],
)
def test_feedback_types(kind, verdict):
    """The kinds of a feedback report."""
    raw = report("arf").replace(b"Feedback-Type: fraud", f"Feedback-Type: {kind}".encode())

    assert originals(raw).verdict == verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Disposition: Phish/Suspicious", "phishing"),
        ("Disposition: Unknown", None),
        ("Reported as: Not junk", "not-junk"),
        ("Classification: Malware", "malware"),
        ("Category: フィッシング詐欺", "phishing"),
    ],
)
def test_dispositions(said, verdict):
    """What a button writes into the text."""
    assert originals(letter(attached(), text=f"{said}\nComment: hm")).verdict == verdict
    assert originals(letter(attached(), text=f"{said}\nComment: hm")).note == "hm"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello\n\nSubject: is strange", "Hello\n\nSubject: is strange"),
        ("Subject: a\nFrom: b\nplease look", "please look"),
        ("please look\n-- \nHanako\n03-0000-0000", "please look"),
        ("please look\n> quoted\n> more", "please look"),
        ("please look\n\nSent from my iPhone", "please look"),
        ("怪しいです\n\niPhoneから送信", "怪しいです"),
        ("This message was reported by a button.\n-----\nplease look", "please look"),
        ("a\n\n\n\n\nb", "a\n\nb"),
    ],
)
def test_own_words(text, words):
    """What a person wrote, and not what a program did."""
    assert own_words(text) == words


def test_markers_without_an_end():
    """A report that was cut off shows what there is; markers alone are no mail."""
    head = "---------- Begin Email Headers ----------\nFrom: a@b.example\nSubject: x"

    assert written_out(head) == ("", b"From: a@b.example\nSubject: x\n\n\n")
    assert written_out("---------- Begin Reported Email ----------\nx") is None
    assert originals(eml(text="---------- Begin Email Headers ----------")).kind == "nothing"


@pytest.mark.parametrize(
    "text",
    [
        "-" * 300_000,
        "---------- Begin Email Headers ----------" * 5_000,
        "comment: " * 30_000,
        "User reported " * 20_000,
        "\n" * 300_000,
        " \t>" * 100_000,
    ],
)
def test_long_texts_take_no_time(text):
    """What is written against the patterns costs no more than any text."""
    began = time.process_time()
    written_out(text)
    own_words(text)
    originals(eml(text=text, subject=text[:5_000].replace("\n", " ")))

    assert time.process_time() - began < 5
