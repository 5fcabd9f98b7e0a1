"""HTML: the text a reader sees, and each link with the text it shows.

The parser (lexbor) is fast but takes quadratic time on deep nesting; see `analyzers.reading.html` for what is parsed where.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from analyzers.parsers.scrambled import put_right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

MAX_TEXT, MAX_NODES, MAX_LINKS = 200_000, 100_000, 4_000
MAX_IMAGES, MAX_SCRIPTS, MAX_COMMENTS, MAX_CODE, MAX_SHOWN = 500, 50, 100, 50_000, 2_000
_BLOCKS = """address article blockquote br caption center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li ol p
    pre section table td th tr ul"""
BLOCK = frozenset(_BLOCKS.split())
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
_LEADING = "[href], [action], [formaction], [onclick], iframe[src], frame[src], embed[src], object[data], meta[http-equiv], script"
_IMAGES = "img[src], input[src], [background]"
_NO_PLACE = frozenset({"base", "link"})  # their href is loaded or used, never followed
_REFRESH = re.compile(r"(?i)(?:[;,]\s{0,9}(?:url\s{0,9}=)?|\burl\s{0,9}=)\s{0,9}['\"]?([^'\">]+)")
_HIDES = re.compile(
    r"(?i)display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|\bopacity\s{0,9}:\s{0,9}0(?![\d.])|max-height\s{0,9}:\s{0,9}[01](?:px)?(?![\d.%])|text-indent\s{0,9}:\s{0,9}-\d{3}"
)
_SHRINKS = re.compile(r"(?i)font-size\s{0,9}:\s{0,9}(?:0(?![\d.])|1px)")
_SIZES = re.compile(r"(?i)font-size")
MAX_HIDDEN, MAX_LOGO = 5_000, 200
_KINDS = {"form": "form", "iframe": "frame", "frame": "frame", "embed": "frame", "object": "frame", "area": "area"}


@dataclass(frozen=True, slots=True)
class RawLink:
    """An address as the markup holds it, the text shown for it, and what kind of markup it is; a `script` is the code itself.

    `pictured`: a picture is shown, and the text is what stands in its place.
    """

    href: str
    shown: str | None
    kind: str
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a body shows: all its `text`, and what of it stands in no anchor (`loose`), where an address is a link of its own.

    What its own style hides stands behind the rest, so that nothing is torn apart by it, and once more in `hidden`. Of a long text
    both ends are kept.
    `base` is its `<base href>`; `lost` says why it could not be parsed (`html-too-long`, …). `tricks` tell how its letters were
    scrambled (`analyzers.parsers.scrambled`). `logo` is what stands in the place of the first picture that has such a text.
    """

    text: str = ""
    loose: str = ""
    links: tuple[RawLink, ...] = ()
    base: str | None = None
    lost: str | None = None
    hidden: str = ""
    tricks: tuple[str, ...] = ()
    logo: str = ""


def parse_plain(html: str) -> dict[str, Any]:
    """The page as plain values, for the parse worker."""
    return asdict(parse(html))


