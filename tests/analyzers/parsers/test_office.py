"""Office files, old and new."""

import pytest

from analyzers.parsers.office import read_zip
from analyzers.parsers.ole import read_ole, read_onenote, read_rtf
from tests.analyzers.files import ADDRESS, code, compound, docx, encoded, packed, relation

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_links_and_text():
    """Relations, fields, and addresses in the text."""
    body = (
        "<w:p><w:t>see https://text.ex</w:t><w:t>ample/</w:t></w:p>"
        "<w:instrText> HYPERLINK &quot;https://field.example/&quot; </w:instrText>"
    )
    found = read_zip(docx(body=body, relations=relation("hyperlink", "https://rel.example/?a=1&amp;b=2")))

    assert found["kind"] == WORD
    assert [href for href, _, _ in found["links"]] == ["https://rel.example/?a=1&b=2", "https://field.example/"]
    assert found["texts"][0].startswith("see https://text.example/\n")
    assert found["notes"] == []


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (docx(("word/vbaProject.bin", b"x")), ["macro"]),
        (docx(("xl/macrosheets/sheet1.xml", b"x")), ["macro"]),
        (docx(("word/embeddings/oleObject1.bin", b"x")), ["embedded-object"]),
        (docx(("word/embeddings/table.xlsx", b"x")), []),
        (docx(relations=relation("attachedTemplate", "https://t.example/a.dotm")), ["external-template"]),
        (docx(relations=relation("oleObject", r"mhtml:https://t.example/a!x-usc:b")), ["external-template"]),
        (docx(relations=relation("attachedTemplate", r"\\203.0.113.5\share\a.dotm")), ["external-template"]),
        (docx(relations=relation("attachedTemplate", r"file:///C:/Templates/a.dotm")), []),
        (docx(relations=relation("hyperlink", "https://t.example/")), []),
        (docx(body='<w:instrText>DDEAUTO "cmd" "/c calc"</w:instrText>'), ["macro"]),
        (packed(("mimetype", b"x"), ("content.xml", b"<a/>"), ("Basic/Standard/Module1.xml", b"x")), ["macro"]),
    ],
)
def test_what_it_can_do(data, notes):
    """Macros, parts from elsewhere, objects."""
    assert read_zip(data)["notes"] == notes


def test_a_code_in_a_document():
    """Its pictures are looked at, too."""
    assert read_zip(docx(("word/media/image1.png", encoded(code()))))["codes"] == [ADDRESS]


def test_any_other_zip_is_listed():
    """No office file."""
    found = read_zip(packed(("a.txt", b"x")))

    assert (found["kind"], found["names"]) == (None, ["a.txt"])


def test_a_part_that_swells():
    """A part is read to its bound only."""
    body = "<w:p>" + "<w:t>x</w:t>" * 2_000_000
    found = read_zip(docx(body=body))

    assert sum(map(len, found["texts"])) <= 200_000


@pytest.mark.parametrize(
    ("data", "kind", "notes"),
    [
        (compound(("WordDocument", bytes(20))), "application/msword", []),
        (compound(("WordDocument", bytes(10) + b"\0\1")), "application/msword", ["encrypted"]),
        (compound(("WordDocument", b""), ("Macros/", b"")), "application/msword", ["macro"]),
        (compound(("Workbook", b""), ("_VBA_PROJECT_CUR/", b"")), "application/vnd.ms-excel", ["macro"]),
        (compound(("Workbook", b"\x2f\0\2\0ab")), "application/vnd.ms-excel", ["encrypted"]),
        (compound(("Workbook", b"\x85\0\7\0abcd\0\1x")), "application/vnd.ms-excel", ["macro"]),
        (compound(("EncryptedPackage", b"")), "application/vnd.openxmlformats-officedocument", ["encrypted"]),
        (compound(("\x01Ole10Native", b"")), None, ["embedded-object"]),
        (compound(root=bytes.fromhex("84100c0000000000c000000000000046")), "application/x-msi", []),
    ],
)
def test_compound_files(data, kind, notes):
    """Older files, locks, installers."""
    found = read_ole(data)

    assert (found["kind"], found["notes"]) == (kind, notes)


@pytest.mark.parametrize("data", [b"", bytes.fromhex("d0cf11e0a1b11ae1"), compound(("Workbook", b""))[:1000]])
def test_a_broken_compound_file(data):
    """It is said."""
    assert read_ole(data)["notes"] == ["unreadable"]


def test_links_in_a_compound_file():
    """In both widths; the names of formats are none."""
    text = b'http://schemas.microsoft.com/x "https://narrow.example/a" ' + "https://wide.example/b".encode("utf-16-le")
    found = read_ole(compound(("WordDocument", bytes(40) + text)))

    assert [href for href, _, _ in found["links"]] == ["https://wide.example/b", "https://narrow.example/a"]


def test_rtf():
    """Objects, a template, a field."""
    data = rb'{\rtf1{\*\template https://t.example/a}{\object\objdata 01}{\fldinst HYPERLINK "https://rtf.example/b"}}'
    found = read_rtf(data)

    assert found["notes"] == ["embedded-object", "external-template"]
    assert [href for href, _, _ in found["links"]] == ["https://t.example/a", "https://rtf.example/b"]


def test_onenote():
    """A file inside and its name."""
    marker = bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac")
    data = marker + b"MZ\0\0" + "invoice.hta".encode("utf-16-le") + b"\0\0" + "https://one.example/".encode("utf-16-le")
    found = read_onenote(data)

    assert (found["notes"], found["names"]) == (["embedded-object"], ["invoice.hta"])
    assert [href for href, _, _ in found["links"]] == ["https://one.example/"]
