"""WHOIS servers on loopback that play recorded texts, or misbehave."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers.answering import Answering

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass
class Whois(Answering):
    """`answers` by question: bytes, or a fault; `asked` in order. What is not known is answered with `No match`.

    Faults: `silent`, `drip` (a byte each 50 ms, without end), `flood` (27 MB), `reset`, `closed` (an empty answer).
    """

    answers: dict[str, bytes | str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0
    sent: int = 0

    @property
    def server(self) -> str:
        """How it is named in a table of servers."""
        return f"whois.test:{self.port}"

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            question = (await reader.readline()).decode().rstrip("\r\n")
            self.asked.append(question)
            answer = self.answers.get(question, b"No match\r\n")
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
                writer.close()
                await writer.wait_closed()
            elif answer == "silent":
                await asyncio.sleep(60)
            elif answer == "reset":
                linger = struct.pack("ii", 1, 0)
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            elif answer in {"drip", "flood"}:
                await self._flow(writer, b"x" if answer == "drip" else b"Domain: x\n" * 6554)
        except OSError:
            pass
        finally:
            writer.transport.abort()

    async def _flow(self, writer: asyncio.StreamWriter, piece: bytes) -> None:
        while self.sent < 27_000_000:
            writer.write(piece)
            await writer.drain()
            self.sent += len(piece)
            await asyncio.sleep(0.05 if len(piece) == 1 else 0)


@contextlib.asynccontextmanager
async def whois() -> AsyncIterator[Whois]:
    """A server at 127.0.0.1 and its `port`."""
    made = Whois()
    server = await asyncio.start_server(made.take, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        await made.close()
        await server.wait_closed()
