"""Socket Mode's server side: one-time tickets, `hello`, envelopes, acknowledgements, `disconnect`.

Several connections may be open; each payload goes to one of them, in turn (bolt-python 448, 462, 515).
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from aiohttp import WSMsgType, web

from bot.demo.errors import NotAcked
from bot.demo.workspace import APP_ID, Json

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

MOST_CONNECTIONS: Final = 10
PING_SECONDS: Final = 10.0


@dataclass(eq=False, slots=True)
class Connection:
    """One open socket: its `number` counts up from 1; `waiting` maps envelope ids to who waits for the ack."""

    number: int
    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)
    leaving: bool = False


class SocketMode:
    """The open connections. `received` counts, by connection number, the envelopes sent there."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self.connections: list[Connection] = []
        self.received: dict[int, int] = {}
        self._on_change = on_change
        self._tickets: set[str] = set()
        self._numbers = 0
        self._turn = 0
        self._arrival = asyncio.Event()

    @property
    def connected(self) -> bool:
        """Whether a payload could be sent now."""
        return any(not connection.leaving for connection in self.connections)

    def new_ticket(self) -> str:
        """A ticket that opens one connection, once."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it ends."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=PING_SECONDS)
        await socket.prepare(request)
        if len(self.connections) >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        connection = await self._welcome(socket)
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._heard(connection, message.data)
        finally:
            self._gone(connection)
        return socket

    async def send(
        self, kind: str, payload: Json, retry: tuple[int, str], ack_timeout: float
    ) -> tuple[str, Json | None]:
        """Send one envelope and wait for its ack: where it went and the ack's payload. Raises `NotAcked`."""
        connection = await self._next(ack_timeout)
        via = f"socket {connection.number}"
        envelope = _envelope(kind, payload, retry)
        future: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = future
        self.received[connection.number] = self.received.get(connection.number, 0) + 1
        try:
            await connection.socket.send_json(envelope)
            return via, await asyncio.wait_for(future, ack_timeout)
        except (TimeoutError, ConnectionError):
            raise NotAcked("timeout") from None
        finally:
            connection.waiting.pop(envelope["envelope_id"], None)

    async def disconnect(self, number: int | None = None, reason: str = "refresh_requested") -> None:
        """Ask one connection, or all, to go: the message, then the end, as Slack does every few hours."""
        for connection in list(self.connections):
            if number in (None, connection.number):
                connection.leaving = True
                await connection.socket.send_json(
                    {"type": "disconnect", "reason": reason, "debug_info": {"host": "demo"}}
                )
                await connection.socket.close()

    async def close(self) -> None:
        """End every connection."""
        for connection in list(self.connections):
            await connection.socket.close()

    async def _welcome(self, socket: web.WebSocketResponse) -> Connection:
        self._numbers += 1
        connection = Connection(self._numbers, socket)
        debug = {"host": "demo", "build_number": 1, "approximate_connection_time": 18060}
        hello = {"type": "hello", "num_connections": len(self.connections) + 1, "debug_info": debug}
        await socket.send_json({**hello, "connection_info": {"app_id": APP_ID}})
        self.connections.append(connection)
        self._arrival.set()
        self._on_change()
        return connection

    def _heard(self, connection: Connection, text: str) -> None:
        try:
            message: Any = json.loads(text)
        except ValueError:
            log.warning("socket %d sent what is no JSON", connection.number)
            return
        future = connection.waiting.get(str(message.get("envelope_id"))) if isinstance(message, dict) else None
        if future is None:
            log.warning("socket %d acknowledged an unknown or late envelope", connection.number)
        elif not future.done():
            future.set_result(message.get("payload"))

    def _gone(self, connection: Connection) -> None:
        self.connections.remove(connection)
        self._on_change()
        for future in connection.waiting.values():
            if not future.done():
                future.set_exception(NotAcked("connection_failed"))

    async def _next(self, timeout: float) -> Connection:  # noqa: ASYNC109  # the caller's ack time includes the wait
        while True:
            ready = [connection for connection in self.connections if not connection.leaving]
            if ready:
                self._turn += 1
                return ready[self._turn % len(ready)]
            self._arrival.clear()
            try:
                await asyncio.wait_for(self._arrival.wait(), timeout)
            except TimeoutError:
                raise NotAcked("connection_failed") from None


def _envelope(kind: str, payload: Json, retry: tuple[int, str]) -> Json:
    envelope: Json = {
        "envelope_id": secrets.token_hex(16),
        "type": kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        envelope |= {"retry_attempt": retry[0], "retry_reason": retry[1]}
    return envelope
