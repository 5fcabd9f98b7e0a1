"""Who may talk to the demo server: only this machine, and for the page's own requests only the page.

A Host header that is no loopback name is how a web page elsewhere reaches loopback ports (DNS rebinding);
a foreign Origin is how it posts there.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def is_loopback(host: str) -> bool:
    """Whether a Host header's value, with or without a port, names this machine."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


@web.middleware
async def guard(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse foreign Host headers everywhere, and foreign or absent Origins where the page posts."""
    if not is_loopback(request.headers.get("Host", "")):
        return web.Response(status=403, text="this server answers on loopback names only")
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("Host")
    if request.method != "GET" and (foreign or (origin is None and request.path.startswith("/demo/"))):
        return web.Response(status=403, text="requests from other pages are refused")
    return await handler(request)
