"""Answers: mails to those who reported by mail and are not in Slack. Each is a job: written down, sent, and marked as sent.

A crash between sending and marking sends it again, once for each crash, with the same Message-ID: mail has no way to ask whether it
was taken. A server in trouble is asked again for most of a day; what it refuses for good is given up, and the case stands all
the same.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
import structlog

from bot import metrics
from bot.mailbox.outgoing import Outgoing, is_address, message_id, written
from bot.mailbox.smtp import NotTaken, hand_over
from bot.rows import Rows, moment_text
from bot.slack.turns import Gates
from bot.tables import mail_answers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.jobs import Jobs
    from bot.mailbox.smtp import Server
    from bot.store import Store

LETTER: Final = "letter"  # the job of one mail
AT_ONCE: Final = 4  # conversations with the server
PLACE: Final = "mail"  # where Slack's posts have their channel
# Seconds until the server is asked again: a restart, a full queue, a night.
DELAYS: Final = (5.0, 30.0, 120.0, 600.0, 1800.0, 3600.0, 7200.0, 14400.0, 28800.0)
log = structlog.get_logger(__name__)


class Ledger(Rows):
    """The mails that are to be sent, in `mail_answers`; all processes together send `per_hour` to one address."""

    def __init__(self, engine: sa.Engine, per_hour: int) -> None:
        super().__init__(engine)
        self._per_hour = per_hour

    async def claim(self, key: str, recipient: str, message_id: str) -> int:
        """Writes down that a mail is about to be sent, unless it was. Gives 0, or how many were, when they were enough."""
        recipient, now = recipient.lower(), datetime.now(UTC)

        def work(connection: sa.Connection) -> int:
            if (
                connection.dialect.name == "postgresql"
            ):  # who counts at the same moment waits; SQLite has one writer anyway
                lock = sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(recipient, 0))
                connection.execute(sa.select(lock))
            values = {"key": key, "recipient": recipient, "message_id": message_id, "at": moment_text(now)}
            row = self.insert(mail_answers).values(**values).on_conflict_do_nothing()
            if connection.execute(row.returning(mail_answers.c.key)).first() is None:
                return 0
            lately = mail_answers.c.at > moment_text(now - timedelta(hours=1))
            count = sa.select(sa.func.count()).where(mail_answers.c.recipient == recipient, lately)
            others = int(connection.execute(count).scalar_one()) - 1
            if others < self._per_hour:
                return 0
            connection.execute(sa.delete(mail_answers).where(mail_answers.c.key == key))
            return others

        return await self.call(work)


class Answers:
    """Sends from the address `sender` through `server`."""

    def __init__(
        self,
        *,
        jobs: Jobs,
        store: Store,
        ledger: Ledger,
        server: Server,
        sender: str,
        delays: Sequence[float] = DELAYS,
    ) -> None:
        self._jobs = jobs
        self._store = store
        self._ledger = ledger
        self._server = server
        self._delays = tuple(delays)
        self.sender = sender
        jobs.task(LETTER, gate=Gates(AT_ONCE), given_up=self.given_up)(self.send)

    async def put(self, mail: Outgoing) -> None:
        """Takes a mail: it will be sent once. Raises JobsDown."""
        await self._jobs.put(LETTER, mail.as_json() | {"tries": 0}, key=f"{LETTER}:{mail.key}")

    async def sent(self, key: str) -> bool:
        """Whether the server has taken the mail of this key."""
        post = await self._store.post(key)
        return post is not None and post.ts is not None

    async def send(self, row: Mapping[str, Any]) -> None:
        """The job."""
        mail = Outgoing.from_json(row)
        own = message_id(mail.key, self.sender)
        if await self.sent(mail.key):
            return
        if not is_address(mail.to):
            _ended("refused", why="address")
            return
        if count := await self._ledger.claim(mail.key, mail.to, own):
            _ended("limited", count=count)
            return
        raw = written(mail, sender=self.sender, at=datetime.now(UTC))
        try:
            await hand_over(self._server, raw, sender=self.sender, recipient=mail.to)
        except NotTaken as error:
            await self._not_taken(row, mail, error)
            return
        await self._store.claim_post(mail.key, channel=PLACE)
        await self._store.record_post(mail.key, own)
        metrics.MAIL_ANSWERS.labels("sent").inc()
        log.info("mail_answer_sent")

    async def given_up(self, row: Mapping[str, Any]) -> None:
        """The last try has failed; `fuwake jobs` shows it."""
        if not await self.sent(str(row["key"])):
            _ended("given-up")

    async def _not_taken(self, row: Mapping[str, Any], mail: Outgoing, error: NotTaken) -> None:
        tries = int(row.get("tries") or 0)
        if not error.passing:
            _ended("refused", why=error.why)
            return
        if tries >= len(self._delays):
            raise error
        log.warning("mail_answer_waits", why=error.why, tries=tries + 1, seconds=self._delays[tries])
        later = dict(row) | {"tries": tries + 1}
        key = f"{LETTER}:{mail.key}:{tries + 1}"
        await self._jobs.put_later(LETTER, later, key=key, delay=self._delays[tries])


def _ended(outcome: str, **why: Any) -> None:
    metrics.MAIL_ANSWERS.labels(outcome).inc()
    log.warning("mail_not_answered", outcome=outcome, **why)
