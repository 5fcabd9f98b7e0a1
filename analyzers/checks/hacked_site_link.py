"""Does a link lead into the engine room of somebody's web site, where only an intruder puts pages for readers?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

# Directories of WordPress and of servers that hold no pages; pictures and documents that were uploaded are honest.
_INSIDE = re.compile(
    r"(?i)/(wp-includes|wp-admin|wp-content/(?:plugins|themes|mu-plugins|upgrade|languages)|\.well-known|cgi-sys|\.tmb|\.trash|\.x)"
    r"(?:/[^?#]{0,300})?\Z"
)
_HONEST = re.compile(
    r"(?i)\.(?:pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|webp|svg|ics|zip|css|js|txt|json|asc)\Z|security\.txt|openpgpkey|openid-|"
    r"admin-ajax\.php|change-password|apple-app-site"
)


@dataclass(frozen=True, kw_only=True)
class HackedSiteLink(Finding):
    """The link leads to `host`, into its directory `inside`."""

    host: str
    inside: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    for link in dossier.web_links:
        found = _INSIDE.search(link.path[:1_000])
        if found and link.target and not _HONEST.search(link.path) and not dossier.destinations.is_home(link.target):
            yield HackedSiteLink(host=link.target.name, inside=found[1], evidence=(Evidence("body", link.where),))
            return
