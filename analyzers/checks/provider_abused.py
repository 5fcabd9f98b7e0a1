"""Did a suspicious mail come out of a mail provider's own server, with an address of that provider?

Then nothing was forged: a real customer's account was stolen, or opened for this. Said only of a mail that is suspicious for
other reasons, since every honest customer's mail comes the same way; see `examine`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzers.finding import Evidence, Finding
from analyzers.providers import provider_of, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyzers.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class ProviderAbused(Finding):
    """The mail came from `server`, a server of the provider at which `from_domain` is; named `provider_ja`, `provider_en`."""

    server: str
    from_domain: str
    provider_ja: str
    provider_en: str


def check(dossier: Dossier) -> Iterator[Finding]:
    """At most one finding. The server's name must be one that the address confirms, not one that the sender chose.

    When nobody could be asked, the word of a server of ours that looks both ways by itself will do. And the provider itself must not
    disown the mail.
    """
    origin, domain = dossier.trace.origin, dossier.message.sender.domain
    provider = provider_of(domain)
    if not origin or not domain or not provider or dossier.pool or not runs(provider, dossier.rdns):
        return
    asked = dossier.facts.origin.rdns_confirmed
    if asked is False or (asked is None and not origin.rdns_checked) or not dossier.rdns:
        return
    if dossier.disowned:
        return
    yield ProviderAbused(
        server=dossier.rdns,
        from_domain=domain,
        provider_ja=provider.ja,
        provider_en=provider.en,
        evidence=(
            Evidence("header", dossier.received),
            *((Evidence("dns", origin.ip or "", dossier.facts.asked_at),) if asked else ()),
        ),
    )
