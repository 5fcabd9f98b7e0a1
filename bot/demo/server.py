"""`DemoSlack`: the whole workspace behind one loopback port."""

from __future__ import annotations

import ipaddress
import secrets
from typing import TYPE_CHECKING, Final, Self

from aiohttp import web

from bot.demo.courier import Courier
from bot.demo.events import Events
from bot.demo.guard import guard
from bot.demo.http_events import HttpEvents
from bot.demo.methods_files import Downloads, receive_upload, sign_in
from bot.demo.office import furnish
from bot.demo.page import Offered, Page, Sample, Shortcut
from bot.demo.people import People
from bot.demo.responses import Responses
from bot.demo.socket_mode import SocketMode
from bot.demo.web_api import WebApi
from bot.demo.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

UPLOAD_BYTES: Final = 64 * 2**20


class DemoSlack:
    """A Slack workspace on this machine. `async with` opens it; port 0 takes a free one.

    `api_url` goes into `SLACK_API_URL`, `page_url` into a browser; `people` act, `workspace` remembers,
    `web_api` counts calls and fails on demand, `courier` records deliveries, `sockets` holds the connections.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        signing_secret: str | None = None,
        samples: Sequence[Sample] = (),
        shortcuts: Sequence[Shortcut] = (),
        commands: Sequence[str] = (),
        note_ja: str = "",
        note_en: str = "",
        retry_delays: Sequence[float] | None = None,
    ) -> None:
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise ValueError(f"the demo workspace is served on loopback only, not on {host}")
        self._host, self._port = host, port
        self.signing_secret = signing_secret or secrets.token_hex(16)
        self.bot_token = f"xoxb-demo-{secrets.token_hex(12)}"
        self.app_token = f"xapp-demo-{secrets.token_hex(12)}"
        self.workspace = furnish(Workspace())
        self.sockets = SocketMode(self.workspace.touch)
        self.http = HttpEvents(self.signing_secret)
        self.courier = Courier(self.sockets, self.http)
        if retry_delays is not None:
            self.courier.retry_delays = retry_delays
        events = Events(self.workspace, self.courier)
        self._responses = Responses(self.workspace, events)
        self.people = People(self.workspace, self.courier, self._responses, events)
        self.web_api = WebApi(self.workspace, events, self.sockets, self.bot_token, self.app_token)
        self.downloads = Downloads(self.workspace, self.bot_token)
        offered = Offered(samples, shortcuts, commands, (note_ja, note_en))
        self._page = Page(self.workspace, self.people, self.courier, offered)
        self._runner: web.AppRunner | None = None
        self.base_url = ""

    @property
    def api_url(self) -> str:
        """Where the Web API answers, with the slash that slack-sdk wants."""
        return f"{self.base_url}/api/"

    @property
    def page_url(self) -> str:
        """Where a browser looks."""
        return f"{self.base_url}/"

    def deliver_to(self, events_url: str | None) -> None:
        """Deliver by signed HTTP to this URL from now on; None goes back to Socket Mode."""
        self.http.url = events_url

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        host = f"[{self._host}]" if ":" in self._host else self._host
        self.base_url = f"http://{host}:{port}"
        for part in (self.web_api, self.people, self._responses):
            part.base_url = self.base_url
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.workspace.close()
        await self.courier.close()
        await self.sockets.close()
        await self.http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[guard], client_max_size=UPLOAD_BYTES)

        async def upload(request: web.Request) -> web.Response:
            return await receive_upload(request, self.workspace)

        async def signing_in(request: web.Request) -> web.Response:
            return sign_in(request)

        application.add_routes(
            [
                web.route("*", "/api/{method}", self.web_api.handle),
                web.get("/link/", self.sockets.handle),
                web.get("/files-pri/{file_id}/{tail:.+}", self.downloads.handle),
                web.get("/signin", signing_in),
                web.post("/upload/{file_id}", upload),
                web.post("/response/{key}", self._responses.handle),
                *self._page.routes(),
            ]
        )
        return application
