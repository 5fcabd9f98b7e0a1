"""Outlook's .msg: headers, bodies, files and mails, of the kinds that Outlook and others write."""

import os
from pathlib import Path

import pytest

from analyzers import Form, NotAMail, read
from analyzers.message import Sender, Wrapping
from tests.analyzers.mails import eml
from tests.analyzers.packing import lzfu, ole, storage

TEXT, BYTES, BINARY, NUMBER, TIME = 0x1F, 0x1E, 0x0102, 0x0003, 0x0040
NOON = 133910928490000000  # 2025-05-07T12:00:49Z in hundreds of nanoseconds since 1601
LINK = '<html><body>お支払いは<a href="https://evil.example/pay">https://bank.example/</a></body></html>'
ROUTE = eml(sender='"Bank" <b@example.net>').partition(b"\n\n")[0].decode()


def file(name: str, data: bytes, **more) -> dict:
    """An attachment."""
    return storage({(0x3707, TEXT): name, (0x3701, BINARY): data, (0x3705, NUMBER): 1}, 8, **more)


def test_a_mail_that_was_received():
    """The headers that it had on its way are its headers; text and HTML are both read."""
    props = {
        (0x0037, TEXT): "[spam] Hi",
        (0x007D, TEXT): "Microsoft Mail Internet Headers Version 2.0\r\n" + ROUTE.replace("\n", "\r\n"),
        (0x1000, TEXT): "お支払いは https://bank.example/ <https://evil.example/pay>",
        (0x1013, BINARY): LINK.encode("cp932"),
        (0x3FDE, NUMBER): 932,
    }
    message = read(ole(storage(props)))

    assert (message.form, message.headers.complete, message.source) == (Form.MSG, True, None)
    assert (message.sender.name, message.sender.address, message.subject) == ("Bank", "b@example.net", "Hello")
    assert message.date.isoformat() == "2025-05-09T07:00:49+09:00"
    assert ("https://evil.example/pay", "https://bank.example/") in [(link.href, link.shown) for link in message.links]
    assert "お支払いは" in message.text


def test_a_mail_that_was_never_sent():
    """Its headers are put together, and what is missing says nothing."""
    people = {
        "__recip_version1.0_#00000000": storage({(0x3001, TEXT): 'B "x"', (0x39FE, TEXT): "b@example.jp", (0x0C15, NUMBER): 1}, 8),
        "__recip_version1.0_#00000001": storage({(0x3001, TEXT): "c@example.jp", (0x3003, TEXT): "c@example.jp", (0x0C15, NUMBER): 2}, 8),
    }  # fmt: skip
    props = {
        (0x0037, TEXT): "件名",
        (0x0C1A, TEXT): "A, B",
        (0x5D01, TEXT): "a@example.com",
        (0x0C1F, TEXT): "/O=HOUSE/CN=A",
        (0x0039, TIME): NOON,
        (0x1000, TEXT): "hello",
    }
    message = read(ole(storage(props, **people)))

    assert [(f.name, f.value) for f in message.headers.fields] == [
        ("From", '"A, B" <a@example.com>'),
        ("Subject", "件名"),
        ("To", '"B \\"x\\"" <b@example.jp>'),
        ("Cc", "<c@example.jp>"),
        ("Date", "Wed, 07 May 2025 12:00:49 +0000"),
    ]
    assert (message.headers.complete, message.sender.name) == (False, "A, B")
    assert message.recipients == ("b@example.jp", "c@example.jp")


def test_a_sender_of_the_same_house():
    """Exchange keeps no address of the internet for him; that is no malformed From field."""
    props = {(0x0042, TEXT): "山田 太郎", (0x0065, TEXT): "/O=HOUSE/CN=YAMADA", (0x1000, TEXT): "hello"}

    assert read(ole(storage(props))).sender == Sender(name="山田 太郎")


def test_text_in_the_code_page_of_the_mail():
    """A .msg without Unicode: the code page is named, or told by that of the HTML."""
    for page in ({(0x3FFD, NUMBER): 932}, {(0x3FDE, NUMBER): 50220}):
        props = {(0x0037, BYTES): "ご請求".encode("cp932"), (0x1000, BYTES): "①髙橋様".encode("cp932"), **page}
        message = read(ole(storage(props)))

        assert (message.subject, message.text) == ("ご請求", "①髙橋様")


