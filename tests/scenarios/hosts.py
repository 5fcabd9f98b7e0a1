"""Several hosts: bots with one database and nothing else in common, and what stands before them."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import re
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp import web

from bot.demo.office import SECURITY
from tests.scenarios.process import BotProcess
from tests.servers.process import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.demo import DemoSlack

_START = 60.0  # seconds
_QUIET = {"FUWAKE_BLOCKLISTS": "none", "FUWAKE_URIBLS": "none", "FUWAKE_REGISTRATION": "off"}


_COUNT = re.compile(r"報告：(\d+)件")


def counts(slack: DemoSlack) -> list[int]:
    """How many reports each card counts, in the order of the cards."""
    cards = [m for m in slack.workspace.channels[SECURITY].messages if m.get("bot_id")]
    return [int(found[1]) if (found := _COUNT.search(str(card["blocks"]))) else 1 for card in cards]


class Host(BotProcess):
    """`fuwake run` with its own folder below `folder`, and the database `url`; with `http`, Slack comes to `address`."""

    def __init__(self, slack: DemoSlack, folder: Path, url: str, *, http: bool = False, **more: str) -> None:
        folder.mkdir(parents=True)
        self.log = folder / "log"
        self._ops, port = free_port(), free_port()
        self.address = f"http://127.0.0.1:{port}/slack/events"
        way = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": slack.signing_secret, "FUWAKE_HTTP_PORT": str(port)}
        shared = {"FUWAKE_DATABASE_URL": url, "FUWAKE_OPS_PORT": str(self._ops)}
        super().__init__(slack, folder, **(_QUIET | shared | (way if http else {}) | more))

    async def start(self) -> None:
        """Starts it and waits until it is ready."""
        await self._launch()
        async with asyncio.timeout(_START), aiohttp.ClientSession() as session:
            while not await self._ready(session):
                assert self._process
                assert self._process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.1)

    async def _ready(self, session: aiohttp.ClientSession) -> bool:
        with contextlib.suppress(aiohttp.ClientError, OSError):
            async with session.get(f"http://127.0.0.1:{self._ops}/readyz") as answer:
                return answer.status == 200
        return False

    def counted(self, event: str) -> int:
        """How often it wrote `event` into its log."""
        return self.log.read_text().count(f"event='{event}'")


@contextlib.asynccontextmanager
async def hosts(
    slack: DemoSlack, folder: Path, url: str, *, http: bool = False, count: int = 2, **more: str
) -> AsyncIterator[list[Host]]:
    """So many, started together; with `http`, behind a `balancer`. Stopped at the end, if they still run."""
    made = [Host(slack, folder / f"host{number}", url, http=http, **more) for number in range(count)]
    async with contextlib.AsyncExitStack() as stack:
        for host in made:
            stack.push_async_callback(_end, host)
        await asyncio.gather(*(host.start() for host in made))
        if http:
            slack.deliver_to(await stack.enter_async_context(balancer([host.address for host in made])))
        yield made


async def _end(host: Host) -> None:
    if host.runs:
        assert await host.stop() == 0


@contextlib.asynccontextmanager
async def balancer(backends: list[str]) -> AsyncIterator[str]:
    """Gives each request to one of `backends` in turn, and to the next one when that cannot be reached. Its address."""
    turn = itertools.count()

    async def pass_on(request: web.Request) -> web.Response:
        body, first = await request.read(), next(turn)
        headers = {name: value for name, value in request.headers.items() if name not in {"Host", "Content-Length"}}
        for number in range(len(backends)):
            with contextlib.suppress(aiohttp.ClientError):
                where = backends[(first + number) % len(backends)]
                async with session.post(where, data=body, headers=headers) as answer:
                    kind: Any = answer.headers.get("Content-Type")
                    return web.Response(
                        status=answer.status, body=await answer.read(), headers={"Content-Type": kind} if kind else {}
                    )
        return web.Response(status=502)

    app, port = web.Application(), free_port()
    app.router.add_post("/{path:.*}", pass_on)
    runner = web.AppRunner(app)
    async with aiohttp.ClientSession() as session:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield f"http://127.0.0.1:{port}/slack/events"
        finally:
            await runner.cleanup()
