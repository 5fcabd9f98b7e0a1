"""Who registered a domain and when: by RDAP, else by WHOIS, and kept for a day."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from analyzers.errors import LookupFailed
from analyzers.facts import Registration
from analyzers.lookups.bootstrap import Bootstrap
from analyzers.lookups.cache import cache_key
from analyzers.lookups.courtesy import Courtesy
from analyzers.lookups.fetch import Fetcher
from analyzers.lookups.hostnames import a_label
from analyzers.lookups.rdap import RdapClient
from analyzers.lookups.whois import WhoisClient

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

    from analyzers.lookups import Dns
    from analyzers.lookups.cache import LookupCache

_TTL: Final = 86400.0  # seconds
_TTL_NONE: Final = 600.0  # for "not registered": it may be in a minute
_TTL_ERROR: Final = 60.0
_GRACE: Final = 30 * 86400.0  # an older answer than a day is better than none: registrations hardly change
_SURE: Final = {"rdap": "iana.org", "whois": "jprs.jp"}


class DomainRegistry:
    """A Registry that asks `rdap` where it knows a server and `whois` otherwise, or when that one did not answer."""

    def __init__(self, rdap: RdapClient, whois: WhoisClient, *, cache: LookupCache) -> None:
        self._rdap = rdap
        self._whois = whois
        self._cache = cache
        self._refresh: tuple[Bootstrap, Fetcher] | None = None
        self._refreshing: asyncio.Task[bool] | None = None

    @classmethod
    def over_the_internet(cls, dns: Dns, *, cache: LookupCache, directory: Path | None = None) -> Self:
        """One that asks the world's registries. `directory`: where IANA's list of RDAP servers is kept, asked for weekly."""
        courtesy, fetcher, bootstrap = Courtesy(), Fetcher(dns), Bootstrap(directory)
        made = cls(RdapClient(fetcher, bootstrap, courtesy), WhoisClient(dns, courtesy), cache=cache)
        made._refresh = (bootstrap, fetcher)
        return made

    def source(self, domain: str) -> Literal["rdap", "whois"]:
        """Who is asked first about `domain`."""
        return "rdap" if self._rdap.covers(domain) else "whois"

    async def registration(self, domain: str) -> Registration:
        """The registration of `domain`, in any script; `stale` when it is older than a day and asking again failed.

        Kept for a day, "not registered" for ten minutes. Raises LookupFailed (`rdap`, `whois`), again for a minute.
        """
        name = a_label(domain)
        if name is None or "." not in name:
            raise LookupFailed("rdap", domain, "error")
        self._keep_fresh()
        kept = await self._cache.get(
            cache_key("registration", name),
            Registration,
            lambda: self._ask(name),
            grace=_GRACE,
            error_ttl=_TTL_ERROR,
        )
        return replace(kept.value, stale=True) if kept.stale else kept.value

    async def probe(self, source: Literal["rdap", "whois"]) -> Registration:
        """What `source` says now of a name that is surely registered. Raises LookupFailed."""
        return await (self._rdap.ask(_SURE["rdap"]) if source == "rdap" else self._whois.ask(_SURE["whois"]))

    async def _ask(self, name: str) -> tuple[Registration, float]:
        found = await self._whichever(name)
        return found, _TTL if found.registered else _TTL_NONE

    async def _whichever(self, name: str) -> Registration:
        if not self._rdap.covers(name):
            return await self._whois.ask(name)
        try:
            return await self._rdap.ask(name)
        except LookupFailed as failed:
            if not self._whois.covers(name):
                raise
            missed = failed
        try:
            return await self._whois.ask(name)
        except LookupFailed:
            raise missed from None  # the one that should have known

    def _keep_fresh(self) -> None:
        """Ask for IANA's list beside the question, when it is time; nobody waits for it."""
        if self._refresh is None or not self._refresh[0].due:
            return
        if self._refreshing is None or self._refreshing.done():
            bootstrap, fetcher = self._refresh
            self._refreshing = asyncio.create_task(bootstrap.refresh(fetcher))
