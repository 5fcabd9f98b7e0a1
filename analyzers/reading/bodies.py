"""Bodies: collects what the parts of one mail show, and what was lost on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analyzers.links.inside import carried_by, opened_by
from analyzers.links.url import MAX_READ, MAX_TEXT, links_in_text, make_link
from analyzers.message import Loss
from analyzers.reading.charsets import REPLACEMENT
from analyzers.reading.html import read_html
from analyzers.reading.kept import MAX_LINKS, Kept
from analyzers.worker import Budget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analyzers.links import Link
    from analyzers.message import Message
    from analyzers.parsers.html import RawLink

__all__ = ["MAX_LINKS", "MAX_TEXT", "Bodies"]
_CODE = ("data:", "javascript:", "vbscript:")


class Bodies:
    """Text and links of one mail in the order of its parts; a link that stands in several parts is kept once."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._links = Kept()
        self._pictured: set[str] = set()  # where pictures lie: a newsletter has a hundred from one place
        self._losses: dict[tuple[str, str], Loss] = {}
        self.budget = Budget()

    def add_text(self, text: str, *, where: str = "text") -> None:
        """A part that is shown as it stands, or the text of an attachment."""
        self._keep(text)
        for link in links_in_text(text, where=where, limit=MAX_READ):
            self.add_link(link)

    def add_html(self, html: str, *, where: str = "html") -> None:
        """A part that a reader sees rendered, or an attached page."""
        page = read_html(html, self.budget)
        self._keep(page.text)
        if page.lost:
            self.lose(page.lost, where)
        for raw in page.links:
            for href in opened_by(raw.href) if raw.kind == "script" else (raw.href,):
                self._add_raw(href, raw, where, page.base)
        for link in links_in_text(page.loose, where=where, limit=MAX_READ, bare=False):
            self.add_link(link)

    def add_mail(self, inner: Message) -> None:
        """What a mail inside this one shows."""
        self._texts.append(inner.text)
        for link in inner.links:
            self.add_link(link)
        for loss in inner.losses:
            self.lose(loss.code, loss.subject)

    def add_unsubscribe(self, values: Iterable[str]) -> None:
        """The web addresses of List-Unsubscribe fields (RFC 2369, section 3.2), three at most; a reader is not led there."""
        found = [href for value in values for href in re.findall(r"<\s*(https?:[^<>\s]{1,4000})\s*>", value[:20_000])]
        for href in found[:3]:
            self.add_link(make_link(href, where="header", kind="unsubscribe"))

    def lose(self, code: str, subject: str) -> None:
        """Remembers that something could not be read."""
        self._losses.setdefault((code, subject), Loss(code, subject))

    def done(self) -> tuple[str, tuple[Link, ...], tuple[Loss, ...]]:
        """All text, all links and all losses."""
        return "\n".join(self._texts)[:MAX_TEXT], self._links.all(), tuple(self._losses.values())

    def _keep(self, text: str) -> None:
        if REPLACEMENT in text:
            self.lose("charset", "body")
        self._texts.append(text)

    def _add_raw(self, href: str, raw: RawLink, where: str, base: str | None) -> None:
        plain = href.strip()
        if raw.kind == "image":
            place = "/".join(plain.split("/", 3)[:3])
            if place in self._pictured:
                return
            self._pictured.add(place)
        if plain and not plain.startswith("#"):
            link = make_link(href, shown=raw.shown, where=where, base=base, kind=raw.kind, pictured=raw.pictured)
            self._add_carried(plain, link)
            self.add_link(link)

    def _add_carried(self, href: str, link: Link) -> None:
        """The web addresses inside one of another kind; a picture that is written into the page carries none."""
        if link.host is None and link.leads:
            for inner in carried_by(href):
                self.add_link(
                    make_link(inner, shown=link.shown, where=link.where, kind=link.kind, pictured=link.pictured)
                )

    def add_link(self, link: Link) -> None:
        """A link, unless it leads nowhere, stands here already, or there are too many; with the addresses that it carries."""
        self._add_carried(link.href, link)
        if link.host is None and not (link.leads and link.href.lower().startswith(_CODE)):
            return
        if not self._links.add(link):
            self.lose("links-capped", str(MAX_LINKS))
