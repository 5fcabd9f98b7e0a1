"""Attachments: what they are, what their names say, and what is found inside."""

import base64
import hashlib
import struct
from email.message import EmailMessage

import pytest
from PIL import Image

from analyzers import read
from analyzers.message import Loss
from analyzers.reading.attachments import NOTES, describe
from analyzers.reading.bodies import Bodies
from analyzers.reading.filenames import extension, packed_program
from analyzers.reading.looking import Files
from analyzers.reading.sniffing import sniff
from analyzers.worker import Budget
from tests.analyzers.files import ADDRESS, code, docx, encoded, link_pdf, modules, packed, page, relation, stream

PLIST = b'<?xml version="1.0"?><plist><dict><key>PayloadType</key></dict></plist>'


def looked(*files, html=None, text=None, budget=None):
    """Attachments, links as (where, kind, href), and losses of a mail with these files."""
    bodies = Bodies()
    if budget is not None:
        bodies.budget = Budget(budget)
    inside = Files(bodies)
    if html:
        bodies.add_html(html)
        inside.add_markup(html)
    if text:
        bodies.add_text(text)
    for file in files:
        inside.add(*file)
    attachments = inside.done()
    _, links, losses = bodies.done()
    return attachments, [(link.where, link.kind, link.href) for link in links], losses


def notes(*file):
    """The notes of one file."""
    (attachment,), _, _ = looked(file)
    return attachment.notes


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\0" * 100 + b"%PDF-1.7", "application/pdf"),
        (b"BM" + struct.pack("<IHHI", 100, 0, 0, 54) + bytes(40), "image/bmp"),
        (b"BM is a firm", "text/plain"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "text/html"),
        ("<html>".encode("utf-16"), "text/html"),
        (b"<!-- a --> <!-- b --><script>", "text/html"),
        (b'<?xml version="1.0"?><svg>', "image/svg+xml"),
        (PLIST, "application/x-apple-aspen-config"),
        (b"\x4c\0\0\0\x01\x14\x02\0", "application/x-ms-shortcut"),
        (bytes(32769) + b"CD001", "application/x-iso9660-image"),
        ("こんにちは".encode(), "text/plain"),
        (b"\x01\x02", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_type_by_content(data, kind):
    """The first bytes decide."""
    assert sniff(data) == kind


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.PDF", "pdf"),
        ("a.exe. . ", "exe"),
        ("ａ．ｅｘｅ", "exe"),
        ("a\u202efdp.exe", "exe"),
        ("a.e\u200bxe", "exe"),
        ("C:\\x.y\\a", ""),
        (".profile", ""),
        ("a", ""),
        (None, ""),
    ],
)
def test_extension(name, found):
    """As the operating system reads it."""
    assert extension(name) == found


@pytest.mark.parametrize(
    ("name", "declared", "data", "expected"),
    [
        ("invoice.pdf.exe", None, b"MZ", ("double-extension", "executable")),
        ("invoice.pdf                    .exe", None, b"MZ", ("double-extension", "executable")),
        ("invoice.pdf．ｅｘｅ", None, b"MZ", ("double-extension", "executable")),
        ("invoice.pdf.html", "text/html", b"<html>", ("double-extension", "html")),
        ("report.2024.pdf", "application/pdf", link_pdf(), ()),
        ("archive.tar.gz", None, b"\x1f\x8b", ("archive",)),
        ("annexe_\u202egpj.exe", "image/jpeg", b"MZ", ("executable", "rtl-override")),
        ("دفتر\u202a1.pdf", None, link_pdf(), ()),
        ("a.scr", None, b"MZ", ("executable",)),
        ("a.js", None, b"x()", ("executable",)),
        ("www.example.com", None, b"hello", ()),
        ("a.com", None, b"\xe9\x01\x02", ("executable",)),
        ("a.mobileconfig", None, PLIST, ("executable",)),
        ("a.pdf", "application/pdf", b"MZ", ("executable", "type-mismatch")),
        ("a.pdf", "application/pdf", b"PK\x03\x04", ("archive", "type-mismatch")),
        (None, "image/png", b"%PDF-1.4", ("type-mismatch",)),
        ("a.jpg", "image/jpeg", b"\x89PNG\r\n\x1a\n", ()),
        ("a.jpeg", "application/octet-stream", b"\xff\xd8\xff", ()),
        ("a.docx", None, b"PK\x03\x04", ("archive",)),
        ("a.xls", "application/vnd.ms-excel", b"<html>", ("html",)),
        ("a.dat", "application/octet-stream", b"%PDF-1.4", ()),
        ("a.pdf", "application/pdf", b"hello", ()),
        ("a.exe", None, b"", ()),
        ("a.html", None, b"hello", ("html",)),
        ("a.txt", None, b"<html>", ()),
    ],
)
def test_what_a_name_and_a_head_tell(name, declared, data, expected):
    """Disguises, and what honest mistakes look like."""
    assert describe(name, declared, data).notes == expected


def test_hash_and_size():
    """Over the decoded bytes."""
    found = describe("n" * 500, "text/plain", b"hello")

    assert (found.size, found.sha256, len(found.name)) == (5, hashlib.sha256(b"hello").hexdigest(), 300)


def test_a_large_parcel_is_somebodys_work():
    """Scripts among many files; a program stays one."""
    many = [f"{i}.txt" for i in range(20)]

    assert packed_program(["a.js"]) == "a.js"
    assert packed_program([*many, "a.js"]) is None
    assert packed_program([*many, "a.exe"]) == "a.exe"


def test_links_of_every_kind_of_file():
    """Each with the file that it stood in."""
    _, links, losses = looked(
        ("a.pdf", "application/pdf", link_pdf()),
        ("a.docx", None, docx(relations=relation("hyperlink", "https://doc.example/"))),
        ("a.rtf", None, rb'{\rtf1 HYPERLINK "https://rtf.example/"}'),
        ("a.html", "text/html", b'<html><a href="https://page.example/">x</a>'),
        ("a.svg", "image/svg+xml", b'<svg><a href="https://svg.example/"/></svg>'),
        ("a.txt", "text/plain", b"see https://text.example/"),
        ("a.png", "image/png", encoded(code())),
    )

    assert sorted((where, href) for where, _, href in links) == [
        ("attachment:a.docx", "https://doc.example/"),
        ("attachment:a.html", "https://page.example/"),
        ("attachment:a.pdf", "https://pdf.example/a"),
        ("attachment:a.rtf", "https://rtf.example/"),
        ("attachment:a.svg", "https://svg.example/"),
        ("attachment:a.txt", "https://text.example/"),
        ("qr:a.png", ADDRESS),
    ]
    assert losses == ()


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (
            ("a.zip", None, packed(("請求書.js", b""), locked=True)),
            ("archive", "archive-encrypted", "archive-executable"),
        ),
        (("a.docm", None, docx(("word/vbaProject.bin", b"x"))), ("macro",)),
        (("a.jar", None, packed(("META-INF/MANIFEST.MF", b""))), ("executable",)),
        (("a.svg", None, b"<svg onload='x()'>"), ("svg-script",)),
        (("a.htm", None, b"<form><input type=password>"), ("html", "html-form", "html-password")),
        (("a.ics", "text/calendar", b"BEGIN:VCALENDAR\nURL:https://c.example/\n"), ("calendar-link",)),
        (("a.ics", "text/calendar", b"BEGIN:VCALENDAR\nSUMMARY:lunch\n"), ()),
        (("a.png", None, encoded(code())), ("qr",)),
        (("a.pdf", None, page(catalog=b"/OpenAction << /S /Launch /F (x) >>")), ("pdf-launch",)),
    ],
)
def test_what_is_found_inside(file, expected):
    """Notes of what was opened; all of them stand in the vocabulary."""
    assert notes(*file) == expected
    assert set(expected) <= set(NOTES)


def test_names_inside_and_a_truer_type():
    """An archive lists, an office file is called one."""
    (parcel, letter), _, _ = looked(("a.zip", None, packed(("a.txt", b""))), ("a.docx", None, docx()))

    assert parcel.contains == ("a.txt",)
    assert letter.type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_an_invitation():
    """Folded lines, escapes, and a description in HTML."""
    ics = (
        b"BEGIN:VCALENDAR\r\nPRODID:https://tool.example/\r\nURL:https://meet.exam\r\n ple/join\r\n"
        b'X-ALT-DESC;FMTTYPE=text/html:<a href="https://alt.example/">click</a>\r\n'
        b"DESCRIPTION:go to https://text.example/a\\nor not\r\n"
    )
    _, links, _ = looked(("a.ics", "text/calendar", ics))

    assert sorted(href for _, _, href in links) == [
        "https://alt.example/",
        "https://meet.example/join",
        "https://text.example/a",
    ]


def test_what_files_say():
    """Behind the body stands what an invitation tells its guest, and a note; no business card, no long record, no table."""
    bodies = Bodies()
    inside = Files(bodies)
    bodies.add_text("See the file.")
    ics = (
        b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY;LANGUAGE=en:Account\\, suspended\r\nORGANIZER;CN=Bank:mailto:a@b.example\r\n"
        b"DESCRIPTION:Verify your pass\r\n word\\ntoday\r\nUID:1\r\nLOCATION:Here\r\nURL:https://c.example/\r\n"
    )
    inside.add("a.ics", "text/calendar", ics)
    inside.add("a.txt", "text/plain", b"A note")
    inside.add("long.txt", "text/plain", b"log line\n" * 3_000)
    inside.add("a.csv", "text/csv", b"one,two")
    inside.add("a.vcf", "text/vcard", b"BEGIN:VCARD\nFN:Somebody\n")
    inside.done()

    assert bodies.done()[0].split("\n") == [
        "See the file.",
        "Account, suspended",
        "Verify your password",
        "today",
        "Here",
        "https://c.example/",
        "A note",
    ]


