"""Buttons under an answer that only show something: the details, and the answer in another language.

Nothing depends on such a click, so nothing is written down for it: whoever is unlucky clicks again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.slack import details, render
from bot.slack.alone import alone, place_of
from bot.slack.rulings import answer
from bot.slack.whisper import whisper
from bot.triage_text import reply_of
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.people import People
    from bot.slack.outbox import Outbox
    from bot.slack.permissions import SlackPermissions
    from bot.slack.places import Places
    from bot.store import Case, Store
    from bot.triage import Triage

ROUNDS = 3  # a decision that falls while the language changes is shown, too
log = structlog.get_logger(__name__)


class AnswerButtons:
    """Shows what `store` keeps of a case, under the decision in `triage`.

    What was reported in private is shown to its reporter and to those whom `permissions` know.
    """

    def __init__(
        self,
        *,
        store: Store,
        triage: Triage,
        outbox: Outbox,
        places: Places,
        people: People,
        permissions: SlackPermissions,
    ) -> None:
        self._store = store
        self._triage = triage
        self._outbox = outbox
        self._places = places
        self._people = people
        self._permissions = permissions

    def register(self, app: AsyncApp) -> None:
        """Listens on `app`."""
        app.action("details")(self.open)
        app.action(details.NEXT)(self.turn)
        app.action(details.BACK)(self.turn)
        app.action(render.OTHER_LANGUAGE)(self.change_language)

    async def open(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The window with everything."""
        await ack()
        user, case = body["user"]["id"], await self._store.case(body["actions"][0]["value"])
        language = await self._people.language(user)
        refusal = await self._refusal(case, user)
        if case is None or refusal:
            await _tell(client, body, user, words(language).say(refusal or "warn-gone"))
            return
        try:
            await client.views_open(trigger_id=body["trigger_id"], view=details.view(case, language))
        except SlackApiError as error:
            log.warning("window_not_opened", error=error.response.get("error"))
            await _tell(client, body, user, words(language).say("warn-again"))

    async def turn(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Another page of it."""
        await ack()
        shown, user = body["view"], body["user"]["id"]
        case_id, page = details.place_of(shown)
        case = await self._store.case(case_id)
        if case is None or await self._refusal(case, user):
            return
        page += 1 if body["actions"][0]["action_id"] == details.NEXT else -1
        new = details.view(case, await self._people.language(user), page)
        try:
            await client.views_update(view_id=shown["id"], hash=shown["hash"], view=new)
        except SlackApiError as error:  # closed, or turned by a click before
            log.info("page_not_turned", error=error.response.get("error"))

    async def _refusal(self, case: Case | None, user: str) -> str:
        """Why `user` may not see it, as a sentence id; "" when nothing is against it."""
        if case is None:
            return "warn-gone"
        private = case.submission.get("private") or case.channel.startswith("D")
        if private and user != case.user and not await self._permissions.may_look(user):
            return "details-refused"
        return "" if case.report else "details-not-yet"

    async def change_language(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The answer in the next language, in place of what stands there."""
        await ack()
        action, user = body["actions"][0], body["user"]["id"]
        case = await self._store.case(action["value"])
        refusal = await self._refusal(case, user)
        if case is None or refusal:
            own = await self._people.language(user)
            await _tell(client, body, user, words(own).say(refusal or "warn-gone"))
            return
        replies = [reply for row in case.replies if (reply := reply_of(row))]
        shown = str(action.get("block_id") or "").removeprefix(render.SHOWN)
        if language := render.next_language(replies, shown):
            await self._show(case, language, body)

    async def _show(self, case: Case, language: str, body: Mapping[str, Any]) -> None:
        """By editing the message; one that only its reader sees, by the address that came with the click."""
        container = body.get("container") or {}
        replies = [reply for row in case.replies if (reply := reply_of(row))]
        for _ in range(ROUNDS):
            standing = await self._triage.standing(case.lead or case.id)
            content = answer(replies, standing, case.level or "", language)
            if container.get("is_ephemeral"):
                await self._places.replace(str(body.get("response_url") or ""), content)
            else:
                await self._outbox.edit(str(container["channel_id"]), str(container["message_ts"]), content)
            if await self._triage.standing(standing.case_id) == standing:
                return


async def _tell(client: AsyncWebClient, body: dict[str, Any], user: str, sentence: str) -> None:
    """Says it to the one who clicked, where he clicked."""
    if not await alone(client, place_of(body), user, {"text": sentence}):
        await whisper(client, None, user, sentence)
