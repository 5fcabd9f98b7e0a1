"""The bot, put together: everything that lives between start and stop, opened and closed in order."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from bot.assembly import Parts, assemble
from bot.counted import counted
from bot.database import check, make_engine
from bot.health import Health
from bot.job_counts import job_counts
from bot.jobs import Jobs
from bot.leases import Leases
from bot.mailbox.imap import watching
from bot.mailbox.listener import listening
from bot.mailbox.spool import Spool
from bot.ops import serving
from bot.retention import retain
from bot.schedules import Schedules
from bot.servers_seen import ServersSeen
from bot.slack import connection
from bot.slack.outbox import Outbox
from bot.slack.trouble import Trouble
from bot.store import Store

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator

    from slack_bolt.async_app import AsyncApp
    from sqlalchemy import Engine

    from analyzers.lookups import Lookups
    from bot.config import Config
    from bot.health import Line
    from bot.slack.client import Client

RETENTION_AT: Final = time(3, 30)  # by this host's clock


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that runs. `events_url`: where Slack's HTTP events are taken, None in Socket Mode; `ended`: why it cannot go on.

    `ops_port`: where it can be watched, None when it cannot.
    """

    store: Store
    jobs: Jobs
    client: Client
    events_url: str | None
    ended: asyncio.Future[connection.SlackSetupError]
    health: Health
    ops_port: int | None


@contextlib.asynccontextmanager
async def running(config: Config, lookups: Lookups) -> AsyncIterator[Running]:
    """The bot at work. Raises SlackSetupError, DatabaseError, SettingsError: each one clear line."""
    if config.slack_bot_token is None:
        raise connection.SlackSetupError("SLACK_BOT_TOKEN: it is not set")
    if config.slack_app_token is None and config.slack_signing_secret is None:
        raise connection.SlackSetupError("SLACK_APP_TOKEN: neither it nor SLACK_SIGNING_SECRET is set")
    async with contextlib.AsyncExitStack() as stack:
        engine = make_engine(config.database)
        stack.callback(engine.dispose)
        health = Health(partial(check, engine))
        ops_port = await _watched(config, engine, health, stack)
        store = Store(engine, timezone=datetime.now().astimezone().tzinfo)  # type: ignore[arg-type]
        await store.migrate()
        client = connection.make_client(config.slack_bot_token.get_secret_value(), config.slack_api_url)
        connection.warn_of_missing(await connection.check_token(client))
        jobs = Jobs(engine)
        outbox = Outbox(client, store, holder=jobs.me)
        trouble = Trouble(client, outbox, security_channel=config.security_channel, languages=config.languages)
        stack.push_async_callback(trouble.stop)
        app, servers = _app(config, client), ServersSeen(engine, config.side)
        assemble(Parts(config, engine, store, jobs, counted(lookups), servers, app, client, outbox))
        schedules = _schedules(config, engine, jobs)
        await jobs.start()
        stack.push_async_callback(jobs.stop)
        stack.enter_context(health.open_jobs(lambda: jobs.beat))
        await stack.enter_async_context(schedules.running())
        await stack.enter_async_context(listening(config, Spool(engine), jobs.put))
        await stack.enter_async_context(watching(config, Spool(engine), jobs.put, Leases(engine, jobs.me)))
        url = await _connect(config, app, stack, trouble, health.line)
        yield Running(store, jobs, client, url, trouble.ended, health, ops_port)


def _app(config: Config, client: Client) -> AsyncApp:
    secret = config.slack_signing_secret
    return connection.make_app(client, secret.get_secret_value() if secret else None)


def _schedules(config: Config, engine: Engine, jobs: Jobs) -> Schedules:
    """What is done by itself, once in all processes."""
    schedules = Schedules(jobs)

    async def retention(_: dict[str, Any]) -> None:
        await retain(engine, config.retention_days, prune=jobs.prune)

    schedules.daily("retention", at=RETENTION_AT, zone=None, task=retention, timeout=3600)
    return schedules


async def _watched(config: Config, engine: Engine, health: Health, stack: contextlib.AsyncExitStack) -> int | None:
    """From the start on, so that a start that waits for the database can be seen."""
    if config.ops_port is None:
        return None
    jobs = partial(job_counts, engine)
    return await stack.enter_async_context(serving(config.ops_host, config.ops_port, health, jobs))


async def _connect(
    config: Config, app: AsyncApp, stack: contextlib.AsyncExitStack, trouble: Trouble, line: Line
) -> str | None:
    """Socket Mode when there is an app token, else HTTP."""
    if config.slack_app_token:
        token = config.slack_app_token.get_secret_value()
        await stack.enter_async_context(connection.socket_mode(app, token, trouble.end, line=line))
        return None
    return await stack.enter_async_context(connection.http(app, config.http_host, config.http_port, line=line))
