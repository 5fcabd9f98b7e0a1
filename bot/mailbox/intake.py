"""Intake: the job that makes a report mail in the spool into submissions, one for each original that it hands over.

It runs again after a crash, and then finds the same originals in the same order: a child in the spool and a job of its own are
each taken once by their keys, and the report is dropped only when all are.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, Protocol

import structlog

from analyzers.reading import fields
from bot import metrics
from bot.mailbox.letter import letter_to
from bot.mailbox.loops import outcome
from bot.mailbox.pace import Pace
from bot.mailbox.room import Room
from bot.mailbox.wrapper import MAX_NOTE, originals
from bot.reporters import mail_user
from bot.slack.listeners import ANSWER
from bot.submission import Submission

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analyzers import OurSide
    from bot.mailbox.formats import Verdict
    from bot.mailbox.loops import Outcome, Own
    from bot.mailbox.reporter import Reporter
    from bot.mailbox.spool import Spool, Spooled
    from bot.mailbox.wrapper import Wrapped
    from bot.slack.listeners import Put

MAIL: Final = "mail"  # the job that takes a report mail apart
PART: Final = "part"  # the way by which an original came into the spool
MAX_STRANGERS: Final = 120  # reports in an hour of strangers, and as many of colleagues who are not proven
MAX_HELP: Final = 5  # times in a day that somebody is told what to send: a machine without a mark would ask for ever
AT_ONCE: Final = 4  # a mail of 25 MB takes a few hundred MB while it is opened
# As the buttons call it.
_VERDICTS: Final[dict[Verdict, str]] = {
    "phishing": "Phishing", "junk": "Junk", "not-junk": "Not junk", "malware": "Malware",
}  # fmt: skip
log = structlog.get_logger(__name__)


class ReporterOf(Protocol):
    """Says who reports (`bot.mailbox.reporter.reporter_of`, with the lookups and our side filled in)."""

    async def __call__(self, raw: bytes, *, door: str) -> Reporter:
        """Who wrote the report, and whether that is proven."""
        ...


class UserOf(Protocol):
    """Says who of Slack has an address (`bot.mailbox.slack_people.SlackPeople.user_of`)."""

    async def __call__(self, address: str) -> str | None:
        """The Slack id, None when there is none."""
        ...


class Side(Protocol):
    """Who we are, with what was learned of our servers (`bot.servers_seen.ServersSeen.side`)."""

    async def __call__(self) -> OurSide:
        """Our domains and servers."""
        ...


class Intake:
    """Takes report mails out of `spool` and puts what they hand over; `own` is what we write ourselves."""

    def __init__(
        self,
        spool: Spool,
        put: Put,
        *,
        reporter_of: ReporterOf,
        user_of: UserOf,
        side: Side,
        own: Own,
        pace: Pace | None = None,
        strangers: Pace | None = None,
        room: Room | None = None,
    ) -> None:
        self._spool = spool
        self._put = put
        self._reporter_of = reporter_of
        self._user_of = user_of
        self._side = side
        self._own = own
        self._pace = pace or Pace()
        self._strangers = strangers or Pace(most=MAX_STRANGERS)
        self._helped = Pace(most=MAX_HELP, within=86_400.0)
        self._room = room or Room()
        self._opening = asyncio.Semaphore(AT_ONCE)

    async def take(self, row: Mapping[str, Any]) -> None:
        """The job. Raises what the database, Slack or the jobs raise: then it is tried again."""
        async with self._room.holding(lambda: self._spool.get(row["spool"])) as kept:
            if kept is not None and kept.state == "taken":
                await self._open(kept)

    async def _open(self, kept: Spooled) -> None:
        if kept.raw is None:
            await self._end(kept, "failed", "gone")
            return
        async with self._opening:
            wrapped = await asyncio.to_thread(originals, kept.raw)
        if not _is_mail(wrapped):
            await self._end(kept, "failed", "unreadable", keep=True)
            return
        done = outcome(wrapped, self._own, colleague=await self._is_colleague(wrapped))
        if done.kind == "ignore":
            await self._end(kept, "done", done.why)
            return
        await self._take(kept, kept.raw, wrapped, done)

    async def given_up(self, row: Mapping[str, Any]) -> None:
        """The last try has failed: the mail is kept, for whoever looks into it."""
        kept = await self._spool.get(row["spool"])
        if kept is not None and kept.state == "taken":
            await self._end(kept, "failed", "given-up", keep=True)

    async def _take(self, kept: Spooled, raw: bytes, wrapped: Wrapped, done: Outcome) -> None:
        reporter = await self._reporter_of(raw, door=kept.door)
        why = done.why or ("" if reporter.authenticated else f"reporter-{reporter.why}")
        if not why and _redirected_by(wrapped):  # what is proven is who wrote it, not who sent it on
            why = "redirected"
        if not why and not self._pace.allows(reporter.address or "", kept.id):
            why = "too-many"
        if not reporter.authenticated and not self._strangers.allows(_whose(reporter), kept.id):
            # Else anybody could bury the security team in cards. What was read by IMAP lies in its folder.
            await self._end(kept, "failed", "flood", keep=kept.door != "imap")
            return
        if wrapped.kind == "nothing" and (why or not self._helped.allows(reporter.address or "", kept.id)):
            await self._end(kept, "done", "nothing")
            return
        plain = await self._submission(kept, wrapped, reporter, silent=bool(why))
        if wrapped.kind == "nothing":
            await self._promise(plain)
        for number, original in enumerate(wrapped.originals, 1):
            part, last = f"{kept.id}.{number}", number == len(wrapped.originals)
            await self._spool.take(part, original, door=PART, parent=kept.id)
            key, left = f"{MAIL}:{kept.id}:{number}", wrapped.left if last else 0
            await self._promise(plain | {"key": key, "original": part, "left": left})
        log.info("report_taken", originals=len(wrapped.originals), left=wrapped.left, silent=bool(why), why=why)
        await self._end(kept, "done", why or ("nothing" if wrapped.kind == "nothing" else None))

    async def _submission(self, kept: Spooled, wrapped: Wrapped, reporter: Reporter, *, silent: bool) -> dict[str, Any]:
        """What all submissions of one report have in common. One without an original is answered with what to send instead."""
        address = _redirected_by(wrapped) or reporter.address or ""
        proven = reporter.authenticated and address == reporter.address
        user = await self._user_of(address) if proven else None
        return Submission(
            key=f"{MAIL}:{kept.id}:0",
            channel="",
            thread_ts="",
            user=user or mail_user(address),
            text="",
            file=None,
            direct=True,
            door="mail",
            private=True,
            note=_note(wrapped),
            letter=None if silent else letter_to(address, wrapped.headers, wrapped.subject),
            silent=silent,
            taken=kept.taken.timestamp(),
        ).as_json()

    async def _promise(self, row: dict[str, Any]) -> None:
        await self._put(ANSWER, row, key=f"{ANSWER}:{row['key']}")

    async def _is_colleague(self, wrapped: Wrapped) -> bool:
        address = _redirected_by(wrapped) or fields.mailbox(wrapped.headers.first("from"))[1]
        return address is not None and (await self._side()).owns(address.rpartition("@")[2])

    async def _end(self, kept: Spooled, state: Any, why: str | None, *, keep: bool = False) -> None:
        if why:
            log.info("report_ended", state=state, why=why)
        await self._spool.finish(kept.id, state, why, keep=keep)
        metrics.report_mail(kept.door, why or state)


def _is_mail(wrapped: Wrapped) -> bool:
    """Whether it has a field that its author's program wrote, and not a server that handed over whatever it had."""
    written = {field.name.lower() for field in wrapped.headers.fields}
    return bool(written - {"return-path", "received", "delivered-to", "x-original-to"})


def _whose(reporter: Reporter) -> str:
    """Strangers are counted by themselves, so that they do not crowd out colleagues whose servers prove nothing."""
    return "ours" if reporter.why in {"unproven", "unanswered"} else "foreign"


def _redirected_by(wrapped: Wrapped) -> str | None:
    """Who sent a mail on as it was, whose author is another one; nothing proves it."""
    address = fields.mailbox(wrapped.headers.first("resent-from"))[1]
    return address.lower() if address else None


def _note(wrapped: Wrapped) -> str:
    """What the reporter says, behind what he handed it in as."""
    said = (_VERDICTS[wrapped.verdict] if wrapped.verdict else "", wrapped.note)
    return "\n".join(filter(None, said))[:MAX_NOTE]
