"""The author of a mail: who stands in its From field, and whoever wrote it where a list put itself there.

Lists rewrite From as `Name via List <list@…>` (other services write so, too, and bear no marks of a list) and keep the author's address in Reply-To or X-Original-From. A stranger may write such
a name himself, so what is taken from there is judged as an author's claim and never believed more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.links.names import parse_host, registrable_domain
from analyzers.reading import fields
from analyzers.trace.handing import handing_houses

if TYPE_CHECKING:
    from analyzers.dossier import Dossier

_VIA = re.compile(r"(?i)\A(.{0,200}?)\s{0,3}\(?\bvia\s[^()]{1,100}\)?\Z", re.DOTALL)
_DASHES = re.compile(r"---\Z")


@dataclass(frozen=True, slots=True)
class Author:
    """A `name` and an `address` that the mail claims.

    `through_list`: a list had put itself in their place.
    """

    name: str | None
    address: str | None
    through_list: bool = False

    @property
    def domain(self) -> str | None:
        """The domain of the address in A-labels."""
        if not self.address:
            return None
        written = self.address.rpartition("@")[2].lower()
        host = parse_host(written)
        return host.name if host else written

    @property
    def registrable(self) -> str | None:
        """The registrable domain of the address."""
        return registrable_domain(self.domain or "")


def author(dossier: Dossier) -> Author:
    """Who the mail says wrote it."""
    sender = dossier.message.sender
    through = _VIA.match(sender.name or "")
    if through and sender.address:
        written = dossier.message.headers.first("x-original-from")
        name, address = fields.mailbox(written) if written else (None, None)
        address = address or sender.reply_to
        listed = registrable_domain(sender.address.rpartition("@")[2])
        is_list = bool(dossier.trace.services) or listed in handing_houses(dossier.message.headers, None)
        if is_list and address and registrable_domain(address.rpartition("@")[2]) != listed:
            return Author(name or _DASHES.sub("", through[1]).strip() or None, address, through_list=True)
    return Author(sender.name, sender.address)
