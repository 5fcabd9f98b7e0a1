"""Mails in one another and in files: each is found by its bytes, and each knows what it came in."""

import base64
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzers import Form, NotAMail, read
from analyzers.message import Sender, Wrapping
from analyzers.reading.containers import MAX_DEPTH, MAX_MAILS
from tests.analyzers.mails import eml
from tests.analyzers.packing import locked_zip, lzfu, mapi, ole, storage, tnef

EVIL = eml(sender='"Bank" <b@evil.example>', subject="Pay", text="https://evil.example/pay")
COLLEAGUE = Sender(raw="Hanako <hanako@example.jp>", name="Hanako", address="hanako@example.jp")


def carrying(*parts: bytes, sender: str = "Hanako <hanako@example.jp>") -> bytes:
    """A forward with the given parts, each with its header."""
    head = eml(sender=sender, subject="Fw").partition(b"Content-Type")[0]
    body = b"".join(b"--b\n" + part + b"\n" for part in (b"Content-Type: text/plain\n\nlook", *parts))
    return head + b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n' + body + b"--b--\n"


def part(kind: str, data: bytes, *, coding: str = "", more: str = "") -> bytes:
    """One part."""
    if coding == "base64":
        data = base64.encodebytes(data)
    head = f"Content-Type: {kind}\n" + (f"Content-Transfer-Encoding: {coding}\n" if coding else "") + more
    return head.encode() + b"\n" + data


