"""A fresh workspace for each test, and real bolt apps connected to it."""

from __future__ import annotations

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo import DemoSlack, Sample

MAIL = (
    "From: =?utf-8?B?44Kr44K044Ok?= <info@kagoya.example>\n"
    "To: taro@example.jp\n"
    "Subject: =?utf-8?B?5a656YeP?=\n"
    "Date: Fri, 16 Dec 2022 18:58:30 +0000\n"
    "Message-ID: <x@y>\n"
    "Received: from a.example\n"
    "Content-Type: text/plain; charset=utf-8\n\n"
    "容量が不足しています。\n"
).encode()


@pytest.fixture
def mail():
    return MAIL


@pytest.fixture
async def slack():
    samples = [Sample("kagoya", "容量の通知", "Mailbox is full", "kagoya.eml", MAIL)]
    async with DemoSlack(
        retry_delays=(0.0, 0.05, 0.05), samples=samples, note_ja="見本です。", note_en="A demo."
    ) as slack:
        yield slack


@pytest.fixture
def client(slack):
    return AsyncWebClient(slack.bot_token, base_url=slack.api_url)


@pytest.fixture
def app(slack, client):
    return AsyncApp(client=client, signing_secret=slack.signing_secret)


@pytest.fixture
async def connect(slack):
    handlers = []

    async def connect(app):
        handler = AsyncSocketModeHandler(app, slack.app_token)
        handlers.append(handler)
        await handler.connect_async()
        await slack.workspace.until(lambda: len(slack.sockets.connections) >= len(handlers))
        return handler

    yield connect
    for handler in handlers:
        await handler.close_async()


@pytest.fixture
async def over_http(slack, app):
    """The app behind its own HTTP server, which is where Slack delivers then."""
    server = app.web_app("/slack/events")
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    yield
    await runner.cleanup()
