"""HTML: the text a reader sees, and each link with the text it shows.

The parser (lexbor) is fast but takes quadratic time on deep nesting; see `analyzers.reading.html` for what is parsed where.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from analyzers.parsers.forms import asks_for
from analyzers.parsers.page_text import BLOCK, MAX_TEXT, both_ends, read_text
from analyzers.parsers.scrambled import put_right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

__all__ = ["BLOCK", "MAX_LINKS", "MAX_TEXT", "Page", "RawLink", "both_ends", "parse", "parse_plain"]

MAX_LINKS = 4_000
MAX_IMAGES, MAX_SCRIPTS, MAX_COMMENTS, MAX_CODE, MAX_SHOWN = 500, 50, 100, 50_000, 2_000
_LEADING = "[href], [action], [formaction], [onclick], iframe[src], frame[src], embed[src], object[data], meta[http-equiv], script"
_IMAGES = "img[src], input[src], [background]"
_NO_PLACE = frozenset({"base", "link"})  # their href is loaded or used, never followed
_REFRESH = re.compile(r"(?i)(?:[;,]\s{0,9}(?:url\s{0,9}=)?|\burl\s{0,9}=)\s{0,9}['\"]?([^'\">]+)")
MAX_LOGO = 200
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

    What its style hides stands behind the rest, so that nothing is torn apart by it, and once more in `hidden`. Of a long text
    both ends are kept.
    `base` is its `<base href>`; `lost` says why it could not be parsed (`html-too-long`, …). `tricks` tell how its letters were
    scrambled (`analyzers.parsers.scrambled`; `split` by what is hidden). `logo` is what stands in the place of the first picture
    that has such a text. `asks` is what its fields ask for (`analyzers.parsers.forms`).
    """

    text: str = ""
    loose: str = ""
    links: tuple[RawLink, ...] = ()
    base: str | None = None
    lost: str | None = None
    hidden: str = ""
    tricks: tuple[str, ...] = ()
    logo: str = ""
    asks: str = ""


def parse_plain(html: str) -> dict[str, Any]:
    """The page as plain values, for the parse worker."""
    return asdict(parse(html))


def parse(html: str) -> Page:
    """Parses `html` here and now."""
    tree = LexborHTMLParser(html)
    base = tree.css_first("base[href]")
    tricks = put_right(tree, html, BLOCK)
    found = read_text(tree)  # before the links, from whose texts it takes what is hidden
    links = list(_links(tree))
    if "[if" in html:
        others = [link for part in _for_outlook(html) for link in _links(LexborHTMLParser(part))]
        links[MAX_LINKS // 2 : MAX_LINKS // 2] = others[: MAX_LINKS // 2]
    images = [RawLink(_image(node), None, "image") for node in tree.css(_IMAGES)[:MAX_IMAGES]]
    return Page(
        found.text,
        found.loose,
        (*links[:MAX_LINKS], *images),
        base.attributes.get("href") if base else None,
        None,
        found.hidden,
        (*tricks, *(("split",) if found.split else ())),
        _logo(tree),
        asks_for(tree),
    )


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
