"""Does the From field hold an address at all? (RFC 5322, section 3.6.2)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.links.names import is_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier

# Endings that administrators give to networks of their own, from which machines write to their keepers.
_INSIDE = frozenset(
    {
        "local",
        "localdomain",
        "localhost",
        "lan",
        "internal",
        "intranet",
        "home",
        "corp",
        "private",
        "localnet",
        "invalid",
    }
)
_FROM = (Evidence("header", "From"),)


@dataclass(frozen=True, kw_only=True)
class FromMalformed(Finding):
    """The From field is there, and what stands in it (`written`) is no address."""

    written: str


@dataclass(frozen=True, kw_only=True)
class FromMissing(Finding):
    """A complete header block without a From field."""


@dataclass(frozen=True, kw_only=True)
class FromImpossible(Finding):
    """The From field holds an address at `domain`, which ends in no top-level domain that exists."""

    domain: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding; absence counts only where the whole header block is known.

    What people paste often shows the sender's name alone.
    """
    sender = dossier.message.sender
    if sender.raw is None:
        if dossier.message.headers.complete:
            yield FromMissing(evidence=_FROM)
    elif sender.address is None and (dossier.message.headers.complete or "@" in sender.raw or "<" in sender.raw):
        inside = sender.raw.rpartition("<")[2].partition(">")[0].strip() if "<" in sender.raw else sender.raw.strip()
        yield FromMalformed(written=inside, evidence=_FROM)
    elif sender.domain and not is_domain(sender.domain) and sender.domain.rpartition(".")[2] not in _INSIDE:
        yield FromImpossible(domain=sender.domain, evidence=_FROM)
