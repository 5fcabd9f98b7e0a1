"""The mailbox that is read by IMAP: new mail is taken within a moment, and moved away when its report is done.

The folder is the truth until then: nothing is deleted, no flag is changed, and whatever dies in between, the message is still there.
One process watches at a time; another one takes over from it.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import random
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot import metrics
from bot.database import DatabaseError
from bot.leases import LeaseLost
from bot.mailbox.imap_account import account_of
from bot.mailbox.imap_errors import PATIENT, MailboxTrouble
from bot.mailbox.imap_session import READ
from bot.mailbox.imap_thread import Connection
from bot.mailbox.imap_work import MOST, Work
from bot.mailbox.oauth import TokenError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.config import Config
    from bot.leases import Leases
    from bot.mailbox.imap_account import Account
    from bot.mailbox.imap_errors import Code
    from bot.mailbox.imap_work import Put
    from bot.mailbox.spool import Spool

LEASE = "imap"
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds, of the pauses in the watch.

    `poll`: between two looks at a server that cannot IDLE; `net`: the same at one that can. It ends every IDLE too, long before the
    29 minutes of RFC 2177 and before a router forgets the connection. `slice`, `look`: between two looks at whether there is
    something else to do: while nothing is in work, and for a report that was taken just now. `pause`, `longest`: between two tries
    to connect, at first and at most; `patient` times as long where trying often could lock the account. `steady`: after how long
    a connection counts as a good one. `lease`: after how long another machine takes over.
    """

    poll: float = 30.0
    net: float = 300.0
    slice: float = 15.0
    look: float = 1.0
    pause: float = 1.0
    longest: float = 60.0
    patient: float = 5.0
    steady: float = 30.0
    lease: float = 30.0


@dataclass(frozen=True, slots=True)
class State:
    """How the watch is.

    `holding`: this process is the one that watches; `last_heard`: when the server said something (Unix time); `pending`:
    messages in work; `trouble`: a short code; `taken`, `moved`: messages since the start.
    """

    enabled: bool
    holding: bool
    connected: bool
    last_heard: float | None
    pending: int
    trouble: Code | None
    taken: int
    moved: int


