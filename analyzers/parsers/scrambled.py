"""Scrambled: letters that a page shows in another order or place than its source has them, put as a reader sees them.

Style turns a text round that stands backwards in the source, and a table shows words of which each letter has a cell of its own.
Filters read neither.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_NODES = 100_000
LEAST_CELLS, LEAST_WORDS, LEAST_LETTERS = 3, 3, 15  # of a word in cells; of a page, which is no calendar then
_OVERRIDES = re.compile(r"(?i)unicode-bidi\s{0,9}:\s{0,9}(?:bidi|isolate)-override")
_RIGHT_TO_LEFT = re.compile(r"(?i)(?<![\w-])direction\s{0,9}:\s{0,9}rtl")
_MAY_TURN = re.compile(r"(?i)-override|<bdo\b")
_CELL = re.compile(r"(?i)<t[dh](?:\s[^<>]{0,300})?>\s{0,20}(?:<[a-z][^<>]{0,200}>\s{0,9}){0,3}[^\W\d_]\s{0,20}</")


_TURNED = re.compile("\u202e([^\u202a-\u202e\n]{1,2000})")


def turned_back(text: str) -> str:
    """`text` with what stands behind a sign that turns letters round (U+202E, in its line) as a reader sees it."""
    return _TURNED.sub(_turned_back, text) if "\u202e" in text else text


def _turned_back(found: re.Match[str]) -> str:
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in found[1]):
        return found[0]
    return f"\u202d{found[1][::-1]}"


def put_right(tree: LexborHTMLParser, html: str, blocks: frozenset[str]) -> tuple[str, ...]:
    """Changes the texts of `tree`, which was parsed from `html`, into what a reader sees; the tricks that were undone: `turned`, `cells`.

    `blocks` are the tags that begin a line. Takes time that grows with the page.
    """
    if tree.body is None:
        return ()
    turned = _MAY_TURN.search(html) is not None and _turn(tree.body, blocks)
    spelled = sum(1 for _ in _CELL.finditer(html)) >= LEAST_LETTERS and _join_cells(tree.body)
    return tuple(name for name, found in (("turned", turned), ("cells", spelled)) if found)


def _turn(body: LexborNode, blocks: frozenset[str]) -> bool:
    """An override holds for the lines of its element, and not for blocks inside it (CSS Writing Modes, section 2.2)."""
    runs: dict[int, list[LexborNode]] = {}
    inside: dict[int, int] = {}
    for count, node in enumerate(body.traverse(include_text=True)):
        if count > MAX_NODES:
            break
        run = inside.get(node.parent.mem_id) if node.parent else None
        if node.tag == "-text":
            if run is not None:
                runs.setdefault(run, []).append(node)
        elif _is_turned(node):
            inside[node.mem_id] = count
        elif run is not None and node.tag not in blocks:
            inside[node.mem_id] = run
    return sum(_reverse(nodes) for nodes in runs.values()) >= LEAST_LETTERS


def _is_turned(node: LexborNode) -> bool:
    if node.tag == "bdo":
        return (node.attributes.get("dir") or "").lower() == "rtl"
    style = node.attributes.get("style") or ""
    return bool(_OVERRIDES.search(style) and _RIGHT_TO_LEFT.search(style))


def _reverse(nodes: list[LexborNode]) -> int:
    """Turns the texts of one run round, and tells how many letters; scripts that run to the left are left as they are."""
    texts = [node.text_content or "" for node in nodes]
    if any(unicodedata.bidirectional(char) in {"R", "AL"} for text in texts for char in text):
        return 0
    for node, text in zip(nodes, reversed(texts), strict=True):
        node.replace_with(text[::-1])
    return sum(char.isalpha() for text in texts for char in text)


def _join_cells(body: LexborNode) -> bool:
    """Puts each row of single letters into one of its cells; whether there were as many as nobody sets up honestly."""
    words = set()
    for row in _rows(body):
        letters = [(node.text_content or "").strip() for cell in row for node in cell]
        if any(len(cell) > 1 for cell in row) or any(len(letter) > 1 for letter in letters):
            continue
        if sum(letter.isalpha() for letter in letters) < LEAST_CELLS:
            continue
        word = "".join((cell[0].text_content or "").strip() if cell else " " for cell in row).strip()
        first, *others = (node for cell in row for node in cell)
        first.replace_with(word)
        for node in others:
            node.replace_with(" ")
        words.add(word)
    return len(words) >= LEAST_WORDS and sum(map(len, words)) >= LEAST_LETTERS


def _rows(body: LexborNode) -> Iterator[list[list[LexborNode]]]:
    """The rows of all tables: for each cell its texts, those of tables inside it left out."""
    rows: dict[int, list[list[LexborNode]]] = {}
    cells: dict[int, list[LexborNode]] = {}
    for count, node in enumerate(body.traverse(include_text=True)):
        if count > MAX_NODES:
            break
        parent = node.parent.mem_id if node.parent else 0
        if node.tag in {"td", "th"}:
            cells[node.mem_id] = []
            rows.setdefault(parent, []).append(cells[node.mem_id])
        elif node.tag == "-text":
            if parent in cells and (node.text_content or "").strip():
                cells[parent].append(node)
        elif parent in cells and node.tag != "table":
            cells[node.mem_id] = cells[parent]
    yield from rows.values()
