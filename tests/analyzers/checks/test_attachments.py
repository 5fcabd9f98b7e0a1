"""The checks that ask about attachments and codes."""

from email.message import EmailMessage

import pytest

from analyzers import OurSide
from analyzers.checks import (
    disguised_attachment,
    encrypted_archive,
    executable_attachment,
    html_attachment,
    macro_attachment,
    qr_link,
)
from analyzers.scoring import weigh
from tests.analyzers.files import code, compound, docx, encoded, link_pdf, packed, page, relation
from tests.analyzers.mails import dossier

OURS = OurSide(domains=("example.jp",))
PLIST = b"<plist><key>PayloadType</key></plist>"


def mail(*files, html="<p>hello</p>"):
    """A mail with files given as (name, content)."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@sender.example", "b@example.jp", "Invoice"
    message["Date"], message["Message-ID"] = "Fri, 9 May 2025 07:00:49 +0900", "<1@sender.example>"
    message.set_content(html, subtype="html")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return dossier(message.as_bytes(), side=OURS)


def said(check, *files, html="<p>hello</p>"):
    """Findings of one check as (weight, facts)."""
    rows = weigh(check.check(mail(*files, html=html)))
    return [(row.weight, row.finding.facts) for row in rows]


@pytest.mark.parametrize(
    ("name", "content", "how", "weight"),
    [
        ("invoice.pdf.exe", b"MZ", "double-extension", 3.0),
        ("invoice.pdf.html", b"<html>", "double-extension", 3.0),
        ("annexe_\u202egpj.exe", b"MZ", "rtl-override", 3.0),
        ("invoice.pdf", b"MZ", "executable", 3.0),
        ("invoice.pdf", packed(("a.txt", b"")), "type", 1.0),
    ],
)
def test_disguised(name, content, how, weight):
    """By its name, or by its content."""
    ((found, facts),) = said(disguised_attachment, (name, content))

    assert (facts["how"], found) == (how, weight)


def test_disguised_facts():
    """The real kind is told."""
    ((_, facts),) = said(disguised_attachment, ("invoice.pdf.exe", b"MZ"))

    assert facts == {
        "name": "invoice.pdf.exe",
        "how": "double-extension",
        "extension": "exe",
        "kind": "application/x-dosexec",
    }


@pytest.mark.parametrize(
    ("name", "content", "place", "program", "weight"),
    [
        ("setup.exe", b"MZ", "file", "setup.exe", 3.0),
        ("a.lnk", b"x", "file", "a.lnk", 3.0),
        ("a.iso", bytes(32769) + b"CD001", "file", "a.iso", 3.0),
        ("a.doc", compound(root=bytes.fromhex("84100c0000000000c000000000000046")), "file", "a.doc", 3.0),
        ("a.zip", packed(("b.txt", b""), ("請求書.pdf.js", b"")), "archive", "請求書.pdf.js", 3.0),
        ("mail.mobileconfig", PLIST, "profile", "mail.mobileconfig", 1.0),
        (
            "mail.mobileconfig",
            b"0\x82\x10\x00\x06\x09*\x86H\x86\xf7\r\x01\x07\x02",
            "profile",
            "mail.mobileconfig",
            1.0,
        ),
    ],
)
def test_executable(name, content, place, program, weight):
    """Programs, shortcuts, disk images, settings; packed or not."""
    assert said(executable_attachment, (name, content)) == [
        (weight, {"name": name, "place": place, "program": program})
    ]


@pytest.mark.parametrize(
    ("content", "does", "weight"),
    [
        (b"<html><form><input type=password></form>", "password", 3.0),
        (b"<html><script>document.write(atob('" + b"QUJD" * 600 + b"'))</script>", "hides", 3.0),
        (b"<html><form><input name=a></form>", "form", 2.0),
        (b"<html><script>x()</script>", "script", 2.0),
        (b"<html><p>hello", "page", 2.0),
        (b"<svg><script>x()</script></svg>", "drawing", 2.5),
    ],
)
def test_html(content, does, weight):
    """The worst that a page does."""
    assert said(html_attachment, ("a.html", content)) == [(weight, {"name": "a.html", "does": does})]


@pytest.mark.parametrize(
    ("name", "content", "can", "weight"),
    [
        ("a.docm", docx(("word/vbaProject.bin", b"x")), "macro", 1.5),
        ("a.docx", docx(relations=relation("attachedTemplate", "https://t.example/a")), "template", 2.0),
        ("a.rtf", rb"{\rtf1\object\objdata 00}", "object", 0.5),
        ("a.pdf", page(catalog=b"/OpenAction << /S /Launch /F (x) >>"), "launch", 2.0),
    ],
)
def test_documents(name, content, can, weight):
    """What opening it can set off."""
    assert said(macro_attachment, (name, content)) == [(weight, {"name": name, "can": can})]


def test_locked():
    """Common in Japan, so it weighs little."""
    locked = packed(("a.pdf", b""), locked=True)

    assert said(encrypted_archive, ("a.zip", locked), ("b.zip", locked)) == [(0.5, {"name": "a.zip", "holds": "none"})]


@pytest.mark.parametrize("check", [disguised_attachment, executable_attachment, html_attachment, macro_attachment])
def test_three_at_most(check):
    """However many there are."""
    files = [(f"{i}.pdf.exe", b"MZ") for i in range(5)] + [(f"{i}.exe", b"MZ") for i in range(5)]
    files += [(f"{i}.html", b"<html>%d" % i) for i in range(5)]
    files += [(f"{i}.rtf", rb"{\rtf1\object\objdata %d}" % i) for i in range(5)]

    assert len(said(check, *files)) == 3


def test_honest_files_say_nothing():
    """A PDF, a picture, a letter, an archive."""
    files = [
        ("a.pdf", link_pdf()),
        ("a.docx", docx()),
        ("a.zip", packed(("a.txt", b""))),
        ("a.png", encoded(code("text", scale=2))),
    ]

    for check in (
        disguised_attachment,
        executable_attachment,
        html_attachment,
        macro_attachment,
        encrypted_archive,
        qr_link,
    ):
        assert said(check, *files) == []


def test_qr():
    """A place that only the code shows."""
    assert said(qr_link, ("a.png", encoded(code("https://m0.quercus.example/x")))) == [
        (1.5, {"host": "m0.quercus.example", "owner": "quercus.example"})
    ]
    assert said(qr_link, ("a.png", encoded(code("http://203.0.113.7/x")))) == [
        (1.5, {"host": "203.0.113.7", "owner": "203.0.113.7"})
    ]


@pytest.mark.parametrize(
    ("address", "html"),
    [
        ("https://www.sender.example/app", "<p>hello</p>"),
        ("https://www.example.jp/", "<p>hello</p>"),
        ("https://www.amazon.co.jp/", "<p>hello</p>"),
        ("https://quercus.example/x", '<a href="https://www.quercus.example/">x</a>'),
    ],
)
def test_an_honest_code(address, html):
    """The sender's place, ours, a known brand's, or one that the mail links to anyway."""
    assert said(qr_link, ("a.png", encoded(code(address))), html=html) == []


def test_a_page_in_an_archive():
    """One that asks for a password is told with its name, and where it leads is looked at."""
    login = ("login.html", "<form action='https://elsewhere.example/x'><input type=password></form>")
    found = said(html_attachment, ("a.zip", packed(login, ("note.txt", "hi"))))

    assert found == [(3.0, {"name": "a.zip: login.html", "does": "password"})]
    assert [link.host.name for link in mail(("a.zip", packed(login))).message.links] == ["elsewhere.example"]


@pytest.mark.parametrize(
    "files",
    [
        [("manual.html", "<p>hello")],
        [(f"p{n}.html", "<input type=password>") for n in range(9)],
        [("a.txt", "<input type=password>")],
    ],
)
def test_honest_archives(files):
    """A page that asks for nothing, a whole site, and text that is no page."""
    assert said(html_attachment, ("a.zip", packed(*files))) == []
