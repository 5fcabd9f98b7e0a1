"""Brings payloads to the bot at least once: retries until acknowledged, and a record of every attempt.

Slack tries an event again at once, after a minute and after five (docs.slack.dev, "The Events API");
clicks, submissions and commands are tried once, and the person sees the failure.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.demo.errors import NotAcked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.demo.http_events import HttpEvents
    from bot.demo.socket_mode import SocketMode
    from bot.demo.workspace import Json

log = logging.getLogger(__name__)

RETRY_DELAYS: Final = (0.0, 60.0, 300.0)
ACK_SECONDS: Final = 3.0


@dataclass(slots=True)
class Attempt:
    """One try: `number` counts from 0, `via` is `socket N` or `http`, `latency` in seconds when acknowledged, else `reason`."""

    number: int
    via: str = ""
    latency: float | None = None
    reason: str = ""


@dataclass(slots=True)
class Delivery:
    """One payload on its way. `kind` is Socket Mode's: `events_api`, `slash_commands` or `interactive`."""

    kind: str
    payload: Json
    attempts: list[Attempt] = field(default_factory=list)
    acked: bool = False
    done: bool = False
    answer: Json | None = None

    @property
    def latency(self) -> float | None:
        """How long the acknowledged attempt took, in seconds."""
        return self.attempts[-1].latency if self.acked else None

    @property
    def event(self) -> Json:
        """The inner event of an `events_api` payload, else an empty object."""
        inner: Json = self.payload.get("event", {})
        return inner


class Courier:
    """Delivers by Socket Mode, or by HTTP once a URL is set. `records` holds every delivery, oldest first."""

    def __init__(self, sockets: SocketMode, http: HttpEvents) -> None:
        self.retry_delays: Sequence[float] = RETRY_DELAYS
        self.ack_seconds = ACK_SECONDS
        self.records: list[Delivery] = []
        self._sockets = sockets
        self._http = http
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def reachable(self) -> bool:
        """Whether there is a bot to deliver to, as far as one can know."""
        return bool(self._http.url) or self._sockets.connected

    def send(self, kind: str, payload: Json) -> Delivery:
        """Start a delivery in the background."""
        delivery = Delivery(kind, payload)
        self.records.append(delivery)
        task = asyncio.create_task(self._carry(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return delivery

    async def deliver(self, kind: str, payload: Json) -> Delivery:
        """Deliver and wait for the end: acknowledged, or given up."""
        delivery = Delivery(kind, payload)
        self.records.append(delivery)
        await self._carry(delivery)
        return delivery

    async def settled(self, timeout: float = 5.0) -> None:  # noqa: ASYNC109  # a test's patience
        """Wait until nothing is on its way any more; `TimeoutError` after `timeout` seconds."""
        end = time.monotonic() + timeout
        while self._tasks:
            await asyncio.wait(set(self._tasks), timeout=max(0.0, end - time.monotonic()))
            if time.monotonic() > end:
                raise TimeoutError(f"deliveries still under way after {timeout} s")

    async def close(self) -> None:
        """Give up what is still on its way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _carry(self, delivery: Delivery) -> None:
        reason = ""
        delays = (0.0, *self.retry_delays) if delivery.kind == "events_api" else (0.0,)
        for number, delay in enumerate(delays):
            await asyncio.sleep(delay)
            attempt = Attempt(number)
            delivery.attempts.append(attempt)
            reason = await self._try(delivery, attempt, reason)
            if not reason:
                delivery.acked = True
                break
            log.warning("delivery %s not acknowledged: %s (attempt %d)", delivery.kind, reason, number)
        delivery.done = True

    async def _try(self, delivery: Delivery, attempt: Attempt, last_reason: str) -> str:
        receiver = self._http if self._http.url else self._sockets
        retry = (attempt.number, last_reason)
        started = time.monotonic()
        try:
            attempt.via, delivery.answer = await receiver.send(delivery.kind, delivery.payload, retry, self.ack_seconds)
        except NotAcked as refusal:
            attempt.reason = str(refusal)
            return attempt.reason
        attempt.latency = time.monotonic() - started
        return ""
