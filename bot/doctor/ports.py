"""Ports: whether an address is free, and what answers there when it is not."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from typing import Final

_PATIENCE: Final = 3.0  # seconds


async def listener(host: str, port: int) -> str | None:
    """None: it is free. Else why it cannot be listened at, in the system's words."""

    def attempt() -> str | None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            with socket.create_server((host, port), family=family):
                return None
        except OSError as error:
            number = error.errno or 0
            return os.strerror(number) if number > 0 else str(error.strerror or "no such address")

    return await asyncio.to_thread(attempt)


async def greeting(place: tuple[str, int] | str) -> str:
    """The first line that a server says at host and port, or at the path of a socket; "" for none."""
    try:
        async with asyncio.timeout(_PATIENCE):
            reader, writer = await (
                asyncio.open_unix_connection(place) if isinstance(place, str) else asyncio.open_connection(*place)
            )
            with contextlib.closing(writer):
                return (await reader.readline())[:200].decode("ascii", "replace").strip()
    except (OSError, TimeoutError, ValueError):
        return ""
