"""The steps for somebody who gave something away: alone where he clicked, and in his direct message, which other devices show as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.checklists import checklist
from bot.slack import given_window, render
from bot.slack.alone import alone
from bot.slack.given_alerts import reached
from bot.slack.outbox import passing
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.given_away import Given, GivenAway
    from bot.people import People
    from bot.slack.outbox import Outbox
    from bot.slack.places import Places
    from bot.store import Case, Store

log = structlog.get_logger(__name__)


class Steps:
    """`alerting`: the security team is told by an alert."""

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        given: GivenAway,
        store: Store,
        outbox: Outbox,
        places: Places,
        people: People,
        alerting: bool,
    ) -> None:
        self._client = client
        self._given = given
        self._store = store
        self._outbox = outbox
        self._places = places
        self._people = people
        self._alerting = alerting

    async def show(self, row: Mapping[str, Any]) -> None:
        """The job; `asked`: the person has just clicked, and looks there. What was said before is edited."""
        case, shown = await self._store.case(row["case"]), None
        # What was told meanwhile may have been shown already, and been written over by this.
        while case and (given := await self._given.find(row["case"], row["user"])) and given.told != shown:
            shown = given.told
            await self._show(given, case, asked=row["asked"])

    async def _show(self, given: Given, case: Case, *, asked: bool) -> None:
        w = words(await self._people.language(given.user))
        alerted = self._alerting and await reached(self._store, given)
        said = checklist(given.told.what, case.report, w.language, alerted=alerted)
        key = f"gave-steps:{given.case_id}:{given.user}"
        here = (given.told.channel, given.told.thread_ts)
        if here[0].startswith("D"):
            content = given_window.steps(said)
            await self._outbox.say(key, channel=here[0], thread_ts=here[1] or None, content=content)
            if asked and given.told.before:
                await alone(self._client, here, given.user, render.sentences([w.say("steps-rewritten")]))
            return
        kept = await self._keep(key, given.user, given_window.steps(said))
        if asked:
            more = w.say("steps-sent") if kept else ""
            await alone(self._client, here, given.user, given_window.steps(said, more))

    async def _keep(self, key: str, user: str, content: dict[str, Any]) -> bool:
        """Whether they stand in the direct message."""
        try:
            await self._outbox.say(key, channel=await self._places.dm(user), content=content)
        except SlackApiError as error:
            if passing(error):
                raise
            log.warning("direct_message_not_posted", error=error.response.get("error"))
            return False
        return True