def zipped(*files: bytes) -> bytes:
    """A zip of the given files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, data in enumerate(files):
            archive.writestr(f"{at}.bin", data)
    return out.getvalue()


@pytest.mark.parametrize(
    "inner",
    [
        part("message/rfc822", EVIL),
        part("message/rfc822", EVIL, coding="base64"),
        part("message/rfc822", EVIL, coding="base64").replace(base64.encodebytes(EVIL), EVIL),
        part("message/global", EVIL),
        part('application/octet-stream; name="x"', EVIL, coding="base64"),
        part('text/plain; name="original.eml"', EVIL),
        part("text/plain", EVIL, more="Content-Disposition: attachment\n"),
        part("application/pdf", EVIL, coding="base64"),
        part("MESSAGE/RFC822; name=x.eml", EVIL, more="Content-Disposition: attachment\n"),
    ],
)
def test_a_mail_in_a_mail(inner):
    """Whatever it is called, it is read on its own, with its own bytes; and whoever reads the forward sees it, too."""
    message = read(carrying(inner))
    (found,) = message.inside

    assert (message.subject, message.text) == ("Fw", "look\nhttps://evil.example/pay")
    assert (found.form, found.subject, found.sender.name, found.headers.complete) == (Form.EML, "Pay", "Bank", True)
    assert (found.source, found.wrappings) == (EVIL, (Wrapping("message", COLLEAGUE),))
    assert [link.href for link in message.links] == [link.href for link in found.links] == ["https://evil.example/pay"]


@pytest.mark.parametrize(
    "data",
    [
        b"Dear all,\nplease find it below.\n",
        b"From: the office\nPlease read.\n",
        b"From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nFrom: A <a@example.com>\nDate: x\nSubject: y\n\nz",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_mail_is_a_file(data):
    """A text and a change to a program are files."""
    message = read(carrying(part('application/octet-stream; name="x"', data)))

    assert (message.inside, [a.name for a in message.attachments]) == ((), ["x"])


def test_depth():
    """Six deep, with all that is around each; what is deeper is said."""
    mail = EVIL
    for level in range(MAX_DEPTH + 2):
        outer = carrying(part("message/rfc822", b"INNER"), sender=f"L{level} <l{level}@example.jp>")
        mail = outer.replace(b'"b"', b'"b%d"' % level).replace(b"--b", b"--b%d" % level).replace(b"INNER", mail)
    message, seen = read(mail), []
    while message.inside:
        (message,) = message.inside
        seen.append([w.sender.name for w in message.wrappings])

    assert seen == [[f"L{level}" for level in range(7, 6 - depth, -1)] for depth in range(6)]
    assert [loss.code for loss in message.losses] == ["nesting"]
    assert [link.href for link in message.links] == ["https://evil.example/pay"]


def test_how_many():
    """Ten in all; that there were more is said."""
    last = part("message/rfc822", EVIL.replace(b"/pay", b"/last"))
    message = read(carrying(*[part("message/rfc822", EVIL)] * 14, last))

    assert message.links[-1].href == "https://evil.example/last"
    assert len(message.inside) == MAX_MAILS - 1
    assert [(loss.code, loss.subject) for loss in message.losses] == [("mails-capped", "10")]


def test_a_mail_in_a_zip():
    """The mail is read; what it came in is told."""
    message = read(zipped(b"not a mail", EVIL))

    assert (message.form, message.subject, message.source, message.inside) == (Form.EML, "Pay", EVIL, ())
    assert message.wrappings == (Wrapping("zip"),)


@pytest.mark.parametrize("password", [b"infected", b"virus", b"malware"])
def test_a_mail_in_a_zip_with_a_password(password):
    """The passwords that people give are tried."""
    assert read(locked_zip("x.eml", EVIL, password)).subject == "Pay"


@pytest.mark.parametrize(
    "data", [locked_zip("x.eml", EVIL, b"secret"), locked_zip("x.eml", EVIL, b"infected", method=99)]
)
def test_a_zip_that_cannot_be_opened(data):
    """It is told apart from one that holds no mail."""
    with pytest.raises(NotAMail) as refused:
        read(data)

    assert refused.value.code == "encrypted"


def test_a_zip_without_a_mail():
    """It is no mail."""
    with pytest.raises(NotAMail) as refused:
        read(zipped(b"text", b"%PDF-1.7"))

    assert refused.value.code == "binary"


def test_several_mails_in_a_zip():
    """The first is the mail, the others are candidates beside it."""
    other = EVIL.replace(b"Subject: Pay", b"Subject: Other")
    message = read(zipped(EVIL, other, zipped(other)))

    assert (message.subject, [m.subject for m in message.inside]) == ("Pay", ["Other", "Other"])
    assert {m.wrappings for m in message.inside} == {(Wrapping("zip"),)}
    assert len(read(zipped(*[EVIL] * 12)).inside) == MAX_MAILS - 1
    assert [loss.code for loss in read(zipped(*[EVIL] * 12)).losses] == ["mails-capped"]


def test_containers_in_a_mail():
    """A zip and a .msg that came with a mail are opened."""
    outlook = ole(storage({(0x0037, 0x1F): "Outlook", (0x1000, 0x1F): "x"}))
    message = read(
        carrying(
            part('application/zip; name="a.zip"', zipped(EVIL), coding="base64"),
            part('application/vnd.ms-outlook; name="a.msg"', outlook, coding="base64"),
        )
    )

    assert [(m.subject, m.wrappings) for m in message.inside] == [
        ("Pay", (Wrapping("zip", COLLEAGUE),)),
        ("Outlook", (Wrapping("msg", COLLEAGUE),)),
    ]
    assert [a.name for a in message.attachments] == ["a.zip", "a.msg"]


MBOX = b"From a@example.com Fri May  9 07:00:55 2025\n"


def test_an_mbox_of_one_mail():
    """It is that mail, with its own From lines as they were, and in nothing."""
    message = read(MBOX + EVIL + b"\n\n>From here\n>>From there\n")

    assert (message.subject, message.wrappings) == ("Pay", ())
    assert message.text == "https://evil.example/pay\n\nFrom here\n>From there\n"
    assert b"\nFrom here\n>From there" in message.source


def test_an_mbox_of_several_mails():
    """The first, with the others beside it; a line that only looks like the begin of one is none."""
    message = read(
        MBOX
        + EVIL
        + b"\n\n"
        + MBOX
        + EVIL.replace(b": Pay", b": Two")
        + b"\n\nFrom now on:\nall is well\n\n"
        + MBOX
        + EVIL
    )

    assert (message.subject, [m.subject for m in message.inside]) == ("Pay", ["Two", "Pay"])
    assert {m.wrappings for m in (message, *message.inside)} == {(Wrapping("mbox"),)}
    assert message.inside[0].text == "https://evil.example/pay\n\nFrom now on:\nall is well\n"


def test_no_quotes_are_taken_off_elsewhere():
    """`>From` in a mail that is no mbox is what it says."""
    assert read(EVIL + b"\n>From here").text.endswith(">From here")


def test_a_digest():
    """The parts of a digest are mails without being called so (RFC 2046, section 5.1.5)."""
    head = eml().partition(b"Content-Type")[0] + b"Content-Type: multipart/digest; boundary=d\n\n"
    message = read(head + b"--d\n\n" + EVIL + b"\n--d\n\n" + EVIL + b"\n--d--\n")

    assert [m.subject for m in message.inside] == ["Pay", "Pay"]


SEEDS = [
    carrying(part("message/rfc822", EVIL), part("application/zip", zipped(EVIL), coding="base64")),
    zipped(EVIL, zipped(EVIL)),
    locked_zip("x", EVIL, b"infected"),
    MBOX + EVIL + b"\n\n" + MBOX + EVIL,
    ole(
        storage(
            {
                (0x0037, 0x1F): "x",
                (0x1009, 0x102): lzfu(rb"{\rtf1\fromhtml1 {\*\htmltag84 <a href=https://example.org>}x}"),
            }
        )
    ),
    tnef((1, 0x00018004, b"x\0"), (1, 0x00069003, mapi({(0x1000, 0x1F): "x"})), (2, 0x0006800F, b"x")),
]


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 12_000), st.binary(max_size=6), st.integers(0, 6)), min_size=1, max_size=8),
)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_broken_containers(seed, changes):
    """Whatever is changed in one, it is read or it is no mail."""
    data = bytearray(seed)
    for place, new, cut in changes:
        at = place % (len(data) + 1)
        data[at : at + cut] = new
    try:
        inside = read(bytes(data)).inside
    except NotAMail:
        inside = ()

    assert len(inside) < MAX_MAILS
