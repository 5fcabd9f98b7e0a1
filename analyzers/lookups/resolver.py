"""One question to the DNS (RFC 1035), over UDP and, when the answer is cut, over TCP.

dnspython asks its servers in the same order every time, so a dead first one costs a timeout on each question. Here a
server that did not answer rests, and is asked last until it has rested.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import dns.asyncresolver
import dns.exception
import dns.nameserver
import dns.resolver

from analyzers.lookups.hostnames import address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dns.message import Message, QueryMessage
    from dns.name import Name
    from dns.rdata import Rdata

    from analyzers.errors import Reason

LIFETIME: Final = 2.5  # seconds for one question, all servers together
_TRY: Final = 1.0  # seconds for one server
_REST: Final = 30.0  # seconds, doubled each time the server fails again
_MAX_REST: Final = 600.0
_AT_ONCE: Final = 200  # each question holds a socket
_BEFORE_EDNS: Final = frozenset({"FORMERR", "NOTIMP"})  # RFC 6891, section 7: how a server without EDNS may answer
_PAYLOAD: Final = 1232  # bytes: DNS Flag Day 2020, no fragments


class AskFailed(Exception):  # noqa: N818 -- it says what happened
    """No answer came. It holds no name on purpose: a name can hold a secret key."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its `records` (none: the name does not exist, or not with this type) and its TTL in seconds.

    The TTL of "none" is that of RFC 2308, section 5: the lower of the SOA's own and its minimum field.
    """

    records: tuple[Rdata, ...]
    ttl: int


class Server(dns.nameserver.Do53Nameserver):
    """A server that remembers until when (monotonic time) it had better not be asked first."""

    resting_until = 0.0
    _failures = 0

    async def async_query(self, *args: Any, **kwargs: Any) -> Message:
        """Ask, and note whether something came back."""
        try:
            message = await super().async_query(*args, **kwargs)
        except (dns.exception.Timeout, OSError, EOFError):
            self._rest()
            raise
        self.resting_until, self._failures = 0.0, 0
        return message

    def _rest(self) -> None:
        now = time.monotonic()
        if now >= self.resting_until:  # questions that were under way together fail once
            self.resting_until = now + min(_MAX_REST, _REST * 2**self._failures)
            self._failures = min(self._failures + 1, 10)


class Resolver:
    """Asks `servers` (`ip`, `ip:port`, `[v6]:port`; none: the system's). Raises ValueError for another form.

    It keeps nothing and appends no search domain.
    """

    def __init__(self, servers: Sequence[str] = (), *, edns: bool = True) -> None:
        self._resolver = _plain()
        self._servers = [Server(*parse_server(text)) for text in servers] if servers else _system_servers()
        self._slots = asyncio.Semaphore(_AT_ONCE)
        if edns:
            self._resolver.use_edns(0, payload=_PAYLOAD)

    async def ask(self, name: Name, rdtype: str) -> Reply:
        """The records of the absolute `name`. Raises AskFailed: `timeout`, `refused` or `error`.

        It takes at most 2.5 seconds once it has one of 200 places. A server that knows no EDNS is asked without it.
        """
        async with self._slots:
            answer = await self._ask(name, rdtype)
            if answer == "no-edns":
                self._resolver.use_edns(False)  # noqa: FBT003 -- dnspython's way to say it
                answer = await self._ask(name, rdtype)
        if isinstance(answer, Reply):
            return answer
        # raised here, so that no foreign error with the name in it hangs on
        raise AskFailed("error" if answer == "no-edns" else answer)

    async def _ask(self, name: Name, rdtype: str) -> Reply | Reason | Literal["no-edns"]:
        self._resolver.nameservers = self._in_order()
        try:
            async with asyncio.timeout(LIFETIME):
                answer = await self._resolver.resolve(name, rdtype, raise_on_no_answer=False, search=False)
        except dns.resolver.NXDOMAIN as none:
            return Reply((), _negative_ttl(none))
        except (dns.resolver.LifetimeTimeout, TimeoutError):
            return "timeout"
        except dns.resolver.NoNameservers as failed:
            return _told(failed)
        except (dns.exception.DNSException, OSError):
            return "error"
        return Reply(tuple(answer.rrset or ()), answer.chaining_result.minimum_ttl)

    def _in_order(self) -> list[str | dns.nameserver.Nameserver]:
        now = time.monotonic()
        return [*sorted(self._servers, key=lambda server: server.resting_until if server.resting_until > now else 0)]


def parse_server(text: str) -> tuple[str, int]:
    """The address and the port (53 when none is given) of a server.

    >>> parse_server("[2001:db8::53]:5353")
    ('2001:db8::53', 5353)
    >>> parse_server("192.0.2.53")
    ('192.0.2.53', 53)
    """
    host, port = text.strip(), "53"
    if host.startswith("["):
        host, _, rest = host[1:].partition("]")
        port = rest.removeprefix(":") or port
    elif host.count(":") == 1:
        host, port = host.split(":")
    if address(host) is None or not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError(f"not a DNS server (ip, ip:port or [v6]:port): {text!r}")
    return host, int(port)


def _plain() -> dns.asyncresolver.Resolver:
    resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.cache = None
    resolver.search = []
    resolver.timeout = _TRY
    resolver.lifetime = LIFETIME
    return resolver


def _system_servers() -> list[Server]:
    try:
        system = dns.asyncresolver.Resolver()
    except (dns.resolver.NoResolverConfiguration, OSError):
        return []  # every question fails; a machine without a network may still start
    return [Server(text, system.port) for text in system.nameservers if isinstance(text, str)]


def _negative_ttl(none: dns.resolver.NXDOMAIN) -> int:
    responses: list[QueryMessage] = list(none.kwargs["responses"].values())
    return min(response.resolve_chaining().minimum_ttl for response in responses)


def _told(failed: dns.resolver.NoNameservers) -> Literal["refused", "error", "no-edns"]:
    """What the servers said instead of an answer."""
    # each error ends with (..., exception or rcode text, response): see dns.resolver.ErrorTuple
    said = {error[3] for error in failed.kwargs.get("errors", ()) if isinstance(error[3], str)}
    if said & _BEFORE_EDNS:
        return "no-edns"
    return "refused" if said == {"REFUSED"} else "error"
