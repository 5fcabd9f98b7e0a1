"""The security team's buttons and windows: each is allowed by `bot.broadcast` when it is opened, and again when it is submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.broadcast import NotAllowed
from bot.draft import draft
from bot.slack import modals
from bot.slack.whisper import whisper
from bot.stranger import Plain
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.broadcast import Broadcast

Json = dict[str, Any]
log = structlog.get_logger(__name__)


class Desk:
    """Listens to the buttons under cards and warnings, which stand in `security_channel` only.

    `languages` are those of a warning; each person reads windows and refusals in the own one, by `language`.
    """

    def __init__(
        self,
        broadcast: Broadcast,
        languages: Sequence[str],
        *,
        language: Callable[[str], Awaitable[str]],
        security_channel: str | None,
    ) -> None:
        self._broadcast = broadcast
        self._languages = tuple(languages)
        self._language = language
        self._security_channel = security_channel

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

        async def view(language: str) -> modals.View:
            await self._broadcast.admit(user, case_id, elsewhere=self._elsewhere(body))
            case = await self._broadcast.case(case_id)
            standing = await self._broadcast.standing(case_id)
            if standing:
                return _notice(language, "warn-already", by=Plain(f"<@{standing.by}>"))
            drafts = {each: draft(case.report or {}, each) for each in self._languages}
            return modals.warn(case_id, drafts, self._broadcast.allowed, language)

        await self._open(view, body, client)

    async def open_retraction(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """The button under a warning that was sent."""
        await ack()
        warning_id, user = body["actions"][0]["value"], body["user"]["id"]

        async def view(language: str) -> modals.View:
            warning = await self._broadcast.warning(warning_id)
            case_id = warning.case_id if warning else None
            await self._broadcast.admit(user, case_id, elsewhere=self._elsewhere(body))
            if warning is None or warning.retracted_at:
                return _notice(language, "retract-already" if warning else "warn-gone")
            return modals.retract(warning_id, language)

        await self._open(view, body, client)

    async def submit_warning(self, ack: AsyncAck, body: Json, view: Json) -> None:
        """The draft was sent off: checked again, then written down once."""
        filled = modals.filled(view)
        case_id, user = view["private_metadata"], body["user"]["id"]
        language = await self._language(user)
        if errors := self._errors(filled, language):
            await ack(response_action="errors", errors=errors)
            return
        try:
            opened = await self._broadcast.open(
                case_id, by=user, texts=filled.texts, channels=filled.channels, at_channel=filled.at_channel
            )
            standing = None if opened else await self._broadcast.standing(case_id)
            if standing and standing.by != user:
                answer = _notice(language, "warn-already", by=Plain(f"<@{standing.by}>"))
            else:
                answer = _notice(language, "warn-sending")
        except NotAllowed as refusal:
            answer = _notice(language, refusal.code)
        await ack(response_action="update", view=answer)

    async def submit_retraction(self, ack: AsyncAck, body: Json, view: Json) -> None:
        """A warning is taken back, with a reason for everybody."""
        reason, language = modals.reason(view), await self._language(body["user"]["id"])
        if not reason:
            await ack(response_action="errors", errors={"reason": words(language).say("retract-error-reason")})
            return
        try:
            first = await self._broadcast.retract(view["private_metadata"], by=body["user"]["id"], reason=reason)
            answer = _notice(language, "retract-done" if first else "retract-already")
        except NotAllowed as refusal:
            answer = _notice(language, refusal.code)
        await ack(response_action="update", view=answer)

    def _errors(self, filled: modals.Filled, language: str) -> dict[str, str]:
        """What is wrong with the window, by block."""
        w = words(language)
        errors = {f"text_{lang}": w.say("warn-error-text") for lang, text in filled.texts.items() if not text}
        if not filled.channels:
            errors["channels"] = w.say("warn-error-channels")
        elif forbidden := self._broadcast.forbidden(filled.channels):
            errors["channels"] = w.say("warn-error-channel-not-allowed", channel=Plain(forbidden))
        return errors

    def _elsewhere(self, body: Json) -> bool:
        """Whether a button was pressed outside of the security team's channel, where none of them stands."""
        return _channel(body) != self._security_channel

    async def _open(self, view: Callable[[str], Awaitable[modals.View]], body: Json, client: AsyncWebClient) -> None:
        """Opens a window; a refusal is said to that person alone."""
        try:
            language = await self._language(body["user"]["id"])
            await client.views_open(trigger_id=body["trigger_id"], view=await view(language))
        except NotAllowed as refusal:
            await self._refuse(refusal.code, body, client)
        except SlackApiError as error:
            # Slack lets a window be opened for three seconds after the click.
            log.warning("window_not_opened", error=error.response.get("error"))
            await self._refuse("warn-again", body, client)

    async def _refuse(self, code: str, body: Json, client: AsyncWebClient) -> None:
        user = body["user"]["id"]
        await whisper(client, _channel(body), user, words(await self._language(user)).say(code))


def _channel(body: Json) -> str | None:
    """Where a button was pressed."""
    return (body.get("channel") or {}).get("id") or (body.get("container") or {}).get("channel_id")


def _notice(language: str, code: str, **facts: Any) -> modals.View:
    return modals.notice(words(language).say(code, **facts), language)
