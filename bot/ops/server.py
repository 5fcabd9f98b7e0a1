"""The server: in a thread with an event loop of its own, so that it can say that the bot's loop hangs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import structlog
from aiohttp import web
from prometheus_client.exposition import choose_encoder

from bot import metrics
from bot.ops.collector import Looks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.health import Health
    from bot.job_counts import JobCounts

_STOP: Final = 5.0  # seconds
log = structlog.get_logger(__name__)


@contextlib.asynccontextmanager
async def serving(host: str, port: int, health: Health, jobs: Callable[[], JobCounts]) -> AsyncIterator[int]:
    """Serves while the block runs; gives the port. `jobs` reads the counts of the jobs, in a thread.

    Raises OSError, with one line, when the port cannot be listened on.
    """
    looks = Looks(health, jobs)
    server = _Server(host, port, health)
    beating = asyncio.create_task(health.pulse.run())
    metrics.REGISTRY.register(looks)
    try:
        yield await asyncio.to_thread(server.start)
    finally:
        metrics.REGISTRY.unregister(looks)
        beating.cancel()
        await asyncio.to_thread(server.stop)


class _Server:
    """The thread and what runs in it."""

    def __init__(self, host: str, port: int, health: Health) -> None:
        self._host = host
        self._port = port
        self._health = health
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped: asyncio.Event | None = None
        self._listening: Future[int] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="ops", daemon=True)

    def start(self) -> int:
        """Waits until it listens; gives the port. Raises OSError."""
        self._thread.start()
        try:
            return self._listening.result()
        except OSError as error:
            why = os.strerror(error.errno) if error.errno else type(error).__name__
            raise OSError(f"FUWAKE_OPS_PORT: {self._host}:{self._port} cannot be listened on ({why})") from None

    def stop(self) -> None:
        """Waits until it has ended."""
        if self._loop and self._stopped and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):  # it has just ended by itself
                self._loop.call_soon_threadsafe(self._stopped.set)
        if self._thread.ident:
            self._thread.join(_STOP)

    async def _run(self) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._metrics)
        runner = web.AppRunner(app, access_log=None, handle_signals=False, keepalive_timeout=30)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
            port = runner.addresses[0][1]
            self._listening.set_result(port)
            log.info("watched", host=self._host, port=port)
            await self._stopped.wait()
        except OSError as error:
            self._listening.set_exception(error)
        finally:
            await runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        """Whether the process should be left alone."""
        alive, age = self._health.alive, self._health.pulse.age
        body = {"alive": alive, "event_loop_stamp_age_seconds": round(age, 1)}
        return web.json_response(body, status=200 if alive else 503)

    async def _readyz(self, _: web.Request) -> web.Response:
        """Whether it can do its work, and what it lacks."""
        parts = await asyncio.to_thread(self._health.parts)
        ready = all(state == "ok" for state in parts.values())
        return web.json_response({"ready": ready, "parts": parts}, status=200 if ready else 503)

    async def _metrics(self, request: web.Request) -> web.Response:
        """In the format that the scraper asks for."""
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        encoded: Callable[[Any], bytes] = encode
        body = await asyncio.to_thread(partial(encoded, metrics.REGISTRY))
        return web.Response(body=body, headers={"Content-Type": content_type})
