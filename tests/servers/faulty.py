"""Name servers that misbehave, in the test's own event loop."""

from __future__ import annotations

import asyncio
import contextlib
import struct
from typing import TYPE_CHECKING, Literal

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

from tests.servers.process import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

Fault = Literal["silent", "refused", "servfail", "truncated", "drip", "garbage", "only-a", "no-edns", "answers"]

_DRIP = 0.4  # seconds between two bytes


class Faulty(asyncio.DatagramProtocol):
    """`server` is `127.0.0.1:port`; `asked` holds each question as `name type transport`."""

    def __init__(self, fault: Fault, answer: str, port: int) -> None:
        self.server = f"127.0.0.1:{port}"
        self.asked: list[str] = []
        self._fault = fault
        self._answer = answer
        self._streams: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if self._fault == "garbage":
            self._transport.sendto(data[:2] + b"\xff" * 30, addr)
        elif (reply := self._reply(data, "udp")) is not None:
            self._transport.sendto(reply, addr)

    def stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer over TCP; a `drip` server byte by byte."""
        task = asyncio.create_task(self._stream(reader, writer))
        self._streams.add(task)
        task.add_done_callback(self._streams.discard)

    async def close(self) -> None:
        """Stop, whatever is still dripping."""
        self._transport.close()
        for task in self._streams:
            task.cancel()
        await asyncio.gather(*self._streams, return_exceptions=True)

    async def _stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            (size,) = struct.unpack("!H", await reader.readexactly(2))
            reply = self._reply(await reader.readexactly(size), "tcp") or b""
            data = struct.pack("!H", len(reply)) + reply
            step = 1 if self._fault == "drip" else len(data)
            for at in range(0, len(data), step):
                writer.write(data[at : at + step])
                await writer.drain()
                await asyncio.sleep(_DRIP if step == 1 else 0)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _reply(self, data: bytes, transport: str) -> bytes | None:
        query = dns.message.from_wire(data)
        name, rdtype = query.question[0].name, dns.rdatatype.to_text(query.question[0].rdtype)
        self.asked.append(f"{name} {rdtype} {transport}")
        if self._fault == "silent" or (self._fault == "only-a" and rdtype != "A"):
            return None
        reply = dns.message.make_response(query)
        if self._fault in {"refused", "servfail"}:
            reply.set_rcode(dns.rcode.from_text(self._fault))
        elif self._fault == "no-edns" and query.edns >= 0:
            reply.set_rcode(dns.rcode.FORMERR)
        elif transport == "udp" and self._fault in {"truncated", "drip"}:
            reply.flags |= dns.flags.TC
        elif rdtype == "A":
            reply.answer.append(dns.rrset.from_text(name, 300, "IN", "A", self._answer))
        return reply.to_wire()


@contextlib.asynccontextmanager
async def faulty(fault: Fault, *, answer: str = "203.0.113.5") -> AsyncIterator[Faulty]:
    """A server with `fault`. Where it answers at all, every A question gets `answer`, every other one nothing."""
    loop = asyncio.get_running_loop()
    port = free_port()
    make: Callable[[], Faulty] = lambda: Faulty(fault, answer, port)  # noqa: E731
    _, protocol = await loop.create_datagram_endpoint(make, local_addr=("127.0.0.1", port))
    server = await asyncio.start_server(protocol.stream, "127.0.0.1", port)
    try:
        yield protocol
    finally:
        await protocol.close()
        server.close()
        await server.wait_closed()
