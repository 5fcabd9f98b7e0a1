"""Fetch one URL over HTTPS from a host that may be hostile, or be named by somebody hostile.

Each hop's name is resolved by our own Dns, every address of it is vetted, and the connection is pinned to a vetted one,
while certificate, SNI and Host stay with the name: what was vetted is what is connected to. No proxy, no cookies, no
compression, one total deadline, and a body that is counted while it streams.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

import httpx

from analyzers.errors import AnalyzerError, LookupFailed
from analyzers.links.names import parse_host
from analyzers.lookups.guard import HTTP, HTTPS, Allow

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from analyzers.errors import Reason, Source
    from analyzers.lookups import Dns

Why = Literal["url", "scheme", "port", "address", "no-address", "redirects"]

MAX_URL: Final = 8192  # characters
_CONNECT: Final = 2.0  # seconds for one address, so that a dead one leaves time for the next
_ADDRESSES: Final = 3  # how many of a host's are tried
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})  # RFC 9110, section 15.4
# Any other header of the caller may hold a key, and is sent to the first host only.
_TRAVELLING: Final = frozenset({"accept", "accept-language", "user-agent", "if-none-match", "if-modified-since"})


class FetchRefused(AnalyzerError):  # noqa: N818 -- it says what happened
    """We did not fetch `url`, or not on from it; nothing is said of the host.

    `why`: it is no `url`; a `scheme` or `port` that we do not ask; an `address` inside (the guard's answer); the host
    has `no-address`; or more `redirects` than were allowed.
    """

    def __init__(self, why: Why, url: str) -> None:
        super().__init__(f"{why}: {url[:200]}")
        self.why: Why = why
        self.url = url


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: `status`, `headers` (lower case; a repeated field joined by commas), `body` and the `url` it came from.

    `whole`: False when the body is longer than was asked for and was cut there. `ip`: whom we spoke to. `passed`: the URLs
    that redirected us, in order.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    ip: str
    whole: bool = True
    passed: tuple[str, ...] = field(default=())


class Fetcher:
    """Fetches, with `dns` to find the hosts.

    `allow`: what may be connected to (None: public addresses at port 443, over HTTPS). `verify`: whose certificates are believed
    (None: the usual authorities').
    """

    def __init__(self, dns: Dns, *, allow: Allow | None = None, verify: ssl.SSLContext | None = None) -> None:
        self._dns = dns
        self._allow = allow or Allow()
        self._verify = verify

    async def get(
        self,
        url: str,
        *,
        source: Source,
        deadline: float,
        most: int,
        redirects: int = 0,
        headers: Mapping[str, str] | None = None,
    ) -> Fetched:
        """The answer to GET `url`, whatever its status, within `deadline` seconds in all and `most` bytes of body.

        Follows at most `redirects`. `headers` that may hold a key go to the first host only. Raises FetchRefused, and
        LookupFailed of `source` with the host's name as subject: `timeout`, or `error` (no connection, a certificate that
        is not believed, no HTTP); a failure of the DNS has its reason.
        """
        hop = _parsed(url)
        try:
            async with asyncio.timeout(deadline):
                return await self._follow(hop, source, most, redirects, {**(headers or {})})
        except TimeoutError:
            raise LookupFailed(source, _host(hop), "timeout") from None

    async def _follow(
        self, hop: httpx.URL, source: Source, most: int, redirects: int, headers: dict[str, str]
    ) -> Fetched:
        passed: tuple[str, ...] = ()
        first = _origin(hop)
        while True:
            sent = {
                name: text for name, text in headers.items() if _origin(hop) == first or name.lower() in _TRAVELLING
            }
            fetched, target = await self._once(hop, source, most, sent, passed)
            if target is None:
                return fetched
            if len(passed) == redirects:
                raise FetchRefused("redirects", str(hop))
            passed = (*passed, str(hop))
            hop = target

    async def _once(
        self, hop: httpx.URL, source: Source, most: int, headers: dict[str, str], passed: tuple[str, ...]
    ) -> tuple[Fetched, httpx.URL | None]:
        """The answer of one host, and where it sends us on to, if it does."""
        addresses = await self._vetted(hop, source)
        request = {"accept-encoding": "identity", "connection": "close", **headers}
        # One transport for each hop: pooled by address, it would take one name's connection for another's.
        async with httpx.AsyncHTTPTransport(verify=self._context(), trust_env=False) as transport:
            response, ip = await _ask(transport, hop, addresses, request, source)
            try:
                target = _target(hop, response)
                body, whole = (b"", True) if target else await _read(response, most)
            except httpx.HTTPError:
                raise LookupFailed(source, _host(hop), "error") from None
            finally:
                await response.aclose()
        fields = {name.lower(): text for name, text in response.headers.items()}
        return Fetched(response.status_code, fields, body, str(hop), ip, whole, passed), target

    async def _vetted(self, hop: httpx.URL, source: Source) -> tuple[str, ...]:
        """The addresses of the host, none of which leads inside."""
        if hop.scheme != "https" and not (hop.scheme == "http" and self._allow.plain):
            raise FetchRefused("scheme", str(hop))
        if not self._allow.port(_port(hop)):
            raise FetchRefused("port", str(hop))
        try:
            addresses = await self._addresses(hop)
        except LookupFailed as failed:
            raise LookupFailed(source, _host(hop), failed.reason) from None
        if not addresses:
            raise FetchRefused("no-address", str(hop))
        if not all(self._allow.address(ip, _port(hop)) for ip in addresses):
            raise FetchRefused("address", str(hop))
        return addresses[:_ADDRESSES]

    async def _addresses(self, hop: httpx.URL) -> tuple[str, ...]:
        if ":" in _host(hop):
            return (_host(hop),)
        host = parse_host(_host(hop))
        if host is None:
            raise FetchRefused("url", str(hop))
        return (host.name,) if host.is_ip else await self._dns.addresses(host.name)

    def _context(self) -> ssl.SSLContext:
        if self._verify is None:
            self._verify = httpx.create_ssl_context()
        return self._verify


async def _ask(
    transport: httpx.AsyncHTTPTransport,
    hop: httpx.URL,
    addresses: tuple[str, ...],
    headers: dict[str, str],
    source: Source,
) -> tuple[httpx.Response, str]:
    """The head of the answer of the first address that takes a connection, and that address."""
    reason: Reason = "error"
    for ip in addresses:
        extensions = {"timeout": {"connect": _CONNECT, "read": None, "write": None, "pool": None}}
        request = httpx.Request("GET", hop, headers=headers, extensions=extensions)
        request.url = hop.copy_with(host=ip)
        if ip != _host(hop):
            request.extensions["sni_hostname"] = _host(hop)
        try:
            return await transport.handle_async_request(request), ip
        except httpx.ConnectTimeout:
            reason = "timeout"
        except httpx.ConnectError:
            reason = "error"
        except (httpx.HTTPError, ValueError):  # ValueError: a header that is none
            raise LookupFailed(source, _host(hop), "error") from None
    raise LookupFailed(source, _host(hop), reason)


async def _read(response: httpx.Response, most: int) -> tuple[bytes, bool]:
    """At most `most` bytes of the body, and whether that is all of it."""
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > most:
            return bytes(body[:most]), False
    return bytes(body), True


def _parsed(url: str) -> httpx.URL:
    """`url` without user, password and fragment, which no server needs."""
    try:
        hop = httpx.URL(url if len(url) <= MAX_URL else "").copy_with(username="", password="", fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise FetchRefused("url", url) from None
    if not hop.host:
        raise FetchRefused("url", url)
    return hop


def _target(hop: httpx.URL, response: httpx.Response) -> httpx.URL | None:
    location = response.headers.get("location") if response.status_code in _REDIRECTS else None
    if not location:
        return None
    try:
        return _parsed(str(hop.join(location[: MAX_URL + 1])))
    except (httpx.InvalidURL, ValueError):
        raise FetchRefused("url", location) from None


def _host(hop: httpx.URL) -> str:
    """The name in A-labels, as certificates and the DNS have it."""
    return hop.raw_host.decode("ascii")


def _port(hop: httpx.URL) -> int:
    return hop.port or (HTTPS if hop.scheme == "https" else HTTP)


def _origin(hop: httpx.URL) -> tuple[str, str, int]:
    return hop.scheme, hop.host, _port(hop)
