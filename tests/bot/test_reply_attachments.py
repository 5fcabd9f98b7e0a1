"""What a reply says about attachments."""

from email.message import EmailMessage

import pytest

from analyzers import read
from analyzers.dossier import Dossier
from analyzers.report import judge
from bot.reply_facts import attachment_facts
from bot.words import words
from tests.analyzers.files import code, encoded, link_pdf, packed


def facts(*files, language="en"):
    """The lines about files given as (name, content)."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@sender.example", "b@example.jp", "Invoice"
    message["Date"], message["Message-ID"] = "Fri, 9 May 2025 07:00:49 +0900", "<1@sender.example>"
    message.set_content("hello")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return attachment_facts(judge(Dossier(read(message.as_bytes())), (), {}, sufficient=True), words(language))


PICTURE = encoded(code("hello"))


def test_kinds_and_sizes():
    """Name, kind in words, size, and what is in it; three lines, and how many more there are."""
    files = [("a.pdf", link_pdf()), ("b.zip", packed(("a.txt", b"x"))), ("c.bin", bytes(2_345_678)), ("d.txt", b"x")]
    found = facts(*files)

    assert found[0] == f'Attachment "a.pdf" (PDF, {round(len(files[0][1]) / 1000, 1)} KB) with links in it'
    assert found[1].startswith('Attachment "b[.]zip" (compressed files, 0.1 KB)')
    assert found[2:] == ('Attachment "c.bin" (another kind of file, 2.3 MB)', "There is one more attachment")


def test_japanese():
    """The same in Japanese."""
    assert facts(("コード.png", PICTURE), language="ja") == (
        "添付ファイル「コード.png」（画像、" + str(round(len(PICTURE) / 1000, 1)) + " KB）には QR コードなどがあります",
    )


@pytest.mark.parametrize("name", ["logo.png", "a.gif"])
def test_pictures_without_a_code_are_not_worth_a_line(name):
    """Logos in a signature."""
    assert facts((name, encoded(code(scale=1).crop((0, 0, 20, 20))))) == ()


def test_hostile_names_are_tamed():
    """Nothing clickable, nothing that turns the line."""
    (line,) = facts(("\u202ehttp://evil.example/<!channel>.txt", b"x"))

    assert "\u202e" not in line
    assert "http://evil.example" not in line
