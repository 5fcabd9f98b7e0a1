"""Leases: what only one process may do at a time, whichever of them it is.

A lease ends by itself when its holder stops renewing it, so that another process takes over from a dead one. On one machine nobody
waits for that: the name of a holder tells whether its process still runs there.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import sqlalchemy as sa
import structlog

from bot import tables
from bot.database import DatabaseError
from bot.executors import clock, gone
from bot.rows import Rows

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FIRST_LOOK, LAST_LOOK = 0.05, 1.0  # seconds between two looks whether a lease is free: the first, and the longest
RENEWALS = 3  # in the time for which a lease is taken
log = structlog.get_logger(__name__)


class LeaseLost(Exception):  # noqa: N818 -- a state of the world
    """The lease could not be renewed in time: another process may hold it by now."""


class Leases:
    """The leases of this process, which is called `holder` (`bot.executors.identity`): a name that no other process has.

    Seconds are those of PostgreSQL's clock, because the hosts' clocks differ; with SQLite there is one host. Methods raise
    DatabaseError.
    """

    def __init__(self, engine: sa.Engine, holder: str) -> None:
        self._rows = Rows(engine)
        self._clock = clock(engine)
        self._holder = holder
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def try_hold(self, name: str, seconds: float) -> bool:
        """Takes the lease for so long, or for so long again when it is ours; False when another process holds it."""
        leases = tables.leases
        values = {"holder": self._holder, "until": self._clock() + seconds}
        taking = self._rows.insert(leases).values(name=name, **values)
        free = sa.or_(leases.c.holder == self._holder, leases.c.until < self._clock())
        taking = taking.on_conflict_do_update(index_elements=["name"], set_=values, where=free)
        if await self._rows.first(taking.returning(leases.c.name)):
            return True
        row = await self._rows.first(sa.select(leases.c.holder).where(leases.c.name == name))
        if row is None or not gone(row["holder"]):
            return False
        its = sa.and_(leases.c.name == name, leases.c.holder == row["holder"])
        return await self._rows.changed(sa.update(leases).where(its).values(**values))

    async def release(self, name: str) -> None:
        """Lets the next one have it; nothing happens when it is not ours."""
        leases = tables.leases
        await self._rows.changed(sa.delete(leases).where(leases.c.name == name, leases.c.holder == self._holder))

    @contextlib.asynccontextmanager
    async def held(self, name: str, seconds: float) -> AsyncIterator[None]:
        """Waits until the lease is ours, and renews it while the block lasts; within this process too, one block at a time.

        When it cannot be renewed in time, the block is cancelled and LeaseLost raised. `seconds`: after how long another process
        takes over from one that died on another machine.
        """
        turn = self._turns.setdefault(name, asyncio.Lock())
        async with turn:
            await self._wait(name, seconds)
            try:
                async with self._renewed(name, seconds):
                    yield
            finally:
                with contextlib.suppress(DatabaseError):  # it ends by itself then
                    await asyncio.shield(self.release(name))

    async def _wait(self, name: str, seconds: float) -> None:
        pause = FIRST_LOOK
        while not await self.try_hold(name, seconds):
            await asyncio.sleep(pause)
            pause = min(2 * pause, LAST_LOOK, seconds)

    @contextlib.asynccontextmanager
    async def _renewed(self, name: str, seconds: float) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds) as limit:
                renewing = asyncio.create_task(self._renew(name, seconds, limit))
                try:
                    yield
                finally:
                    renewing.cancel()
                    await asyncio.gather(renewing, return_exceptions=True)
        except TimeoutError as error:
            if limit.expired():
                log.warning("lease_lost", name=name, late=round(loop.time() - (limit.when() or 0), 1))
                raise LeaseLost(name) from error
            raise

    async def _renew(self, name: str, seconds: float, limit: asyncio.Timeout) -> None:
        """Moves the end of the block to the end of the lease, again and again."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(seconds / RENEWALS)
            asked = loop.time()
            try:
                ours = await self.try_hold(name, seconds)
            except DatabaseError as error:
                log.warning("lease_not_renewed", name=name, reason=str(error))
                continue
            limit.reschedule(asked + seconds if ours else loop.time())
            if not ours:
                return
