"""Does a link run through another company's click counter?

Mailing services let each customer count clicks under a name of his own domain. A stranger's name there means that the mail went
out through a stranger's account.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier
    from analyzers.links import Link

MAX_LOOKED_AT = 6  # links of one mail
# How the addresses of widespread counters go on behind the host.
_PATH = re.compile(
    r"/(?:ls/click|wf/click|ss/c/u\d|u/click|e/c/ey|e/er\Z|f/a/[\w-]{16}|index\.php/campaigns/\w{8,20}/track-url/|lists/lt\.php|"
    r"Prod/link-tracker|c/eJ|campaign/clicked|t/em\d/)"
)
_SENDGRID = re.compile(r"(?:^|&)upn=")


@dataclass(frozen=True, kw_only=True)
class BorrowedCounter(Finding):
    """The link runs through a click counter of `owner`, and the mail is from `sender`."""

    owner: str
    sender: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; counters under a mailing service's own name are everybody's."""
    sender = dossier.message.sender.domain
    for link in dossier.destinations.strangers[:MAX_LOOKED_AT]:
        owner = link.target.registrable_domain if link.target else None
        if sender and owner and _counts(link) and not _alike(owner, dossier.from_registrable):
            yield BorrowedCounter(owner=owner, sender=sender, evidence=(Evidence("body", link.where),))
            return


def _alike(owner: str, sender: str | None) -> bool:
    """Whether one name stands in the other: companies have a domain for their mailings ("firm-mail.example")."""
    one, other = owner.partition(".")[0], (sender or "").partition(".")[0]
    return bool(other) and (one in other or other in one)


def _counts(link: Link) -> bool:
    return _PATH.match(link.path) is not None or (
        link.path.endswith("/click") and _SENDGRID.search(link.query) is not None
    )
