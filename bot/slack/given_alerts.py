"""The security team's side of what was given away: alerts that somebody takes on and closes, and the reminder of those that nobody took."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.rows import moment_of, moment_text
from bot.slack import given_alert
from bot.slack.alone import place_of
from bot.slack.outbox import passing
from bot.stranger import Plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.given_away import Given, GivenAway
    from bot.jobs import Jobs
    from bot.opinions import Card
    from bot.slack.outbox import Outbox
    from bot.slack.permissions import Gate
    from bot.store import Case, Store

SETTLE = "given-settle"  # the job of a click
TURNS = 16
log = structlog.get_logger(__name__)


class Alerts:
    """Alerts in `channel`, the security team's; `gate` lets the team through."""

    def __init__(
        self,
        channel: str,
        *,
        given: GivenAway,
        store: Store,
        jobs: Jobs,
        outbox: Outbox,
        gate: Gate,
        card: Card,
        languages: Sequence[str],
    ) -> None:
        self._channel = channel
        self._given = given
        self._store = store
        self._jobs = jobs
        self._outbox = outbox
        self._gate = gate
        self._card = card
        self._languages = tuple(languages)
        self._turns = [asyncio.Lock() for _ in range(TURNS)]  # one alert is written by one at a time
        jobs.task(SETTLE)(self.settle)

    def register(self, app: AsyncApp) -> None:
        """Listens on `app`."""
        app.action(given_alert.TAKE)(self.press)
        app.action(given_alert.CLOSE)(self.press)

    async def show(self, case_id: str, user: str) -> bool:
        """Makes the alert show what stands, with what was added below it; False when the channel cannot be posted to."""
        given = await self._given.find(case_id, user)
        if given is None:
            return True
        ts = await self._show(given)
        if ts is None:
            await self._store.claim_post(_refused_key(given), channel=self._channel)
            return False
        if given.told.added:
            key = f"gave-added:{given.case_id}:{given.user}:{moment_text(given.said)}"
            content = given_alert.added(given, self._languages)
            await self._outbox.say(key, channel=self._channel, thread_ts=ts, content=content)
        return True

    async def _show(self, given: Given) -> str | None:
        """The timestamp of the alert. Whoever has edited it looks again: another process may have edited it as well."""
        ts, shown = None, None
        async with self._turns[hash((given.case_id, given.user)) % TURNS]:
            while (now := await self._standing(given.case_id, given.user)) is not None and now != shown:
                row, case = shown = now
                place = None if given_alert.is_private(case) else await self._outbox.link(case.channel, case.thread_ts)
                ts = await self._say(_alert_key(row), given_alert.alert(row, case, place, self._languages))
        return ts

    async def _standing(self, case_id: str, user: str) -> tuple[Given, Case] | None:
        given, case = await self._given.find(case_id, user), await self._store.case(case_id)
        return None if given is None or case is None else (given, case)

    async def _say(self, key: str, content: dict[str, Any]) -> str | None:
        """A channel that cannot be posted to is the administrator's to mend."""
        try:
            return await self._outbox.say(key, channel=self._channel, content=content)
        except SlackApiError as error:
            if passing(error):
                raise
            log.warning("security_channel_unreachable", channel=self._channel, error=error.response.get("error"))
            return None

    async def remind(self, row: Mapping[str, Any]) -> None:
        """Once, when nobody has taken on what was told at `at`. An alert that could not be posted then is posted now."""
        given = await self._given.find(row["case"], row["user"])
        if given is None or not given.waits or moment_text(given.at) != row["at"]:
            return
        ts = await self._show(given)
        place = await self._outbox.link(self._channel, ts) if ts else None
        content = given_alert.reminder(given, place, self._languages)
        await self._say(f"gave-reminder:{given.case_id}:{given.user}:{row['at']}", content)

    async def press(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A button of an alert. What is not acknowledged is shown as failed, and pressed again."""
        action, user = body["actions"][0], body["user"]["id"]
        row = {
            "case": action["value"],
            "user": given_alert.reporter(str(action.get("block_id") or "")),
            "by": user,
            "action": action["action_id"],
            "channel": place_of(body)[0],
            "at": moment_text(datetime.now(UTC)),
        }
        key = f"{SETTLE}:{user}:{action['action_id']}:{row['case']}:{row['user']}:{action['action_ts']}"
        await self._jobs.put(SETTLE, row, key=key)
        await ack()

    async def settle(self, row: Mapping[str, Any]) -> None:
        """The job of a click: whether its author may is asked when the deed is done."""
        by, channel, action = row["by"], row["channel"], row["action"]
        if not await self._gate.admits(by, case_id=row["case"], what=action, channel=channel):
            return
        deed = self._given.take if action == given_alert.TAKE else self._given.close
        won = await deed(row["case"], row["user"], by=by, at=moment_of(row["at"]))
        given = await self._given.find(row["case"], row["user"])
        if given is None:
            await self._gate.say(by, channel, "warn-gone")
            return
        await self._show(given)
        await self._card.refresh(given.case_id)
        if not won:
            code = "gave-late-closed" if given.closed_by else "gave-late-taken"
            await self._gate.say(by, channel, code, who=Plain(f"<@{given.closed_by or given.taken_by}>"))


async def reached(store: Store, given: Given) -> bool:
    """Whether the alert stands, or may still do so: not when the channel has refused it."""
    alert = await store.post(_alert_key(given))
    return bool(alert and alert.ts) or await store.post(_refused_key(given)) is None


def _alert_key(given: Given) -> str:
    return f"gave:{given.case_id}:{given.user}"


def _refused_key(given: Given) -> str:
    return f"gave-refused:{given.case_id}:{given.user}"
