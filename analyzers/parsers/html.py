"""HTML: the text a reader sees, and each link with the text it shows.

The parser (lexbor) is fast but takes quadratic time on deep nesting; see `analyzers.reading.html` for what is parsed where.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_TEXT, MAX_NODES, MAX_LINKS = 200_000, 60_000, 4_000
BLOCK = {
    "address",
    "article",
    "blockquote",
    "br",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "footer",
    "form",
} | {
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    )
}
_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "-comment", "_comment"}
_LINKING = "a[href], area[href], form[action], meta[http-equiv], iframe[src]"


@dataclass(frozen=True, slots=True)
class RawLink:
    """An address as the markup holds it, the text shown for it, and what kind of markup it is."""

    href: str
    shown: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a body shows: all its `text`, and what of it stands in no anchor (`loose`), where an address is a link of its own.

    `base` is its `<base href>`; `lost` says why it could not be parsed (`html-too-long`, …).
    """

    text: str = ""
    loose: str = ""
    links: tuple[RawLink, ...] = ()
    base: str | None = None
    lost: str | None = None


def parse_plain(html: str) -> dict[str, Any]:
    """The page as plain values, for the parse worker."""
    return asdict(parse(html))


def parse(html: str) -> Page:
    """Parses `html` here and now."""
    tree = LexborHTMLParser(html)
    base = tree.css_first("base[href]")
    links = [link for node in tree.css(_LINKING)[:MAX_LINKS] for link in _links_of(node)]
    text, loose = _visible(tree.body) if tree.body else ("", "")
    return Page(text, loose, tuple(links), base.attributes.get("href") if base else None)


def _links_of(node: LexborNode) -> list[RawLink]:
    seen = node.attributes
    if node.tag in {"a", "area"}:
        shown = " ".join(node.text().split())[:2000] if node.tag == "a" else seen.get("alt")
        return [RawLink(seen.get("href") or "", shown or None, "anchor" if node.tag == "a" else "area")]
    if node.tag == "meta":
        target = re.search(r"(?i)url\s*=\s*['\"]?([^'\">]+)", seen.get("content") or "")
        return (
            [RawLink(target[1], None, "meta-refresh")]
            if target and (seen.get("http-equiv") or "").lower() == "refresh"
            else []
        )
    return [RawLink(seen.get("action") or seen.get("src") or "", None, "form" if node.tag == "form" else "frame")]


def _visible(body: LexborNode) -> tuple[str, str]:
    """The text in reading order, and the part of it outside anchors. Words stay whole across inline tags; blocks stand apart."""
    seen, loose = _Lines(), _Lines()
    blocks, anchors = {body.mem_id: body.mem_id}, set[int]()
    for count, node in enumerate(body.traverse(include_text=True)):
        if count > MAX_NODES or seen.size > MAX_TEXT:
            break
        inside = node.parent.mem_id if node.parent else body.mem_id
        block = blocks.get(inside, body.mem_id)
        if node.tag == "-text":
            if not (node.parent and node.parent.tag in _UNSEEN):
                piece = re.sub(r"\s+", " ", node.text_content or "")
                seen.add(piece, block)
                loose.add("\n" if inside in anchors else piece, block)
            continue
        blocks[node.mem_id] = node.mem_id if node.tag in BLOCK else block
        if node.tag == "a" or inside in anchors:
            anchors.add(node.mem_id)
        if node.tag in {"br", "hr"}:
            seen.add("\n", block)
            loose.add("\n", block)
    return seen.text, loose.text


class _Lines:
    """Pieces of text; those of different blocks stand on different lines."""

    def __init__(self) -> None:
        self.size = 0
        self._pieces: list[str] = []
        self._block = 0

    def add(self, piece: str, block: int) -> None:
        if block != self._block:
            self._pieces.append("\n")
            self._block = block
        self._pieces.append(piece)
        self.size += len(piece)

    @property
    def text(self) -> str:
        return re.sub(r" *\n[ \n]*", "\n", "".join(self._pieces)).strip()[:MAX_TEXT]