def parse(html: str) -> Page:
    """Parses `html` here and now."""
    tree = LexborHTMLParser(html)
    base = tree.css_first("base[href]")
    tricks = put_right(tree, html, BLOCK)
    veils = _veils(tree) if _HIDES.search(html) or _SHRINKS.search(html) else {}
    links = list(_links(tree))
    if "[if" in html:
        others = [link for part in _for_outlook(html) for link in _links(LexborHTMLParser(part))]
        links[MAX_LINKS // 2 : MAX_LINKS // 2] = others[: MAX_LINKS // 2]
    text, loose, behind = _visible(tree.body, veils) if tree.body else ("", "", "")
    images = [RawLink(_image(node), None, "image") for node in tree.css(_IMAGES)[:MAX_IMAGES]]
    found = (*links[:MAX_LINKS], *images)
    return Page(text, loose, found, base.attributes.get("href") if base else None, None, behind, tricks, _logo(tree))


def both_ends(text: str, size: int = MAX_TEXT) -> str:
    """`text`, of which the middle is left out when it is longer than `size`: filling pushes nothing out at the end."""
    return text if len(text) <= size else f"{text[: size // 2]}\n{text[-(size // 2) + 1 :]}"


def _veils(tree: LexborHTMLParser) -> dict[int, str]:
    """How the elements' own style hides them: `hides`, `shrinks` until it `sizes` letters again.

    Within an anchor what is hidden is taken away, since it is no part of what the anchor shows.
    """
    for node in tree.css("a [style]")[:MAX_HIDDEN]:
        if _veil(node) in {"hides", "shrinks"}:
            node.decompose(recursive=False)
    styled = tree.css("body [style]")[:MAX_HIDDEN]
    return {node.mem_id: veil for node in styled if (veil := _veil(node))}


def _veil(node: LexborNode) -> str | None:
    style = node.attributes.get("style") or ""
    if _HIDES.search(style):
        return "hides"
    if _SHRINKS.search(style):
        return "shrinks"
    return "sizes" if _SIZES.search(style) else None


def _for_outlook(html: str) -> Iterator[str]:
    """What stands in conditional comments, which Outlook shows and others do not, a hundred with links at most.

    Each is parsed by itself: joined, they could nest more deeply than the whole.
    """
    at, left = html.find("<!--[if"), MAX_COMMENTS
    while at >= 0 and left:
        begin = html.find("]>", at) + 2
        end = html.find("<![endif]-->", at)
        if begin < 2 or end < 0:
            return
        if not html.startswith("<!", begin) and re.search(r"(?i)\b(?:href|action)", html[begin:end]):
            left -= 1
            yield html[begin:end]
        at = html.find("<!--[if", max(end, begin))


def _links(tree: LexborHTMLParser) -> Iterator[RawLink]:
    scripts = 0
    leading = tree.css(_LEADING)
    if len(leading) > MAX_LINKS:
        leading = [*leading[: MAX_LINKS // 2], *leading[-MAX_LINKS // 2 :]]
    for node in leading:
        seen = node.attributes
        if node.tag == "script" or seen.get("onclick"):
            scripts += 1
            code = node.text() if node.tag == "script" else seen.get("onclick")
            if code and scripts <= MAX_SCRIPTS:
                yield RawLink(code[:MAX_CODE], _shown(node) if node.tag != "script" else None, "script")
        yield from _links_of(node, seen)


def _links_of(node: LexborNode, seen: dict[str, str | None]) -> Iterator[RawLink]:
    if node.tag == "meta":
        target = _REFRESH.search(seen.get("content") or "")
        if target and (seen.get("http-equiv") or "").strip().lower() == "refresh":
            yield RawLink(target[1], None, "meta-refresh")
        return
    kind = _KINDS.get(node.tag or "", "anchor")
    href = seen.get("href") or seen.get("xlink:href")
    if href and node.tag not in _NO_PLACE:
        shown = _shown(node)
        yield RawLink(href, shown or _in_its_place(node), kind, pictured=not shown)
    for name in ("action", "formaction"):
        if target_of_form := seen.get(name):
            yield RawLink(target_of_form, _shown(node) or seen.get("value") if name == "formaction" else None, "form")
    if kind == "frame":
        yield RawLink(seen.get("src") or seen.get("data") or "", None, kind)


def _shown(node: LexborNode) -> str | None:
    return " ".join(node.text().split())[:MAX_SHOWN] or None


def _in_its_place(node: LexborNode) -> str | None:
    """What is said of the pictures in a node, or of an area of one."""
    said = [node.attributes.get("alt"), *(image.attributes.get("alt") for image in node.css("img[alt]")[:20])]
    return " ".join(" ".join(text for text in said if text).split())[:MAX_SHOWN] or None


def _logo(tree: LexborHTMLParser) -> str:
    said = (" ".join((image.attributes.get("alt") or "").split()) for image in tree.css("img[alt]")[:20])
    return next((text for text in said if text), "")[:MAX_LOGO]


def _image(node: LexborNode) -> str:
    return node.attributes.get("src") or node.attributes.get("background") or ""


def _visible(body: LexborNode, veils: dict[int, str]) -> tuple[str, str, str]:
    """The text in reading order, the part of it outside anchors, and the hidden part. Words stay whole across inline tags; blocks stand apart."""
    seen, loose, behind = _Lines(), _Lines(), _Lines()
    root = body.mem_id
    blocks, anchors, unseen, veiled = {root: root}, set[int](), set[int](), dict[int, str]()
    for count, node in enumerate(body.traverse(include_text=True)):
        if count > MAX_NODES:
            seen.add(_BREAK + (body.text() or "")[-MAX_TEXT:], root)
            break
        tag, parent = node.tag, node.parent
        inside = parent.mem_id if parent else root
        block = blocks.get(inside, root)
        if tag == "-text":
            if inside not in unseen:
                piece = node.text_content or ""
                (behind if inside in veiled else seen).add(piece, block)
                loose.add(_BREAK if inside in anchors else piece, block)
            continue
        own = node.mem_id
        blocks[own] = own if tag in BLOCK else block
        veil = veils.get(own)
        if veiled.get(inside) == "hides" or (inside in veiled and veil is None):
            veiled[own] = veiled[inside]
        elif veil in {"hides", "shrinks"}:
            veiled[own] = veil
        if tag in _UNSEEN:
            unseen.add(own)
        elif tag == "a" or inside in anchors:
            anchors.add(own)
        elif tag in {"br", "hr"}:
            seen.add(_BREAK, block)
            loose.add(_BREAK, block)
    return both_ends("\n".join(filter(None, (seen.text, behind.text)))), both_ends(loose.text), both_ends(behind.text)


_BREAK = "\x00"  # a parser gives no such character, so that it can stand for the end of a line


class _Lines:
    """Pieces of text; those of different blocks stand on different lines."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._block = 0

    def add(self, piece: str, block: int) -> None:
        if block != self._block:
            self._pieces.append(_BREAK)
            self._block = block
        self._pieces.append(piece)

    @property
    def text(self) -> str:
        """White space as one space, each break as one line end."""
        joined = re.sub(r"[^\S\x00]+", " ", "".join(self._pieces))
        return re.sub(r" ?\x00[ \x00]*", "\n", joined).strip()
