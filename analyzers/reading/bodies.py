"""Bodies: collects what the parts of one mail show, and what was lost on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analyzers.links.inside import carried_by, opened_by
from analyzers.links.url import MAX_READ, MAX_TEXT, links_in_text, make_link
from analyzers.message import Look, Loss
from analyzers.parsers.html import both_ends
from analyzers.parsers.scrambled import turned_back
from analyzers.reading.charsets import REPLACEMENT
from analyzers.reading.html import read_html
from analyzers.reading.kept import MAX_LINKS, Kept
from analyzers.reading.labelled import labelled_links
from analyzers.worker import Budget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analyzers.links import Link
    from analyzers.message import Message
    from analyzers.parsers.html import RawLink

__all__ = ["MAX_LINKS", "MAX_TEXT", "Bodies"]
MAX_LOSSES = 3  # of one kind
# What the parts of one mail are searched for together: each may take half of what is left, and at least a little.
MAX_ADDRESSES, MAX_CHARACTERS, LEAST_ADDRESSES, LEAST_CHARACTERS = 10_000, 1_000_000, 20, 4_000
MAX_WORDS = 40_000  # characters that files add to the text
MAX_LOOK = 20_000  # characters of each text that is kept apart
_CODE = ("data:", "javascript:", "vbscript:")


class Bodies:
    """Text and links of one mail in the order of its parts; a link that stands in several parts is kept once."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._look: dict[str, list[str]] = {"plain": [], "page": [], "hidden": []}
        self._tricks: dict[str, None] = {}
        self._logo = self._asks = ""
        self._links = Kept()
        self._pictured: set[str] = set()  # where pictures lie: a newsletter has a hundred from one place
        self._losses: dict[tuple[str, str], Loss] = {}
        self._addresses, self._characters, self._words = MAX_ADDRESSES, MAX_CHARACTERS, MAX_WORDS
        self.budget = Budget()

    def add_text(self, text: str, *, where: str = "text") -> None:
        """A part that is shown as it stands, or the text of an attachment; a chat's links come with their labels."""
        text = turned_back(text)
        plain, labelled = labelled_links(both_ends(text))
        for href, shown in labelled:
            self.add_link(make_link(href, shown=shown, where=where))
        self._keep(plain if labelled else text)
        if where == "text":
            self._look["plain"].append(plain if labelled else text)
        self._search(plain if labelled else text, where, bare=True)

    def add_html(self, html: str, *, where: str = "html") -> None:
        """A part that a reader sees rendered, or an attached page."""
        page = read_html(html, self.budget)
        self._keep(page.text)
        if where == "html":
            self._look["page"].append(page.text.removesuffix(page.hidden))
            self._look["hidden"].append(page.hidden)
            self._tricks.update(dict.fromkeys(page.tricks))
            self._logo = self._logo or page.logo
            self._asks = self._asks or page.asks
        if page.lost:
            self.lose(page.lost, where)
        for raw in self._fitting(page.links):
            for href in opened_by(raw.href) if raw.kind == "script" else (raw.href,):
                self._add_raw(href, raw, where, page.base)
        self._search(page.loose, where, bare=False)

    def _fitting(self, links: tuple[RawLink, ...]) -> tuple[RawLink, ...]:
        """As many of the links of a part as there is room for, from both ends."""
        room = self._room()
        self._addresses -= min(len(links), room)
        if len(links) <= room:
            return links
        self.lose("links-capped", str(MAX_LINKS))
        return (*links[: room // 2], *links[-(room // 2) :])

    def _room(self) -> int:
        """How many addresses the next part may hold."""
        return LEAST_ADDRESSES if self.budget.hurried else max(LEAST_ADDRESSES, self._addresses // 2)

    def _search(self, text: str, where: str, *, bare: bool) -> None:
        """The links in the text of a part."""
        shown = both_ends(text, min(MAX_TEXT, max(LEAST_CHARACTERS, self._characters // 2)))
        limit = min(MAX_READ, self._room())
        self._characters -= len(shown)
        for link in links_in_text(shown, where=where, limit=limit, bare=bare):
            self._addresses -= 1
            self.add_link(link)

    def add_words(self, text: str) -> None:
        """What a file says to its reader, behind the bodies; its links are added by whoever looks into it."""
        words = both_ends(text.strip(), min(MAX_LOOK, self._words))
        self._words -= len(words)
        if words and self._words >= 0:
            self._texts.append(words)

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
        """Remembers that something could not be read; of three hundred broken files, three are named."""
        if sum(each.code == code for each in self._losses.values()) < MAX_LOSSES:
            self._losses.setdefault((code, subject), Loss(code, subject))

    def lose_rest(self) -> None:
        """Remembers that the parts from here on are read in brief."""
        if not any(code == "parts-capped" for code, _ in self._losses):
            self.lose("parts-capped", str(len(self._texts)))

    def done(self) -> tuple[str, tuple[Link, ...], tuple[Loss, ...]]:
        """All text, all links and all losses."""
        return both_ends("\n".join(self._texts)), self._links.all(), tuple(self._losses.values())

    @property
    def look(self) -> Look:
        """The texts of the mail's own bodies apart."""
        texts = {name: both_ends("\n".join(parts).strip(), MAX_LOOK) for name, parts in self._look.items()}
        return Look(**texts, tricks=tuple(self._tricks), logo=self._logo, asks=self._asks)

    def _keep(self, text: str) -> None:
        if REPLACEMENT in text:
            self.lose("charset", "body")
        self._texts.append(both_ends(text))

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
