"""The names in archives, and their locks."""

import gzip
import io
import struct
import tarfile
import zipfile

import pytest

from analyzers.parsers.listing import read_archive
from tests.analyzers.files import packed

ZIP, RAR, SEVEN = "application/zip", "application/vnd.rar", "application/x-7z-compressed"


def tar(*names):
    """A tar of empty files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(name))
    return out.getvalue()


def block5(kind, *, flags=0, body=b"", extra=b""):
    """A block of RAR 5."""
    head = bytes([kind, flags | bool(extra)]) + (bytes([len(extra)]) if extra else b"") + body + extra
    return bytes(4) + bytes([len(head)]) + head


def file5(name, extra=b""):
    """A file's block of RAR 5."""
    return block5(2, body=bytes([0, 0, 0, 0, 0, len(name)]) + name, extra=extra)


def file4(name, flags=0):
    """A file's block of RAR 4."""
    rest = struct.pack("<IIBIIBBHI", 0, 0, 0, 0, 0, 20, 48, len(name), 0) + name
    return struct.pack("<HBHH", 0, 0x74, flags | 0x8000, 7 + len(rest)) + rest


MAIN4 = struct.pack("<HBHHHI", 0, 0x73, 0, 13, 0, 0)
SIGN4, SIGN5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"


def test_zip():
    """Names in order."""
    found = read_archive(packed(("請求書.pdf.exe", b"MZ"), ("a/b.txt", b"")), ZIP)

    assert (found["names"], found["notes"]) == (["請求書.pdf.exe", "a/b.txt"], [])


def test_a_locked_zip():
    """The names are not locked."""
    found = read_archive(packed(("a.js", b"x"), locked=True), ZIP)

    assert (found["names"], found["notes"]) == (["a.js"], ["archive-encrypted"])


def test_japanese_names_of_old_tools():
    """Shift_JIS without a flag."""
    data = packed(("xxxxxx.txt", b"")).replace(b"xxxxxx", "請求書".encode("cp932"))

    assert read_archive(data, ZIP)["names"] == ["請求書.txt"]


def test_a_zip_without_directory():
    """Some programs open it all the same."""
    data = packed(("evil.exe", b"MZ"))

    assert read_archive(data[: data.index(b"PK\x01\x02")], ZIP)["names"] == ["evil.exe"]


def test_jar():
    """Known by its manifest."""
    assert read_archive(packed(("META-INF/MANIFEST.MF", b"x")), ZIP)["kind"] == "application/java-archive"


def test_a_zip_of_many_files():
    """As many names as one reads, and it is said."""
    found = read_archive(packed(*((f"{i}.txt", b"") for i in range(500))), ZIP)

    assert (len(found["names"]), found["partly"]) == (200, True)


def test_a_zip_bomb_is_not_unpacked():
    """Only its directory is read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.bin", bytes(50_000_000))

    assert read_archive(out.getvalue(), ZIP)["names"] == ["bomb.bin"]


def test_rar_5():
    """Names, and one file that is locked."""
    data = SIGN5 + block5(1, body=b"\0") + file5("見積.pdf.exe".encode()) + file5(b"b.txt", b"\x02\x01\x00") + block5(5)
    found = read_archive(data, RAR)

    assert (found["names"], found["notes"]) == (["見積.pdf.exe", "b.txt"], ["archive-encrypted"])


def test_rar_5_with_locked_names():
    """The rest cannot be read."""
    found = read_archive(SIGN5 + block5(4) + b"\xff" * 50, RAR)

    assert (found["names"], found["notes"]) == ([], ["archive-encrypted"])


def test_rar_4():
    """The older format."""
    found = read_archive(SIGN4 + MAIN4 + file4(b"a.scr") + file4(b"b.txt", 0x04), RAR)

    assert (found["names"], found["notes"]) == (["a.scr", "b.txt"], ["archive-encrypted"])


@pytest.mark.parametrize("sign", [SIGN4, SIGN5])
def test_a_broken_rar(sign):
    """Read as far as it goes."""
    assert read_archive(sign + b"\xff" * 40, RAR)["names"] == []


def test_7z():
    """A lock is named in the header at the end."""
    header = b"\x17\x06\x06\xf1\x07\x01"
    data = b"7z\xbc\xaf\x27\x1c\0\4" + bytes(4) + struct.pack("<QQI", 5, len(header), 0) + bytes(5) + header

    assert read_archive(data, SEVEN)["notes"] == ["archive-encrypted"]


def test_7z_with_open_names():
    """When the header is not packed."""
    header = b"\x01" + "run.exe".encode("utf-16-le") + b"\0\0"
    data = b"7z\xbc\xaf\x27\x1c\0\4" + bytes(4) + struct.pack("<QQI", 0, len(header), 0) + header

    assert read_archive(data, SEVEN)["names"] == ["run.exe"]


def test_tar_and_gzip():
    """A tar, packed and not, and a single packed file."""
    assert read_archive(tar("a.txt", "b.js"), "application/x-tar")["names"] == ["a.txt", "b.js"]
    assert read_archive(gzip.compress(tar("a.txt")), "application/gzip")["names"] == ["a.txt"]
    assert read_archive(gzip.compress(b"MZ" + bytes(100)), "application/gzip")["notes"] == ["archive-executable"]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (ZIP, b"PK\x03\x04junk"),
        (SEVEN, b"7z\xbc\xaf\x27\x1c"),
        ("application/gzip", b"\x1f\x8bjunk"),
        ("application/x-tar", b"\0" * 300),
    ],
)
def test_junk_is_unreadable(kind, data):
    """It is said."""
    found = read_archive(data, kind)

    assert found["names"] == []
    assert found["notes"] in (["unreadable"], [])
