"""Do the plain text of a mail and its page speak of different things?

A mail program shows the page, a filter reads the plain text. Honest senders write the same twice, or in plain text no more than
that there is a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.alike import share_of, terms
from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_FIRST_WORDS = re.compile(r"\w{4,12}")
LEAST_PLAIN, LEAST_PAGE, SAME = 40, 12, 0.1  # terms, and the share of the page's that the plain text holds too


@dataclass(frozen=True, kw_only=True)
class PartsDiffer(Finding):
    """`percent` of the page's words stand in the plain text."""

    percent: int


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding."""
    look = dossier.message.look
    if not look.plain or not look.page or dossier.message.inside or _begin_alike(look.plain, look.page):
        return
    plain, page = terms(look.plain), terms(look.page)
    share = share_of(page, plain)
    if len(plain) >= LEAST_PLAIN and len(page) >= LEAST_PAGE and share < SAME:
        yield PartsDiffer(percent=round(100 * share), evidence=(Evidence("body", "text/plain, text/html"),))


def _begin_alike(plain: str, page: str) -> bool:
    """Whether the plain text holds half of the page's first words, which spares a closer look at nearly every mail."""
    words = _FIRST_WORDS.findall(page[:300])[:16]
    return 2 * sum(word in plain for word in words) >= len(words)
