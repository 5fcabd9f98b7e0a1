"""The buttons "this helped" and "not phishing" under an answer: kept, shown on the desk's card, and thanked for, alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog

from bot.opinions import HELPFUL, NOT_PHISHING
from bot.rows import moment_of, moment_text
from bot.slack import render
from bot.slack.alone import alone, place_of
from bot.slack.given_alert import is_private
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.jobs import Jobs
    from bot.opinions import Card, Feedback
    from bot.people import People
    from bot.store import Store

OPINION = "opinion"  # the job of a click
log = structlog.get_logger(__name__)


class OpinionButtons:
    """Listens to both buttons; `desk`: whether there is a desk that sees what was said."""

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        feedback: Feedback,
        store: Store,
        jobs: Jobs,
        people: People,
        card: Card,
        desk: bool,
    ) -> None:
        self._client = client
        self._feedback = feedback
        self._store = store
        self._jobs = jobs
        self._people = people
        self._card = card
        self._desk = desk
        jobs.task(OPINION)(self.keep)

    def register(self, app: AsyncApp) -> None:
        """Listens on `app`."""
        app.action(HELPFUL)(self.press)
        app.action(NOT_PHISHING)(self.press)

    async def press(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Written down, then acknowledged."""
        action, user = body["actions"][0], body["user"]["id"]
        channel, thread_ts = place_of(body)
        row = {"case": action["value"], "user": user, "said": action["action_id"]}
        row |= {"channel": channel, "thread_ts": thread_ts, "at": moment_text(datetime.now(UTC))}
        key = f"{OPINION}:{user}:{row['case']}:{row['said']}:{action['action_ts']}"
        await self._jobs.put(OPINION, row, key=key)
        await ack()

    async def keep(self, row: Mapping[str, Any]) -> None:
        """The job: keeps it, shows it at the desk, and thanks. The thanks may get lost."""
        case, user = await self._store.case(row["case"]), row["user"]
        if case is None or (is_private(case) and case.user != user):
            return
        await self._feedback.say(case.id, user, row["said"], at=moment_of(row["at"]))
        await self._card.refresh(case.id)
        log.info("opinion_told", case=case.id, said=row["said"])
        w = words(await self._people.language(user))
        helpful = row["said"] == HELPFUL
        code = "opinion-helpful" if helpful else "opinion-not-phishing" if self._desk else "opinion-not-phishing-alone"
        await alone(self._client, (row["channel"], row["thread_ts"]), user, render.sentences([w.say(code)]))
