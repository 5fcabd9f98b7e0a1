"""Opening: the job that takes report mails apart, put together with whom it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.counted import counting
from bot.mailbox.intake import MAIL, Intake
from bot.mailbox.loops import Own
from bot.mailbox.outgoing import is_own
from bot.mailbox.reporter import reporter_of
from bot.mailbox.slack_people import SlackPeople
from bot.mailbox.spool import Spool

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient
    from sqlalchemy import Engine

    from analyzers.lookups import Lookups
    from bot.config import Config
    from bot.jobs import Jobs
    from bot.mailbox.reporter import Reporter
    from bot.servers_seen import ServersSeen


def open_intake(
    config: Config, engine: Engine, client: AsyncWebClient, jobs: Jobs, servers: ServersSeen, lookups: Lookups
) -> None:
    """Registers the job `mail`, which asks `client` who of Slack has reported."""

    async def who(raw: bytes, *, door: str) -> Reporter:
        side = await servers.side()
        return await reporter_of(raw, side=side, lookups=lookups, deadline=config.lookup_deadline, door=door)

    addresses = {each.lower() for each in (*config.report_addresses, config.mail_from) if each}
    intake = Intake(
        Spool(engine),
        counting(jobs.put),
        reporter_of=who,
        user_of=SlackPeople(client).user_of,
        side=servers.side,
        own=Own(addresses=frozenset(addresses), wrote=is_own),
    )
    jobs.task(MAIL, given_up=intake.given_up)(intake.take)
