"""Kept: the links of one mail, each once, and no more than a reader of the report could ever want."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyzers.links import Link

MAX_LINKS, MAX_BESIDE = 300, 20


class Kept:
    """Links in the order of the mail.

    When there are too many, one that leads to a new host takes the place of the last that leads where another does too, so
    that nobody hides a link behind many. Of pictures and the like, which lead nobody anywhere, the first of each host is kept.
    """

    def __init__(self) -> None:
        self._links: dict[tuple[str, str | None], Link] = {}
        self._hrefs: set[str] = set()
        self._hosts: set[str] = set()
        self._repeated: list[tuple[str, str | None]] = []
        self._beside: dict[tuple[str, str], Link] = {}

    def add(self, link: Link) -> bool:
        """Whether nothing was left out for want of room."""
        if not link.leads:
            return self._add_beside(link)
        key, plain = (link.href, link.shown), link.href.rstrip("/")
        if key in self._links or (link.shown is None and plain in self._hrefs):
            return True
        host = link.host.name if link.host else link.href[:5]
        new = host not in self._hosts
        full = len(self._links) >= MAX_LINKS
        if full and not (new and self._repeated):
            return False
        if full:
            del self._links[self._repeated.pop()]
        self._links[key] = link
        self._hrefs.add(plain)
        self._hosts.add(host)
        if not new:
            self._repeated.append(key)
        return not full

    def all(self) -> tuple[Link, ...]:
        """Those that lead somewhere first."""
        return (*self._links.values(), *self._beside.values())

    def _add_beside(self, link: Link) -> bool:
        host = link.host.name if link.host else ""
        if len(self._beside) < MAX_BESIDE:
            self._beside.setdefault((link.kind, host), link)
        return True
