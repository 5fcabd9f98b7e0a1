"""Somebody clicked, typed or opened something: the window in which that is told, and everything that follows from it.

What was told is written down before it is acknowledged. A job then keeps it, and by a job each, so that the trouble of one is not
that of the others, the person gets the steps and the security channel the alert, and later a reminder. Each may be repeated.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.given_away import Told
from bot.jobs import JobsDown
from bot.rows import moment_of, moment_text
from bot.slack import given_window
from bot.slack.alone import place_of
from bot.slack.given_alert import is_private
from bot.slack.whisper import whisper
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.given_away import Given, GivenAway
    from bot.jobs import Jobs
    from bot.opinions import Card
    from bot.people import People
    from bot.slack.given_alerts import Alerts
    from bot.slack.given_steps import Steps
    from bot.store import Case, Store
    from bot.submission import Submission

NOTE, STEPS, ALERT, REMIND = "given-note", "given-steps", "given-alert", "given-remind"
log = structlog.get_logger(__name__)


class GivenDesk:
    """`reminder`: seconds until the security team is reminded of what nobody took on; without `alerts` it is not told."""

    def __init__(
        self,
        *,
        given: GivenAway,
        store: Store,
        jobs: Jobs,
        people: People,
        card: Card,
        steps: Steps,
        alerts: Alerts | None,
        reminder: float,
    ) -> None:
        self._given = given
        self._store = store
        self._jobs = jobs
        self._people = people
        self._card = card
        self._steps = steps
        self._alerts = alerts
        self._reminder = reminder
        for name, task in ((NOTE, self.keep), (STEPS, steps.show), (ALERT, self.alert), (REMIND, self.remind)):
            jobs.task(name)(task)

    def register(self, app: AsyncApp) -> None:
        """Listens on `app`."""
        app.action("gave_open")(self.open)
        app.view(given_window.CALLBACK)(self.submit)
        if self._alerts:
            self._alerts.register(app)

    async def open(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The button under an answer: the window, with what this person told before."""
        await ack()
        case_id, user, place = body["actions"][0]["value"], body["user"]["id"], place_of(body)
        language = await self._people.language(user)
        case = await self._store.case(case_id)
        if case is None or (is_private(case) and case.user != user):
            await whisper(client, place[0], user, words(language).say("warn-gone"))
            return
        known = await self._given.find(case_id, user)
        told = known.told if known else None
        view = given_window.window(case_id, place, told, language, alerting=self._alerts is not None)
        try:
            await client.views_open(trigger_id=body["trigger_id"], view=view)
        except SlackApiError as error:
            log.warning("window_not_opened", error=error.response.get("error"))
            await whisper(client, place[0], user, words(language).say("warn-again"))

    async def submit(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Acknowledged after the row is on disk; what cannot be kept stays in the window."""
        user = body["user"]["id"]
        case_id, told = given_window.filled(view)
        wrong = "" if told.what else "gave-error-what"
        if not wrong:
            try:
                await self._put_note(case_id, user, told, at=datetime.now(UTC), key=view["id"])
            except JobsDown as error:
                log.warning("given_away_not_taken", reason=str(error))
                wrong = "gave-error-busy"
        if wrong:
            said = words(await self._people.language(user)).say(wrong)
            await ack(response_action="errors", errors={"gave": said})
            return
        await ack()

    async def note(self, submission: Submission, case: Case | None) -> None:
        """What came in by the form, before the mail was looked at; `case` None: there is no mail to look at. May be repeated."""
        if not submission.gave:
            return
        if case is None:
            case = await self._store.open_case(
                submission.key,
                channel=submission.channel,
                thread_ts=submission.thread_ts,
                user=submission.user,
                submission=submission.as_json(),
            )
        told = Told(submission.gave, channel=submission.channel, thread_ts=submission.thread_ts)
        await self._put_note(case.id, submission.user, told, at=case.opened, key=f"form:{case.id}", once=True)

    async def reported(self, case: Case) -> None:
        """The report is there: steps and alerts that were made without it are made anew, once."""
        for given in await self._given.of_case(case.id):
            await self._tell(given, mark="report")

    async def _put_note(
        self, case_id: str, user: str, told: Told, *, at: datetime, key: str, once: bool = False
    ) -> None:
        row = {"case": case_id, "user": user, "told": told.as_json(), "at": moment_text(at), "once": once}
        await self._jobs.put(NOTE, row, key=f"{NOTE}:{key}")
        log.info("given_away_told", case=case_id, what=list(told.what))

    async def keep(self, row: Mapping[str, Any]) -> None:
        """The job of what was told."""
        told, at = Told.from_json(row["told"]), moment_of(row["at"])
        given = await self._given.note(row["case"], row["user"], told, at=at, once=row["once"])
        if self._alerts:
            first = moment_text(given.at)
            key = f"{REMIND}:{given.case_id}:{given.user}:{first}"
            await self._jobs.put_later(REMIND, _ids(given) | {"at": first}, key=key, delay=self._reminder)
        await self._tell(given, mark=moment_text(given.said), asked=not row["once"])
        await self._card.refresh(given.case_id)

    async def _tell(self, given: Given, *, mark: str, asked: bool = False) -> None:
        """`mark` names what has changed; `asked`: the person has just clicked, and looks there."""
        whose = f"{given.case_id}:{given.user}"
        if self._alerts:
            await self._jobs.put(ALERT, _ids(given), key=f"{ALERT}:{whose}:{mark}")
        await self._jobs.put(STEPS, _ids(given) | {"asked": asked}, key=f"{STEPS}:{whose}:{mark}")

    async def alert(self, row: Mapping[str, Any]) -> None:
        """The job of an alert. Where it cannot be posted, the person is asked to tell the team."""
        if self._alerts and not await self._alerts.show(row["case"], row["user"]):
            again = {"case": row["case"], "user": row["user"], "asked": False}
            await self._jobs.put(STEPS, again, key=f"{STEPS}:{row['case']}:{row['user']}:refused")

    async def remind(self, row: Mapping[str, Any]) -> None:
        """The job that waits until nobody has taken it on for too long."""
        if self._alerts:
            await self._alerts.remind(row)


def _ids(given: Given) -> dict[str, Any]:
    return {"case": given.case_id, "user": given.user}
