"""MIME as broken mails have it: where parts begin and end, and what is really in them."""

import base64
import binascii
import time

import pytest

from analyzers import Form, read
from analyzers.reading.mime import MAX_FIELDS, read_fields, split, with_line_feeds
from analyzers.reading.transfer import decoded, unbase64, uuencoded
from tests.analyzers.parsers.test_cms import ENVELOPED, signed, tlv

TOP = "Received: x\nFrom: a@example.com\nMIME-Version: 1.0\n"
HIDDEN = base64.b64encode(b"<a href=https://evil.example/>x</a>").decode()


def leaves(text: str) -> list[tuple[str, bytes]]:
    """Type and raw body of each leaf."""
    return [(part.field("content-type") or part.default, bytes(part.raw)) for part in split(text.encode()).leaves]


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b--\nepilogue", [b"one", b"two"]),
        ("Content-Type: multipart/mixed; boundary=b\n\npreamble\n--b\n\none\n--b\n\ntwo", [b"one", b"two"]),
        ("Content-Type: multipart/mixed; boundary=b\n\n--b  \n\none\n--b\t\n\ntwo\n--b-- \n", [b"one", b"two"]),
        ('Content-Type: multipart/mixed; boundary="b "\n\n--b\n\none\n--b--', [b"one"]),
        ('Content-Type: multipart/mixed; boundary="a b;c"\n\n--a b;c\n\none\n--a b;c--', [b"one"]),
        ('Content-Type: multipart/mixed; boundary="a:b"\n\n--a:b\n\none\n--a:b\n\ntwo', [b"one", b"two"]),
        ("Content-Type: multipart/none; boundary=b\n\n--b\n\none\n--b--", [b"one"]),
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n\ntwo\n--b--", [b"", b"two"]),
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--bc\n--b--", [b"one\n--bc"]),
        ("Content-Type: multipart/mixed; boundary=b\n\nno part at all", [b"no part at all"]),
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--b\n\nafter\n", [b"one", b"after\n"]),
        ("Content-Type: multipart/mixed\n\n--q\nContent-Type: text/plain\n\none\n--q--", [b"one"]),
        ("Content-Type: multipart/mixed; boundary=no\n\n--q\nMIME-Version: 1.0\n\none\n--q\n\ntwo", [b"one", b"two"]),
        ("Content-Type: multipart/mixed; boundary=no\n\n--q\nnot a field\n", [b"--q\nnot a field\n"]),
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\none\n--b\n\ntwo\n--c\n\nno\n--b--", [b"one", b"two\n--c\n\nno"]),
        ("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--b\n\ntwo\n--b--", [b"one", b"two"]),
        ("Content-Type: text/plain\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none", [b"one"]),
        ("Content-Type: multipart/mixed; boundary=b\n --b\n\n--b\n\none", [b"one"]),
        ("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b--\r\n", [b"one"]),
    ],
)  # fmt: skip
def test_where_parts_are(mail, expected):
    """Boundaries with spaces, twice, missing, never coming, or only guessed."""
    assert [body for _, body in leaves(mail)] == expected


def test_every_byte_stays_where_it_was():
    """A mail inside a mail is a leaf, with its own white space and line ends."""
    inner = "Subject:\t x \r\n\ty\r\nFrom: a@example.com\r\n\r\n body \r\n"
    mail = (
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        + inner
        + "\r\n--b--"
    )

    assert leaves(mail) == [("message/rfc822", inner.encode())]


@pytest.mark.parametrize(
    ("head", "expected", "rest"),
    [
        (b"A: 1\nB: 2\n\nbody", [(b"A", b"1"), (b"B", b"2")], b"body"),
        (b"A: 1\n 2\n\t3\n\nbody", [(b"A", b"1\n 2\n\t3")], b"body"),
        (b"A: 1\r\r\n\r\nbody", [(b"A", b"1")], b"body"),
        (b"A : 1\n\n", [(b"A", b"1")], b""),
        (b"A: 1\nhello there\n", [(b"A", b"1")], b"hello there\n"),
        (b"A: 1\nhttps://example.org/\n", [(b"A", b"1")], b"https://example.org/\n"),
        (b"A: 1\nstray\nSubject: x\n\nbody", [(b"A", b"1 stray"), (b"Subject", b"x")], b"body"),
        (b"From a Fri\nA: 1\n\nbody", [(b"A", b"1")], b"body"),
        (b"A: 1", [(b"A", b"1")], b""),
        (b"", [], b""),
        (b"\nbody", [], b"body"),
    ],
)
def test_where_fields_end(head, expected, rest):
    """Folded lines, stray lines, no empty line, no end."""
    found, body = read_fields(head, lenient=True)

    assert (list(found), head[body:]) == (expected, rest)


def test_a_stray_line_ends_the_fields_of_a_part():
    """Only the mail's own block is that lenient."""
    assert read_fields(b"A: 1\nstray\nSubject: x\n\nbody")[1] == 5


def test_fields_are_bounded():
    """The body is found behind any number of them."""
    found, body = read_fields(b"X: y\n" * 9_000 + b"\nbody")

    assert (len(found), body) == (MAX_FIELDS, 45_001)


@pytest.mark.parametrize("data", [b"a: 1\r\rb", b"a: 1\r\r\n\r\r\nb", b"a: 1\n\nb"])
def test_line_ends(data):
    """Those of old files, and doubled ones."""
    assert with_line_feeds(data) == b"a: 1\n\nb"


