"""PDF files: links, codes, and what would run."""

import zlib

import pytest
from PIL import Image

from analyzers import worker
from analyzers.parsers.pdf import read_codes, read_links
from tests.analyzers.files import ADDRESS, code, encoded, link_pdf, modules, page, stream

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def test_a_link():
    """An annotation leads to an address."""
    found = read_links(link_pdf())

    assert (found["links"], found["notes"]) == ([("https://pdf.example/a", None, "annotation")], ["pdf-link"])


def test_brackets_in_an_address():
    """They are written with a backslash."""
    found = read_links(link_pdf(rb"<< /S /URI /URI (https://pdf.example/a\(b\)) >>"))

    assert found["links"] == [("https://pdf.example/a(b)", None, "annotation")]


def test_an_address_in_the_text():
    """Readers make it clickable."""
    text = stream(b"BT /F1 24 Tf 50 700 Td (See https://text.example/x now) Tj ET")
    data = page(text, FONT, extra=b"/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>")

    assert read_links(data)["texts"] == ["See https://text.example/x now"]


@pytest.mark.parametrize(
    ("catalog", "note"),
    [
        (b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "pdf-javascript"),
        (b"/OpenAction << /S /J#61vaScript /J#53 (x) >>", "pdf-javascript"),
        (b"/OpenAction << /S /Launch /F (cmd.exe) >>", "pdf-launch"),
        (b"/Names << /EmbeddedFiles << >> >>", "embedded-object"),
    ],
)
def test_what_would_run(catalog, note):
    """Said, and not run."""
    assert read_links(page(catalog=catalog))["notes"] == [note]


def test_an_address_that_opens_by_itself():
    """The action on opening."""
    found = read_links(page(catalog=b"/OpenAction << /S /URI /URI (https://open.example/) >>"))

    assert found["links"] == [("https://open.example/", None, "annotation")]


def test_packed_objects():
    """Actions in a compressed object stream."""
    body = zlib.compress(b"1 0 << /S /JavaScript /JS (x) /URI (https://packed.example/) >>")
    found = read_links(page(stream(body, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")))

    assert found["notes"] == ["pdf-javascript", "pdf-link"]
    assert found["links"] == [("https://packed.example/", None, "annotation")]


def test_a_code_on_a_page():
    """Drawn, and read like a picture."""
    paper = Image.new("L", (850, 1100), 255)
    paper.paste(code(scale=3), (300, 500))

    assert read_codes(encoded(paper, "PDF"))["codes"] == [ADDRESS]


def test_a_code_drawn_with_boxes():
    """No picture at all: each dark module is a box."""
    dark = [(x, y) for y, row in enumerate(modules()) for x, is_dark in enumerate(row) if is_dark]
    boxes = b"".join(b"%d %d 4 4 re f\n" % (200 + 4 * x, 600 - 4 * y) for x, y in dark)

    assert read_codes(page(stream(boxes), extra=b"/Contents 4 0 R"))["codes"] == [ADDRESS]


def test_a_locked_file():
    """It needs a password, which is said."""
    lock = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
    locked = page(lock).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 4 0 R /ID [<00><00>]")

    assert read_links(locked)["notes"] == ["encrypted"]


def test_junk():
    """Nothing that a reader could open."""
    assert read_links(b"%PDF-1.4 hello")["notes"] == ["unreadable"]


@pytest.mark.parametrize(
    ("data", "partly"),
    [
        (page(kids=b"3 0 R " * 10_000, count=10_000), True),
        (page(size=b"9999999 9999999"), False),
        (page(size=b"99 99999"), False),
        (page(extra=b"/X " + b"[" * 100_000 + b"]" * 100_000), False),
    ],
    ids=["pages", "huge", "strip", "deep"],
)
def test_hostile_files_are_read_within_bounds(data, partly):
    """Ten thousand pages, huge pages, deep nesting."""
    assert worker.call("analyzers.parsers.pdf:read_links", data)["partly"] is partly
    assert worker.call("analyzers.parsers.pdf:read_codes", data)["codes"] == []


def test_a_page_that_takes_forever_is_given_up():
    """Millions of strokes."""
    slow = page(stream(b"0 0 600 800 re f " * 300_000), extra=b"/Contents 4 0 R")

    with pytest.raises(worker.WorkerFailed, match="timeout"):
        worker.call("analyzers.parsers.pdf:read_codes", slow, seconds=0.3)
