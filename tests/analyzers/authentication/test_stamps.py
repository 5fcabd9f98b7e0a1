"""A mail that a receiving server stamped is still the mail that was signed."""

import base64
from email.header import Header

import pytest

from analyzers.authentication.subjects import MAX_GUESSES, former_subjects
from tests.analyzers.authentication.signed import ED, ED_RECORD, RSA_RECORD, plain, signed
from tests.analyzers.authentication.test_dkim import ALTERED, GOOD, verdict

STAMPS = ["[spam] ", "[SPAM] ", "***SPAM*** ", "[迷惑] "]
MORE = [
    "【迷惑メール】",
    "[SPAM 12.3/5.0] ",
    "{Spam?} ",
    "SPAM: ",
    "[***SPAM*** Score: 9] ",
    "[spam][EXTERNAL] ",
    "[spam] [list] [x] ",
]
JA = "ご請求金額のお知らせ"
LONG = "ご利用のメールは本日、非アクティブに設定されました。続きはこちらのページをご覧くださいませ"
RECOVERED = ("pass", "recovered-stamp")


def word(text, charset="UTF-8", coding="B"):
    """`text` as one encoded word."""
    data = text.encode(charset)
    coded = base64.b64encode(data).decode() if coding in "bB" else "".join(f"={byte:02X}" for byte in data)
    return f"=?{charset}?{coding}?{coded}?="


def folded(text, charset="utf-8"):
    """`text` as the standard library writes it."""
    return Header(text, charset, header_name="Subject").encode()


# How a server may write the stamped subject: of the former raw subject, its text, and the stamp.
WAYS = {
    "raw": lambda raw, _text, stamp: stamp + raw,
    "raw, folded": lambda raw, _text, stamp: stamp.rstrip() + "\n " + raw,
    "own word": lambda raw, _text, stamp: word(stamp) + "\n " + raw,
    "own word without the space": lambda raw, _text, stamp: word(stamp.strip()) + " " + raw,
    "own word in Q": lambda raw, _text, stamp: word(stamp.strip(), "utf-8", "Q") + " " + raw,
    "own word in JIS": lambda raw, _text, stamp: word(stamp, "ISO-2022-JP") + " " + raw,
    "anew in one word": lambda _raw, text, stamp: word(stamp + text),
    "anew and folded": lambda _raw, text, stamp: folded(stamp + text),
    "anew in JIS": lambda _raw, text, stamp: folded(stamp + text, "iso-2022-jp"),
}


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Your invoice", "Your invoice"),
        (word(JA), JA),
        (word(JA, "utf-8"), JA),
        (word(JA, "ISO-2022-JP"), JA),
        (folded(LONG), LONG),
        (folded(LONG, "iso-2022-jp"), LONG),
    ],
    ids=["ascii", "one word", "small letters", "one word in JIS", "folded", "folded in JIS"],
)
@pytest.mark.parametrize("form", [b"relaxed", b"simple"])
def test_stamps(stamp, way, raw, text, form):
    """Every stamp, in every way of writing it, before every kind of subject."""
    mail = signed(plain(raw), forms=(form, b"relaxed"))
    stamped = mail.replace(f"Subject: {raw}".encode(), f"Subject: {WAYS[way](raw, text, stamp)}".encode())
    assert stamped != mail

    assert verdict(mail) == GOOD
    assert verdict(stamped) == RECOVERED


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize(
    ("charset", "coding"), [("utf-8", "b"), ("UTF-8", "B"), ("utf-8", "q"), ("UTF-8", "Q"), ("ISO-2022-JP", "B")]
)
def test_a_stamp_inside_the_first_word(stamp, charset, coding):
    """The rest of the word stays as it was, and so do the words behind it."""
    first, rest = word(LONG[:14], charset, coding), "\n " + word(LONG[14:26], charset, coding)
    mail = signed(plain(first + rest))
    stamped = mail.replace(first.encode(), word(stamp + LONG[:14], charset, coding).encode())

    assert verdict(stamped) == RECOVERED


@pytest.mark.parametrize("stamp", MORE)
def test_further_stamps(stamp):
    """Scores, brackets of other shapes, several stamps in a row, tags of lists."""
    assert verdict(signed(plain()).replace(b"Subject: ", b"Subject: " + stamp.encode())) == RECOVERED


def test_a_stamp_behind_re():
    """Some filters leave the answer's mark in front."""
    assert verdict(signed(plain("Re: Your invoice")).replace(b"Re: ", b"Re: [spam] ")) == RECOVERED


def test_a_filter_that_kept_the_subject():
    """Some write the former subject into a field of their own."""
    mail = signed(plain("Offer")).replace(
        b"Subject: Offer", b"Subject: (probably unwanted) Offer\nX-Spam-Prev-Subject: Offer"
    )

    assert verdict(mail) == RECOVERED


def test_ed25519():
    """The other kind of key is told the same way."""
    mail = signed(plain(), key=ED, algorithm=b"ed25519-sha256")

    assert verdict(mail.replace(b"Subject: ", "Subject: [迷惑] ".encode()), ED_RECORD) == RECOVERED


def test_8bit_subjects():
    """A subject in raw UTF-8 (RFC 6532)."""
    assert verdict(signed(plain(JA)).replace(b"Subject: ", b"Subject: [spam] ")) == RECOVERED


@pytest.mark.parametrize("subject", ["Your bill", "[spam] Your bill", "[spam] Your invoice!", ""])
def test_another_subject_is_no_stamp(subject):
    """What was changed in any other way stays altered."""
    assert verdict(signed(plain()).replace(b"Your invoice", subject.encode()), RSA_RECORD) == ALTERED


def test_guesses_are_bounded():
    """However many stamps and words there are."""
    raw = " [a] [b] [c] [d] " + " ".join(word(LONG) for _ in range(30))

    assert len(former_subjects((raw + "\r\n").encode())) <= MAX_GUESSES
    assert former_subjects(b" plain\r\n") == ()
    assert former_subjects(b"[x]" * 2000) == ()
