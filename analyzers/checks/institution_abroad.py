"""Does a Japanese bank, broker or authority write from a domain that is not under .jp? The real ones are known, or are there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.senders.author import author
from analyzers.senders.services import is_free
from analyzers.senders.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_INSTITUTION = re.compile(
    r"銀行|バンキング|ネットバンク|信用金庫|労働金庫|ろうきん|クレジットカード|証券|税務署|国税庁|国税局|年金機構|年金事務所|警察|"
    r"検察|裁判所|市役所|区役所|県庁|都庁|水道局|電力|郵便局|入国管理"
)


@dataclass(frozen=True, kw_only=True)
class InstitutionAbroad(Finding):
    """The display `name` is that of an `institution` of Japan, and the address is at `from_domain`."""

    name: str
    institution: str
    from_domain: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. Free mailboxes are another one, and domains of known houses are not asked about."""
    who = author(dossier)
    found = _INSTITUTION.search(plain(who.name))
    domain = who.domain or ""
    if not found or not who.name or "." not in domain or domain.endswith(".jp") or is_free(domain):
        return
    if not dossier.brands.of_domain(domain) and not dossier.own_domain_of(domain):
        yield InstitutionAbroad(
            name=who.name, institution=found[0], from_domain=domain, evidence=(Evidence("header", "From"),)
        )
