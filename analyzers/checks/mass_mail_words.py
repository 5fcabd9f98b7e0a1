"""Does the text show that it was made for a mass of readers whom its sender does not know?

Sentences that are to talk a mail past the filters, phrases of the programs with which spam is sent, and blanks that such a
program forgot to fill in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.wording import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class FilterTalk(Finding):
    """The `words` that vouch for the mail itself, or tell the reader how to get it out of the junk folder."""

    words: str


@dataclass(frozen=True, kw_only=True)
class OptOutKit(Finding):
    """The `words` of an opt-out as the programs for spam write it, the same under every sender's name."""

    words: str


@dataclass(frozen=True, kw_only=True)
class UnfilledTemplate(Finding):
    """The `words` around a blank that was never filled in ("[username]")."""

    words: str


_KINDS: dict[str, type[FilterTalk | OptOutKit | UnfilledTemplate]] = {
    "filter-talk": FilterTalk,
    "opt-out-kit": OptOutKit,
    "template": UnfilledTemplate,
}


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding of each kind."""
    spoken = said(dossier.message)
    for theme, kind in _KINDS.items():
        if theme in spoken:
            yield kind(words=spoken[theme].text, evidence=(Evidence("body", "text"),))
