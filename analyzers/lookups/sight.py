"""Sight: whether the resolver knows the internet at all.

A resolver for an office's own names answers "there is no such name" to all others. Believed, that would make a fraud of every honest
mail: a sender who receives no mail, a machine without a name. So "there is none" is believed only of a resolver that knows a name
which surely exists; of another one it is no answer.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Final

from analyzers.errors import LookupFailed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from analyzers.lookups import Dns

KNOWN_NAME: Final = "a.root-servers.net"
SEEN, BLIND = 3600.0, 60.0  # seconds for which it is believed that the resolver sees, or that it does not
MISLED: Final = 600.0  # seconds for which `dns` may keep a "there is none" of the time when the resolver did not see
log = logging.getLogger(__name__)


class SightedDns:
    """`dns`, whose empty answers are LookupFailed (`dns`, `error`) while it does not know KNOWN_NAME; about that name it is not doubted."""

    def __init__(self, dns: Dns, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._dns = dns
        self._clock = clock
        self._sees, self._until = True, float("-inf")
        self._misled, self._clear = False, float("-inf")
        self._turn = asyncio.Lock()

    async def addresses(self, name: str) -> tuple[str, ...]:
        """A and AAAA records of `name`."""
        return await self._believed(name, self._dns.addresses(name))

    async def mail_servers(self, name: str) -> tuple[str, ...]:
        """MX targets of `name`."""
        return await self._believed(name, self._dns.mail_servers(name))

    async def texts(self, name: str) -> tuple[str, ...]:
        """TXT records of `name`."""
        return await self._believed(name, self._dns.texts(name))

    async def names(self, ip: str) -> tuple[str, ...]:
        """PTR names of `ip`."""
        return await self._believed(ip, self._dns.names(ip))

    async def _believed(self, subject: str, asking: Awaitable[tuple[str, ...]]) -> tuple[str, ...]:
        found = await asking
        if found or subject == KNOWN_NAME or await self._sighted():
            return found
        raise LookupFailed("dns", subject, "error")

    async def _sighted(self) -> bool:
        """Asked when it matters, and then not again for a while."""
        async with self._turn:
            if self._clock() >= self._until:
                before, self._sees = self._sees, await self._knows()
                self._until = self._clock() + (SEEN if self._sees else BLIND)
                if before != self._sees:
                    log.warning(
                        "the resolver %s", "knows the internet again" if self._sees else "does not know the internet"
                    )
            return self._sees and self._clock() >= self._clear

    async def _knows(self) -> bool:
        try:
            found = bool(await self._dns.addresses(KNOWN_NAME))
        except LookupFailed:
            return False
        if found and self._misled:
            self._clear = self._clock() + MISLED
        self._misled = not found
        return found
