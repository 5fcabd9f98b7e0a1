"""RFC 5322 and MIME, as hostile and broken mails hold them."""

import time

import pytest

from analyzers import Form, read
from analyzers.reading import fields
from analyzers.reading.attachments import sniff
from analyzers.reading.stamp import split_stamp
from tests.analyzers.mails import eml


@pytest.mark.parametrize(
    ("raw", "name", "address"),
    [
        ("a@example.com", None, "a@example.com"),
        ("<a@example.com>", None, "a@example.com"),
        ("A B <a@example.com>", "A B", "a@example.com"),
        ('"A, B" <a@example.com>', "A, B", "a@example.com"),
        ('"Shop <info@shop.example>" <a@example.com>', "Shop <info@shop.example>", "a@example.com"),
        ('"Shop \\" <info@shop.example>" <a@example.com>', 'Shop " <info@shop.example>', "a@example.com"),
        ("info@shop.example <a@example.com>", "info@shop.example", "a@example.com"),
        ("A <a@example.com>, B <b@example.com>", "A", "a@example.com"),
        ("a@example.com (A B)", "A B", "a@example.com"),
        ("=?utf-8?b?6YeN6KaB?= <a@example.com>", "重要", "a@example.com"),
        ("A <a@例え.jp>", "A", "a@例え.jp"),
        ('"m" <MISSING_MAILBOX@SYNTAX_ERROR>', "m", None),
        ("<noreply@theskimm,com>", None, None),
        ("<aviso@%correios.com>", None, None),
        ("<a@example>", None, None),
        ("<a@[203.0.113.5]>", None, None),
        ("<>", None, None),
        ("Just a name", "Just a name", None),
        ("_" * 300, "_" * 300, None),
        ("", None, None),
        (None, None, None),
        ('"unclosed <a@example.com>', "unclosed", "a@example.com"),
    ],
)
def test_mailboxes(raw, name, address):
    """Display name and address of a From field; what is no address is None, never a guess."""
    assert fields.mailbox(raw) == (name, address)


