"""The command `/phish`: a link or a text is looked at for the asker alone; its own words are `help`, `status` and `lang`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog

from bot.jobs import JobsDown
from bot.slack.help import help_for
from bot.slack.listeners import ANSWER
from bot.slack.reports import reports_for
from bot.stranger import Plain
from bot.submission import Submission
from bot.words import words

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.people import People
    from bot.slack.form import ReportForm
    from bot.slack.listeners import Put
    from bot.triage import Triage

log = structlog.get_logger(__name__)


class PhishCommand:
    """Listens to `/phish`; `put` takes the jobs, `form` is the window for who gives no words."""

    def __init__(self, put: Put, people: People, triage: Triage, form: ReportForm) -> None:
        self._put = put
        self._people = people
        self._triage = triage
        self._form = form

    def register(self, app: AsyncApp) -> None:
        """Listens on `app`."""
        app.command("/phish")(self.used)

    async def used(self, ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        """What is said at once is part of the acknowledgement; only the asker sees it."""
        user, text = command["user_id"], (command.get("text") or "").strip()
        match text.lower().split():
            case []:
                await ack(text=await self._form.open(user, command["trigger_id"], client) or "")
            case ["help"]:
                await ack(**help_for(await self._people.language(user)))
            case ["status"]:
                reports = await self._triage.reports_of(user)
                await ack(**reports_for(reports, await self._people.language(user)))
            case ["lang", *choice] if len(choice) < 2:
                await ack(text=await self._choose(user, "".join(choice)))
            case _:
                await ack(text=await self._look(user, text, command))

    async def _choose(self, user: str, choice: str) -> str:
        """Keeps the language that somebody wants to read, and says so in it."""
        known = self._people.known
        if choice in {*known, "auto"}:
            await self._people.choose(user, None if choice == "auto" else choice)
            return words(await self._people.language(user)).say("lang-auto" if choice == "auto" else "lang-chosen")
        choices = tuple(Plain(language) for language in (*known, "auto"))
        return words(await self._people.language(user)).say("lang-unknown", choices=choices)

    async def _look(self, user: str, text: str, command: dict[str, Any]) -> str:
        w = words(await self._people.language(user))
        submission = Submission(
            key=f"command:{command['trigger_id']}",
            channel="",
            thread_ts="",
            user=user,
            text=text,
            file=None,
            direct=True,
            door="command",
            private=True,
            respond=command["response_url"],
        )
        try:
            await self._put(ANSWER, submission.as_json(), key=f"{ANSWER}:{submission.key}")
        except JobsDown as error:
            log.warning("submission_not_taken", reason=str(error))
            return w.say("command-busy")
        log.info("submission_taken", file=False, door="command")
        return w.say("command-looking")