def test_html_in_compressed_rtf():
    """It is taken out again, links and all."""
    inner = rb"{\*\htmltag84 <a href=\'22https://evil.example/\'22>}\'82\'a0https://bank.example/{\*\htmltag92 </a>}"
    rtf = rb"{\rtf1\ansi\ansicpg932\fromhtml1 {\fonttbl{\f0 A;}}" + inner + b"}"
    message = read(ole(storage({(0x1009, BINARY): lzfu(rtf)})))

    assert [(link.href, link.shown) for link in message.links] == [("https://evil.example/", "あhttps://bank.example/")]


def test_broken_rtf_is_said():
    """The text is read all the same."""
    message = read(ole(storage({(0x1009, BINARY): b"x" * 50, (0x1000, TEXT): "hello"})))

    assert (message.text, [(loss.code, loss.subject) for loss in message.losses]) == (
        "hello",
        [("body-unreadable", "rtf")],
    )


def test_files_and_mails_inside():
    """A file is described; a .msg, an .eml and a .msg as a file are mails inside, each with who wrapped it."""
    inner = storage({(0x0037, TEXT): "embedded", (0x1000, TEXT): "one"}, 24)
    whole = eml(sender="A <a@example.com>", subject="attached", text="two")
    files = {
        "__attach_version1.0_#00000000": file("請求書.pdf", b"%PDF-1.7 x"),
        "__attach_version1.0_#00000001": storage({(0x3705, NUMBER): 5}, 8, **{"__substg1.0_3701000D": inner}),
        "__attach_version1.0_#00000002": file("mail.txt", whole),
        "__attach_version1.0_#00000003": file(
            "x.msg", ole(storage({(0x0037, TEXT): "again", (0x1000, TEXT): "three"}))
        ),
    }
    message = read(ole(storage({(0x0C1A, TEXT): "F", (0x5D01, TEXT): "f@example.jp", (0x1000, TEXT): "zero"}, **files)))
    by = Sender(raw='"F" <f@example.jp>', name="F", address="f@example.jp")

    assert [a.name for a in message.attachments] == ["請求書.pdf", "mail.txt", "x.msg"]
    assert [(m.form, m.subject, m.wrappings) for m in message.inside] == [
        (Form.MSG, "embedded", (Wrapping("message", by),)),
        (Form.EML, "attached", (Wrapping("message", by),)),
        (Form.MSG, "again", (Wrapping("msg", by),)),
    ]
    assert message.inside[1].source == whole
    assert message.text == "zero\none\ntwo\nthree"


def test_a_signed_mail():
    """What Outlook keeps as one signed file is the mail's own body."""
    signed = b'Content-Type: multipart/signed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhttps://evil.example/\r\n--b--\r\n'
    files = {"__attach_version1.0_#00000000": file("smime.p7m", signed)}
    files["__attach_version1.0_#00000000"]["__substg1.0_370E001F"] = "multipart/signed".encode("utf-16-le")
    message = read(ole(storage({(0x0037, TEXT): "x"}, **files)))

    assert ([link.href for link in message.links], message.attachments) == (["https://evil.example/"], ())


@pytest.mark.parametrize(
    "data", [ole({"WordDocument": b"x" * 5000}), ole({}), ole(storage({}))[:700], ole(storage({}))]
)
def test_what_is_no_mail(data):
    """Another kind of OLE file, or a broken one, is refused."""
    with pytest.raises(NotAMail) as refused:
        read(data)

    assert refused.value.code == "binary"


@pytest.mark.skipif(not os.environ.get("FUWAKE_CORPORA"), reason="FUWAKE_CORPORA is not set")
def test_real_ones():
    """Every sample is read, without a loss, and what its HTML says is there."""
    folder = Path(os.environ["FUWAKE_CORPORA"])
    paths = [*folder.joinpath("msg_hiraoka").glob("*.msg"), *folder.joinpath("mime_demisto").glob("*.msg")]
    found = {path.name.partition("__")[2]: read(path.read_bytes()) for path in paths}
    said = {name.rpartition("__")[2]: message for name, message in found.items()}

    assert len(found) == 12
    assert {message.form for message in found.values()} == {Form.MSG}
    assert {message.losses for message in found.values()} == {()}
    assert "Sent from my Windows 10" in said["Attach_sample_eml_sent.msg"].text
    assert said["Attach_sample_eml_sent.msg"].inside[0].subject == "sample"
    assert [a.name for a in said["Outer_mail.msg"].inside[0].attachments] == ["INNER 1.pdf", "INNER 2.pdf"]
    assert said["voteItems.msg"].subject == "3 vote items: はい;いいえ;たぶん"
    assert "Some nice text" in said["html_attachment.msg"].text
