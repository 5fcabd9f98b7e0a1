"""Codes that are drawn without a picture: with block characters in text, or with the cells of an HTML table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from analyzers.parsers.found import Found
from analyzers.parsers.qr import read_codes

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_ROWS, MAX_COLUMNS, MAX_DRAWINGS = 200, 400, 4
MIN_ROWS: Final = 10  # a small QR code in half blocks has eleven
# Upper and lower half of each character, True where it is dark.
_INK: Final = {
    **dict.fromkeys("█■⬛▓●◼🟥🟦⚫", (True, True)),
    "▀": (True, False),
    "▄": (False, True),
    **dict.fromkeys(" \u00a0\u3000□⬜░▒○◻⚪\u2003", (False, False)),
}
_BLOCKS: Final = re.compile("[█■⬛▓●◼🟥🟦⚫▀▄]")
_DARK: Final = re.compile(
    r"(?i)\bbg(?:color)?\s{0,4}[=:]\s{0,4}[\"']?\s{0,4}(#[0-9a-f]{3,6}|rgb\([\d\s,]{5,20}\)|[a-z]{3,20})|"
    r"background(?:-color)?\s{0,4}:\s{0,4}(#[0-9a-f]{3,6}|rgb\([\d\s,]{5,20}\)|[a-z]{3,20})"
)
_NAMED: Final = {"black": 0, "navy": 0, "darkblue": 0, "maroon": 0, "dimgray": 0, "dimgrey": 0}


def read_text_art(text: str) -> dict[str, Any]:
    """The codes in blocks of lines that are made of block characters, as Found."""
    found = Found()
    lines = text.splitlines()
    drawing: list[str] = []
    for line in [*lines, ""]:
        blocks = len(_BLOCKS.findall(line[:MAX_COLUMNS]))
        if blocks >= 5 or (blocks and all(char in _INK for char in line[:MAX_COLUMNS])):
            drawing.append(line[:MAX_COLUMNS])
            continue
        if MIN_ROWS <= len(drawing) <= MAX_ROWS:
            read_codes(_from_characters(drawing), found)
        drawing = []
    return found.plain()


def _from_characters(lines: list[str]) -> Image.Image:
    """Two cells a character, one above the other; where no half blocks stand, characters are as high as they are wide or twice."""
    rows = [[_INK.get(char, (False, False)) for char in line] for line in lines]
    width = max(map(len, rows))
    halves = any(char in line for line in lines for char in "▀▄")
    tall = halves or width > 1.5 * len(rows)
    cells = [[cell[half] for cell in row] for row in rows for half in ((0, 1) if tall else (0,))]
    return _picture(cells, width)


def read_tables(html: str) -> dict[str, Any]:
    """The codes in tables whose cells are dark or light, as Found."""
    found = Found()
    for count, table in enumerate(LexborHTMLParser(html).css("table")):
        if count >= 10 * MAX_DRAWINGS:
            break
        rows = [_cells(row) for row in table.css("tr")[:MAX_ROWS]]
        width = max(map(len, rows), default=0)
        if len(rows) >= MIN_ROWS and MIN_ROWS <= width <= MAX_COLUMNS:
            read_codes(_picture(rows, width), found)
    return found.plain()


def _cells(row: LexborNode) -> list[bool]:
    """True for each dark cell; one that spans several columns counts as often."""
    cells: list[bool] = []
    for cell in row.css("td,th")[:MAX_COLUMNS]:
        span = (cell.attributes.get("colspan") or "1").strip()
        wide = min(int(span), MAX_COLUMNS) if span.isascii() and span.isdigit() else 1
        cells += [_is_dark(cell)] * max(1, wide)
    return cells[:MAX_COLUMNS]


def _is_dark(cell: LexborNode) -> bool:
    given = f"bgcolor={cell.attributes.get('bgcolor') or ''}; {cell.attributes.get('style') or ''}"[:500]
    colours = [match[1] or match[2] for match in _DARK.finditer(given)]
    return bool(colours) and _brightness(colours[-1].lower()) < 110


def _brightness(colour: str) -> int:
    if colour.startswith("#"):
        digits = colour[1:]
        pairs = [d * 2 for d in digits] if len(digits) == 3 else [digits[i : i + 2] for i in (0, 2, 4)]
        return sum(int(pair, 16) for pair in pairs if len(pair) == 2) // 3
    if colour.startswith("rgb("):
        return sum(min(255, int(number)) for number in re.findall(r"\d{1,3}", colour)[:3]) // 3
    return _NAMED.get(colour, 255)


def _picture(rows: list[list[bool]], width: int) -> Image.Image:
    """One pixel a cell, enlarged."""
    picture = Image.new("L", (width, len(rows)), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row[:width]):
            if dark:
                picture.putpixel((x, y), 0)
    return picture.resize((width * 5, len(rows) * 5), Image.Resampling.NEAREST)
