"""A DNS server far away: it passes each question on to another one, after a delay, and remembers it."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import dns.message
import dns.rdatatype

from tests.servers.process import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass
class Question:
    """A question, and when it came and was answered, by the event loop's clock (seconds)."""

    name: str
    rdtype: str
    came: float
    answered: float | None = None


class Slow(asyncio.DatagramProtocol):
    """`server` is `127.0.0.1:port`; `asked` holds the questions in order."""

    def __init__(self, port: int, delay: float) -> None:
        self.server = f"127.0.0.1:{port}"
        self.asked: list[Question] = []
        self.upstream: asyncio.DatagramTransport
        self._delay = delay
        self._loop = asyncio.get_running_loop()
        self._open: dict[int, tuple[bytes, tuple[str, int], Question]] = {}

    @property
    def counts(self) -> Counter[tuple[str, str]]:
        """How often each was asked."""
        return Counter((each.name, each.rdtype) for each in self.asked)

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        (asked,) = dns.message.from_wire(data).question
        question = Question(asked.name.to_text().lower(), dns.rdatatype.to_text(asked.rdtype), self._loop.time())
        self.asked.append(question)
        number = len(self.asked) % 65536
        self._open[number] = (data[:2], addr, question)
        self._loop.call_later(self._delay, self.upstream.sendto, number.to_bytes(2, "big") + data[2:])

    def answer(self, data: bytes) -> None:
        """What the other server said goes back to who asked."""
        number, addr, question = self._open.pop(int.from_bytes(data[:2], "big"))
        question.answered = self._loop.time()
        self._transport.sendto(number + data[2:], addr)


class _Upstream(asyncio.DatagramProtocol):
    def __init__(self, slow: Slow) -> None:
        self._slow = slow

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._slow.answer(data)


@contextlib.asynccontextmanager
async def slow(server: str, delay: float) -> AsyncIterator[Slow]:
    """A server that answers as `server` (`ip:port`) does, `delay` seconds later; UDP only."""
    loop = asyncio.get_running_loop()
    host, _, port = server.partition(":")
    own = free_port()
    transport, proxy = await loop.create_datagram_endpoint(lambda: Slow(own, delay), local_addr=("127.0.0.1", own))
    upstream, _ = await loop.create_datagram_endpoint(lambda: _Upstream(proxy), remote_addr=(host, int(port)))
    proxy.upstream = upstream
    try:
        yield proxy
    finally:
        transport.close()
        upstream.close()
