"""The text of a page in reading order: what a reader sees, what stands in no anchor, and what style hides."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzers.parsers.scrambled import turned_back
from analyzers.parsers.styles import Look, Styles, read_sheets

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_TEXT, MAX_NODES, MAX_SHEETS = 200_000, 100_000, 50
_BLOCKS = """address article blockquote br caption center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li ol p
    pre section table td th tr ul"""
BLOCK = frozenset(_BLOCKS.split())
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_BREAK = "\x00"  # a parser gives no such character, so that it can stand for the end of a line
_FILLING = 40  # letters: hidden between two letters, so that filters read another word
LEAST_SPLIT = 5  # words that are split so
_PLAIN = Look()


def both_ends(text: str, size: int = MAX_TEXT) -> str:
    """`text`, of which the middle is left out when it is longer than `size`: filling pushes nothing out at the end."""
    return text if len(text) <= size else f"{text[: size // 2]}\n{text[-(size // 2) + 1 :]}"


@dataclass(frozen=True, slots=True)
class PageText:
    """`text` is what is seen, then what is `hidden`; `loose` is all of it outside anchors. `split`: whether what is hidden splits words."""

    text: str = ""
    loose: str = ""
    hidden: str = ""
    split: bool = False


def read_text(tree: LexborHTMLParser) -> PageText:
    """The text of `tree`. From its anchors what is hidden is taken away, since it is no part of what they show."""
    if tree.body is None:
        return PageText()
    sheets = [node.text() or "" for node in tree.css("style")[:MAX_SHEETS]]
    walk = _Walk(tree.body.mem_id, read_sheets(sheets))
    for count, node in enumerate(tree.body.traverse(include_text=True)):
        if count > MAX_NODES:
            walk.seen.add(_BREAK + (tree.body.text() or "")[-MAX_TEXT:], walk.root)
            break
        walk.take(node)
    for node in walk.concealed:
        node.replace_with("")
    hidden = both_ends(walk.behind.text, MAX_TEXT // 2)
    seen = both_ends(walk.seen.text, MAX_TEXT - len(hidden))
    loose = both_ends(walk.loose.text)
    return PageText("\n".join(filter(None, (seen, hidden))), loose, hidden, walk.split >= LEAST_SPLIT)


class _Lines:
    """Pieces of text; those of different blocks stand on different lines."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._block = 0

    def add(self, piece: str, block: int) -> None:
        """The next piece, which stands in `block`."""
        if block != self._block:
            self._pieces.append(_BREAK)
            self._block = block
        self._pieces.append(piece)

    def in_word(self, block: int) -> bool:
        """Whether the last piece stands in `block` too and ends with a letter."""
        return block == self._block and bool(self._pieces) and self._pieces[-1][-1:].isalnum()

    @property
    def text(self) -> str:
        """White space as one space, each break as one line end."""
        joined = re.sub(r"[^\S\x00]+", " ", "".join(self._pieces))
        return turned_back(re.sub(r" ?\x00[ \x00]*", "\n", joined).strip())


@dataclass(slots=True)
class _Walk:
    """One way through a page. Words stay whole across inline tags; blocks stand apart."""

    root: int
    styles: Styles
    looks: dict[int, Look] = field(default_factory=dict)
    blocks: dict[int, int] = field(default_factory=dict)
    anchors: set[int] = field(default_factory=set)
    unseen: set[int] = field(default_factory=set)
    concealed: list[LexborNode] = field(default_factory=list)
    seen: _Lines = field(default_factory=_Lines)
    loose: _Lines = field(default_factory=_Lines)
    behind: _Lines = field(default_factory=_Lines)
    split: int = 0
    _splits: bool = False

    def take(self, node: LexborNode) -> None:
        """The next node."""
        parent = node.parent
        inside = parent.mem_id if parent else self.root
        block = self.blocks.get(inside, self.root)
        tag = node.tag or ""
        if tag == "-text":
            if inside not in self.unseen:
                self._read(node, inside, block)
            return
        own = node.mem_id
        self.blocks[own] = own if tag in BLOCK else block
        self.looks[own] = self.styles.look(tag, node.attributes, self.looks.get(inside, _PLAIN), (own, inside))
        if tag in _UNSEEN:
            self.unseen.add(own)
        elif tag == "a" or inside in self.anchors:
            self.anchors.add(own)
        elif tag in {"br", "hr"}:
            self.seen.add(_BREAK, block)
            self.loose.add(_BREAK, block)

    def _read(self, node: LexborNode, inside: int, block: int) -> None:
        piece = node.text_content or ""
        look, anchored = self.looks.get(inside, _PLAIN), inside in self.anchors
        # The ground of a button may be painted by what is not read here: on that of the page alone its words are not lost.
        hidden = look.hides or look.shrinks or (look.blends and not (anchored and look.page))
        self.loose.add(_BREAK if anchored else piece, block)
        if hidden:
            self._splits = 0 < len(piece.strip()) <= _FILLING and self.seen.in_word(block)
            self.behind.add(piece, block)
            if anchored:
                self.concealed.append(node)
            return
        self.split += self._splits and piece[:1].isalnum() and self.seen.in_word(block)
        self._splits = False
        self.seen.add(piece, block)
