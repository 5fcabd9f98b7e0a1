"""Kept: the links of one mail, each once, and no more than a reader of the report could ever want."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzers.links.url import host_claimed

if TYPE_CHECKING:
    from analyzers.links import Link

MAX_LINKS, MAX_BESIDE = 300, 20


class Kept:
    """Links in the order of the mail.

    When there are too many, one that leads to a new host takes the place of the last that leads where another does too, and
    one that shows another host than its own, or hides its own, that of the last that does neither, so that nobody hides a link
    behind many. Of pictures and the like, which lead nobody anywhere, the first of each host is kept.
    """

    def __init__(self) -> None:
        self._links: dict[tuple[str, str | None], Link] = {}
        self._hrefs: set[str] = set()
        self._hosts: set[str] = set()
        self._repeated: list[tuple[str, str | None]] = []
        self._plain: list[tuple[str, str | None]] | None = None
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
        if full and not self._make_room(link, new=new):
            return False
        self._links[key] = link
        self._hrefs.add(plain)
        self._hosts.add(host)
        if not new:
            self._repeated.append(key)
        return not full

    def _make_room(self, link: Link, *, new: bool) -> bool:
        """Whether a link that counts less than `link` was found, and left out for it."""
        while new and self._repeated:
            key = self._repeated.pop()
            if key in self._links and not _is_odd(self._links[key]):
                del self._links[key]
                return True
        if not _is_odd(link):
            return False
        if self._plain is None:
            self._plain = [key for key, kept in self._links.items() if not _is_odd(kept)]
        while self._plain:
            if self._links.pop(self._plain.pop(), None):
                return True
        return False

    def all(self) -> tuple[Link, ...]:
        """Those that lead somewhere first."""
        return (*self._links.values(), *self._beside.values())

    def _add_beside(self, link: Link) -> bool:
        host = link.host.name if link.host else ""
        if len(self._beside) < MAX_BESIDE:
            self._beside.setdefault((link.kind, host), link)
        return True


def _is_odd(link: Link) -> bool:
    """Whether a link deceives its reader by its looks alone, or leads where anybody can write a name."""
    host, shown = link.host, host_claimed(link) if link.shown else None
    if (
        host is None
        or link.disguise
        or link.userinfo
        or host.rented_under
        or host.is_ip
        or host.subdomain.count(".") > 1
    ):
        return True
    return shown is not None and shown.registrable_domain != host.registrable_domain
