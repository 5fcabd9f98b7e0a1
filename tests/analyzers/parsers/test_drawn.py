"""Codes drawn with characters and cells."""

import pytest

from analyzers.parsers.drawn import read_tables, read_text_art
from tests.analyzers.files import ADDRESS, modules

ROWS = modules()


def halves():
    """Two rows a line."""
    lower = [*ROWS, [False] * len(ROWS[0])]
    pairs = zip(lower[::2], lower[1::2], strict=False)
    return ["".join(" ▄▀█"[2 * up + down] for up, down in zip(*pair, strict=True)) for pair in pairs]


@pytest.mark.parametrize(
    "lines",
    [
        halves(),
        ["".join("██" if dark else "  " for dark in row) for row in ROWS],
        ["".join("⬛" if dark else "⬜" for dark in row) for row in ROWS],
        ["".join("■" if dark else "□" for dark in row) for row in ROWS],
    ],
    ids=["halves", "double", "squares", "small squares"],
)
def test_text(lines):
    """Between lines of prose."""
    assert read_text_art("\n".join(["Please scan", *lines, "", "Thank you"]))["codes"] == [ADDRESS]


@pytest.mark.parametrize(
    "dark",
    [
        "bgcolor=black",
        'bgcolor="#000"',
        'style="background:#000000;width:4px"',
        "style='background-color: rgb(10, 10, 10)'",
    ],
)
def test_tables(dark):
    """One cell a module."""
    rows = (
        "<tr>" + "".join(f"<td {dark}></td>" if ink else "<td bgcolor=#ffffff></td>" for ink in row) + "</tr>"
        for row in ROWS
    )

    assert read_tables(f"<p>Scan<table>{''.join(rows)}</table>")["codes"] == [ADDRESS]


def test_cells_that_span():
    """Runs of one colour as one cell."""
    lines = []
    for row in ROWS:
        cells, last = [], None
        for dark in row:
            if dark == last:
                cells[-1][1] += 1
            else:
                cells.append([dark, 1])
                last = dark
        lines.append(
            "<tr>" + "".join(f"<td colspan={n} bgcolor={'black' if d else 'white'}>" for d, n in cells) + "</tr>"
        )

    assert read_tables(f"<table>{''.join(lines)}</table>")["codes"] == [ADDRESS]


def test_other_tables_and_drawings_are_none():
    """A rule of blocks, a table of prices."""
    assert read_text_art("█" * 60 + "\nSale\n" + "█" * 60)["codes"] == []
    assert read_tables("<table>" + "<tr><td>1<td>2</tr>" * 50 + "</table>")["codes"] == []
