"""Claims: of all who want to say the same thing, in this process or in others, one does, and the others wait for it.

A claim names its process and is renewed while that one is at it. It is taken over when it was given up, when its process can be seen
to have ended, or when it has not been renewed for a while: by the waiting one's own clock, for the hosts' clocks differ.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import structlog

from bot.database import DatabaseError
from bot.executors import BEAT, SILENCE, gone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.store import Post, Store

LOOK = 0.1  # seconds until the first look whether another process has said it; then less often
LAST_LOOK = 1.0
log = structlog.get_logger(__name__)


class Claims:
    """The claims of the process `holder`, kept in `store`. Methods raise DatabaseError."""

    def __init__(self, store: Store, holder: str) -> None:
        self._store = store
        self._holder = holder
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @contextlib.asynccontextmanager
    async def held(self, key: str, channel: str) -> AsyncIterator[Post]:
        """Gives what was said already (with `ts`), else the claim to say it now (`first`: nobody has tried before).

        In that case the block is to write down the timestamp. Raises TimeoutError when the claim was lost meanwhile.
        """
        turn = self._turns.setdefault(key, asyncio.Lock())
        async with turn:
            post = await self._claimed(key, channel)
            if post.ts:
                yield post
                return
            async with self._kept(post):
                yield post

    async def _claimed(self, key: str, channel: str) -> Post:
        while True:
            post = await self._store.claim_post(key, channel=channel, holder=self._holder)
            if post.first or post.ts:
                return post
            # A claim of ours is one that an earlier try could not give up: nobody else here is at it.
            free = post.holder in {None, self._holder} or await self._silent(post)
            if free and (taken := await self._store.take_post(post, self._holder)):
                return taken

    async def _silent(self, claim: Post) -> bool:
        """Whether the claim's process is dead; False as soon as anything has changed."""
        loop = asyncio.get_running_loop()
        end, pause = loop.time() + SILENCE, LOOK
        while not gone(claim.holder or ""):
            if loop.time() > end:
                return True
            await asyncio.sleep(pause)
            pause = min(2 * pause, LAST_LOOK)
            now = await self._store.post(claim.key)
            if now is None or now.ts or (now.holder, now.claimed) != (claim.holder, claim.claimed):
                return False
        return True

    @contextlib.asynccontextmanager
    async def _kept(self, claim: Post) -> AsyncIterator[None]:
        """Renews the claim; gives it up when the block fails, so that nobody waits for it."""
        mine = [claim]
        async with asyncio.timeout(None) as limit:
            renewing = asyncio.create_task(self._renew(mine, limit))
            try:
                yield
            except BaseException:
                renewing.cancel()
                with contextlib.suppress(DatabaseError):
                    await asyncio.shield(self._store.take_post(mine[0], None))
                raise
            finally:
                renewing.cancel()

    async def _renew(self, mine: list[Post], limit: asyncio.Timeout) -> None:
        while True:
            await asyncio.sleep(BEAT)
            try:
                now = await self._store.take_post(mine[0], self._holder) or await self._store.post(mine[0].key)
            except DatabaseError as error:
                log.warning("claim_not_renewed", key=mine[0].key, reason=str(error))
                continue
            if now is None or now.holder != self._holder:
                log.warning("claim_lost", key=mine[0].key)
                limit.reschedule(0)
                return
            mine[0] = now
