"""Pages: what a mail says, a page for each language, as plain text and as the simplest HTML. Nothing in it is a link.

Outlook, Gmail and phones make links of whatever looks like an address, so nothing may look like one. What a stranger wrote came
through `bot.stranger`, which breaks a name at its end; here it is broken at every dot, for `shop.co[.]jp` begins with a name, too.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from analyzers.links.defang import defang
from bot.mailbox.wrapping import wrap
from bot.stranger import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Kind = Literal["verdict", "say", "title", "item", "step", "small"]
MAX_LINE: Final = 2_000  # characters
_BETWEEN: Final = "-" * 40
_BEFORE: Final[dict[Kind, tuple[str, str]]] = {
    "title": ("■ ", "   "),
    "item": ("・", "  "),
    "step": ("    - ", "      "),
}
_NAME: Final = re.compile(r"[\w.-]+\[\.\][\w.\[\]-]*")  # one that is broken somewhere
_DOT: Final = re.compile(r"(?<!\[)\.(?=[\w-])")  # not the one that ends a sentence
_LISTS: Final = ("item", "step")
_FONT: Final = "font-family:'Yu Gothic UI',Meiryo,'Segoe UI',sans-serif;font-size:11pt;line-height:1.6"
_HEAD: Final = (
    '<meta charset="utf-8"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">'
)
_TAGS: Final[dict[Kind, tuple[str, str]]] = {
    "verdict": ('<p style="font-size:14pt;font-weight:bold;margin:1em 0 0">', "</p>"),
    "say": ('<p style="margin:0.3em 0">', "</p>"),
    "title": ('<p style="font-weight:bold;margin:1em 0 0.2em">', "</p>"),
    "item": ("<li>", "</li>"),
    "step": ("<li>", "</li>"),
    "small": ('<p style="color:#555555;font-size:9pt;margin:0.2em 0">', "</p>"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one item of a list; a `step` is an item below the item before it."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that is said in one language."""

    language: str
    lines: Sequence[Line]


def as_text(pages: Sequence[Page]) -> str:
    """For whoever reads no HTML; lines end with LF."""
    return f"\n\n{_BETWEEN}\n\n".join(_text(page) for page in pages) + "\n"


def _text(page: Page) -> str:
    out: list[str] = []
    before: Kind | None = None
    for line in page.lines:
        gap = line.kind in {"verdict", "title"} or (line.kind == "small" and before != "small")
        gap = gap or (line.kind == "say" and before not in {None, "say", "verdict"})
        first, rest = _BEFORE.get(line.kind, ("", ""))
        out += ([""] if gap and out else []) + [wrap(_shown(line), first=first, rest=rest)]
        before = line.kind
    return "\n".join(out)


def as_html(pages: Sequence[Page]) -> str:
    """The same, without a link, a picture or a script."""
    divs = [f'<div lang="{html.escape(page.language)}">\n{_html(page)}\n</div>' for page in pages]
    body = "\n<hr>\n".join(divs)
    return f'<!DOCTYPE html>\n<html><head>{_HEAD}</head>\n<body style="{_FONT}">\n{body}\n</body></html>\n'


def _html(page: Page) -> str:
    out: list[str] = []
    for listed, group in groupby(page.lines, key=lambda line: line.kind in _LISTS):
        lines = list(group)
        out.append(_list(lines) if listed else "\n".join(map(_tagged, lines)))
    return "\n".join(out)


def _list(lines: Iterable[Line]) -> str:
    """Steps are a list of their own within the item that they belong to, or by themselves."""
    rows: list[str] = []
    for kind, group in groupby(lines, key=lambda line: line.kind):
        made = "\n".join(map(_tagged, group))
        if kind == "item":
            rows.append(made)
        elif rows:
            rows[-1] = rows[-1].removesuffix("</li>") + f"\n<ul>\n{made}\n</ul></li>"
        else:
            rows.append(made)
    return '<ul style="margin:0.2em 0 1em">\n' + "\n".join(rows) + "\n</ul>"


def _tagged(line: Line) -> str:
    opening, closing = _TAGS[line.kind]
    return opening + html.escape(_shown(line)) + closing


def _shown(line: Line) -> str:
    """File names stay as they were tamed; the small print is our own and names those who want to be credited."""
    text = shorten(line.text, MAX_LINE)
    return broken(defang(text) if line.kind == "small" else text)


def broken(text: str) -> str:
    """`text` with a bracket at every dot of a name: of `shop.co[.]jp` a mail program would make a link to `shop.co`."""
    return _NAME.sub(lambda name: _DOT.sub("[.]", name[0]), text)
