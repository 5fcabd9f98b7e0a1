"""The bot, put together: everything that lives between start and stop, opened and closed in order."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.cases import Cases
from bot.database import make_engine
from bot.jobs import Jobs
from bot.people import People
from bot.pieces import Pieces
from bot.post_cases import PostCases
from bot.servers_seen import ServersSeen
from bot.slack import connection
from bot.slack.aftercare import open_aftercare
from bot.slack.buttons import AnswerButtons
from bot.slack.desks import open_desk, open_warnings
from bot.slack.doors import Doors
from bot.slack.files import Files
from bot.slack.locales import SlackLocales
from bot.slack.outbox import Outbox
from bot.slack.permissions import SlackPermissions
from bot.slack.places import Places
from bot.slack.reactions import Reactions
from bot.slack.thread import SlackThread
from bot.slack.trouble import Trouble
from bot.slack.ways_in import open_doors
from bot.store import Store
from bot.triage import Triage

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator

    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient
    from sqlalchemy import Engine

    from analyzers.lookups import Lookups
    from bot.config import Config
    from bot.slack.client import Client


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that runs. `events_url`: where Slack's HTTP events are taken, None in Socket Mode; `ended`: why it cannot go on."""

    store: Store
    jobs: Jobs
    client: Client
    events_url: str | None
    ended: asyncio.Future[connection.SlackSetupError]


@contextlib.asynccontextmanager
async def running(config: Config, lookups: Lookups) -> AsyncIterator[Running]:
    """The bot at work. Raises SlackSetupError, DatabaseError: each one clear line."""
    if config.slack_bot_token is None:
        raise connection.SlackSetupError("SLACK_BOT_TOKEN: it is not set")
    if config.slack_app_token is None and config.slack_signing_secret is None:
        raise connection.SlackSetupError("SLACK_APP_TOKEN: neither it nor SLACK_SIGNING_SECRET is set")
    async with contextlib.AsyncExitStack() as stack:
        engine = make_engine(config.database)
        stack.callback(engine.dispose)
        store = Store(engine, timezone=datetime.now().astimezone().tzinfo)  # type: ignore[arg-type]
        await store.migrate()
        client = connection.make_client(config.slack_bot_token.get_secret_value(), config.slack_api_url)
        connection.warn_of_missing(await connection.check_token(client))
        secret = config.slack_signing_secret.get_secret_value() if config.slack_signing_secret else None
        app = connection.make_app(client, secret)
        jobs = Jobs(engine)
        servers = ServersSeen(engine, config.side)
        outbox = Outbox(client, store)
        place = {"security_channel": config.security_channel, "languages": config.languages}
        trouble = Trouble(client, outbox, **place)  # type: ignore[arg-type]
        stack.push_async_callback(trouble.stop)
        _assemble(config, app, client, engine, store, servers, jobs, lookups, outbox)
        await jobs.start()
        stack.push_async_callback(jobs.stop)
        yield Running(store, jobs, client, await _connect(config, app, stack, trouble), trouble.ended)


def _assemble(
    config: Config,
    app: AsyncApp,
    client: AsyncWebClient,
    engine: Engine,
    store: Store,
    servers: ServersSeen,
    jobs: Jobs,
    lookups: Lookups,
    outbox: Outbox,
) -> None:
    """Who answers what, and who listens to what."""
    files = Files(client, api_url=config.slack_api_url)
    places = Places(client, outbox, store)
    people = People(engine, locale=SlackLocales(client), languages=config.languages)
    triage = Triage(engine, everything=config.triage == "all")
    permissions = SlackPermissions(client, users=config.security_users, usergroup=config.security_usergroup)
    reactions = Reactions(client, store, PostCases(engine))
    kept = {"store": store, "triage": triage, "people": people, "outbox": outbox}
    desk = open_desk(app, config, jobs, permissions, **kept, reactions=reactions)  # type: ignore[arg-type]
    AnswerButtons(**kept, places=places, permissions=permissions).register(app)  # type: ignore[arg-type]
    given = open_aftercare(
        app, config, engine, jobs, permissions, store=store, people=people, outbox=outbox, places=places, card=desk
    )
    cases = Cases(
        store=store,
        thread=SlackThread(places, files, desk, reactions),
        doors=Doors(client, places),
        tongues=people,
        given=given,
        lookups=lookups,
        servers=servers,
        deadline=config.lookup_deadline,
    )
    open_doors(app, config, jobs, cases.answer, people=people, pieces=Pieces(engine), triage=triage, outbox=outbox)
    open_warnings(app, config, jobs, permissions, store=store, people=people, outbox=outbox)


async def _connect(config: Config, app: AsyncApp, stack: contextlib.AsyncExitStack, trouble: Trouble) -> str | None:
    """Socket Mode when there is an app token, else HTTP."""
    if config.slack_app_token:
        token = config.slack_app_token.get_secret_value()
        await stack.enter_async_context(connection.socket_mode(app, token, trouble.end))
        return None
    return await stack.enter_async_context(connection.http(app, config.http_host, config.http_port))
