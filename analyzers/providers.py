"""Mail providers: whose customers send from the provider's own servers, so that a domain proves no company."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from analyzers.links.names import registrable_domain


@dataclass(frozen=True, slots=True)
class Provider:
    """A mail provider: its name in both languages, the `domains` of its customers, and those of its `servers`."""

    ja: str
    en: str
    domains: tuple[str, ...]
    servers: tuple[str, ...]


def provider_of(domain: str | None) -> Provider | None:
    """The provider that gives addresses at `domain` (or below it) to its customers."""
    return _by_domain().get(registrable_domain(domain or "") or "") or _by_domain().get((domain or "").lower())


def is_mail_provider(domain: str | None) -> bool:
    """Whether everybody can have an address at `domain`."""
    return provider_of(domain) is not None


def runs(provider: Provider, server: str | None) -> bool:
    """Whether `server` (a HELO or reverse name) is a server of the provider."""
    own = registrable_domain(server or "")
    return own is not None and own in (*provider.servers, *provider.domains)


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, Provider]:
    read = tomllib.loads(files("analyzers").joinpath("data/mail_providers.toml").read_text(encoding="utf-8"))
    rows = [Provider(r["ja"], r["en"], tuple(r["domains"]), tuple(r.get("servers", ()))) for r in read["provider"]]
    return {domain: row for row in rows for domain in row.domains}
