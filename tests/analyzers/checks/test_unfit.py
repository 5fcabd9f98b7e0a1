"""The checks that ask what in a mail does not fit the rest of it."""

import base64

import pytest

from analyzers.checks import (
    bulk_program,
    needless_encoding,
    odd_date,
    odd_message_id,
    recipient_missing,
    reply_without_thread,
    written_elsewhere,
)
from tests.analyzers.mails import dossier, eml

KANA = "いつもご利用いただきありがとうございます。お客さまのアカウントについてご案内します。"


def said(check, mail):
    """Code, variant and facts of what one check finds."""
    return [(finding.code, finding.variant, finding.facts) for finding in check.check(dossier(mail))]


def changed(old, new, **parts):
    """A mail with one of its fields written in another way."""
    return eml(**parts).replace(old.encode(), new.encode())


def test_recipient_missing():
    """None at all, or a group of nobody."""
    assert said(recipient_missing, changed("To: user@example.jp\n", "")) == [
        ("recipient-missing", "", {"empty": False})
    ]
    assert said(recipient_missing, eml(to="undisclosed-recipients:;")) == [
        ("recipient-missing", "undisclosed", {"empty": True})
    ]


def test_recipients_named():
    """Also in Cc, or hidden by a list; and nobody knows what a pasted piece lacks."""
    listed = "Return-Path: <talk-bounces@lists.midori.org>\nList-Id: <talk.lists.midori.org>"

    assert said(recipient_missing, eml()) == []
    assert said(recipient_missing, changed("To: user@example.jp", "Cc: user@example.jp")) == []
    assert said(recipient_missing, eml(to="undisclosed-recipients:;", more=listed)) == []
    assert said(recipient_missing, b"From: a@b.example\nSubject: x\n\nhttps://example.org") == []


@pytest.mark.parametrize(
    ("header", "sender"), [("From", "=?utf-8?B?{0}?= <a@b.example>"), ("Subject", "A <a@b.example>")]
)
def test_needless_encoding(header, sender):
    """Plain letters wrapped up."""
    word = base64.b64encode(b"Action Needed").decode()
    mail = eml(sender=sender.format(word), subject=f"=?utf-8?B?{word}?=" if header == "Subject" else "Hello")

    assert said(needless_encoding, mail) == [("needless-encoding", "", {"header": header, "text": "Action Needed"})]


@pytest.mark.parametrize(
    "subject",
    [
        "Hello",
        f"=?utf-8?B?{base64.b64encode('Grüße'.encode()).decode()}?=",
        "=?iso-2022-jp?B?GyRCJCIbKEI=?=",
        "=?utf-8?Q?Hello?=",
        "=?utf-8?B?!!?=",
    ],
)
def test_needed_encoding(subject):
    """Other letters need it, and what cannot be decoded says nothing."""
    assert said(needless_encoding, eml(subject=subject)) == []


@pytest.mark.parametrize(
    ("date", "hours", "early"),
    [("Mon, 5 May 2025 07:00:00 +0900", 96, True), ("Sat, 10 May 2025 07:00:55 +0900", 24, False)],
)
def test_odd_date(date, hours, early):
    """Days before, or after it came."""
    mail = changed("Fri, 9 May 2025 07:00:49 +0900", date)

    assert said(odd_date, mail) == [("odd-date", "", {"hours": hours, "early": early})]


@pytest.mark.parametrize(
    "date",
    ["Fri, 9 May 2025 07:00:49 +0900", "Thu, 8 May 2025 07:00:49 +0900", "Fri, 9 May 2025 08:30:00 +0900", "never"],
)
def test_ordinary_dates(date):
    """Queues and clocks that are a little off."""
    assert said(odd_date, changed("Fri, 9 May 2025 07:00:49 +0900", date)) == []


@pytest.mark.parametrize(
    ("domain", "exists"), [("zonxtydguevhdyx.kci", False), ("wsfxrkyoqz.com", True), ("x" * 70 + ".com", False)]
)
def test_odd_message_id(domain, exists):
    """A number under a name that nobody chose."""
    mail = changed("<1@example.com>", f"<1@{domain}>")

    assert said(odd_message_id, mail) == [("odd-message-id", "", {"domain": domain, "exists": exists})]


