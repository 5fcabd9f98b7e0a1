"""Bodies: collects what the parts of one mail show, and what was lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzers.links.url import links_in_text, make_link
from analyzers.message import Loss
from analyzers.reading.charsets import REPLACEMENT
from analyzers.reading.html import read_html
from analyzers.worker import Budget

if TYPE_CHECKING:
    from analyzers.links import Link

MAX_LINKS, MAX_TEXT = 300, 200_000


class Bodies:
    """Text and links of one mail in the order of its parts; a link that stands in several parts is kept once."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._links: dict[tuple[str, str | None], Link] = {}
        self._losses: dict[tuple[str, str], Loss] = {}
        self.budget = Budget()

    def add_text(self, text: str) -> None:
        """A part that is shown as it stands."""
        self._keep(text)
        for link in links_in_text(text[:MAX_TEXT], where="text", limit=MAX_LINKS + 1):
            self.add_link(link)

    def add_html(self, html: str, *, where: str = "html") -> None:
        """A part that a reader sees rendered, or an attached page."""
        page = read_html(html, self.budget)
        self._keep(page.text)
        if page.lost:
            self.lose(page.lost, "html")
        for raw in page.links:
            if raw.href.strip() and not raw.href.strip().startswith("#"):
                self.add_link(make_link(raw.href, shown=raw.shown, where=where, base=page.base, kind=raw.kind))
        for link in links_in_text(page.loose, where=where, limit=MAX_LINKS + 1, bare=False):
            self.add_link(link)

    def lose(self, code: str, subject: str) -> None:
        """Remembers that something could not be read."""
        self._losses.setdefault((code, subject), Loss(code, subject))

    def done(self) -> tuple[str, tuple[Link, ...], tuple[Loss, ...]]:
        """All text, all links and all losses."""
        return "\n".join(self._texts)[:MAX_TEXT], tuple(self._links.values()), tuple(self._losses.values())

    def _keep(self, text: str) -> None:
        if REPLACEMENT in text:
            self.lose("charset", "body")
        self._texts.append(text)

    def add_link(self, link: Link) -> None:
        """A link, unless it leads nowhere, stands here already, or there are too many."""
        if link.host is None and not link.href.lower().startswith(("data:", "javascript:")):
            return
        if (link.href, link.shown) in self._links or (link.shown is None and self._has(link.href)):
            return
        if len(self._links) >= MAX_LINKS:
            self.lose("links-capped", str(MAX_LINKS))
        else:
            self._links[link.href, link.shown] = link

    def _has(self, href: str) -> bool:
        """Whether the same address already stands here."""
        plain = href.rstrip("/")
        return any(known.rstrip("/") == plain for known, _ in self._links)
