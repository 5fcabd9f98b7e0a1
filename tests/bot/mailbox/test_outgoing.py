"""The bytes of an answer: headers that end every loop, and that nobody else can write."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime

import pytest

from bot.mailbox.outgoing import Outgoing, is_address, is_own, message_id, written

AT = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)
SENDER = "fuwake@example-shop.jp"


def mail(**more):
    plain = {
        "key": "reply:mail:a:1",
        "to": "kenji@example-shop.jp",
        "subject": "件名",
        "text": "本文\n",
        "html": "<p>本文",
    }
    return Outgoing(**(plain | more))


def read(raw):
    return email.message_from_bytes(raw, policy=email.policy.default)


def test_headers():
    """All of them, in order (RFC 3834)."""
    made = read(
        written(
            mail(in_reply_to="<b@x>", references="<a@x> <b@x> <a@x>", subject="重要な件名" * 9), sender=SENDER, at=AT
        )
    )
    shown = [(name, str(value)) for name, value in made.items() if name not in {"Content-Type", "MIME-Version"}]

    assert shown == [
        ("From", "Fuwake <fuwake@example-shop.jp>"),
        ("To", "kenji@example-shop.jp"),
        ("Subject", "重要な件名" * 9),
        ("Date", "Sun, 22 Nov 2026 05:30:00 +0000"),
        ("Message-ID", "<fuwake.d852e6dc25dba3e161a46354e1bd4fb7d055b1d7@example-shop.jp>"),
        ("In-Reply-To", "<b@x>"),
        ("References", "<a@x> <b@x>"),
        ("Auto-Submitted", "auto-replied"),
        ("X-Auto-Response-Suppress", "All"),
        ("Precedence", "bulk"),
    ]


def test_bytes():
    """ASCII, CRLF, no line above 998 (RFC 5322, section 2.1.1); both bodies come back as they were."""
    text = "お使いの…🔴 \u301c 髙橋\n" * 300
    raw = written(
        mail(text=text, html=f"<p>{text}", references=" ".join(f"<{n}@{'y' * 200}>" for n in range(30))),
        sender=SENDER,
        at=AT,
    )
    made = read(raw)

    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert made.get_body(("plain",)).get_content() == text
    assert made.get_body(("html",)).get_content() == f"<p>{text}"
    assert [each.partition("@")[0] for each in made["References"].split()] == ["<0", *(f"<{n}" for n in range(19, 30))]


@pytest.mark.parametrize("field", ["subject", "in_reply_to", "references"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x00\r\n ", "\x0b", "\x85"])
def test_nobody_adds_a_header(field, end):
    """Whatever stands in what a stranger wrote."""
    made = read(written(mail(**{field: f"<a@x>{end}Bcc: evil@example.org{end}{end}body"}), sender=SENDER, at=AT))

    assert made["Bcc"] is None
    assert made["To"] == "kenji@example-shop.jp"
    assert made.get_body(("plain",)).get_content() == "本文\n"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a@b.jp, c@d.jp",
        "a@b.jp\nBcc: c@d.jp",
        "<a@b.jp>",
        "a b@c.jp",
        '"a"@b.jp',
        "高橋@b.jp",
        "a@b.jp\n",
        "a@b@c.jp",
        "a%b.jp@c.jp",
        "b.jp!a@c.jp",
    ],
)
def test_no_plain_address(address):
    """Nobody is written to."""
    assert not is_address(address)
    with pytest.raises(ValueError, match="no plain address"):
        written(mail(to=address), sender=SENDER, at=AT)


def test_what_no_encoding_takes():
    """Half a letter is shown as a question mark; the mail goes out."""
    made = read(written(mail(text="a\ud83db", html="\ud83d", subject="\udc00x"), sender=SENDER, at=AT))

    assert made.get_body(("plain",)).get_content() == "a?b"
    assert made["Subject"] == "x"


def test_own():
    """The same for the same key, and known as ours; what looks like it is not."""
    own = message_id("reply:mail:a:1", SENDER)

    assert own == message_id("reply:mail:a:1", SENDER) != message_id("reply:mail:a:2", SENDER)
    assert [is_own(each) for each in (own, own.strip("<>"), f" {own} ")] == [True] * 3
    assert [is_own(each) for each in ("", "<fuwake.1@x.jp>", own + own, own.replace("fuwake", "xfuwake"))] == [
        False
    ] * 4
