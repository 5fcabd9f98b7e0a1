"""Files for tests, built from what a test cares about: codes, pictures, PDFs, zips, compound files."""

from __future__ import annotations

import io
import struct
import zipfile

import zxingcpp
from PIL import Image

ADDRESS = "https://qr.example/login?x=1"


def code(text=ADDRESS, *, scale=4, quiet=True, kind=zxingcpp.BarcodeFormat.QRCode):
    """A code as a picture in shades of grey."""
    drawn = zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, kind), scale=scale, add_quiet_zones=quiet)
    cells = memoryview(drawn)
    return Image.frombytes("L", (cells.shape[1], cells.shape[0]), cells.tobytes())


def modules(text=ADDRESS):
    """A QR code as rows of True (dark) and False."""
    picture = code(text, scale=1, quiet=False)
    return [[picture.getpixel((x, y)) == 0 for x in range(picture.width)] for y in range(picture.height)]


def encoded(picture, kind="PNG", **options):
    """The picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def pdf(*objects, trailer="/Root 1 0 R"):
    """A PDF of the given objects, numbered from 1."""
    out, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        trailer.encode(),
        len(out),
    )


def stream(content, more=b""):
    """A stream object of a PDF."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def page(*more, kids=b"3 0 R", count=1, catalog=b"", size=b"600 800", extra=b""):
    """A PDF with one page; `more` are its objects from the fourth on."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s] %s >>" % (size, extra),
        *more,
    )


def link_pdf(action=b"<< /S /URI /URI (https://pdf.example/a) >>", catalog=b""):
    """A PDF whose page has one link annotation."""
    annotation = b"<< /Type /Annot /Subtype /Link /Rect [10 10 200 40] /A %s >>" % action
    return page(annotation, catalog=catalog, extra=b"/Annots [4 0 R]")


def packed(*entries, locked=False):
    """A zip of (name, content) pairs; `locked` sets the flag that says so (APPNOTE, section 4.4.4)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    data = bytearray(out.getvalue())
    if locked:
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def docx(*more, body="", relations=""):
    """A Word file with the given text, relations and further parts."""
    return packed(
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", f"<w:document>{body}</w:document>"),
        ("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>"),
        *more,
    )


def relation(kind, target, mode="External"):
    """One relation of an office file."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="r1" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def compound(*streams, root=bytes(16)):
    """A compound file ([MS-CFB]) with streams given as (name, content); a name that ends in "/" is a storage."""
    sector, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    entries, body, chain = [("Root Entry", 5, end, 0)], b"", []
    directory = -(-(len(streams) + 1) * 128 // sector)
    at = 1 + directory
    for name, content in streams:
        if name.endswith("/"):
            entries.append((name[:-1], 1, 0, 0))
            continue
        padded = content.ljust(4096, b"\0")
        padded += bytes(-len(padded) % sector)
        count = len(padded) // sector
        entries.append((name, 2, at, len(padded)))
        chain += [*range(at + 1, at + count), end]
        body += padded
        at += count
    fat = [0xFFFFFFFD, *range(2, 1 + directory), end, *chain]
    fat += [free] * (sector // 4 - len(fat))
    rows = b""
    for number, (name, kind, start, size) in enumerate(entries):
        raw = name.encode("utf-16-le") + b"\0\0"
        right = number + 1 if 0 < number < len(entries) - 1 else free
        child = 1 if number == 0 and len(entries) > 1 else free
        rows += raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, free, right, child)
        rows += (root if number == 0 else bytes(16)) + bytes(20) + struct.pack("<IQ", start, size)
    rows = rows.ljust(directory * sector, b"\0")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    return head + struct.pack(f"<{len(fat)}I", *fat) + rows + body
