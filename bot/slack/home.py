"""The Home tab: how to report, what became of one's own reports, and for the security team what is open."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog
from slack_sdk.errors import SlackApiError

from analyzers import Level
from bot.reply import EMOJI
from bot.slack import render
from bot.slack.inline import age, date, link, sentence, user
from bot.slack.outbox import passing
from bot.stranger import tame
from bot.triage_text import outcome
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.jobs import Jobs
    from bot.slack.outbox import Outbox
    from bot.slack.permissions import SlackPermissions
    from bot.store import Case, Store
    from bot.triage import Counters, Standing, Triage, Untaken
    from bot.words import Words

HOME = "home"
MINE, OPEN = 5, 10  # reports, cases shown
DAY, WEEK = timedelta(days=1), timedelta(days=7)
Mine = tuple["Case", "Standing"]
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the security team sees: open cases with the address of their cards, counters of a day and a week, who waits."""

    open: Sequence[tuple[Case, str | None]]
    day: Counters
    week: Counters
    untaken: Sequence[Untaken]


class Home:
    """Publishes the tab when somebody opens it, in that person's language."""

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        store: Store,
        triage: Triage,
        outbox: Outbox,
        permissions: SlackPermissions,
        jobs: Jobs,
        language: Callable[[str], Awaitable[str]],
    ) -> None:
        self._client = client
        self._store = store
        self._triage = triage
        self._outbox = outbox
        self._permissions = permissions
        self._jobs = jobs
        self._language = language
        jobs.task(HOME)(self.publish)

    def register(self, app: AsyncApp) -> None:
        """Listens on `app`."""
        app.event("app_home_opened")(self.opened)

    async def opened(self, ack: AsyncAck, event: dict[str, Any]) -> None:
        """Somebody opened the bot's page; its other tab is the conversation."""
        if event.get("tab") == "home":
            row = {"user": event["user"]}
            await self._jobs.put(HOME, row, key=f"{HOME}:{event['user']}:{event['event_ts']}")
        await ack()

    async def publish(self, row: Mapping[str, Any]) -> None:
        """The job: reads what there is, and shows it."""
        person = row["user"]
        language = await self._language(person)
        mine = await self._triage.reports_of(person, MINE)
        overview = await self._overview() if await self._permissions.may_look(person) else None
        try:
            await self._client.views_publish(user_id=person, view=view(mine, overview, language))
        except SlackApiError as error:
            if passing(error):
                raise
            log.warning("home_not_published", error=error.response.get("error"))

    async def _overview(self) -> Overview:
        found = await self._triage.open_cases(OPEN)
        places = await asyncio.gather(*(self._card(case) for case in found))
        day, week = await self._triage.counters(DAY), await self._triage.counters(WEEK)
        return Overview(list(zip(found, places, strict=True)), day, week, await self._triage.untaken(OPEN))

    async def _card(self, case: Case) -> str | None:
        post = await self._store.post(f"notice:{case.id}")
        return await self._outbox.link(post.channel, post.ts) if post and post.ts else None


def view(mine: Sequence[Mine], overview: Overview | None, language: str) -> dict[str, Any]:
    """The tab of one person."""
    w = words(language)
    how = [w.say("home-how-1"), w.say("home-how-2"), w.say("home-how-3")]
    rows = [render.paragraph(*_mine(case, standing, w)) for case, standing in mine]
    blocks = [
        render.plain_header(w.say("home-how-title")),
        render.rich([_list([render.paragraph(render.text(line)) for line in how], "ordered")]),
        render.actions(render.button("report_open", w.say("home-report"), "home", style="primary")),
        render.plain_header(w.say("home-mine-title")),
        render.rich([_list(rows) if rows else render.paragraph(render.text(w.say("home-mine-none")))]),
        *(_of_team(overview, w) if overview else []),
    ]
    return {"type": "home", "blocks": blocks}


def _mine(case: Case, standing: Standing, w: Words) -> list[render.Block]:
    """One report: its outcome, its subject, when it was made, and who decided."""
    subject = tame(str((case.report or {}).get("subject") or ""), 80) or w.say("home-no-subject")
    line = [render.text(outcome(standing, case.level, w), bold=True), render.text(f" {subject} ")]
    line += sentence(w, "home-mine-when", id=case.id, when=date(case.opened))
    if standing.final and standing.by and standing.at:
        line += [render.text(" "), *sentence(w, "home-mine-by", who=user(standing.by), when=date(standing.at))]
    return line


def _of_team(overview: Overview, w: Words) -> list[render.Block]:
    counted = [_counted("home-day", overview.day, w), _counted("home-week", overview.week, w)]
    cases = [render.paragraph(*_open(case, place, w)) for case, place in overview.open]
    waiting = [
        render.paragraph(*sentence(w, "home-untaken", id=one.case_id, who=user(one.user), ago=age(one.at)))
        for one in overview.untaken
    ]
    blocks: list[render.Block] = [
        {"type": "divider"},
        render.plain_header(w.say("home-team-title")),
        render.rich([_list([render.paragraph(render.text(line)) for line in counted])]),
    ]
    if waiting:
        blocks += [render.plain_header(w.say("home-untaken-title")), render.rich([_list(waiting)])]
    nothing = render.paragraph(render.text(w.say("home-open-none")))
    return [*blocks, render.plain_header(w.say("home-open-title")), render.rich([_list(cases) if cases else nothing])]


def _counted(key: str, counters: Counters, w: Words) -> str:
    return w.say(key, reports=counters.reports, loud=counters.loud, phishing=counters.phishing)


def _open(case: Case, place: str | None, w: Words) -> list[render.Block]:
    number = f"No. {case.id}"
    level = Level(case.level or Level.INSUFFICIENT)
    name = link(place, number) if place else render.text(number)
    said = sentence(w, "home-open", level=w.say(f"level-{level}"), ago=age(case.opened))
    return [render.text(f"{EMOJI[level]} "), name, render.text(" "), *said]


def _list(rows: list[render.Block], style: str = "bullet") -> render.Block:
    return {"type": "rich_text_list", "style": style, "elements": rows}
