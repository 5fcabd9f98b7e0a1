"""Does an organisation write from a free mailbox? Banks, authorities and shops have domains of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.services import is_free
from analyzers.senders.words import claims, own_words, sounds_official

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class OfficialFromFreemail(Finding):
    """The display `name` is an organisation's, and the address is one at `from_domain`, where everybody can have one.

    `institution`: the name is that of a body that needs no free mailbox; clubs, schools and sole traders use them honestly.
    """

    name: str
    from_domain: str
    institution: bool

    @property
    def variant(self) -> str:
        """A name that small firms bear as well weighs less."""
        return "" if self.institution else "small"


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. An address that bears the name's own word is how small firms and clubs write."""
    who = author(dossier)
    if not who.name or not who.address or not is_free(who.domain) or not sounds_official(who.name):
        return
    local = who.address.partition("@")[0].lower()
    borne = any(word in local for word in own_words(who.name))
    yield OfficialFromFreemail(
        name=who.name,
        from_domain=who.domain or "",
        institution=claims("institution", who.name) is not None and not borne,
        evidence=(Evidence("header", "From"),),
    )