@pytest.mark.parametrize(
    "number",
    [
        "<1@example.com>",
        "<1@geopod-ismtpd-0>",
        "<1@dread.disaster.area>",
        "<1@mail.gmail.com>",
        "<1@localhost.localdomain>",
        "<1@10.0.0.1>",
        "none",
    ],
)
def test_ordinary_numbers(number):
    """The sender's, a service's, a machine's without a domain."""
    assert said(odd_message_id, changed("<1@example.com>", number)) == []


@pytest.mark.parametrize(
    ("subject", "mark"), [("Re: Your order", "Re:"), ("返信：ご注文", "返信："), ("AW: Rechnung", "AW:")]
)
def test_reply_without_thread(subject, mark):
    """An answer to nothing."""
    assert said(reply_without_thread, eml(subject=subject)) == [("reply-without-thread", "", {"mark": mark})]


@pytest.mark.parametrize(
    ("subject", "text", "more"),
    [
        ("Re: Your order", "Yes", "In-Reply-To: <0@example.jp>"),
        ("Re: Your order", "Yes\n\n> Shall we?", ""),
        ("Re: Your order", "Yes\n\n-----Original Message-----\nShall we?", ""),
        ("Research news", "Yes", ""),
        ("Re: [talk] x", "Yes", "Return-Path: <talk-bounces@lists.midori.org>\nList-Id: <talk.lists.midori.org>"),
    ],
)
def test_answers(subject, text, more):
    """It refers to another mail, quotes one, is no answer, or came by a list."""
    assert said(reply_without_thread, eml(subject=subject, text=text, more=more)) == []


@pytest.mark.parametrize(
    ("more", "program"),
    [("X-Mailer: Foxmail 6, 13, 102, 15 [cn]", "Foxmail"), ("X-PHP-Originating-Script: 0:a.php", "PHP")],
)
def test_bulk_program(more, program):
    """A large company's mail out of a program for one person, or a script."""
    (found,) = said(bulk_program, eml(sender='"Amazon" <a@amazon.co.jp>', more=more))

    assert (found[0], found[2]["program"]) == ("bulk-program", program)


def test_honest_programs():
    """The same by anybody else, and other programs of the company."""
    assert said(bulk_program, eml(more="X-Mailer: Foxmail 7")) == []
    assert said(bulk_program, eml(sender='"Amazon" <a@amazon.co.jp>', more="X-Mailer: Mailer 1")) == []


def test_clock_and_charset_elsewhere():
    """A Japanese sender's mail made on a computer of another country."""
    mail = changed("07:00:49 +0900", "06:00:49 +0800", sender="A <a@aoba.co.jp>", text=KANA)
    coded = mail.decode().replace("charset=utf-8", "charset=gb2312").encode("gb18030")

    assert said(written_elsewhere, mail) == [("clock-elsewhere", "", {"zone": "+0800"})]
    assert [code for code, _, _ in said(written_elsewhere, coded)] == ["charset-elsewhere", "clock-elsewhere"]


def test_chinese_in_japanese():
    """Characters that only Chinese has."""
    mail = eml(text=KANA + "您の账号を确认してください。")

    assert said(written_elsewhere, mail) == [("chinese-in-japanese", "", {"characters": "您账认"})]


@pytest.mark.parametrize(
    "mail",
    [
        eml(text=KANA, sender="A <a@aoba.co.jp>"),
        changed("+0900", "+0800", sender="A <a@partner.example>", text=KANA),
        changed("+0900", "+0800", sender="A <a@aoba.co.jp>", text="See you in Taipei."),
        eml(text=KANA + "\n" + "您好，请确认您的账号，谢谢您对我们的支持。" * 3),
        eml(text=KANA + "確認、帳票、請求、戸籍"),
        eml(text=KANA + "张", sender='"张伟" <a@partner.example>'),
    ],
)
def test_written_where_it_says(mail):
    """Japan's clock, foreign senders, English, a text in both languages, Japanese characters, the sender's own name."""
    assert said(written_elsewhere, mail) == []