def test_what_many_files_say():
    """Together no more than a mail of some length."""
    bodies = Bodies()
    inside = Files(bodies)
    for number in range(20):
        inside.add(f"{number}.txt", "text/plain", f"{number:02}".encode() * 5_000)
    inside.done()

    assert len(bodies.done()[0]) <= 40_010


def test_pictures_written_into_the_html():
    """`data:` addresses hold pictures; counting pixels start no worker."""
    picture, pixel = (base64.b64encode(encoded(each)).decode() for each in (code(), Image.new("L", (1, 1))))
    html = f'<img src="data:image/png;base64,{pixel}"><img src="data:image/png;base64,{picture}">'

    assert looked(html=html)[:2] == ((), [("qr:image", "qr", ADDRESS)])
    assert looked(("p.gif", None, encoded(Image.new("L", (1, 1)), "GIF")), budget=0)[2] == ()


def test_codes_without_a_picture():
    """Cells of a table, and characters."""
    cells = "".join(
        "<tr>" + "".join(f"<td bgcolor={'black' if dark else 'white'}></td>" for dark in row) + "</tr>"
        for row in modules()
    )
    art = "\n".join("".join("██" if dark else "  " for dark in row) for row in modules("https://art.example/"))

    assert looked(html=f"<table>{cells}</table>")[1] == [("qr:html", "qr", ADDRESS)]
    assert looked(text=f"Scan:\n\n{art}\nbye")[1] == [("qr:text", "qr", "https://art.example/")]


@pytest.mark.parametrize(
    ("text", "hrefs"),
    [
        ("HTTPS://QR.EXAMPLE/A", ["HTTPS://QR.EXAMPLE/A"]),
        ("BEGIN:VCARD\nURL:https://card.example/\nEND:VCARD", ["https://card.example/"]),
        ("qr.example.com/x", ["http://qr.example.com/x"]),
        ("WIFI:T:WPA;S:net;P:secret;;", []),
        ("mailto:a@b.example", []),
    ],
)
def test_what_a_code_says(text, hrefs):
    """Addresses, and texts with addresses in them."""
    assert [href for _, _, href in looked(("a.png", None, encoded(code(text))))[1]] == hrefs


def test_a_named_body_is_no_attached_page():
    """It is listed, and not taken for a file that somebody opens."""
    bodies = Bodies()
    files = Files(bodies)
    files.add("body.html", "text/html", b"<html><form>", shown=True)
    (attachment,) = files.done()

    assert attachment.notes == ()


def test_hostile_names_stay_out_of_links():
    """A link's place is one short visible line."""
    _, links, _ = looked(("\u202ea\n\x00" + "b" * 500 + ".txt", "text/plain", b"https://a.example/"))

    assert links[0][0] == "attachment:a" + "b" * 79


def test_what_cannot_be_opened_is_said():
    """A broken file, by its name."""
    (attachment,), _, losses = looked(("a.pdf", "application/pdf", b"%PDF-1.4 broken"))

    assert attachment.notes == ("unreadable",)
    assert losses == (Loss("attachment-unreadable", "a.pdf"),)


def test_the_time_of_a_mail_is_shared():
    """A file that takes forever costs the others their turn, which is said; the cheap ones had theirs."""
    slow = page(stream(b"0 0 600 800 re f " * 300_000), extra=b"/Contents 4 0 R")
    files = [(f"{i}.pdf", None, slow + b"%" * i) for i in range(4)]
    _, links, losses = looked(*files, ("a.rtf", None, rb'{\rtf1 HYPERLINK "https://rtf.example/"}'), budget=1.0)

    assert links == [("attachment:a.rtf", "anchor", "https://rtf.example/")]
    assert {loss.code for loss in losses} == {"attachment-unreadable", "attachments-unread"}


def test_many_pictures():
    """Twelve are looked at, the others are counted."""
    pictures = [(f"{i}.png", None, encoded(Image.new("L", (50 + i, 50)))) for i in range(15)]

    assert looked(*pictures)[2] == (Loss("attachments-unread", "3"),)


def test_a_whole_mail():
    """From the bytes of a mail to its attachments and links."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@sender.example", "b@example.jp", "Invoice"
    mail["Date"], mail["Message-ID"] = "Fri, 9 May 2025 07:00:49 +0900", "<1@sender.example>"
    mail.set_content("please see the code")
    mail.add_attachment(encoded(code()), maintype="image", subtype="png", filename="コード.png")
    found = read(mail.as_bytes())

    assert [(a.name, a.type, a.notes) for a in found.attachments] == [("コード.png", "image/png", ("qr",))]
    assert [(link.where, link.kind) for link in found.links] == [("qr:コード.png", "qr")]