@pytest.mark.parametrize(
    ("raw", "data"),
    [
        (b"aGVsbG8=", b"hello"),
        (b"aGVsbG8", b"hello"),
        (b"aGVs\r\nbG8", b"hello"),
        (b"aGVs!*bG8", b"hello"),
        (b"aGk=aGk=", b"hihi"),
        (b"aGVsbG8hx", b"hello!"),
        (b"====", b""),
        (b"", b""),
    ],
)
def test_base64(raw, data):
    """As far as it goes; pieces that were put together are all read."""
    assert unbase64(raw) == data


def test_base64_of_any_size():
    """A file that is decoded in several pieces is whole."""
    data = bytes(range(256)) * 12_001

    assert unbase64(base64.encodebytes(data)) == data


@pytest.mark.parametrize(
    ("coding", "raw", "data"),
    [
        ("base64", b"Dear you,\nplease pay.", b"Dear you,\nplease pay."),
        ("base64", b"<p>Dear you</p>", b"<p>Dear you</p>"),
        ("base64", base64.b64encode(b"a longer text, encoded") + b"\n-- \nThe list", b"a longer text, encoded\n-- \nThe list"),
        ("BASE64 ", b"aGVsbG8=", b"hello"),
        ("7bit", base64.encodebytes("見て https://evil.example/ ください。".encode() * 3), "見て https://evil.example/ ください。".encode() * 3),
        ("7bit", base64.encodebytes(bytes(range(200))), base64.encodebytes(bytes(range(200)))),
        ("", b"plain", b"plain"),
        ("quoted-printable", b"a=3D=\nb", b"a=b"),
        ("none-such", b"x", b"x"),
    ],
)  # fmt: skip
def test_labels_that_lie(coding, raw, data):
    """A text is read as what it is."""
    assert decoded(memoryview(raw), coding, text=True) == data


UU = b"begin 644 a b.txt\n" + binascii.b2a_uu(b"hello https://evil.example/") + b"`\nend\n"


def test_uuencoded_files():
    """Files in a text are files; the text around them is text; an end that is missing is none."""
    assert uuencoded(b"before\n" + UU + b"after\n") == (
        b"before\nafter\n",
        [(b"a b.txt", b"hello https://evil.example/")],
    )
    assert uuencoded(UU.removesuffix(b"`\nend\n")) == (b"", [(b"a b.txt", b"hello https://evil.example/")])
    assert uuencoded(b"begin 644 hours early\nto be in time\n") == (b"begin 644 hours early\nto be in time\n", [])
    assert decoded(memoryview(UU), "x-uuencode") == b"hello https://evil.example/"


def test_a_uuencoded_file_in_a_mail():
    """It is an attachment."""
    message = read(TOP.encode() + b"\nsee below\n" + UU)

    assert message.text == "see below\n\nhello https://evil.example/"
    assert [(a.name, a.size) for a in message.attachments] == [("a b.txt", 27)]


@pytest.mark.parametrize(
    "body",
    [
        f"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n{HIDDEN}",
        f"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n{HIDDEN[:20]}\n\n\n{HIDDEN[20:]}",
        "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n<a href=https://evil.example/>x y</a>",
        "Content-Type: text/html\n\n<a href='https://evil.example/'>\0x</a>",
        f"Content-Type: multipart/mixed\n\n--q\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n{HIDDEN}",
        f"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n{HIDDEN}\n--b--",
    ],
)
def test_links_are_found(body):
    """However broken the mail is around them."""
    assert [link.href for link in read((TOP + body).encode()).links] == ["https://evil.example/"]


def smime(data: bytes, kind: str = "signed-data") -> bytes:
    """A mail that is S/MIME from top to end."""
    head = f'{TOP}Content-Type: application/pkcs7-mime; smime-type={kind}; name="smime.p7m"\n'
    return head.encode() + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(data)


@pytest.mark.parametrize("indefinite", [False, True])
def test_a_signed_mail_is_unwrapped(indefinite):
    """What was signed is its body."""
    inner = b"Content-Type: text/html\r\n\r\n<a href=https://evil.example/>x</a>"
    message = read(smime(signed(tlv(0x04, inner), indefinite=indefinite)))

    assert ([link.href for link in message.links], message.attachments, message.losses) == (
        ["https://evil.example/"],
        (),
        (),
    )


@pytest.mark.parametrize(
    "mail",
    [
        smime(tlv(0x30, tlv(0x06, ENVELOPED) + tlv(0xA0, b"")), "enveloped-data"),
        f"{TOP}Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--".encode(),
        f"{TOP}\n-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----".encode(),
    ],
)
def test_what_is_encrypted_is_said(mail):
    """Nobody is told that nothing was found where nothing could be looked at."""
    message = read(mail)

    assert (message.form, [loss.code for loss in message.losses]) == (Form.EML, ["encrypted"])


@pytest.mark.parametrize(
    "data",
    [
        b"\n--" * 6_000_000,
        b"--b\n" * 5_000_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 400_000,
        b" x\n" * 6_000_000,
        b"garbage line\n" * 1_000_000 + b"Subject: x\n\n",
        b"A: b\n" * 4_000_000,
        b"\r" * 20_000_000,
        b"begin 644 x\n" * 1_500_000,
        b"begin 644 x\n" + b"M" + b"!" * 60 + b"\n" * 300_000,
        b"\n\nFrom a\nTo: b\nCc: c\n" * 900_000,
    ],
    ids=range(10),
)
def test_twenty_megabytes_of_what_parsers_stumble_over(data):
    """They take bounded time."""
    began = time.monotonic()
    read(b"Received: x\nContent-Type: multipart/mixed; boundary=b\n" + data)
    read(b"From x\nReceived: x\nFrom: y\nContent-Type: text/plain\n\n" + data)

    assert time.monotonic() - began < 6
