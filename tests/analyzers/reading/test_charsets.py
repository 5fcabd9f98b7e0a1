"""Bytes to text, whatever they are said to be."""

import pytest

from analyzers import read
from analyzers.reading.charsets import decode

SENTENCE = "重要：お支払い方法の確認をお願いします。"
VENDOR = "①㈱髙"
# The vendor characters as Windows mailers write them: rows 13 and 92 of JIS X 0208, which the standard leaves empty.
VENDOR_JIS = b"\x1b$B\x2d\x21\x2d\x6a\x7c\x62\x1b(B"
VENDOR_EUC = b"\xad\xa1\xad\xea\xfc\xe2"
VENDOR_CP932 = b"\x87\x40\x87\x8a\xee\xe0"
HALF_KANA_JIS = b"\x1b(I6@6E\x1b(B"


@pytest.mark.parametrize("declared", ["right", None, "us-ascii", "x-unknown", "no-such-charset", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp", "cp932", "euc-jp"])
def test_japanese_is_read_whatever_the_label_says(charset, declared):
    """A sentence is read under its right name, under a wrong one, and under none."""
    assert decode(SENTENCE.encode(charset), charset if declared == "right" else declared) == SENTENCE


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (VENDOR_JIS, "iso-2022-jp", VENDOR),
        (VENDOR_EUC, "euc-jp", VENDOR),
        (VENDOR_CP932, "shift_jis", VENDOR),
        (b"\xfb\xfc", "Shift-JIS", "髙"),
        (HALF_KANA_JIS, "iso-2022-jp", "ｶﾀｶﾅ"),
        (b"\xb6\xc0\xb6\xc5", "shift_jis", "ｶﾀｶﾅ"),
        (b"\x8e\xb6\x8e\xc0", "euc-jp", "ｶﾀ"),
        (b'\x1b$B$"\nabc', "iso-2022-jp", "あ\nabc"),
        (b'\x1b$B$"\x1b(J\\', "iso-2022-jp", "あ\\"),
        (b"\x1b$(O\x24\x22\x1b(B", "iso-2022-jp-3", "あ"),
        (b'\x1b$B$"\x1b(B\x82\xa0', "iso-2022-jp", "ああ"),
    ],
)
def test_iso_2022_jp_and_its_cousins_as_mailers_write_them(data, declared, text):
    """Half-width kana, vendor characters, missing escapes and stray bytes."""
    assert decode(data, declared) == text


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("Ihr Paket für Müller".encode("latin-1"), "iso-8859-1", "Ihr Paket für Müller"),
        ("Ihr Paket für Müller".encode("latin-1"), None, "Ihr Paket für Müller"),
        (
            "réservé à l'été, déjà vérifié près du café".encode("latin-1"),
            "iso-8859-15",
            "réservé à l'été, déjà vérifié près du café",
        ),
        ("price “10 €”".encode("cp1252"), "iso-8859-1", "price “10 €”"),
        ("您的账户已被暂停".encode("gb2312"), "gb2312", "您的账户已被暂停"),
        ("您的帳戶已被停用".encode("big5"), "big5", "您的帳戶已被停用"),
        ("계정이 정지되었습니다".encode("euc-kr"), "ks_c_5601-1987", "계정이 정지되었습니다"),
        ("проверка".encode("koi8-r"), "koi8-r", "проверка"),
        (b"~{<:Ky2;R*~}", "hz-gb-2312", "己所不要"),
        (b"Hi +ZeVnLIqe-", "utf-7", "Hi 日本語"),
        (b"\xef\xbb\xbfabc", None, "abc"),
        ("日本".encode("utf-16"), None, "日本"),
        ("日本".encode(), 'u"tf-8', "日本"),
        ("日本".encode(), "_iso-2022-jp$esc", "日本"),
        (b"abc", "rot13", "abc"),
        (b"", "utf-8", ""),
    ],
)
def test_other_charsets(data, declared, text):
    """What stands beside Japanese in a mailbox, and what hostile labels name."""
    assert decode(data, declared) == text


