"""HTML bodies: parsed here when they are small and shallow, else in the parse worker, else by pattern.

A linear scan decides, since deep nesting costs the parser quadratic time.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from analyzers.parsers.forms import asks_in
from analyzers.parsers.html import BLOCK, MAX_LINKS, MAX_TEXT, Page, RawLink, both_ends, parse
from analyzers.worker import WorkerFailed

if TYPE_CHECKING:
    from analyzers.worker import Budget

MAX_HTML = 3_000_000  # characters; of more the middle is left out, and that is said
IN_PROCESS_SIZE, IN_PROCESS_DEPTH, IN_PROCESS_COPIES = 400_000, 200, 200_000
IN_PROCESS_WORDS = (
    12_000  # a tag with more attributes takes quadratic time, and only a parser can tell where a tag ends
)
_HREF = re.compile(
    r"(?i)\b(?:href|action|formaction)\s{0,9}=\s{0,9}(?:\"([^\"]{1,2000})|'([^']{1,2000})|([^\"'\s>]{1,2000}))"
)
_TEMPLATE = re.compile(r"(?i)<(/?)template\b")
_SWALLOWS = re.compile(r"(?i)<(?:title|style|textarea|xmp)\b")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ALONE = "br img input hr meta link area base col wbr source p li td tr th option"
_FLAT = frozenset(_ALONE.split())
_LETTERS = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}


def read_html(html: str, budget: Budget) -> Page:
    """The text and links of `html`. Never raises, and takes no longer than the budget of the mail allows."""
    if len(html) <= MAX_HTML:
        return _read(html, budget)
    head, tail = _read(html[: MAX_HTML // 2], budget), _read(html[-MAX_HTML // 2 :], budget)
    return Page(
        text=both_ends(f"{head.text}\n{tail.text}"),
        loose=both_ends(f"{head.loose}\n{tail.loose}"),
        links=(*head.links, *tail.links),
        base=head.base or tail.base,
        lost=head.lost or tail.lost or "html-too-long",
        hidden=both_ends(f"{head.hidden}\n{tail.hidden}").strip(),
        tricks=tuple(dict.fromkeys((*head.tricks, *tail.tricks))),
        logo=head.logo or tail.logo,
        asks=head.asks or tail.asks,
    )


def _read(html: str, budget: Budget) -> Page:
    cut = html.replace("\x00", "")
    if "template" in cut.lower():  # a browser shows nothing of one, and Outlook all
        cut = _TEMPLATE.sub(r"<\1div", cut)
    page = parse(cut) if is_harmless(cut) else _in_worker(cut, budget)
    # A title or style that is never closed swallows the page, in a browser; other programs show it.
    swallowed = not page.text and not page.links and _SWALLOWS.search(cut) and _HREF.search(cut)
    return by_pattern(cut) if swallowed else page


def is_harmless(html: str) -> bool:
    """Whether `html` is small and shallow, told in one pass.

    Tags that set letters and are left open are opened again in every following block, so blocks are counted against them.
    """
    if len(html) > IN_PROCESS_SIZE or sum(map(html.count, " \n\t\r\f/")) > IN_PROCESS_WORDS:
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
        blocks += name in BLOCK
        depth = max(0, depth + step)
        deepest = max(deepest, depth)
    return deepest <= IN_PROCESS_DEPTH and letters * blocks <= IN_PROCESS_COPIES


def _in_worker(html: str, budget: Budget) -> Page:
    """Parses in the worker; when that fails, addresses are still found by pattern."""
    try:
        found = budget.call("analyzers.parsers.html:parse_plain", html.encode("utf-8", "replace").decode())
        return Page(
            found["text"],
            found["loose"],
            tuple(RawLink(**link) for link in found["links"]),
            found["base"],
            None,
            found["hidden"],
            tuple(found["tricks"]),
            found["logo"],
            found["asks"],
        )
    except WorkerFailed:
        return by_pattern(html)


def by_pattern(html: str) -> Page:
    """Last resort for hostile markup: hrefs and tag-free text by linear patterns, and the loss is said."""
    links = tuple(
        RawLink(unescape(href[1] or href[2] or href[3]), None, "anchor")
        for href in islice(_HREF.finditer(html), MAX_LINKS)
    )
    text = both_ends(unescape(re.sub(r"<[^<>]{0,5000}>", " ", both_ends(html, MAX_TEXT * 2))))
    return Page(text, text, links, None, "html-unreadable", asks=asks_in(html))
