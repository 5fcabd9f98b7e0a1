"""QR codes and their kin in pictures: decoded, never followed.

A picture is tried as it is, then as a phone would cope with it: enlarged, with a margin, on black, by its darkest colour.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING, Any, Final

import zxingcpp
from PIL import Image, ImageChops, ImageFile, ImageOps

from analyzers.parsers.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
MAX_PIXELS: Final = 25_000_000
MAX_SIDE: Final = 2_000
MIN_SIDE: Final = 21  # the smallest QR code; below are counting pixels and rules
MAX_FRAMES: Final = 3
_SMALL: Final = 500  # pixels; below, modules may be one or two pixels wide
_COLOURED: Final = 1_000
_MARGIN: Final = 24
_KIND: Final = zxingcpp.BarcodeFormat
_CODES: Final[Any] = (_KIND.QRCode, _KIND.MicroQRCode, _KIND.RMQRCode, _KIND.DataMatrix, _KIND.Aztec)
# What Pillow raises on broken pictures; a failure that is told costs less than a worker that has to be started again.
BROKEN: Final = (OSError, ValueError, SyntaxError, EOFError, TypeError, LookupError, ArithmeticError, struct.error)

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = True  # mail programs show the upper part of a picture that was cut off


def read_picture(data: bytes) -> dict[str, Any]:
    """The codes in a picture (PNG, JPEG, GIF, WebP, BMP), as Found; notes `too-large` above 25 megapixels, `unreadable`."""
    found = Found()
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            _read(data, found)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            found.note("too-large")
        except BROKEN:
            found.note("unreadable")
    return found.plain()


def _read(data: bytes, found: Found) -> None:
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.format == "JPEG":
            picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
        if min(picture.size) >= MIN_SIDE:
            for frame in _frames(picture):
                read_codes(frame, found)


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    for number in range(MAX_FRAMES):
        try:
            picture.seek(number)
        except EOFError:
            return
        yield picture


def read_codes(picture: Image.Image, found: Found) -> None:
    """Adds what the codes in `picture` say; stops at the first view that shows any."""
    if max(picture.size) > MAX_SIDE:
        picture = picture.copy()
        picture.thumbnail((MAX_SIDE, MAX_SIDE), reducing_gap=2.0)
    for view in _views(picture):
        codes = zxingcpp.read_barcodes(view, formats=_CODES, text_mode=zxingcpp.TextMode.Plain)
        for code in codes:
            found.code(code.text)
        if codes:
            return


def _views(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture in shades of grey, in the ways in which a code may show. Each is made only when the one before showed none."""
    colours, alpha = _layers(picture)
    white = _over(colours, alpha, 255)
    yield ImageOps.expand(white.convert("L"), _MARGIN, 255)
    if max(white.size) < _SMALL:
        large = ImageOps.scale(white.convert("L"), 3, Image.Resampling.NEAREST)
        yield ImageOps.expand(large, _MARGIN, 255)
        yield ImageOps.expand(ImageOps.scale(white.convert("L"), 2, Image.Resampling.BICUBIC), _MARGIN, 255)
    if alpha:
        yield ImageOps.expand(_over(colours, alpha, 0).convert("L"), _MARGIN, 0)
    if _is_coloured(white):
        white.thumbnail(
            (_COLOURED, _COLOURED)
        )  # most coloured pictures are photographs, and these are only a second look
        red, green, blue = white.split()
        yield ImageOps.expand(ImageChops.darker(ImageChops.darker(red, green), blue), _MARGIN, 255)
        yield ImageOps.expand(ImageChops.lighter(ImageChops.lighter(red, green), blue), _MARGIN, 255)


def _layers(picture: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Colours, and the transparency when there is any."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        alpha = whole.getchannel("A")
        return whole.convert("RGB"), alpha if alpha.getextrema()[0] != 255 else None
    return picture.convert("RGB"), None


def _over(colours: Image.Image, alpha: Image.Image | None, ground: int) -> Image.Image:
    if alpha is None:
        return colours.copy()
    return Image.composite(colours, Image.new("RGB", colours.size, (ground,) * 3), alpha)


def _is_coloured(picture: Image.Image) -> bool:
    """Whether the picture holds saturated colours that may look alike in grey."""
    tiny = picture.resize((32, 32), Image.Resampling.NEAREST).tobytes()
    pixels = (tiny[i : i + 3] for i in range(0, len(tiny), 3))
    return sum(max(pixel) - min(pixel) > 80 for pixel in pixels) > 60
