"""HTML bodies: the text a reader sees, and each link with the text it shows.

The parser (lexbor) is fast but takes quadratic time on deep nesting, so a linear scan first decides whether a body is small
and shallow enough for this process; anything else is parsed in a child that is killed when it takes too long.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_HTML = 3_000_000  # characters; what stands behind is cut, and said
IN_PROCESS_SIZE, IN_PROCESS_DEPTH, IN_PROCESS_COPIES = 400_000, 200, 200_000
WORKER_SECONDS = 3.0
MAX_TEXT, MAX_NODES, MAX_LINKS = 200_000, 60_000, 4_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_FLAT = {
    "br",
    "img",
    "input",
    "hr",
    "meta",
    "link",
    "area",
    "base",
    "col",
    "wbr",
    "source",
    "p",
    "li",
    "td",
    "tr",
    "th",
    "option",
}
_BLOCK = {
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
_LETTERS = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
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


def read_html(html: str, *, may_wait: bool = True) -> Page:
    """The text and links of `html`. Never raises, and never takes longer than `WORKER_SECONDS` and a little.

    Without `may_wait` no child is started: what is not harmless is read by pattern.
    """
    cut = html[:MAX_HTML].replace("\x00", "")
    in_child = _in_child if may_wait else by_pattern
    page = parse(cut) if is_harmless(cut) else in_child(cut)
    return replace(page, lost="html-too-long") if len(html) > MAX_HTML and not page.lost else page


def is_harmless(html: str) -> bool:
    """Whether `html` is small and shallow, told in one pass.

    Tags that set letters and are left open are opened again in every following block, so blocks are counted against them.
    """
    if len(html) > IN_PROCESS_SIZE:
        return False
    depth = deepest = blocks = letters = 0
    for closing, written in _TAG.findall(html):
        name = written.lower()
        step = -1 if closing else 1
        if name in _LETTERS:
            letters = max(0, letters + step)
        elif name in _FLAT:
            blocks += 1
            continue
        blocks += name in _BLOCK
        depth = max(0, depth + step)
        deepest = max(deepest, depth)
    return deepest <= IN_PROCESS_DEPTH and letters * blocks <= IN_PROCESS_COPIES


def parse(html: str) -> Page:
    """Parses `html` here and now; for bodies that are known to be harmless, and for the child process."""
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
        blocks[node.mem_id] = node.mem_id if node.tag in _BLOCK else block
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


def _in_child(html: str) -> Page:
    """Parses in a process with limits on memory and time; when it is killed, addresses are still found by pattern."""
    command = [sys.executable, "-I", "-c", _CHILD, *sys.path]
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and our own text
            command, input=html.encode("utf-8", "replace"), capture_output=True, timeout=WORKER_SECONDS, check=True
        )
        found = json.loads(done.stdout)
        return Page(found["text"], found["loose"], tuple(RawLink(*link) for link in found["links"]), found["base"])
    except (subprocess.SubprocessError, OSError, ValueError, KeyError):
        return by_pattern(html)


def by_pattern(html: str) -> Page:
    """Last resort for hostile markup: hrefs and tag-free text by linear patterns, and the loss is said."""
    hrefs = re.findall(r"(?i)\bhref\s*=\s*(?:\"([^\"]{1,2000})|'([^']{1,2000})|([^\"'\s>]{1,2000}))", html)[:MAX_LINKS]
    links = tuple(RawLink(unescape("".join(href)), None, "anchor") for href in hrefs)
    text = unescape(re.sub(r"<[^<>]{0,5000}>", " ", html[: MAX_TEXT * 2]))[:MAX_TEXT]
    return Page(text, text, links, None, "html-unreadable")


_CHILD = """
import resource, sys
sys.path[:] = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_AS, (768 << 20, 768 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (3, 3))
from analyzers.reading.html import child_main
child_main()
"""


def child_main() -> None:
    """The child's side of `_in_child`: HTML on standard input, JSON on standard output."""
    page = parse(sys.stdin.buffer.read().decode("utf-8", "replace"))
    links = [[link.href, link.shown, link.kind] for link in page.links]
    sys.stdout.write(json.dumps({"text": page.text, "loose": page.loose, "links": links, "base": page.base}))
