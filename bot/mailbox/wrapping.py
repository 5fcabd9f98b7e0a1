"""Wrapping: plain text in lines that fit a mail, where Japanese has no spaces and its letters are two columns wide.

A name, an address or a number stays in one piece; a line of Japanese neither begins with a closing mark nor ends with an opening one
(JIS X 4051 calls that 禁則).
"""

from __future__ import annotations

import re
import unicodedata

WIDTH = 72  # columns; RFC 5322, section 2.1.1 recommends less than 78
_CLOSING = "、。，．,.・：；:;！？!?）)」』】〉》〕］]｝}ー々…‥ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_OPENING = "（(「『【〈《〔［[｛{"
_PIECE = re.compile(r"\s+|[\x21-\x7e\u00a1-\u2e7f]+|[^\s]")


def wrap(text: str, *, first: str = "", rest: str = "", width: int = WIDTH) -> str:
    """`text` in lines of at most `width` columns, where it can be broken; `first` and `rest` stand before the lines."""
    lines: list[str] = []
    line, space, begun = first, "", False
    for piece in _pieces(text):
        if piece.isspace():
            space = " " if begun else ""
            continue
        if begun and columns(line + space + piece) > width:
            lines.append(line)
            line, space = rest, ""
        line, space, begun = line + space + piece, "", True
    return "\n".join([*lines, line])


def columns(text: str) -> int:
    """How wide `text` is where a letter of Japanese takes two columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pieces(text: str) -> list[str]:
    """What is not broken: a word, or a letter of Japanese with the marks that belong to it."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        holds = bool(pieces) and not pieces[-1].isspace() and not piece.isspace()
        if holds and (piece[0] in _CLOSING or pieces[-1][-1] in _OPENING):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces
