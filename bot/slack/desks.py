"""The security team's places, put together: the cards of the triage desk, the Home tab, and warnings of channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.broadcast import Broadcast
from bot.exercises import Exercises
from bot.slack.desk import Desk
from bot.slack.home import Home
from bot.slack.permissions import Gate
from bot.slack.rulings import Rulings
from bot.slack.triage import TriageDesk
from bot.slack.warnings import SlackChannels

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.config import Config
    from bot.jobs import Jobs
    from bot.people import People
    from bot.slack.outbox import Outbox
    from bot.slack.permissions import SlackPermissions
    from bot.slack.reactions import Reactions
    from bot.slack.rulings import Letters
    from bot.store import Store
    from bot.triage import Triage


def open_desk(
    app: AsyncApp,
    config: Config,
    jobs: Jobs,
    permissions: SlackPermissions,
    *,
    store: Store,
    triage: Triage,
    people: People,
    outbox: Outbox,
    reactions: Reactions,
    letters: Letters | None,
) -> TriageDesk:
    """Listens on `app` for the buttons of cards and for who opens the Home tab; `letters` tell those who are not in Slack."""
    client, channel = app.client, config.security_channel
    gate = Gate(permissions, client, store, language=people.language, security_channel=channel)
    desk = TriageDesk(
        triage=triage,
        outbox=outbox,
        rulings=Rulings(outbox, store, triage, languages=people.languages, reactions=reactions, letters=letters),
        gate=gate,
        jobs=jobs,
        language=people.language,
        languages=config.languages,
        security_channel=channel,
        exercises=Exercises(config.simulation_servers),
    )
    desk.register(app)
    home = Home(
        client,
        store=store,
        triage=triage,
        outbox=outbox,
        permissions=permissions,
        jobs=jobs,
        language=people.language,
    )
    home.register(app)
    return desk


def open_warnings(
    app: AsyncApp,
    config: Config,
    jobs: Jobs,
    permissions: SlackPermissions,
    *,
    store: Store,
    people: People,
    outbox: Outbox,
) -> None:
    """Listens on `app` for the buttons and windows with which channels are warned."""
    channel, languages = config.security_channel, config.languages
    channels = SlackChannels(outbox, security_channel=channel, languages=languages)
    allowed = config.broadcast_channels
    broadcast = Broadcast(store=store, jobs=jobs, permissions=permissions, channels=channels, allowed=allowed)
    Desk(broadcast, languages, language=people.language, security_channel=channel).register(app)
