"""Does the sender's name contain a mail address or a domain that is not the sender's? Programs often show the name alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.names import is_domain, registrable_domain
from analyzers.reading.mailboxes import mailboxes
from analyzers.senders.author import author
from analyzers.senders.vouching import related
from analyzers.senders.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_NAMED = re.compile(r"(?<![a-z0-9._-])([a-z0-9._%+-]{1,64}@)?((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,12})(?![a-z0-9-])")
# Endings under which words of names and of trades do not happen to end ("Mr.Do", "ASP.NET").
_ENDINGS = re.compile(
    r"(?:com|org|net|info|biz|io|me|to|app|jp|de|fr|es|it|nl|be|ch|at|uk|br|cn|tw|kr|us|ca|au|eu|pl|pt|se|dk)\Z"
)
_WORDS = frozenset({"asp.net", "vb.net", "node.io", "dot.net"})
_SHORTEST = 3


@dataclass(frozen=True, kw_only=True)
class OtherAddressInName(Finding):
    """The display `name` contains `shown`, an address or a domain, and the mail comes from an address at `from_domain`."""

    name: str
    shown: str
    from_domain: str

    @property
    def variant(self) -> str:
        """A bare domain may be the name of a company, which writes through another domain of its own."""
        return "" if "@" in self.shown else "domain"


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. A list or group that put itself in the author's place names him honestly."""
    who = author(dossier)
    names = [who.name] if who.through_list else [box.name for box in mailboxes(dossier.message.sender.raw)]
    for name in names:
        if not name or (not who.through_list and re.search(r"(?i)\bvia\b", name)):
            continue
        for found in _NAMED.finditer(plain(name)):
            shown, domain = found[0], found[2]
            if _is_other(domain, who.domain) and not dossier.own_domain_of(domain):
                written = who.domain or dossier.message.sender.raw or ""
                yield OtherAddressInName(
                    name=name, shown=shown, from_domain=written, evidence=(Evidence("header", "From"),)
                )
                return


def _is_other(domain: str, real: str | None) -> bool:
    own = registrable_domain(domain)
    if own is None or not is_domain(domain) or not _ENDINGS.search(domain) or own in _WORDS:
        return False
    return len(own.partition(".")[0]) >= _SHORTEST and not related(domain, real)
