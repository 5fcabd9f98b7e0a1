"""Destinations: which of a mail's links lead to the sender, to his mailing service, to sites known to all, or to strangers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analyzers.links.click_hosts import is_click_host
from analyzers.links.names import registrable_domain
from analyzers.links.places import place_of
from analyzers.providers import is_mail_provider

if TYPE_CHECKING:
    from analyzers.brands import Book, Brand
    from analyzers.links import Host, Link
    from analyzers.links.places import Place

# Sites to which people of any company link, and where nobody can put up a page that looks like another's.
_SITES = """
    google.com youtube.com youtu.be facebook.com instagram.com twitter.com x.com linkedin.com github.com gitlab.com
    wikipedia.org zoom.us webex.com microsoft.com apple.com slack.com discord.com discord.gg t.me whatsapp.com wa.me tiktok.com
    pinterest.com amazon.com amazon.co.jp vimeo.com reddit.com medium.com stackoverflow.com kernel.org w3.org line.me lin.ee
    note.com yahoo.co.jp calendly.com eventbrite.com meetup.com connpass.com peatix.com doi.org nature.com arxiv.org
    """
_KNOWN_TO_ALL = frozenset(_SITES.split())
_LIST_HOST = re.compile(r"(?:lists?|listman|mailman|groups)\d?\.")


@dataclass(frozen=True)
class Destinations:
    """The `links` of a mail that lead a reader somewhere, seen from its `sender` (a domain) and from our `own_domains`, by one who knows `brands`."""

    links: tuple[Link, ...]
    sender: str | None
    own_domains: tuple[str, ...]
    brands: Book

    @cached_property
    def authors(self) -> tuple[Link, ...]:
        """The links that the author wrote and that lead out of our house, without those that a list puts under every mail."""
        return tuple(
            link for link in self.links if link.target and not _is_of_a_list(link) and not self._ours(link.target)
        )

    @cached_property
    def leads_home(self) -> bool:
        """Whether any link of the author leads to the sender's company."""
        return any(link.target and self.is_home(link.target) for link in self.authors)

    @cached_property
    def strangers(self) -> tuple[Link, ...]:
        """The links to hosts that are neither the sender's, nor a mailing service's, nor a brand's, nor known to all.

        Places that anybody can have (`places`) are strangers whoever runs them.
        """
        lent = {id(link) for link, _ in self.places}
        return tuple(link for link in self.authors if id(link) in lent or (link.target and self._strange(link.target)))

    @cached_property
    def places(self) -> tuple[tuple[Link, Place], ...]:
        """The links to places that anybody can have, unless those who run one, or its tenant, sent the mail."""
        found = ((link, place_of(link)) for link in self.links)
        return tuple((link, place) for link, place in found if place and self._strange_place(link, place))

    @cached_property
    def samples(self) -> tuple[Link, ...]:
        """The first link to each host, as far as a dozen hosts: senders build all links to one host alike."""
        first = {link.host.name: link for link in reversed(self.links) if link.host}
        return tuple(link for link in self.links if link.host and first[link.host.name] is link)[:12]

    def is_home(self, host: Host) -> bool:
        """Whether `host` belongs to the sender's company. A mail provider's customers have no home there, nor the authors of a list."""
        if self._home is None:
            return False
        return host.registrable_domain == self._home or bool(self._family and self._family.owns(host.name))

    @cached_property
    def company(self) -> str | None:
        """The registrable domain of the sender's company."""
        return self._home

    @cached_property
    def _home(self) -> str | None:
        if is_mail_provider(self.sender) or _LIST_HOST.match(self.sender or ""):
            return None  # an address of everybody's, or one that a list wrote in the author's place
        return registrable_domain(self.sender or "")

    @cached_property
    def _family(self) -> Brand | None:
        return self.brands.of_domain(self._home) if self._home else None

    def _ours(self, host: Host) -> bool:
        return any(host.name == own or host.name.endswith("." + own) for own in self.own_domains)

    def _strange(self, host: Host) -> bool:
        judged = self._judged
        if host.name not in judged:
            known = (
                is_click_host(host.name) or host.registrable_domain in _KNOWN_TO_ALL or self.brands.proven_of(host.name)
            )
            judged[host.name] = host.is_ip or not (self.is_home(host) or known)
        return judged[host.name]

    @cached_property
    def _judged(self) -> dict[str, bool]:
        return {}

    def _strange_place(self, link: Link, place: Place) -> bool:
        host = link.host
        if host is None or host.name == self.sender or self._registrable in place.owners or self.is_home(host):
            return False
        return host.name.partition(".")[0].partition("-")[0] not in self._houses

    @cached_property
    def _registrable(self) -> str | None:
        return registrable_domain(self.sender or "")

    @cached_property
    def _houses(self) -> frozenset[str]:
        """The first labels of the sender's domain and of ours: tenants bear such names ("contoso.sharepoint.com")."""
        domains = (self._registrable or "", *self.own_domains)
        return frozenset(domain.partition(".")[0] for domain in domains if domain)


def _is_of_a_list(link: Link) -> bool:
    return _LIST_HOST.match(link.host.name if link.host else "") is not None or "/listinfo" in link.path
