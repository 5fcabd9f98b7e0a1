"""The triage desk in Slack: cards in the security channel, their buttons, and the window for a comment.

A click is written down before it is acknowledged; a job then asks whether its author may, decides, and sees to it that every
reporter hears of it. Each of these steps may be repeated.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.exercises import FUWAKE
from bot.same_mail import mail_key
from bot.slack import card, comment_window
from bot.slack.outbox import passing
from bot.slack.turns import Gates, Merging
from bot.stranger import Plain
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from analyzers import Report
    from bot.exercises import Exercises
    from bot.jobs import Jobs
    from bot.slack.outbox import Outbox
    from bot.slack.permissions import Gate
    from bot.slack.rulings import Rulings
    from bot.store import Case
    from bot.triage import Standing, Triage

PRESSED, CARRIED, RULED, CARDED = "triage-pressed", "triage-carried", "triage-ruled", "triage-carded"
CARDS_AT_ONCE = RULINGS_AT_ONCE = 4  # Slack takes about one edit a second, and hundreds may have reported a mail
TURNS = 64
log = structlog.get_logger(__name__)


class TriageDesk:
    """Cards in `security_channel`; without one there is no desk. `gate` lets the team through; `exercises` need nobody's decision."""

    def __init__(
        self,
        *,
        triage: Triage,
        outbox: Outbox,
        rulings: Rulings,
        gate: Gate,
        jobs: Jobs,
        language: Callable[[str], Awaitable[str]],
        languages: Sequence[str],
        security_channel: str | None,
        exercises: Exercises,
    ) -> None:
        self._triage = triage
        self._outbox = outbox
        self._rulings = rulings
        self._gate = gate
        self._jobs = jobs
        self._language = language
        self._languages = tuple(languages)
        self._channel = security_channel
        self._exercises = exercises
        self._turns = [asyncio.Lock() for _ in range(TURNS)]  # one card is written by one at a time
        self._asked: dict[str, int] = {}
        jobs.task(PRESSED)(self.pressed)
        jobs.task(CARRIED)(self.carry)
        jobs.task(RULED, gate=Gates(RULINGS_AT_ONCE))(self.ruled)
        self._cards = Merging(CARDS_AT_ONCE)
        jobs.task(CARDED, gate=self._cards)(self.carded)

    def register(self, app: AsyncApp) -> None:
        """Listens on `app`."""
        for action in (*card.BUTTONS, card.ASSIGN):
            app.action(action)(self.press)
        app.action(card.COMMENT)(self.open_comment)
        app.view(comment_window.CALLBACK)(self.submit_comment)

    async def note(self, case: Case, report: Report) -> None:
        """A report was examined: it joins those of the same mail, shows what was decided about them, and the card counts it.

        The card is a job of its own: its channel takes one post a second, and nobody's answer shall wait for that.
        """
        lead = await self._triage.join(case.id, mail_key(report))
        if self._exercises.recognises(report):
            await self._triage.decide(lead, "simulation", by=FUWAKE, at=case.opened, seen=None)
        await self._rulings.show(case.id)
        if self._channel is not None:
            await self._jobs.put(CARDED, {"case": lead, "channel": self._channel}, key=f"{CARDED}:{case.id}")

    async def carded(self, row: Mapping[str, Any]) -> None:
        """The job of a card that has more to show."""
        if not self._cards.merged(row):
            await self.refresh(row["case"])

    async def refresh(self, case_id: str) -> None:
        """Makes the card of a case show what stands; posts it when there is none yet and the desk is to see the case.

        Other processes may do the same: whoever has edited looks again, so the last edit of all shows the newest state.
        """
        lead = await self._triage.lead_of(case_id)
        if self._channel is None or lead is None or not await self._triage.wanted(lead):
            return
        self._asked[lead] = mine = self._asked.get(lead, 0) + 1
        async with self._turns[hash(lead) % len(self._turns)]:
            if self._asked.get(lead) != mine:
                return  # whoever asked after us waits for this turn, and shows everything
            cases = await self._triage.cases_of(lead, limit=20)
            open_one = next((case for case in cases if not _private(case)), None)
            place = await self._outbox.link(open_one.channel, open_one.thread_ts) if open_one else None
            shown = None
            while (face := await self._face(lead, place)) != shown:
                await self._show(lead, face)
                shown = face
            if self._asked.get(lead) == mine:
                del self._asked[lead]

    async def _face(self, lead: str, place: str | None) -> card.Face:
        first, *later = await self._triage.cases_of(lead, limit=20)
        standing, opinions = await self._triage.standing(lead), await self._triage.opinions(lead)
        told = {"letters": card.letters_of([first, *later]), "notes": card.notes_of([first, *later])}
        return card.Face(first, standing, await self._triage.reports(lead), opinions, place, **told)  # type: ignore[arg-type]

    async def _show(self, lead: str, face: card.Face) -> None:
        """A channel that cannot be posted to is the administrator's to mend."""
        try:
            content = card.card(face, self._languages)
            await self._outbox.say(f"notice:{lead}", channel=str(self._channel), content=content)
        except SlackApiError as error:
            if passing(error):
                raise
            log.warning("security_channel_unreachable", channel=self._channel, error=error.response.get("error"))

    async def press(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A button of a card. What is not acknowledged is shown as failed, and pressed again."""
        action, user = body["actions"][0], body["user"]["id"]
        row = {
            "action": action["action_id"],
            "case": action["value"],
            "seen": card.seen_on(str(action.get("block_id") or "")),
            "user": user,
            "channel": _channel(body),
            "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        }
        key = f"{PRESSED}:{user}:{action['action_id']}:{action['value']}:{action['action_ts']}"
        await self._jobs.put(PRESSED, row, key=key)
        await ack()

    async def pressed(self, row: Mapping[str, Any]) -> None:
        """The job of a click."""
        user, channel, action = row["user"], row["channel"], row["action"]
        if not await self._gate.admits(user, case_id=row["case"], what=action, channel=channel):
            return
        lead = await self._triage.lead_of(row["case"])
        if lead is None:
            await self._gate.say(user, channel, "warn-gone")
            return
        if action == card.ASSIGN:
            standing, won = await self._triage.assign(lead, to=user, seen=row["seen"])
            await self.refresh(lead)
        else:
            at = datetime.fromisoformat(row["at"])
            verdict = card.BUTTONS[action]
            standing, won = await self._triage.decide(lead, verdict, by=user, at=at, seen=row["seen"])
            await self.carry({"case": lead, "mark": row["at"]} if won else {"case": lead})
        if not won:
            await self._too_late(row, standing)

    async def _too_late(self, row: Mapping[str, Any], standing: Standing) -> None:
        """Somebody else was first: this person alone is told who, and what."""
        if row["action"] == card.ASSIGN:
            who = Plain(f"<@{standing.assignee}>")
            await self._gate.say(row["user"], row["channel"], "triage-taken", who=who)
            return
        if (standing.by, standing.verdict) == (row["user"], card.BUTTONS[row["action"]]):
            return  # a double click
        if standing.verdict is None:
            await self._gate.say(row["user"], row["channel"], "warn-again")
            return
        verdict = Plain(words(await self._language(row["user"])).say(f"outcome-{standing.verdict}"))
        who = Plain(f"<@{standing.by}>")
        await self._gate.say(row["user"], row["channel"], "triage-decided-already", who=who, verdict=verdict)

    async def carry(self, row: Mapping[str, Any]) -> None:
        """Takes what stands to the card and, with a `mark` of the change, by a job each to every report of the mail."""
        if mark := row.get("mark"):
            for case in await self._triage.cases_of(row["case"]):
                await self._jobs.put(RULED, {"case": case.id, "at": mark}, key=f"{RULED}:{case.id}:{mark}")
        await self.refresh(row["case"])

    async def ruled(self, row: Mapping[str, Any]) -> None:
        """The job of one report: its answer is edited, and its reporter told."""
        await self._rulings.show(row["case"])
        await self._rulings.tell(row["case"], row["at"])

    async def open_comment(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        """The button for a comment: the window with what was written so far."""
        await ack()
        action, user, channel = body["actions"][0], body["user"]["id"], _channel(body)
        if not await self._gate.admits(user, case_id=action["value"], what=card.COMMENT, channel=channel):
            return
        lead = await self._triage.lead_of(action["value"])
        if lead is None:
            await self._gate.say(user, channel, "warn-gone")
            return
        view = comment_window.view(await self._triage.standing(lead), await self._language(user))
        try:
            await client.views_open(trigger_id=body["trigger_id"], view=view)
        except SlackApiError as error:
            log.warning("window_not_opened", error=error.response.get("error"))
            await self._gate.say(user, channel, "warn-again")

    async def submit_comment(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """The comment was sent off: its author is asked for again, and the first of two writers wins."""
        filled, user = comment_window.filled(view), body["user"]["id"]
        if not await self._gate.admits(user, case_id=filled.case_id, what=card.COMMENT):
            await ack()
            return
        standing, won = await self._triage.comment(
            filled.case_id, filled.comment, by=user, shown=filled.shown, seen=filled.seen
        )
        if not won:
            said = words(await self._language(user)).say(
                "card-comment-changed", who=Plain(f"@{standing.comment_by}"), comment=standing.comment or ""
            )
            await ack(response_action="errors", errors={"comment": said})
            return
        mark = f"comment:{view['id']}:{view['hash']}"
        await self._jobs.put(CARRIED, {"case": filled.case_id, "mark": mark}, key=f"{CARRIED}:{mark}")
        await ack()


def _private(case: Case) -> bool:
    """Whether only the reporter sees where it was handed in."""
    return bool(case.submission.get("private")) or case.channel.startswith("D") or not case.thread_ts


def _channel(body: Mapping[str, Any]) -> str:
    return str((body.get("channel") or {}).get("id") or (body.get("container") or {}).get("channel_id") or "")
