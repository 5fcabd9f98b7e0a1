"""winmail.dat, alone and inside a mail."""

import os
import struct
from pathlib import Path

import pytest

from analyzers import Form, NotAMail, read
from analyzers.message import Wrapping
from analyzers.parsers import tnef as parser
from tests.analyzers.mails import eml
from tests.analyzers.packing import lzfu, mapi, tnef

TEXT, BYTES, BINARY, OBJECT = 0x1F, 0x1E, 0x0102, 0x000D
SUBJECT, BODY, FROM, SENT = 0x00018004, 0x0002800C, 0x00008000, 0x00038005
RENDER, DATA, TITLE, PROPS, FILE, CODEPAGE = 0x00069002, 0x0006800F, 0x00018010, 0x00069003, 0x00069005, 0x00069007
IMESSAGE = bytes.fromhex("0703020000000000c000000000000046")
LINK = rb"{\rtf1\ansi\fromhtml1 {\*\htmltag84 <a href=https://evil.example/>}pay{\*\htmltag92 </a>}}"
PDF = ((2, RENDER, b"\0" * 14), (2, DATA, b"%PDF-1.7 x"), (2, TITLE, b"a.pdf\0"))


def carried(data: bytes, name: str = "winmail.dat") -> bytes:
    """A mail with a file in it."""
    head = f'Content-Type: application/ms-tnef; name="{name}"\nContent-Transfer-Encoding: 8bit\n\n'
    return eml(more="MIME-Version: 1.0").partition(b"Content-Type")[0] + (
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nouter\n--b\n'
        + head.encode() + data + b"\n--b--\n"
    )  # fmt: skip


def test_alone():
    """A mail of its own: subject, sender, date, body, files."""
    triple = struct.pack("<4H", 4, 16, 4, 20) + b"Bob\0" + b"SMTP:bob@example.com"
    sent = struct.pack("<7H", 2025, 5, 9, 7, 0, 49, 5)
    message = read(
        tnef((1, SUBJECT, b"Hi\0"), (1, FROM, triple), (1, SENT, sent), (1, BODY, b"https://example.org/a\0"), *PDF)
    )

    assert (message.form, message.subject, message.headers.complete) == (Form.MSG, "Hi", False)
    assert (message.sender.name, message.sender.address) == ("Bob", "bob@example.com")
    assert message.date.isoformat() == "2025-05-09T07:00:49+00:00"
    assert [link.href for link in message.links] == ["https://example.org/a"]
    assert [(a.name, a.type, a.size) for a in message.attachments] == [("a.pdf", "application/pdf", 10)]


def test_inside_a_mail():
    """What it holds is the mail's own: links, text and files, under a long name where there is one."""
    inner = tnef(
        (1, PROPS, mapi({(0x1009, BINARY): lzfu(LINK)})), *PDF, (2, FILE, mapi({(0x3707, TEXT): "請求書.pdf"}))
    )
    message = read(carried(inner))

    assert (message.form, message.inside, message.text) == (Form.EML, (), "outer\npay")
    assert [(link.href, link.shown) for link in message.links] == [("https://evil.example/", "pay")]
    assert [a.name for a in message.attachments] == ["請求書.pdf"]


def test_a_mail_in_it():
    """It is a mail inside."""
    inside = tnef((1, SUBJECT, b"inner\0"), (1, BODY, b"deep\0"))
    message = read(carried(tnef((2, RENDER, b""), (2, FILE, mapi({(0x3701, OBJECT): IMESSAGE + inside})))))

    assert [(m.subject, m.text, m.form) for m in message.inside] == [("inner", "deep", Form.MSG)]
    assert message.inside[0].wrappings == (Wrapping("tnef", message.sender),)


def test_the_code_page():
    """Text without Unicode is in the code page that is named."""
    page = (1, CODEPAGE, struct.pack("<II", 932, 0))

    assert read(tnef(page, (1, SUBJECT, "髙①ご請求\0".encode("cp932")), (1, BODY, b"x"))).subject == "髙①ご請求"


def test_properties_of_every_kind():
    """Named ones, ones with many values and of fixed length are stepped over; what is wanted behind them is found."""
    named = struct.pack("<HH16sII", 0x0003, 0x8001, b"g" * 16, 0, 5) + struct.pack("<i", 1)
    spelt = (
        struct.pack("<HH16sII", 0x0003, 0x8002, b"g" * 16, 1, 6)
        + "abc".encode("utf-16-le")
        + b"\0\0"
        + struct.pack("<i", 1)
    )
    many = struct.pack("<HHI", 0x1003, 0x1234, 2) + struct.pack("<ii", 1, 2)
    texts = (
        struct.pack("<HHI", 0x101F, 0x1235, 2) + struct.pack("<I", 2) + b"a\0\0\0" + struct.pack("<I", 4) + b"b\0c\0"
    )
    wanted = mapi({(0x0037, TEXT): "found"})[4:]
    block = struct.pack("<I", 5) + named + spelt + many + texts + wanted

    assert parser.read(tnef((1, PROPS, block)))["props"] == {"0037": "found"}


def test_a_broken_one_is_still_a_file():
    """What cannot be read is said, and the file is listed."""
    message = read(carried(b"\x78\x9f\x3e\x22" + b"\xff" * 40))

    assert ([a.name for a in message.attachments], message.text) == ([], "outer")


@pytest.mark.parametrize("data", [b"\x78\x9f\x3e\x22", b"\x78\x9f\x3e\x22" + b"\0" * 500])
def test_an_empty_one(data):
    """It is no mail."""
    with pytest.raises(NotAMail):
        read(data)


def test_every_cut_is_read():
    """As far as it goes, raising nothing but that it is no mail."""
    whole = tnef((1, SUBJECT, b"Hi\0"), *PDF, (1, PROPS, mapi({(0x1000, TEXT): "body", (0x0037, TEXT): "x"})))
    for cut in range(4, len(whole)):
        assert set(parser.read(whole[:cut])["props"]) <= {"0037", "1000"}


@pytest.mark.skipif(not os.environ.get("FUWAKE_CORPORA"), reason="FUWAKE_CORPORA is not set")
def test_real_ones():
    """Every sample is read without a loss."""
    folder = Path(os.environ["FUWAKE_CORPORA"]).joinpath("tnef")
    found = {path.name.rpartition("__")[2]: read(path.read_bytes()) for path in folder.glob("*.tnef")}

    assert {name: [a.name for a in message.attachments] for name, message in found.items()} == {
        "data-before-name.tnef": ["AUTOEXEC.BAT", "CONFIG.SYS", "boot.ini"],
        "minimal_attachment.tnef": [None],
        "multi-name-property.tnef": [],
    }
    assert found["multi-name-property.tnef"].subject == "Pfingstmontag"
    assert {message.losses for message in found.values()} == {()}
