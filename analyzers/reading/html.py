"""HTML bodies: the text a reader sees, and each link with the text it shows.

The parser (lexbor) is fast but takes quadratic time on deep nesting, so a linear scan first decides whether a body is small
and shallow enough for this process; anything else is parsed in a child that is killed when it takes too long.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_HTML = 3_000_000  # characters; what stands behind is cut, and said
IN_PROCESS_SIZE, IN_PROCESS_DEPTH = 400_000, 200
WORKER_SECONDS = 3.0
MAX_TEXT, MAX_NODES, MAX_LINKS = 200_000, 60_000, 4_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_FLAT = {"br", "img", "input", "hr", "meta", "link", "area", "base", "col", "wbr", "source", "p", "li", "td", "tr", "th", "option"}
_BLOCK = {"address", "article", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form"} | {
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul")
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
    """What a body shows. `base` is its `<base href>`; `lost` says why it could not be parsed (`html-too-long`, …)."""

    text: str = ""
    links: tuple[RawLink, ...] = ()
    base: str | None = None
    lost: str | None = None


def read_html(html: str) -> Page:
    """The text and links of `html`. Never raises and never takes longer than `WORKER_SECONDS` and a little."""
    cut = html[:MAX_HTML].replace("\x00", "")
    page = parse(cut) if len(cut) <= IN_PROCESS_SIZE and _depth(cut) <= IN_PROCESS_DEPTH else _in_child(cut)
    if len(html) > MAX_HTML and not page.lost:
        return Page(page.text, page.links, page.base, "html-too-long")
    return page


def _depth(html: str) -> int:
    """An upper bound of the nesting depth, in one pass."""
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        if name.lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def parse(html: str) -> Page:
    """Parses `html` here and now; for bodies that are known to be harmless, and for the child process."""
    tree = LexborHTMLParser(html)
    base = tree.css_first("base[href]")
    links = [link for node in tree.css(_LINKING)[:MAX_LINKS] for link in _links_of(node)]
    text = _visible(tree.body) if tree.body else ""
    return Page(text, tuple(links), base.attributes.get("href") if base else None)


def _links_of(node: LexborNode) -> list[RawLink]:
    seen = node.attributes
    if node.tag in {"a", "area"}:
        shown = " ".join(node.text().split())[:2000] if node.tag == "a" else seen.get("alt")
        return [RawLink(seen.get("href") or "", shown or None, "anchor" if node.tag == "a" else "area")]
    if node.tag == "meta":
        target = re.search(r"(?i)url\s*=\s*['\"]?([^'\">]+)", seen.get("content") or "")
        return [RawLink(target[1], None, "meta-refresh")] if target and (seen.get("http-equiv") or "").lower() == "refresh" else []
    return [RawLink(seen.get("action") or seen.get("src") or "", None, "form" if node.tag == "form" else "frame")]


def _visible(body: LexborNode) -> str:
    """The text in reading order; words stay whole across inline tags, blocks stand on lines of their own."""
    out: list[str] = []
    size = 0
    for count, node in enumerate(body.traverse(include_text=True)):
        if count > MAX_NODES or size > MAX_TEXT:
            break
        if node.tag in _BLOCK:
            out.append("\n")
        elif node.tag == "-text" and not (node.parent and node.parent.tag in _UNSEEN):
            piece = re.sub(r"\s+", " ", node.text_content or "")
            out.append(piece)
            size += len(piece)
    return re.sub(r" *\n[ \n]*", "\n", "".join(out)).strip()[:MAX_TEXT]


def _in_child(html: str) -> Page:
    """Parses in a process with limits on memory and time; when it is killed, addresses are still found by pattern."""
    command = [sys.executable, "-I", "-c", _CHILD, *sys.path]
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and our own text
            command, input=html.encode("utf-8", "replace"), capture_output=True, timeout=WORKER_SECONDS, check=True
        )
        found = json.loads(done.stdout)
        return Page(found["text"], tuple(RawLink(*link) for link in found["links"]), found["base"])
    except (subprocess.SubprocessError, OSError, ValueError, KeyError):
        return by_pattern(html)


def by_pattern(html: str) -> Page:
    """Last resort for hostile markup: hrefs and tag-free text by linear patterns, and the loss is said."""
    hrefs = re.findall(r"(?i)\bhref\s*=\s*[\"']?([^\"'\s>]{1,2000})", html)[:MAX_LINKS]
    text = re.sub(r"<[^<>]{0,5000}>", " ", html[: MAX_TEXT * 2])
    return Page(text[:MAX_TEXT], tuple(RawLink(href, None, "anchor") for href in hrefs), None, "html-unreadable")


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
    sys.stdout.write(json.dumps({"text": page.text, "links": links, "base": page.base}))
