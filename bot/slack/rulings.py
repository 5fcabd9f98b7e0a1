"""Rulings: how a decision of the security team reaches those who reported the mail.

Each reporter's answer is edited, and says who decided, when, and what to do now. Only who had been told something else gets a
message as well: an edit is silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import structlog
from slack_sdk.errors import SlackApiError

from analyzers import Level
from bot.reporters import address_of
from bot.slack import render
from bot.slack.inline import date, plain_sentence, sentence, user
from bot.slack.outbox import HistoryUnreadable, passing
from bot.stranger import shorten
from bot.triage import DECIDED, WAITING
from bot.triage_text import SIGN, comment_of, reply_of, ruled, surprising
from bot.words import words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.reply import Reply
    from bot.slack.outbox import Outbox
    from bot.slack.reactions import Reactions
    from bot.store import Case, Store
    from bot.triage import Standing, Triage

ROUNDS = 5  # a decision that falls while an older one is shown is shown next
_HOW = ("how-outlook", "how-outlook-new", "how-gmail", "how-apple-mail")
log = structlog.get_logger(__name__)


class Letters(Protocol):
    """Tells those who are not in Slack (`bot.mailbox.letters.Letters`)."""

    async def tell(self, case: Case, standing: Standing, key: str) -> None:
        """What was decided, once under `key`."""
        ...


class Rulings:
    """Edits and tells through `outbox`; `languages` are those in which a person reads, the own one first.

    `letters` tell who reported by mail and is not in Slack; without them nobody does.
    """

    def __init__(
        self,
        outbox: Outbox,
        store: Store,
        triage: Triage,
        *,
        languages: Callable[[str], Awaitable[Sequence[str]]],
        reactions: Reactions,
        letters: Letters | None = None,
    ) -> None:
        self._outbox = outbox
        self._store = store
        self._triage = triage
        self._languages = languages
        self._reactions = reactions
        self._letters = letters

    async def show(self, case_id: str) -> None:
        """Edits the answer of one report until it shows what stands. What was deleted or closed meanwhile is left so."""
        case = await self._store.case(case_id)
        if case is None:
            return
        for _ in range(ROUNDS):
            standing = await self._triage.standing(case.lead or case.id)
            if standing.verdict is None:
                return
            await self._edit(case, standing)
            await self._reactions.ruled(case.key, case.channel, case.thread_ts, SIGN[standing.verdict])
            if await self._triage.standing(standing.case_id) == standing:
                return

    async def tell(self, case_id: str, at: str) -> None:
        """One message for the reporter, when the decision made `at` is news; a newer decision has its own."""
        case = await self._store.case(case_id)
        if case is None or case.submission.get("silent"):
            return
        standing = await self._triage.standing(case.lead or case.id)
        if standing.seen != at or not standing.verdict:
            return
        if surprising(standing.verdict, await self._told(case, standing)):
            if address_of(case.user) is None:
                await self._post(case, standing, at)
            elif self._letters:
                await self._letters.tell(case, standing, _key(case, at))

    async def _edit(self, case: Case, standing: Standing) -> None:
        replies = [reply for row in case.replies if (reply := reply_of(row))]
        if not replies or not case.channel:  # what was said by mail, or to nobody, cannot be edited
            return
        try:
            thread_ts = case.thread_ts or None
            ts = await self._outbox.find(f"reply:{case.key}", channel=case.channel, thread_ts=thread_ts)
            if ts:
                await self._outbox.edit(case.channel, ts, answer(replies, standing, case.level or ""))
        except HistoryUnreadable:
            return
        except SlackApiError as error:
            if passing(error):
                raise
            log.warning("reply_unreachable", case=case.id, error=error.response.get("error"))

    async def _told(self, case: Case, standing: Standing) -> str:
        """What the reporter was last told aloud: an earlier decision, else the machine's level."""
        for entry in reversed(await self._store.audit_of(standing.case_id)):
            if entry.what == DECIDED and standing.at and entry.at < standing.at:
                key = _key(case, entry.at.isoformat(timespec="microseconds"))
                posts = [await self._store.post(name) for name in (key, f"{key}:dm")]
                if any(post and post.ts for post in posts):
                    return str(entry.detail["verdict"])
        return case.level or Level.INSUFFICIENT.value

    async def _post(self, case: Case, standing: Standing, at: str) -> None:
        """In the thread; where that takes no message (archived, deleted), straight to the reporter."""
        content = await self._message(case, standing)
        thread_ts = case.thread_ts or None
        try:
            await self._outbox.once(_key(case, at), channel=case.channel, thread_ts=thread_ts, content=content)
        except HistoryUnreadable:
            return
        except SlackApiError as error:
            if passing(error):
                raise
            log.warning("thread_unreachable", case=case.id, error=error.response.get("error"))
            await self._post_alone(case, at, content)

    async def _post_alone(self, case: Case, at: str, content: dict[str, Any]) -> None:
        if not case.user or case.user == "USLACKBOT":
            return
        try:
            await self._outbox.once(f"{_key(case, at)}:dm", channel=case.user, content=content)
        except HistoryUnreadable:
            return
        except SlackApiError as error:
            if passing(error):
                raise
            log.warning("reporter_unreachable", case=case.id, error=error.response.get("error"))

    async def _message(self, case: Case, standing: Standing) -> dict[str, Any]:
        languages = await self._languages(case.user)
        alone = case.channel.startswith("D") or case.submission.get("private")
        languages = languages[:1] if alone else languages
        facts = {"who": user(str(standing.by)), "when": date(standing.at)} if standing.at else {}
        key = f"told-{standing.verdict}"
        blocks: list[render.Block] = []
        for w in map(words, languages):
            parts = [render.paragraph(*sentence(w, key, **facts))]
            if standing.verdict == WAITING:
                parts.append(render.bullets([w.say(name) for name in ways_to_save(case)]))
            if said := comment_of(standing, w):
                parts.append(render.paragraph(render.text(said)))
            blocks.append(render.rich(parts))
        return {"blocks": blocks, "text": shorten(plain_sentence(words(languages[0]), key, **facts), 900)}


def _key(case: Case, at: str) -> str:
    return f"ruling:{case.id}:{at}"


def ways_to_save(case: Case) -> list[str]:
    """How the original is saved: for the mail program that the mail bears the marks of, else for the usual ones."""
    told = [row["code"] for row in (case.report or {}).get("advice", ()) if row["code"].startswith("how-")]
    return told or list(_HOW)


def answer(replies: Sequence[Reply], standing: Standing, level: str, language: str | None = None) -> dict[str, Any]:
    """The answer under the decision, if there is one: the verdict, then who made it and when, in each language that is shown."""
    if standing.verdict is None:
        return render.message(replies, language)
    shown = [ruled(reply, standing, level) for reply in replies]
    key = "ruling-by-original" if standing.verdict == WAITING else "ruling-by"
    top: dict[str, list[render.Block]] = {}
    for w in (words(reply.language) for reply in replies):
        facts = {"who": user(str(standing.by)), "when": date(standing.at)} if standing.at else {}
        top[w.language] = sentence(w, key, **facts)
        if standing.verdict == WAITING and (said := comment_of(standing, w)):
            top[w.language] += [render.text("\n"), render.text(said)]
    return render.message(shown, language, ruling=top)
