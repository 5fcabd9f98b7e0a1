"""Archives: what may be a mail comes out, within bounds."""

import io
import zipfile

import pytest

from analyzers.parsers.archive import MAX_BYTES, MAX_MEMBERS, unpack
from tests.analyzers.packing import locked_zip

MAIL = b"From: a@example.com\nSubject: x\n\nhello\n"


def zipped(**files: bytes) -> bytes:
    """A zip of the given files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_what_may_be_a_mail():
    """Told by content, whatever the name; a zip in a zip is opened."""
    inner = zipped(deep=b"Received: x\n\ny")
    found = unpack(zipped(a=MAIL, b=b"\x89PNG\r\n", c=b"just text", d=b"\x78\x9f\x3e\x22..", e=inner))

    assert found == {"files": [MAIL, b"\x78\x9f\x3e\x22..", b"Received: x\n\ny"], "locked": False, "capped": False}


@pytest.mark.parametrize("password", [b"infected", b"virus", b"malware"])
def test_passwords_that_people_give(password):
    """They are tried."""
    assert unpack(locked_zip("a.eml", MAIL, password))["files"] == [MAIL]


@pytest.mark.parametrize(
    "data", [locked_zip("a.eml", MAIL, b"secret"), locked_zip("a.eml", MAIL, b"infected", method=99)]
)
def test_passwords_that_nobody_told(data):
    """Then, and for a cipher that is not read, it is locked."""
    assert unpack(data) == {"files": [], "locked": True, "capped": False}


def test_bombs():
    """Zips in zips, what swells, and what is too much are left alone, and that is told."""
    deep = zipped(a=zipped(a=zipped(a=MAIL)))
    swelling = zipped(a=MAIL + b"\0" * 20_000_000)
    large = zipped(**{f"m{n}": MAIL + bytes(range(256)) * 40_000 for n in range(4)})
    many = zipped(**{f"m{n}": MAIL for n in range(MAX_MEMBERS + 20)})

    assert unpack(deep) == {"files": [], "locked": False, "capped": True}
    assert unpack(swelling) == {"files": [], "locked": False, "capped": True}
    assert sum(map(len, unpack(large)["files"])) <= MAX_BYTES
    assert (len(unpack(many)["files"]), unpack(many)["capped"]) == (MAX_MEMBERS, True)


def test_what_is_no_zip():
    """Nothing comes out, and nothing is raised, wherever it is cut."""
    whole = zipped(a=MAIL)

    assert unpack(b"PK\x03\x04") == {"files": [], "locked": False, "capped": False}
    assert all(unpack(whole[:cut])["files"] in ([], [MAIL]) for cut in range(len(whole)))
