"""What makes two deliveries the same mail."""

from __future__ import annotations

import random

import pytest

from bot.mailbox.identity import identity

MAIL = (
    b"Message-ID: <1@example.jp>\r\nFrom: Hanako <hanako@example.jp>\r\nTo: phish@example.jp\r\n"
    b"Date: Mon, 2 Jun 2025 09:00:00 +0900\r\nSubject: Is this\r\n one real?\r\nMIME-Version: 1.0\r\n\r\n"
    b"Look:\r\n\r\n.dot\r\n\tend  \r\n"
)
SAME = {
    "as it came": MAIL,
    "line ends": MAIL.replace(b"\r\n", b"\n"),
    "trailing blank lines": MAIL + b"\r\n\r\n \r\n",
    "no last line end": MAIL.rstrip(),
    "trace fields": b"Return-Path: <hanako@example.jp>\r\nDelivered-To: phish@example.jp\r\nX-Original-To: phish@a.jp\r\n"
    b"Received: from a\r\n\tby b; Mon, 2 Jun 2025 09:00:01 +0900\r\nARC-Seal: i=1; a=rsa-sha256\r\n"
    b"Authentication-Results: b; spf=pass\r\nX-Spam-Status: No\r\n" + MAIL,
    "fields written anew": MAIL.replace(b"Subject: Is this\r\n one", b"SUBJECT:Is this one"),
    "fields in another order": MAIL.replace(b"To: phish@example.jp\r\n", b"").replace(
        b"MIME-V", b"To: phish@example.jp\r\nMIME-V"
    ),
    "a broken line": MAIL.replace(b"Look:\r\n", b"Lo\r\n ok:\r\n"),
}
OTHER = {
    "Message-ID": MAIL.replace(b"<1@", b"<2@"),
    "no Message-ID": MAIL.replace(b"Message-ID: <1@example.jp>\r\n", b""),
    "a second Message-ID": b"Message-ID: <0@example.jp>\r\n" + MAIL,
    "From": MAIL.replace(b"Hanako ", b"Taro "),
    "To": MAIL.replace(b"phish@", b"abuse@"),
    "Date": MAIL.replace(b"09:00:00", b"09:00:01"),
    "Subject": MAIL.replace(b"real?", b"real!"),
    "body": MAIL.replace(b"Look:", b"See:"),
    "sent on as it was": b"Resent-From: taro@example.jp\r\n" + MAIL,
    "sent on again": b"Resent-Message-ID: <3@example.jp>\r\n" + MAIL,
    "a field in the body": MAIL.replace(b"MIME-Version: 1.0\r\n\r\n", b"MIME-Version: 1.0\r\n\r\nTo: all\r\n"),
}


@pytest.mark.parametrize("raw", SAME.values(), ids=SAME)
def test_same_mail_however_it_was_delivered(raw):
    """By two addresses, by LMTP and IMAP, after a retry."""
    assert identity(raw) == identity(MAIL)


@pytest.mark.parametrize("raw", OTHER.values(), ids=OTHER)
def test_another_mail(raw):
    """One letter of what the author wrote is enough."""
    assert identity(raw) != identity(MAIL)


def test_kept_over_releases():
    """What was taken before an update is still known after it."""
    assert identity(MAIL) == "5c165283cbfc61da3211f24a4b63f42f"


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"\0", b"no mail", b"To\xff: a\nTo:\n", b"\n\n\n", bytes(range(256))])
def test_anything_has_an_identity(raw):
    """32 hexadecimal digits."""
    found = identity(raw)

    assert (len(found), found.strip("0123456789abcdef")) == (32, "")


def test_fields_and_body_do_not_run_together():
    """The end of one cannot be taken for the beginning of the next."""
    assert identity(b"To: ab\nSubject: c\n\n") != identity(b"To: a\nSubject: bc\n\n")
    assert identity(b"To: a\n\nb") != identity(b"To: a\nb\n\n")


@pytest.mark.parametrize("line", [b"To:\n", b"To: a\n" + b" \n" * 1000, b"a" * 999 + b"\n", b"subject" + b" " * 999])
def test_swollen_head(line):
    """Twenty-five megabytes of fields and no body."""
    raw = line * (25_000_000 // len(line))

    assert identity(raw) == identity(raw[:24_000_000])


def test_large_body():
    """The last byte of twenty-five megabytes counts."""
    body = random.Random(7).randbytes(25_000_000)
    first, other = (identity(MAIL + body + last) for last in (b"a", b"b"))

    assert first != other
