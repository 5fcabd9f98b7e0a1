"""Does a field that a mail may have once stand in it twice, saying different things? (RFC 5322, section 3.6)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.reading.fields import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_ONCE = ("From", "Subject")


@dataclass(frozen=True, kw_only=True)
class DuplicateHeader(Finding):
    """The field `header` stands `count` times, with `first` and `second` among its values: programs differ in which they show."""

    header: str
    count: int
    first: str
    second: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding, about From before Subject. A copy that says the same deceives nobody."""
    headers = dossier.message.headers
    if not headers.complete:
        return
    for name in _ONCE:
        values = [" ".join(text_of(value).split()) for value in headers.all(name)]
        different = list(dict.fromkeys(values))
        if len(different) > 1:
            yield DuplicateHeader(
                header=name,
                count=len(values),
                first=different[0],
                second=different[1],
                evidence=(Evidence("header", name),),
            )
            return
