"""Codes in pictures, however they are drawn."""

import random
import zlib

import pytest
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from analyzers import worker
from analyzers.parsers.qr import read_picture
from tests.analyzers.files import ADDRESS, code, encoded

PLAIN = code()


def over(ground, ink):
    """The code in two colours."""
    return Image.composite(Image.new("RGB", PLAIN.size, ground), Image.new("RGB", PLAIN.size, ink), PLAIN)


def seen_through(ink):
    """The code on a transparent ground."""
    picture = Image.new("RGBA", PLAIN.size, (*ink, 0))
    picture.putalpha(ImageOps.invert(PLAIN))
    return picture


def on_a_page():
    """The code small on a large page."""
    picture = Image.new("L", (1600, 2200), 255)
    picture.paste(PLAIN, (1200, 1900))
    return picture


PICTURES = {
    "plain": encoded(PLAIN),
    "no margin": encoded(code(quiet=False)),
    "one pixel a module": encoded(code(scale=1)),
    "one pixel, no margin": encoded(code(scale=1, quiet=False)),
    "inverted": encoded(ImageOps.invert(PLAIN)),
    "turned": encoded(PLAIN.rotate(30, expand=True, fillcolor=255)),
    "mirrored": encoded(ImageOps.mirror(PLAIN)),
    "blurred": encoded(code(scale=3).filter(ImageFilter.GaussianBlur(1.5))),
    "small JPEG": encoded(code(scale=2).convert("RGB"), "JPEG", quality=40),
    "GIF": encoded(PLAIN, "GIF"),
    "WebP": encoded(PLAIN, "WEBP"),
    "BMP": encoded(PLAIN, "BMP"),
    "palette": encoded(PLAIN.convert("P")),
    "black on nothing": encoded(seen_through((0, 0, 0))),
    "white on nothing": encoded(seen_through((255, 255, 255))),
    "yellow on white": encoded(over((255, 255, 255), (255, 235, 60))),
    "red and blue": encoded(over((255, 0, 0), (0, 0, 140))),
    "red and green of one grey": encoded(over((250, 0, 0), (0, 127, 0))),
    "on a page": encoded(on_a_page()),
    "Aztec": encoded(code(kind=zxingcpp.BarcodeFormat.Aztec)),
    "DataMatrix": encoded(code(kind=zxingcpp.BarcodeFormat.DataMatrix)),
    "rMQR": encoded(code(kind=zxingcpp.BarcodeFormat.RMQRCode)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_codes_are_read(name):
    """Every way of drawing that a phone would read."""
    found = read_picture(PICTURES[name])

    assert (found["codes"], found["notes"]) == ([ADDRESS], ["qr"])


def test_micro_qr():
    """A small code holds a small text."""
    assert read_picture(encoded(code("12345", kind=zxingcpp.BarcodeFormat.MicroQRCode)))["codes"] == ["12345"]


def test_several_codes():
    """Two codes side by side."""
    left, right = code("https://a.example/"), code("https://b.example/")
    both = Image.new("L", (left.width + right.width, max(left.height, right.height)), 255)
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))

    assert sorted(read_picture(encoded(both))["codes"]) == ["https://a.example/", "https://b.example/"]


def test_a_later_frame_of_an_animation():
    """The first frame is blank."""
    blank = Image.new("L", PLAIN.size, 255)
    data = encoded(blank, "GIF", save_all=True, append_images=[PLAIN])

    assert read_picture(data)["codes"] == [ADDRESS]


def test_a_bar_code_is_none():
    """The bars on a parcel lead nowhere."""
    assert read_picture(encoded(code("123456", kind=zxingcpp.BarcodeFormat.Code128)))["codes"] == []


def test_a_counting_pixel_is_not_read():
    """Nothing fits into it."""
    assert read_picture(encoded(Image.new("L", (20, 20)))) == {
        "notes": [],
        "links": [],
        "texts": [],
        "codes": [],
        "names": [],
        "kind": None,
        "partly": False,
    }


@pytest.mark.parametrize("size", [(6000, 5000), (60000, 50000)])
def test_a_bomb_is_not_unpacked(size):
    """A small file that would fill the memory."""
    head = encoded(Image.new("1", (21, 21)))
    data = bytearray(head)
    data[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")

    assert read_picture(bytes(data))["notes"] == ["too-large"]


def test_a_picture_that_was_cut_off():
    """Its upper part is read as far as it goes."""
    random.seed(7)
    picture = Image.frombytes("L", (400, 900), random.randbytes(360_000))
    picture.paste(PLAIN, (100, 20))

    assert read_picture(encoded(picture)[:200_000])["codes"] == [ADDRESS]


def test_an_endless_animation_ends():
    """A thousand frames cost as much as three, in the worker's own bounds."""
    frames = [Image.new("L", (300, 300), shade % 250) for shade in range(1000)]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=10)

    assert worker.call("analyzers.parsers.qr:read_picture", data)["codes"] == []


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a" + b"\xff" * 50, b"BM" + b"\0" * 60, b"P1\n1 1\n0"]
)
def test_what_is_no_picture(data):
    """Broken files, and a format that nobody mails."""
    assert read_picture(data)["notes"] == ["unreadable"]


def test_a_picture_of_a_kind_that_is_not_opened():
    """TIFF has too many readers to trust."""
    assert read_picture(encoded(PLAIN, "TIFF"))["notes"] == ["unreadable"]
