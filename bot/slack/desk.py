"""The security team's buttons and windows: each is allowed by `bot.broadcast` when it is opened, and again when it is submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.broadcast import NotAllowed
from bot.draft import draft
from bot.slack import modals
from bot.stranger import Plain
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.broadcast import Broadcast

Json = dict[str, Any]
log = structlog.get_logger(__name__)


class Desk:
    """Listens to the buttons under notices and warnings."""

    def __init__(self, broadcast: Broadcast, languages: Sequence[str]) -> None:
        self._broadcast = broadcast
        self._languages = tuple(languages)
        self._language = languages[0]

    def register(self, app: AsyncApp) -> None:
        """Listens on `app`."""
        app.action("warn_open")(self.open_warning)
        app.action("retract_open")(self.open_retraction)
        app.view("warn_submit")(self.submit_warning)
        app.view("retract_submit")(self.submit_retraction)

    async def open_warning(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """The button under a notice: the window with the draft, or why not."""
        await ack()
        case_id, user = body["actions"][0]["value"], body["user"]["id"]

        async def view() -> modals.View:
            await self._broadcast.admit(user)
            case = await self._broadcast.case(case_id)
            standing = await self._broadcast.standing(case_id)
            if standing:
                return self._notice("warn-already", by=Plain(f"<@{standing.by}>"))
            drafts = {language: draft(case.report or {}, language) for language in self._languages}
            return modals.warn(case_id, drafts, self._broadcast.allowed, self._language)

        await self._open(view, body, client)

    async def open_retraction(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """The button under a warning that was sent."""
        await ack()
        warning_id, user = body["actions"][0]["value"], body["user"]["id"]

        async def view() -> modals.View:
            await self._broadcast.admit(user)
            warning = await self._broadcast.warning(warning_id)
            if warning is None or warning.retracted_at:
                return self._notice("retract-already" if warning else "warn-gone")
            return modals.retract(warning_id, self._language)

        await self._open(view, body, client)

    async def submit_warning(self, ack: AsyncAck, body: Json, view: Json) -> None:
        """The draft was sent off: checked again, then written down once."""
        filled = modals.filled(view)
        if errors := self._errors(filled):
            await ack(response_action="errors", errors=errors)
            return
        case_id, user = view["private_metadata"], body["user"]["id"]
        try:
            opened = await self._broadcast.open(
                case_id, by=user, texts=filled.texts, channels=filled.channels, at_channel=filled.at_channel
            )
            standing = None if opened else await self._broadcast.standing(case_id)
            if standing and standing.by != user:
                answer = self._notice("warn-already", by=Plain(f"<@{standing.by}>"))
            else:
                answer = self._notice("warn-sending")
        except NotAllowed as refusal:
            answer = self._notice(refusal.code)
        await ack(response_action="update", view=answer)

    async def submit_retraction(self, ack: AsyncAck, body: Json, view: Json) -> None:
        """A warning is taken back, with a reason for everybody."""
        reason = modals.reason(view)
        if not reason:
            await ack(response_action="errors", errors={"reason": self._say("retract-error-reason")})
            return
        try:
            first = await self._broadcast.retract(view["private_metadata"], by=body["user"]["id"], reason=reason)
            answer = self._notice("retract-done" if first else "retract-already")
        except NotAllowed as refusal:
            answer = self._notice(refusal.code)
        await ack(response_action="update", view=answer)

    def _errors(self, filled: modals.Filled) -> dict[str, str]:
        """What is wrong with the window, by block."""
        errors = {f"text_{lang}": self._say("warn-error-text") for lang, text in filled.texts.items() if not text}
        if not filled.channels:
            errors["channels"] = self._say("warn-error-channels")
        elif forbidden := self._broadcast.forbidden(filled.channels):
            errors["channels"] = self._say("warn-error-channel-not-allowed", channel=Plain(forbidden))
        return errors

    async def _open(self, view: Callable[[], Awaitable[modals.View]], body: Json, client: AsyncWebClient) -> None:
        """Opens a window; a refusal is said to that person alone."""
        try:
            await client.views_open(trigger_id=body["trigger_id"], view=await view())
        except NotAllowed as refusal:
            await self._refuse(refusal.code, body, client)
        except SlackApiError as error:
            # Slack lets a window be opened for three seconds after the click.
            log.warning("window_not_opened", error=error.response.get("error"))
            await self._refuse("warn-again", body, client)

    async def _refuse(self, code: str, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        channel = (body.get("channel") or {}).get("id") or (body.get("container") or {}).get("channel_id")
        if not channel:
            return
        said = "\n".join(words(language).say(code) for language in self._languages)
        try:
            await client.chat_postEphemeral(channel=channel, user=body["user"]["id"], text=said)
        except SlackApiError:
            await client.chat_postMessage(channel=body["user"]["id"], text=said)

    def _notice(self, code: str, **facts: Any) -> modals.View:
        return modals.notice(self._say(code, **facts), self._language)

    def _say(self, code: str, **facts: Any) -> str:
        return words(self._language).say(code, **facts)
