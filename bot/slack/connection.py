"""The connection to Slack: Socket Mode, or events over signed HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from typing import TYPE_CHECKING, Any, Final

import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot import metrics
from bot.health import Line
from bot.slack import scopes
from bot.slack.client import Client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from aiohttp import WSMessage
    from slack_bolt.async_app import AsyncBoltContext
    from slack_sdk.socket_mode.aiohttp import SocketModeClient
    from slack_sdk.web.async_client import AsyncWebClient

PATH = "/slack/events"
PING: Final = 10.0  # seconds; a connection that answers four pings with silence is opened anew
SILENCE: Final = 180.0  # seconds without a sign of life after which opening it anew has not helped
_HELLO: Final = 1_000  # characters in which a hello says that it is one
log = structlog.get_logger(__name__)


class SlackSetupError(Exception):
    """The Slack app is not set up as it must be, or (`passing`) Slack is away. The text is one line that says which."""

    def __init__(self, line: str, *, passing: bool = False) -> None:
        super().__init__(line)
        self.passing = passing


def make_client(token: str, api_url: str) -> Client:
    """A client that keeps Slack's pace."""
    return Client(token, api_url)


def make_app(client: AsyncWebClient, signing_secret: str | None) -> AsyncApp:
    """A bolt app that acknowledges an event only after its listener has returned; listeners are handed `client` itself."""
    quiet = logging.getLogger("slack_bolt")  # bolt prints the whole body of an event that nobody listens to
    quiet.setLevel(logging.ERROR)
    app = AsyncApp(client=client, signing_secret=signing_secret, process_before_response=True, logger=quiet)

    async def with_client(context: AsyncBoltContext, next: Callable[[], Awaitable[Any]]) -> None:  # noqa: A002 -- bolt's name
        """Bolt would hand out a copy that knows nothing of our pace."""
        context["client"] = client
        await next()

    app.use(with_client)
    return app


async def check_token(client: AsyncWebClient) -> set[str]:
    """The scopes that the token has. Raises SlackSetupError when Slack refuses it, or a needed scope is missing."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise SlackSetupError(f"SLACK_BOT_TOKEN: Slack refuses it ({error.response.get('error')})") from None
    except (OSError, TimeoutError) as error:
        line = f"SLACK_API_URL: Slack cannot be reached ({type(error).__name__})"
        raise SlackSetupError(line, passing=True) from None
    granted = {scope.strip() for scope in str(_header(answer.headers, "x-oauth-scopes")).split(",") if scope.strip()}
    for scope in scopes.missing(granted):
        if scope.needed:
            raise SlackSetupError(f"SLACK_BOT_TOKEN: {scopes.remedy(scope.name)}")
    return granted


def warn_of_missing(granted: set[str]) -> None:
    """One line in the log for each scope that the bot could use and has not."""
    for scope in scopes.missing(granted):
        log.warning("scope_missing", scope=scope.name, cost=scope.cost, remedy=scopes.remedy(scope.name))


def _header(headers: object, name: str) -> str:
    found = dict(headers) if hasattr(headers, "keys") else {}  # type: ignore[call-overload]
    value = next((v for k, v in found.items() if str(k).lower() == name), "")
    return str(value[0] if isinstance(value, list) else value)


async def check_app_token(client: AsyncWebClient, app_token: str) -> None:
    """Raises SlackSetupError when Slack refuses the app token; the SDK alone would try again for ever."""
    try:
        await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        raise SlackSetupError(f"SLACK_APP_TOKEN: Slack refuses it ({error.response.get('error')})") from None


@contextlib.asynccontextmanager
async def socket_mode(
    app: AsyncApp,
    app_token: str,
    lost: Callable[[SlackSetupError], None] | None = None,
    *,
    line: Line | None = None,
    ping: float = PING,
    silence: float = SILENCE,
) -> AsyncIterator[None]:
    """Connected through Socket Mode. Raises SlackSetupError when Slack refuses the app token.

    A connection that breaks is opened again. `lost` is told when nothing has come from Slack for `silence` seconds all the same;
    `line` is told of every sign of life.
    """
    await check_app_token(app.client, app_token)
    handler = AsyncSocketModeHandler(app, app_token, ping_interval=ping)
    line = line or Line()
    watching = asyncio.create_task(_watch(handler.client, lost, line, silence)) if lost else None
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        log.info("connected", mode="socket")
        yield
    finally:
        line.end()
        if watching:
            watching.cancel()
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _watch(client: SocketModeClient, lost: Callable[[SlackSetupError], None], line: Line, silence: float) -> None:
    """Tells when Slack is silent. The SDK notes the last pong; after it has given a connection up, its note means nothing."""
    line.wait()

    async def message(heard: WSMessage) -> None:
        line.hear()
        if (sockets := _greeted(heard.data)) is not None:
            line.sockets = sockets
            metrics.SOCKETS_OPENED.inc()

    client.on_message_listeners.append(message)
    before = client.last_ping_pong_time
    while (line.silence or 0.0) < silence:
        await asyncio.sleep(min(client.ping_interval, silence) / 5)
        pong = client.last_ping_pong_time
        if None not in {before, pong} and pong != before:
            line.hear()
        before = pong
    log.error("slack_silent", seconds=silence)
    lost(SlackSetupError(f"Socket Mode: no sign of life from Slack for {silence:.0f} s", passing=True))


def _greeted(data: object) -> int | None:
    """How many sockets the app has, when this is Slack's hello."""
    if not isinstance(data, str) or '"hello"' not in data[:_HELLO]:
        return None
    told = json.loads(data)
    number = told.get("num_connections") if told.get("type") == "hello" else None
    return number if isinstance(number, int) else None


@contextlib.asynccontextmanager
async def http(app: AsyncApp, host: str, port: int, *, line: Line | None = None) -> AsyncIterator[str]:
    """Listening for signed HTTP events; gives the URL. `line` is told."""
    line = line or Line()
    runner = web.AppRunner(app.web_app(path=PATH), access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        url = f"http://{host}:{runner.addresses[0][1]}{PATH}"
        log.info("connected", mode="http", url=url)
        line.listen()
        yield url
    finally:
        line.end()
        await runner.cleanup()
