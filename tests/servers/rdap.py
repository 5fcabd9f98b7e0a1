"""An RDAP server over TLS on loopback, with an authority of its own, that can misbehave."""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.servers.answering import Answering

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

HEAD = "HTTP/1.1 {status} X\r\n{headers}Connection: close\r\n\r\n"


@dataclass(frozen=True)
class Authority:
    """Its `server` context bears a certificate for the names; `client` believes it, and no other."""

    server: ssl.SSLContext
    client: ssl.SSLContext


@contextlib.contextmanager
def authority(*names: str) -> Iterator[Authority]:
    """A self-signed certificate for `names`, made by openssl."""
    with TemporaryDirectory(prefix="fuwake-tls-") as folder:
        key, certificate = Path(folder, "key.pem"), Path(folder, "cert.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
             "-subj", "/CN=test", "-addext", "subjectAltName=" + ",".join(f"DNS:{name}" for name in names),
             "-keyout", key, "-out", certificate],
            check=True,
            capture_output=True,
            timeout=20,
        )  # fmt: skip
        server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        server.load_cert_chain(certificate, key)
        yield Authority(server, ssl.create_default_context(cafile=str(certificate)))


@dataclass
class Web(Answering):
    """A small HTTP server. `answers` by `host path`: (status, headers, body), or the name of a fault; `asked` in order.

    Faults: `silent`, `drip` (a byte each 50 ms, without end), `endless` (a body without end), `reset`, `garbage`, `headers` (without end).
    """

    answers: dict[str, tuple[int, dict[str, str], bytes] | str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    port: int = 0
    busy: int = 0
    most_busy: int = 0

    def say(self, where: str, body: Any, status: int = 200, **headers: str) -> None:
        """The answer at `where` ("host /path"); what is no bytes is sent as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.answers[where] = (status, {name.replace("_", "-"): text for name, text in headers.items()}, data)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            host = next(line[6:].partition(":")[0] for line in head.split("\r\n") if line.lower().startswith("host: "))
            where = f"{host} {head.split()[1]}"
            self.asked.append(where)
            self.heads.append(head)
            await self._answer(writer, self.answers.get(where, (404, {}, b"")))
        except (OSError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            self.busy -= 1
            writer.transport.abort()

    async def _answer(self, writer: asyncio.StreamWriter, answer: tuple[int, dict[str, str], bytes] | str) -> None:
        if not isinstance(answer, str):
            status, headers, body = answer
            headers = {"Content-Length": str(len(body)), **headers}
            lines = "".join(f"{name}: {text}\r\n" for name, text in headers.items())
            writer.write(HEAD.format(status=status, headers=lines).encode() + body)
            await writer.drain()
            writer.close()
            await writer.wait_closed()
        elif answer == "silent":
            await asyncio.sleep(60)
        elif answer == "garbage":
            writer.write(b"\xff\xfe what is this\r\n\r\n")
            await writer.drain()
            await asyncio.sleep(0.05)
        elif answer != "reset":
            await self._flow(writer, answer)

    async def _flow(self, writer: asyncio.StreamWriter, fault: str) -> None:
        if fault == "headers":
            writer.write(b"HTTP/1.1 200 X\r\n")
        else:
            writer.write(HEAD.format(status=200, headers="").encode())
        while True:
            piece = {"drip": b"x", "endless": b"x" * 65536, "headers": b"X-A: b\r\n" * 1000}[fault]
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.05 if fault == "drip" else 0)


@contextlib.asynccontextmanager
async def web(context: ssl.SSLContext | None) -> AsyncIterator[Web]:
    """A server at 127.0.0.1 and its `port`; without `context` it speaks plain HTTP."""
    made = Web()
    server = await asyncio.start_server(made.take, "127.0.0.1", 0, ssl=context)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        await made.close()
        await server.wait_closed()
