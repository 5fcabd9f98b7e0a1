"""What is in work of the folder that is read: taken into the spool, watched there, moved away when it is done."""

from __future__ import annotations

import asyncio
import functools
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import structlog

from bot import metrics
from bot.attempts import JobsDown
from bot.database import DatabaseError
from bot.mailbox.identity import identity
from bot.mailbox.imap_errors import MailboxTrouble, Refused
from bot.mailbox.imap_session import MAX_MAIL, READ

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.mailbox.imap_session import Listed
    from bot.mailbox.imap_thread import Connection
    from bot.mailbox.spool import Spool

MOST = 50  # messages in work at once
TRIES = 3  # at a message that the server does not hand out, or that cannot be kept
AGAIN = 5.0  # seconds to the second try, squared to the third
LAST_LOOK = 30.0  # seconds between two looks at a row of the spool, after minutes
_SLOWEST = 50_000  # bytes a second; a mail that comes slower is tried again
log = structlog.get_logger(__name__)


class Put(Protocol):
    """`bot.jobs.Jobs.put`."""

    async def __call__(self, task: str, payload: Mapping[str, Any], key: str) -> None:
        """Take a job. Raises JobsDown."""


@dataclass(slots=True)
class Message:
    """A message in work. `spooled`: its row, None while there is none; `done`: to which folder it goes, None while nobody knows."""

    since: float
    look: float
    spooled: str | None = None
    done: bool | None = None
    tries: int = 0


