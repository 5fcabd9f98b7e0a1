"""What we want to know of the DNS, each as one function. All of them raise LookupFailed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from analyzers.errors import LookupFailed
from analyzers.lookups.hostnames import address

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyzers.lookups import Dns

_MAX_NAMES: Final = 10  # names of one address that are tried, as in RFC 7208, section 4.6.4


async def reverse(
    ip: str, recorded: str | None, dns: Dns, missed: Callable[[LookupFailed], None]
) -> tuple[str | None, bool | None]:
    """The name of `ip`, and whether it is confirmed: iprev (RFC 8601, section 3).

    The name is the one that our server `recorded`, else our own PTR answer, a confirmed one before others; None when
    there is none. Confirmed means that the recorded name, or else a name of our own PTR answer, has the address `ip`;
    None when that could not be told. Failures go to `missed`, for half an answer is worth having.
    """
    known = await _has_address(recorded, ip, dns, missed) if recorded else False
    if known:
        return recorded, True
    try:
        names = (await dns.names(ip))[:_MAX_NAMES]
    except LookupFailed as failure:
        missed(failure)
        return recorded, None
    each = await asyncio.gather(*(_has_address(name, ip, dns, missed) for name in names))
    confirming = [name for name, confirms in zip(names, each, strict=True) if confirms]
    name = recorded or next(iter([*confirming, *names]), None)
    return name, True if confirming else None if None in {known, *each} else False


async def helo_exists(name: str, dns: Dns) -> bool:
    """Whether the HELO name has an address, or MX records: a name may serve mail alone."""
    try:
        found = await dns.addresses(name)
    except LookupFailed:
        if await dns.mail_servers(name):
            return True
        raise
    return bool(found or await dns.mail_servers(name))


async def accepts_mail(name: str, dns: Dns) -> bool:
    """Whether mail to `name` has somewhere to go.

    It goes to the MX records, without any to the name's own address (RFC 5321, section 5.1); a null MX says that it
    goes nowhere (RFC 7505, section 3).
    """
    servers = await dns.mail_servers(name)
    if servers:
        return servers != ("",)
    return bool(await dns.addresses(name))


async def host_addresses(host: str, dns: Dns) -> tuple[str, ...]:
    """The addresses of a link's host; an address, also in brackets, is its own."""
    literal = address(host.removeprefix("[").removesuffix("]"))
    return await dns.addresses(host) if literal is None else (str(literal),)


async def _has_address(name: str, ip: str, dns: Dns, missed: Callable[[LookupFailed], None]) -> bool | None:
    try:
        found = await dns.addresses(name)
    except LookupFailed as failure:
        missed(failure)
        return None
    return address(ip) in {address(text) for text in found}
