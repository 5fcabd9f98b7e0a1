"""Handing on: lists and forwarders that say in the mail's header that they passed it on.

Anybody may write such marks. They are believed only of the house whose machine handed the mail over: the marks name a domain of
that house, or the address for bounces was rewritten to one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analyzers.links.names import registrable_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.message import HeaderBlock

_MARKS = frozenset(
    {
        "list-id",
        "list-post",
        "mailing-list",
        "resent-from",
        "x-beenthere",
        "x-forwarded-for",
        "x-forwarded-to",
        "x-loop",
        "x-mailman-version",
    }
)
_BESIDE = frozenset(
    {"errors-to", "list-help", "list-unsubscribe", "sender"}
)  # which name the house where the mark does not
_DOMAIN = re.compile(r"(?<![\w.-])[A-Za-z0-9_][\w-]{0,62}(?:\.[\w-]{1,63}){1,8}")
_MAX_FIELDS, _MAX_VALUE = 40, 1000


def handing_houses(headers: HeaderBlock, bounce: str | None) -> frozenset[str]:
    """The registrable domains of those who say that they handed the mail on; none when nobody says so.

    >>> from analyzers.message import HeaderBlock, HeaderField
    >>> sorted(handing_houses(HeaderBlock((HeaderField("List-Id", "Talk <talk.lists.example.org>"),)), "talk-bounces@example.org"))
    ['example.org']
    """
    fields = [(field.name.lower(), field.value) for field in headers.fields]
    plain = (bounce or "").strip("<> ").lower()
    rewritten = plain.startswith(("srs0", "srs1", "prvs=")) or "+srs" in plain or "+caf_=" in plain
    marked = any(name in _MARKS for name, _ in fields) or "list" in (headers.first("precedence") or "").lower()
    if not rewritten and not marked:
        return frozenset()
    beside = [value for name, value in fields if marked and name in _MARKS | _BESIDE][:_MAX_FIELDS]
    return frozenset(own for value in (*beside, plain.rpartition("@")[2]) for own in _owners(value))


def _owners(value: str) -> Iterator[str]:
    for found in _DOMAIN.findall(value[:_MAX_VALUE]):
        if own := registrable_domain(found):
            yield own