class Work:
    """The messages in work, by uid. They outlive a connection, so that nothing is fetched twice without need.

    `look`: seconds between two looks at the row of a message that was taken just now.
    """

    def __init__(self, spool: Spool, put: Put, look: float) -> None:
        self._spool, self._put, self._look = spool, put, look
        self._messages: dict[int, Message] = {}
        self._moved: set[int] = set()
        self._uidvalidity = 0
        self.taken = self.moved = 0

    def __len__(self) -> int:
        return len(self._messages)

    @property
    def ready(self) -> bool:
        """Whether something can be done now: a message can be moved, or fetched once more."""
        now = time.monotonic()
        return any(
            each.done is not None or (each.spooled is None and each.look <= now) for each in self._messages.values()
        )

    def left(self, listed: Listed) -> bool:
        """Whether there is more to take right now."""
        new = any(uid not in self._messages for uid in listed.sizes)
        return len(self._messages) < MOST and (new or not listed.whole)

    def reconcile(self, listed: Listed) -> None:
        """Forget what is not in the folder any more, and everything when its uids mean something else now (RFC 3501, 2.3.1.1)."""
        if listed.uidvalidity != self._uidvalidity:
            self._messages.clear()
            self._moved.clear()
            self._uidvalidity = listed.uidvalidity
        last = max(listed.sizes, default=0)
        for uid in [uid for uid in self._messages if uid not in listed.sizes]:
            if uid < last or listed.whole:
                del self._messages[uid]
        stayed = self._moved & listed.sizes.keys()
        self._moved.clear()
        if stayed:
            raise MailboxTrouble("move-refused", "the server says that it moved mail, and the mail is still there")

    async def take(self, connection: Connection, listed: Listed) -> None:
        """Take new messages, as far as there is room. Raises MailboxTrouble; then the rest is taken later."""
        now = time.monotonic()
        for uid, size in listed.sizes.items():
            message = self._messages.get(uid)
            if message is None and len(self._messages) >= MOST:
                return
            if message is None:
                message = self._messages[uid] = Message(now, now)
            if message.spooled is None and uid in listed.old:
                self._leave(message)
            elif message.spooled is None and message.done is None and message.look <= now:
                await self._take(connection, uid, size, message)

    async def _take(self, connection: Connection, uid: int, size: int, message: Message) -> None:
        if size > MAX_MAIL:
            self._give_up(message, "too-large")
            return
        within = READ + size / _SLOWEST
        try:
            raw = await connection.call(functools.partial(connection.session.fetch, uid), within)
        except Refused as refused:
            self._put_off(message, str(refused))
            return
        if raw is None:
            self._put_off(message, "gone")  # then it is not listed any more
        elif len(raw) > MAX_MAIL:
            self._give_up(message, "too-large")
        elif not raw.strip():
            self._give_up(message, "empty")
        else:
            await self._keep(message, raw)

    async def _keep(self, message: Message, raw: bytes) -> None:
        try:
            await self._promise(message, raw)
        except (JobsDown, DatabaseError) as error:
            raise MailboxTrouble("store", f"mail cannot be kept now: {error}") from None
        except Exception as error:  # noqa: BLE001 -- a mail that nobody can handle must not hold up those after it
            self._put_off(message, type(error).__name__)

    async def _promise(self, message: Message, raw: bytes) -> None:
        """Into the spool, and a job for it; only then the message counts as taken."""
        name = await asyncio.to_thread(identity, raw)
        new = await self._spool.take(name, raw, door="imap")
        ended = None if new else _ended(await self._spool.state(name))
        if ended is None:
            await self._put("mail", {"spool": name}, key=f"mail:{name}")
        self.taken += new
        metrics.report_mail("imap", "taken" if new else "known")
        message.spooled, message.done, message.look = name, ended, time.monotonic() + self._look

    async def settle(self) -> None:
        """Look where the messages in work stand: often at first, less often when it takes long. Raises MailboxTrouble."""
        now = time.monotonic()
        for message in self._messages.values():
            if message.spooled is None or message.done is not None or message.look > now:
                continue
            try:
                state = await self._spool.state(message.spooled)
            except DatabaseError as error:
                raise MailboxTrouble("store", f"mail cannot be kept now: {error}") from None
            if state is None:  # the row is gone: it is as if the mail had never been taken
                message.spooled, message.look = None, now
                continue
            message.done = _ended(state)
            message.look = now + min(LAST_LOOK, max(self._look, (now - message.since) / 10))

    async def move(self, connection: Connection) -> bool:
        """Move what is done or has failed; whether there was any. Raises MailboxTrouble when the server refuses."""
        moved = False
        for done in (True, False):
            uids = [uid for uid, message in self._messages.items() if message.done is done]
            if uids:
                await self._move(connection, uids, done=done)
                moved = True
        return moved

    async def _move(self, connection: Connection, uids: Sequence[int], *, done: bool) -> None:
        try:
            await connection.call(functools.partial(connection.session.move, uids, done=done))
        except Refused as refused:
            if len(uids) == 1:
                raise MailboxTrouble("move-refused", f"mail cannot be moved: {refused}") from None
            await self._move_each(connection, uids, done=done)
            return
        for uid in uids:
            del self._messages[uid]
            self._moved.add(uid)
        self.moved += len(uids)

    async def _move_each(self, connection: Connection, uids: Sequence[int], *, done: bool) -> None:
        """One of them may be what the server refuses: the others are moved first."""
        trouble: MailboxTrouble | None = None
        for uid in uids:
            try:
                await self._move(connection, [uid], done=done)
            except MailboxTrouble as error:
                if error.code != "move-refused":
                    raise
                trouble = error
        if trouble is not None:
            raise trouble

    @staticmethod
    def _leave(message: Message) -> None:
        """A mailbox that was in use before is no reason to answer what people reported long ago."""
        if message.done is None:
            log.info("imap_message_old")
            metrics.report_mail("imap", "old")
            message.done = True

    def _put_off(self, message: Message, why: str) -> None:
        message.tries += 1
        if message.tries >= TRIES:
            self._give_up(message, "unreadable")
            return
        message.look = time.monotonic() + AGAIN**message.tries
        log.warning("imap_message_refused", tries=message.tries, reason=why)

    def _give_up(self, message: Message, why: str) -> None:
        log.warning("imap_message_failed", why=why)
        metrics.report_mail("imap", "refused")
        message.done = False


def _ended(state: tuple[str, str | None] | None) -> bool | None:
    """Whether a row says done (True) or failed (False); None while it says neither."""
    return None if state is None or state[0] == "taken" else state[0] == "done"