@pytest.mark.parametrize("charset", ["utf-8", "cp932", "euc-jp"])
@pytest.mark.parametrize("declared", ["right", None])
def test_one_slip_is_no_other_charset(charset, declared):
    """A text that was cut inside a character loses that one character only."""
    data = (SENTENCE * 3).encode(charset)[:-1]

    read = decode(data, charset if declared == "right" else declared)

    assert read.rstrip("\ufffd") == (SENTENCE * 3)[:-1]


@pytest.mark.parametrize(
    ("field", "subject"),
    [
        (b"=?UTF-8?B?6YeN6KaB?=", "重要"),
        (b"=?utf-8?q?=E9=87=8D=E8=A6=81?=", "重要"),
        (b"=?utf-8?q?Hello_world?=", "Hello world"),
        (b"=?utf-8?b?6YeN6A==?= =?utf-8?b?poE=?=", "重要"),
        (b"=?utf-8?b?6YeN6A==?=\r\n =?utf-8?b?poE=?=", "重要"),
        (b"=?utf-8?q?=E9=87=8D?= and =?utf-8?q?=E8=A6=81?=", "重 and 要"),
        (b"=?utf-8*en?q?Hello?=", "Hello"),
        (b"=?utf-8*ja?b?6YeN?= =?utf-8?q?=E8=A6=81?=", "重要"),
        (b"=?iso-2022-jp?B?GyRCPUVNVxsoQg==?=", "重要"),
        (b"=?shift_jis?B?j2SXdg==?=", "重要"),
        (b"=?euc-jp?Q?=BD=C5=CD=D7?=", "重要"),
        (b"=?utf-8?b?6YeN6KaB", "重要"),
        (b"=?utf-8?q?Really?_Yes?=", "Really? Yes"),
        (b"=?x?z?a?=", "=?x?z?a?="),
        ("重要".encode(), "重要"),
        ("重要です。確認してください".encode("cp932"), "重要です。確認してください"),
        ("重要です。確認してください".encode("euc-jp"), "重要です。確認してください"),
        ("重要です".encode("iso-2022-jp"), "重要です"),
        (b"\x1b$B\x2d\x21\x1b(B", "①"),
    ],
)
def test_subjects(field, subject):
    """Encoded words, words split inside a character, and subjects in raw bytes."""
    mail = b"Received: x\nFrom: a@example.com\nSubject: " + field + b"\n\nhello"

    assert read(mail).subject == subject


@pytest.mark.parametrize("eol", [b"\n", b"\r\n"])
@pytest.mark.parametrize("coding", ["8bit", "base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["utf-8", "shift_jis", "euc-jp"])
def test_bodies(charset, coding, eol):
    """A body is read with its vendor characters, in every transfer encoding."""
    import base64
    import quopri

    body = {"utf-8": "①㈱髙 本文です".encode(), "shift_jis": VENDOR_CP932 + " 本文です".encode("cp932")}.get(
        charset, VENDOR_EUC + " 本文です".encode("euc-jp")
    )
    coded = {"8bit": body, "base64": base64.encodebytes(body), "quoted-printable": quopri.encodestring(body)}[coding]
    head = f"Received: x\nFrom: a@example.com\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {coding}\n\n"

    message = read(head.encode().replace(b"\n", eol) + coded)

    assert message.text.strip() == "①㈱髙 本文です"
    assert message.losses == ()


def test_a_seven_bit_japanese_body():
    """ISO-2022-JP needs no transfer encoding, and no label."""
    message = read(b"Received: x\nFrom: a@example.com\n\n" + SENTENCE.encode("iso-2022-jp"))

    assert message.text == SENTENCE


def test_what_no_charset_explains_is_a_loss():
    """The reader is told that something was garbled."""
    message = read(b"Received: x\nFrom: a@example.com\nContent-Type: text/plain; charset=euc-jp\n\nabc \xff\xfe\xfd")

    assert [(loss.code, loss.subject) for loss in message.losses] == [("charset", "body")]
