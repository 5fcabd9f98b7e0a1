"""The connection to Slack: Socket Mode, or events over signed HTTP."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_sdk.http_retry.async_handler import AsyncRetryHandler

PATH = "/slack/events"
NEEDED_SCOPES = {"chat:write", "files:read", "im:history"}
USEFUL_SCOPES = {"app_mentions:read", "channels:history", "groups:history", "usergroups:read"}
log = structlog.get_logger(__name__)


class SlackSetupError(Exception):
    """The Slack app is not set up as it must be, or (`passing`) Slack is away. The text is one line that says which."""

    def __init__(self, line: str, *, passing: bool = False) -> None:
        super().__init__(line)
        self.passing = passing


def make_client(token: str, api_url: str) -> AsyncWebClient:
    """A client that waits when Slack says so (429) and never repeats a call whose answer was lost: it may have worked."""
    handlers: list[AsyncRetryHandler] = [AsyncRateLimitErrorRetryHandler(max_retry_count=5)]
    return AsyncWebClient(token=token, base_url=api_url, timeout=15, retry_handlers=handlers)


def make_app(client: AsyncWebClient, signing_secret: str | None) -> AsyncApp:
    """A bolt app that acknowledges an event only after its listener has returned."""
    quiet = logging.getLogger("slack_bolt")  # bolt prints the whole body of an event that nobody listens to
    quiet.setLevel(logging.ERROR)
    return AsyncApp(client=client, signing_secret=signing_secret, process_before_response=True, logger=quiet)


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
    if granted and (missing := sorted(NEEDED_SCOPES - granted)):
        raise SlackSetupError(
            f"SLACK_BOT_TOKEN: the app lacks the scope {missing[0]}; add it and install the app again"
        )
    return granted


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
async def socket_mode(app: AsyncApp, app_token: str) -> AsyncIterator[None]:
    """Connected through Socket Mode. Raises SlackSetupError when Slack refuses the app token."""
    await check_app_token(app.client, app_token)
    handler = AsyncSocketModeHandler(app, app_token)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        log.info("connected", mode="socket")
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@contextlib.asynccontextmanager
async def http(app: AsyncApp, host: str, port: int) -> AsyncIterator[str]:
    """Listening for signed HTTP events; gives the URL."""
    runner = web.AppRunner(app.web_app(path=PATH), access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        url = f"http://{host}:{runner.addresses[0][1]}{PATH}"
        log.info("connected", mode="http", url=url)
        yield url
    finally:
        await runner.cleanup()
