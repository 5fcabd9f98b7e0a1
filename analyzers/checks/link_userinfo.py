"""Does a link carry a known or likely name before an @, where browsers expect a user's name and readers the site?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from analyzers.finding import Evidence, Finding
from analyzers.links.names import is_domain
from analyzers.providers import is_mail_provider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link

_NAME = re.compile(r"(?i)(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?![\w-])")


@dataclass(frozen=True, kw_only=True)
class LinkUserinfo(Finding):
    """`named` stands before the @; the link leads to `host`."""

    named: str
    host: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. What is a mail address with `http://` before it, as programs make of one, is none."""
    for link in dossier.web_links:
        named = _named(link.userinfo, dossier) if link.userinfo else None
        if named and link.host and not _is_address(link, dossier) and not link.host.name.endswith(named):
            yield LinkUserinfo(named=named, host=link.host.name, evidence=(Evidence("body", link.where),))
            return


def _named(userinfo: str, dossier: Dossier) -> str | None:
    """A name like a host's in it, else a brand's."""
    plain = unicodedata.normalize("NFKC", unquote(userinfo[:2000])).lower()
    host = next((found[0] for found in _NAME.finditer(plain) if is_domain(found[0])), None)
    return host or next((word for word in re.findall(r"[a-z0-9]{5,40}", plain) if word in dossier.brands.tokens), None)


def _is_address(link: Link, dossier: Dossier) -> bool:
    own = link.host.registrable_domain if link.host else None
    if link.path != "/" or link.query or own is None:
        return False
    return own == dossier.from_registrable or own in dossier.own_domains or is_mail_provider(own)
