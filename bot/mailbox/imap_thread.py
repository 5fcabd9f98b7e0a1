"""The thread in which one connection waits for the server, so that nobody else does."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from bot.mailbox.imap_errors import MailboxTrouble
from bot.mailbox.imap_session import CONNECT, READ, Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from bot.mailbox.imap_account import Account

T = TypeVar("T")
OPENING = 3 * CONNECT  # seconds in all: to connect, to speak TLS
STARTING = 3 * READ  # to log in, to find the folders
COMMAND = 2 * READ
PARTING = 3.0


class Connection:
    """A session in a thread of its own. Whoever is cancelled or waits too long ends the connection, and so the thread."""

    def __init__(self, threads: ThreadPoolExecutor, session: Session) -> None:
        self._threads = threads
        self.session = session

    @classmethod
    async def open(cls, account: Account, token: str | None) -> Connection:
        """Connect and log in. Raises MailboxTrouble."""
        threads = ThreadPoolExecutor(1, thread_name_prefix="imap")
        connecting = threads.submit(Session, account)
        try:
            async with asyncio.timeout(OPENING):
                connection = cls(threads, await asyncio.shield(asyncio.wrap_future(connecting)))
        except BaseException as error:
            connecting.add_done_callback(_close)
            threads.shutdown(wait=False)
            if isinstance(error, TimeoutError):
                raise MailboxTrouble("unreachable", "the server cannot be reached (no answer in time)") from None
            raise
        try:
            await connection.call(lambda: connection.session.start(token), STARTING)
        except BaseException:
            await connection.close()
            raise
        return connection

    async def call(self, work: Callable[[], T], within: float = COMMAND) -> T:
        """`work` in the thread. Raises what it raises, and MailboxTrouble after so many seconds."""
        waiting = asyncio.wrap_future(self._threads.submit(work))
        try:
            async with asyncio.timeout(within):
                return await asyncio.shield(waiting)
        except BaseException as error:
            if not waiting.done():
                self.session.abort()
                await asyncio.wait([waiting], timeout=1.0)
            if waiting.done() and not waiting.cancelled():
                waiting.exception()  # it was looked at
            if isinstance(error, TimeoutError):
                raise MailboxTrouble("lost", "the server does not answer in time") from None
            raise

    async def close(self) -> None:
        """End the connection."""
        ending = asyncio.wrap_future(self._threads.submit(self.session.log_out))
        self._threads.shutdown(wait=False)
        await asyncio.wait([ending], timeout=PARTING)


def _close(future: Future[Session]) -> None:
    if not future.cancelled() and future.exception() is None:
        future.result().close()
