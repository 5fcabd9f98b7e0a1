"""Was a known company's mail written with a program that such a company does not use for it?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

_PROGRAMS = re.compile(
    r"(?i)\b(foxmail|phpmailer|dreammail|the bat!|microsoft outlook express|leaf phpmailer|gmass|atomic mail|turbo-?mailer|supermailer|sendblaster)\b"
)


@dataclass(frozen=True, kw_only=True)
class BulkProgram(Finding):
    """The mail names `brand_ja`/`brand_en` as its sender, and was written with `program`."""

    brand_ja: str
    brand_en: str
    program: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. Programs for single persons and scripts for web forms are honest elsewhere."""
    brand = dossier.claimed_brand
    if brand is None:
        return
    headers = dossier.message.headers
    found = _PROGRAMS.search((headers.first("x-mailer") or headers.first("user-agent") or "")[:200])
    program = (
        found[1]
        if found
        else ("PHP" if headers.first("x-php-originating-script") or headers.first("x-php-script") else None)
    )
    if program:
        yield BulkProgram(
            brand_ja=brand.ja, brand_en=brand.en, program=program, evidence=(Evidence("header", "X-Mailer"),)
        )
