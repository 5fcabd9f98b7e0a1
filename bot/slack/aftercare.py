"""What follows an answer, put together: what was given away, and what people say about the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.given_away import GivenAway
from bot.opinions import Feedback
from bot.slack.given import GivenDesk
from bot.slack.given_alerts import Alerts
from bot.slack.given_steps import Steps
from bot.slack.opinions import OpinionButtons
from bot.slack.permissions import Gate

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from sqlalchemy import Engine

    from bot.config import Config
    from bot.jobs import Jobs
    from bot.opinions import Card
    from bot.people import People
    from bot.slack.outbox import Outbox
    from bot.slack.permissions import SlackPermissions
    from bot.slack.places import Places
    from bot.store import Store


def open_aftercare(
    app: AsyncApp,
    config: Config,
    engine: Engine,
    jobs: Jobs,
    permissions: SlackPermissions,
    *,
    store: Store,
    people: People,
    outbox: Outbox,
    places: Places,
    card: Card,
) -> GivenDesk:
    """Listens on `app` for the buttons under answers and alerts."""
    client, channel, given = app.client, config.security_channel, GivenAway(engine)
    gate = Gate(permissions, client, store, language=people.language, security_channel=channel)
    team: Any = {"given": given, "store": store, "jobs": jobs, "outbox": outbox, "gate": gate, "card": card}
    alerts = Alerts(channel, languages=config.languages, **team) if channel else None
    steps = Steps(
        client, given=given, store=store, outbox=outbox, places=places, people=people, alerting=channel is not None
    )
    desk = GivenDesk(
        given=given,
        store=store,
        jobs=jobs,
        people=people,
        card=card,
        steps=steps,
        alerts=alerts,
        reminder=config.reminder_hours * 3600,
    )
    desk.register(app)
    feedback = Feedback(engine)
    OpinionButtons(
        client, feedback=feedback, store=store, jobs=jobs, people=people, card=card, desk=channel is not None
    ).register(app)
    return desk