class Watch:
    """The watch over one mailbox."""

    def __init__(self, account: Account | None, spool: Spool, put: Put, leases: Leases, times: Times) -> None:
        self._account, self._leases, self._times = account, leases, times
        self._work = Work(spool, put, times.look)
        self._holding = self._connected = False
        self._last_heard: float | None = None
        self._trouble: MailboxTrouble | None = None
        self._failures = 0
        self._well_told = False

    @property
    def state(self) -> State:
        """How it is now."""
        return State(
            enabled=self._account is not None,
            holding=self._holding,
            connected=self._connected,
            last_heard=self._last_heard,
            pending=len(self._work),
            trouble=self._trouble.code if self._trouble else None,
            taken=self._work.taken,
            moved=self._work.moved,
        )

    async def run(self) -> None:
        """Watch until it is cancelled, whatever happens."""
        assert self._account is not None
        while True:
            trouble = await self._turn(self._account)
            await asyncio.sleep(self._pause(trouble))

    async def _turn(self, account: Account) -> MailboxTrouble | None:
        """Watch as long as it goes well, once it is this process's turn; what ended it, None when it was only the turn."""
        began = time.monotonic()
        try:
            # It is given back when something is wrong: another machine may fare better.
            async with self._leases.held(LEASE, self._times.lease):
                self._holding, began = True, time.monotonic()
                await self._watch(account)
        except MailboxTrouble as error:
            trouble: MailboxTrouble | None = error
        except LeaseLost:
            trouble = None
        except DatabaseError as error:
            trouble = MailboxTrouble("store", f"mail cannot be kept now: {error}")
        except Exception as error:  # noqa: BLE001 -- a watch that ends unseen would leave all mail where it is
            trouble = _unexpected(error)
        finally:
            self._holding = self._connected = False
        self._failures = 0 if time.monotonic() - began > self._times.steady else self._failures + 1
        if trouble is not None:
            self._tell(trouble)
        return trouble

    async def _watch(self, account: Account) -> None:
        connection = await self._open(account)
        try:
            while True:
                await self._round(connection)
        finally:
            self._connected = False
            metrics.IMAP_CONNECTED.set(0)
            await connection.close()

    async def _open(self, account: Account) -> Connection:
        token = await _token(account)
        try:
            return await Connection.open(account, token)
        except MailboxTrouble as trouble:
            if trouble.code != "login-refused" or account.tokens is None or token is None:
                raise
            account.tokens.refused(token)
        return await Connection.open(account, await _token(account))

    async def _round(self, connection: Connection) -> None:
        """Look once, do what can be done, and wait for the next reason to look."""
        listed = await connection.call(functools.partial(connection.session.listing, len(self._work) + MOST))
        self._heard()
        self._work.reconcile(listed)
        await self._work.take(connection, listed)
        await self._work.settle()
        moved = await self._work.move(connection)
        self._well()
        if not moved and not self._work.left(listed):
            await self._wait(connection)

    async def _wait(self, connection: Connection) -> None:
        """Until the server tells of news, a message in work can be moved, or it is time to look anyway."""
        session, times = connection.session, self._times
        end = time.monotonic() + (times.net if session.idles else times.poll)
        news = await connection.call(session.idle) if session.idles else False
        while not news and not self._work.ready and (rest := end - time.monotonic()) > 0:
            rest = min(rest, times.look if len(self._work) else times.slice)
            if session.idles:
                news = await connection.call(functools.partial(session.wait, rest), rest + READ)
            else:
                await asyncio.sleep(rest)
            await self._work.settle()
        if session.idles:
            await connection.call(session.end_idle)
            self._heard()

    def _heard(self) -> None:
        self._connected, self._last_heard = True, time.time()
        metrics.IMAP_CONNECTED.set(1)
        metrics.imap_heard()

    def _well(self) -> None:
        if not self._well_told:
            log.info("imap_connected")
        self._trouble, self._well_told = None, True

    def _tell(self, trouble: MailboxTrouble) -> None:
        """Once for each trouble; a connection that ends after it was good is none yet."""
        again = self._trouble is not None and (self._trouble.code, str(self._trouble)) == (trouble.code, str(trouble))
        if trouble.code == "lost" and self._trouble is None and self._failures <= 1:
            log.info("imap_lost", reason=str(trouble))
            return
        self._well_told = False
        if not again:
            log.warning("imap_trouble", code=trouble.code, reason=str(trouble))
        self._trouble = trouble

    def _pause(self, trouble: MailboxTrouble | None) -> float:
        times = self._times
        longer = times.patient if trouble is not None and trouble.code in PATIENT else 1.0
        pause = min(times.longest, times.pause * 2 ** min(max(0, self._failures - 1), 20))
        return longer * float(pause) * random.uniform(0.5, 1.5)  # noqa: S311 -- several processes do not try at the same moment


@contextlib.asynccontextmanager
async def watching(
    config: Config, spool: Spool, put: Put, leases: Leases, times: Times | None = None
) -> AsyncIterator[Watch]:
    """Watch the mailbox that the settings name, if any, while the block lasts. Raises SettingsError, and nothing else."""
    account = account_of(config)
    watch = Watch(account, spool, put, leases, times or Times())
    if account is None:
        yield watch
        return
    task = asyncio.create_task(watch.run(), name="imap")
    try:
        yield watch
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _token(account: Account) -> str | None:
    try:
        return None if account.tokens is None else await account.tokens.token()
    except TokenError as error:
        raise MailboxTrouble("token-refused" if error.refused else "token", str(error)) from None


def _unexpected(error: Exception) -> MailboxTrouble:
    """What nobody thought of: where it happened, without its text, which may be a mail's or a server's."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else "?"
    return MailboxTrouble("unexpected", f"{type(error).__name__} at {where}")
