"""Assembly: who answers what, and who listens to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cases import Cases
from bot.mailbox.answering import open_letters
from bot.mailbox.opening import open_intake
from bot.mailbox.spool import Spool
from bot.mailbox.thread import Threads
from bot.people import People
from bot.pieces import Pieces
from bot.post_cases import PostCases
from bot.slack.aftercare import open_aftercare
from bot.slack.buttons import AnswerButtons
from bot.slack.desks import open_desk, open_warnings
from bot.slack.doors import Doors
from bot.slack.files import Files
from bot.slack.locales import SlackLocales
from bot.slack.permissions import SlackPermissions
from bot.slack.places import Places
from bot.slack.reactions import Reactions
from bot.slack.thread import SlackThread
from bot.slack.ways_in import open_doors
from bot.triage import Triage

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient
    from sqlalchemy import Engine

    from analyzers.lookups import Lookups
    from bot.config import Config
    from bot.jobs import Jobs
    from bot.servers_seen import ServersSeen
    from bot.slack.outbox import Outbox
    from bot.store import Store


@dataclass(frozen=True, slots=True)
class Parts:
    """What everything else is made of, one of each in a process."""

    config: Config
    engine: Engine
    store: Store
    jobs: Jobs
    lookups: Lookups
    servers: ServersSeen
    app: AsyncApp
    client: AsyncWebClient
    outbox: Outbox


def assemble(parts: Parts) -> None:
    """Registers every job and every listener, and opens nothing yet."""
    config, engine, client = parts.config, parts.engine, parts.client
    app, jobs, store, outbox = parts.app, parts.jobs, parts.store, parts.outbox
    files = Files(client, api_url=config.slack_api_url)
    places = Places(client, outbox, store)
    people = People(engine, locale=SlackLocales(client), languages=config.languages)
    triage = Triage(engine, everything=config.triage == "all")
    permissions = SlackPermissions(client, users=config.security_users, usergroup=config.security_usergroup)
    reactions = Reactions(client, store, PostCases(engine))
    kept = {"store": store, "triage": triage, "people": people, "outbox": outbox}
    letters = open_letters(config, engine, jobs, store)
    desk = open_desk(app, config, jobs, permissions, **kept, reactions=reactions, letters=letters)  # type: ignore[arg-type]
    AnswerButtons(**kept, places=places, permissions=permissions).register(app)  # type: ignore[arg-type]
    given = open_aftercare(
        app, config, engine, jobs, permissions, store=store, people=people, outbox=outbox, places=places, card=desk
    )
    cases = Cases(
        store=store,
        thread=Threads(SlackThread(places, files, desk, reactions), Spool(engine), letters),
        doors=Doors(client, places),
        tongues=people,
        given=given,
        lookups=parts.lookups,
        servers=parts.servers,
        deadline=config.lookup_deadline,
    )
    open_intake(config, engine, client, jobs, parts.servers, parts.lookups)
    open_doors(app, config, jobs, cases.answer, people=people, pieces=Pieces(engine), triage=triage, outbox=outbox)
    open_warnings(app, config, jobs, permissions, store=store, people=people, outbox=outbox)