def test_a_domain_in_other_letters_is_named_as_the_dns_knows_it():
    """A look-alike in other letters shows itself."""
    sender = read(eml(sender="A <a@Аmazon.example>")).sender

    assert sender.domain == "xn--mazon-3ve.example"


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("Fri, 9 May 2025 07:00:49 +0900", "2025-05-09T07:00:49+09:00"),
        ("9 May 2025 07:00:49 -0000", "2025-05-09T07:00:49+00:00"),
        ("Fri, 9 May 2031 07:00:49 +0900 (JST)", "2031-05-09T07:00:49+09:00"),
        ("yesterday", None),
        ("Fri, 99 May 2025 07:00:49 +0900", None),
        ("Fri, 9 May 2025 07:00:49 +9999", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(raw, iso):
    """A date that cannot be read is None."""
    read_date = fields.date(raw)

    assert (read_date.isoformat() if read_date else None) == iso


@pytest.mark.parametrize(
    ("subject", "rest", "stamp"),
    [
        ("[spam] Hello", "Hello", "[spam]"),
        ("[SPAM]Hello", "Hello", "[SPAM]"),
        ("***SPAM*** Hello", "Hello", "***SPAM***"),
        ("[迷惑] こんにちは", "こんにちは", "[迷惑]"),
        ("【迷惑メール】こんにちは", "こんにちは", "【迷惑メール】"),
        ("[SPAM: 8.5] Hello", "Hello", "[SPAM: 8.5]"),
        ("[spam?] Hello", "Hello", "[spam?]"),
        ("Re: [spam] Hello", "Re: Hello", "[spam]"),
        ("[staff 12] [spam] Hello", "[staff 12] Hello", "[spam]"),
        ("[bulk-users] Hello", "[bulk-users] Hello", None),
        ("[junk-cars] Hello", "[junk-cars] Hello", None),
        ("[spammers] Hello", "[spammers] Hello", None),
        ("[example-list] Hello", "[example-list] Hello", None),
        ("Hello [spam]", "Hello [spam]", None),
        ("spam for lunch", "spam for lunch", None),
        ("", "", None),
    ],
)
def test_stamps(subject, rest, stamp):
    """A receiver's stamp is taken off; a mailing list's tag is not one."""
    assert split_stamp(subject) == (rest, stamp)


def parts(*bodies: str, kind: str = "alternative") -> bytes:
    """A multipart mail."""
    inner = "".join(f"--b\n{body}\n" for body in bodies)
    head = f'Received: x\nFrom: a@example.com\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="b"\n\n'
    return f"{head}{inner}--b--\n".encode()


def test_alternatives_are_both_read():
    """What stands in the plain part and in the HTML part is both kept, each link once."""
    message = read(
        parts(
            "Content-Type: text/plain\n\nhttps://example.org/a",
            'Content-Type: text/html\n\n<p>Hi <a href="https://example.org/a">https://example.org/a</a> <a href=https://example.net>x</a>',
        )
    )

    assert message.text == "https://example.org/a\nHi https://example.org/a x"
    assert [(link.href, link.shown) for link in message.links] == [
        ("https://example.org/a", None),
        ("https://example.org/a", "https://example.org/a"),
        ("https://example.net", "x"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: text/html",
        'Content-Type: text/html; name="page.html"',
        'Content-Type: text/html\nContent-Disposition: inline; filename="page.html"',
        'Content-Type: TEXT/HTML; charset="u"tf-8',
        "Content-Type: text/plain",
    ],
)
def test_a_body_cannot_hide_behind_a_name(head):
    """HTML that a reader sees is read, whatever it is called."""
    message = read(parts(f"{head}\n\n<html><a href=https://evil.example/>x</a>"))

    assert [link.href for link in message.links] == ["https://evil.example/"]


@pytest.mark.parametrize(
    ("head", "name", "declared"),
    [
        ('Content-Type: application/pdf; name="a.pdf"', "a.pdf", "application/pdf"),
        ("Content-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf", "a.pdf", "application/pdf"),
        ("Content-Disposition: attachment; filename*=utf-8''%E9%87%8D.pdf", "重.pdf", "text/plain"),
        ("Content-Disposition: attachment; filename*0*=utf-8''%E9%87%8D; filename*1=x.pdf", "重x.pdf", "text/plain"),
        ('Content-Disposition: attachment; filename="=?utf-8?b?6YeN?=.pdf"', "重.pdf", "text/plain"),
        ("Content-Disposition: attachment", None, "text/plain"),
    ],
)
def test_attachments(head, name, declared):
    """A file is named as its reader sees it, and is what its bytes are."""
    (attachment,) = read(parts(f"{head}\n\n%PDF-1.7\n", kind="mixed")).attachments

    assert (attachment.name, attachment.type, attachment.declared) == (name, "application/pdf", declared)
    assert attachment.size == 9


def test_a_file_name_in_raw_bytes():
    """A name in raw Shift_JIS is read."""
    head = b'Content-Type: application/pdf; name="' + "請求書です.pdf".encode("cp932") + b'"\n\n%PDF-1.7\n'
    mail = parts("X", kind="mixed").replace(b"X\n", head)

    assert [a.name for a in read(mail).attachments] == ["請求書です.pdf"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1", "application/pdf"),
        (b"PK\x03\x04", "application/zip"),
        (b"MZ\x90", "application/x-dosexec"),
        (b" <!DOCTYPE html>", "text/html"),
        (b"<svg/>", "image/svg+xml"),
        (b"plain", "text/plain"),
        (b"\x00\x01", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_sniffing(data, kind):
    """What a file is, by its first bytes."""
    assert sniff(data) == kind


@pytest.mark.parametrize(
    "head",
    [
        "Content-Type: multipart/none",
        "Content-Type: multipart/mixed",
        "Content-Type: multipart/mixed; boundary=",
        "Content-Type: nonsense",
        "Content-Type: ;;;",
        "Content-Transfer-Encoding: none-such",
        "Content-Type: text/plain; charset=",
    ],
)
def test_broken_mime_is_read_as_text(head):
    """What cannot be split is read as it stands."""
    message = read(f"Received: x\nFrom: a@example.com\n{head}\n\nsee https://example.org/a ok".encode("latin-1"))

    assert (message.form, [link.href for link in message.links]) == (Form.EML, ["https://example.org/a"])


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(900))
        + "\n"
        + "x\n" * 20_000,
        "Content-Type: message/rfc822\n\n" * 3000,
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 20_000,
        "Content-Type: multipart/mixed; boundary=b" + ";" * 300_000 + "\n\nx",
        "To: " + "_" * 19_000 + "\n\nx",
        ("To: " + "_" * 19_000 + "\n") * 100 + "\nx",
        "Subject: " + "=?utf-8?b?" * 30_000 + "\n\nx",
        "X: y\n" * 60_000 + "\nx",
    ],
    ids=["multiparts", "rfc822", "parts", "parameters", "to", "tos", "words", "fields"],
)
def test_hostile_structure_takes_bounded_time(body):
    """Depth, width and length cost linear time and raise nothing."""
    began = time.monotonic()
    read(f"Received: x\nFrom: a@example.com\n{body}".encode())

    assert time.monotonic() - began < 4


def test_what_was_left_out_is_said():
    """Too many parts and too deep nesting are losses."""
    many = read(parts(*["Content-Type: text/plain\n\nx"] * 400))
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(120))

    assert [(loss.code, loss.subject) for loss in many.losses] == [("parts-capped", "300")]
    assert [loss.code for loss in read(f"Received: x\nFrom: a@example.com\n{deep}\nx".encode()).losses] == ["nesting"]
