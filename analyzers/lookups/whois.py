"""Registration of a domain by WHOIS (RFC 3912), over a socket of our own.

A server may be silent, slow or endless, and names the next server to ask: so there is one deadline for everything, a
limit of size, one referral, and every address is vetted.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from analyzers.errors import LookupFailed
from analyzers.lookups.guard import Allow
from analyzers.lookups.whois_answer import data, decoded, joined, read, referred

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analyzers.facts import Registration
    from analyzers.lookups import Dns
    from analyzers.lookups.courtesy import Courtesy

PORT: Final = 43
DEADLINE: Final = 5.0  # seconds in all, referral and waiting for a turn included
MOST: Final = 64 * 1024  # bytes of one answer
_ONE: Final = 4.0  # seconds for one server, so that its silence is noticed before all time is up
_REST: Final = 60.0  # seconds for a server that says that we ask too much


class _Empty(Exception):  # noqa: N818 -- it says what happened
    """The server closed the connection without a word."""


class WhoisClient:
    """Asks the server for the domain's ending, found through IANA where it is not known.

    `servers`: further or other ones by ending, as `host` or `host:port`; "" is the root that refers to the others. `allow`:
    what may be connected to (None: public addresses at port 43).
    """

    def __init__(
        self, dns: Dns, courtesy: Courtesy, *, servers: Mapping[str, str] | None = None, allow: Allow | None = None
    ) -> None:
        self._dns = dns
        self._courtesy = courtesy
        self._servers = {"": data()["root"], **data()["servers"], **(servers or {})}
        self._allow = allow or Allow(ports=frozenset({PORT}))

    def covers(self, domain: str) -> bool:
        """Whether a server is known for the ending of `domain`."""
        return self._server(domain) is not None

    async def ask(self, domain: str) -> Registration:
        """The registration of `domain` (A-labels). What a server answers without a record in it is no registration.

        Raises LookupFailed (`whois`): `timeout` after 5 seconds, `refused` (a quota among others), `error`.
        """
        known: list[Registration] = []
        try:
            async with asyncio.timeout(DEADLINE):
                await self._follow(domain, known)
        except TimeoutError:
            if not known:
                raise LookupFailed("whois", domain, "timeout") from None
        return known[-1]

    async def _follow(self, domain: str, known: list[Registration]) -> None:
        """Appends what the registry says and then what the server says to which it refers, if it refers to one."""
        server = self._server(domain)
        if server is None:  # the root knows no domains, only their servers
            text = await self._answer(domain, self._servers[""], domain.rpartition(".")[2])
            server = referred(text)
            if server is None:
                raise LookupFailed("whois", domain, "error")
            known.append((await self._record(domain, server))[0])
            return
        found, text = await self._record(domain, server)
        known.append(found)
        other = referred(text) if found.registered and found.registrant is None else None
        if other in {None, server}:
            return
        try:
            more, _ = await self._record(domain, str(other))
        except LookupFailed:
            return  # the registry has answered; the registrar's word is an extra
        known.append(joined(found, more))

    async def _record(self, domain: str, server: str) -> tuple[Registration, str]:
        """What `server` says of `domain`, read and as it stands. One that says that we ask too much is left alone."""
        text = await self._answer(domain, server)
        try:
            return await read(domain, text), text
        except LookupFailed as failed:
            if failed.reason == "refused":
                self._courtesy.rest(server, _REST)
            raise

    def _server(self, domain: str) -> str | None:
        labels = domain.split(".")
        return next((s for at in range(1, len(labels)) if (s := self._servers.get(".".join(labels[at:])))), None)

    async def _answer(self, domain: str, server: str, asked: str | None = None) -> str:
        """What `server` says when it is asked about `domain`, or about `asked`."""
        host, _, port = server.partition(":")
        query = asked or data()["queries"].get(host, "{domain}").format(domain=domain)
        async with self._courtesy.turn("whois", domain, at=server):
            ip = await self._vetted(domain, host, int(port or PORT))
            try:
                async with asyncio.timeout(_ONE):
                    return decoded(await _exchange(ip, int(port or PORT), f"{query}\r\n".encode("ascii")))
            except TimeoutError:
                raise LookupFailed("whois", domain, "timeout") from None
            except (OSError, _Empty):
                raise LookupFailed("whois", domain, "error") from None

    async def _vetted(self, domain: str, host: str, port: int) -> str:
        """An address of `host`, when none of its addresses leads inside."""
        try:
            addresses = await self._dns.addresses(host)
        except LookupFailed as failed:
            raise LookupFailed("whois", domain, failed.reason) from None
        if not addresses or not all(self._allow.address(ip, port) for ip in addresses):
            raise LookupFailed("whois", domain, "error")
        return addresses[0]


async def _exchange(ip: str, port: int, query: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(ip, port)
    try:
        writer.write(query)
        await writer.drain()
        answer = bytearray()
        while len(answer) < MOST and (piece := await reader.read(MOST - len(answer))):
            answer += piece
        if not answer.strip():
            raise _Empty
        return bytes(answer)
    finally:
        writer.transport.abort()  # nothing that is still on its way is waited for
