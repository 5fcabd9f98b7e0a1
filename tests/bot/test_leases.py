"""Leases: one holder at a time, and another one after it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot import tables
from bot.executors import identity
from bot.leases import LeaseLost, Leases

if TYPE_CHECKING:
    from bot.store import Store

NAME, LONG = "inbox", 60.0
HERE, THERE = "here:1:1:a", "there:1:1:b"


async def test_one_of_two_holds(store: Store, engine: sa.Engine) -> None:
    """Who comes second is refused until the first has let go."""
    here, there = Leases(engine, HERE), Leases(engine, THERE)

    assert await here.try_hold(NAME, LONG)
    assert not await there.try_hold(NAME, LONG)
    assert await here.try_hold(NAME, LONG)
    await there.release(NAME)
    assert not await there.try_hold(NAME, LONG)
    await here.release(NAME)
    assert await there.try_hold(NAME, LONG)


async def test_an_expired_lease_is_taken_over(store: Store, engine: sa.Engine) -> None:
    """Who stops renewing loses it."""
    here, there = Leases(engine, HERE), Leases(engine, THERE)

    assert await here.try_hold(NAME, 0.0)
    assert await there.try_hold(NAME, LONG)
    assert not await here.try_hold(NAME, LONG)


async def test_the_lease_of_a_dead_process_here_is_taken_over_at_once(store: Store, engine: sa.Engine) -> None:
    """Nobody waits for a process that can be seen to have ended."""
    me = identity()
    host, pid, started, unique = me.split(":")
    killed = Leases(engine, f"{host}:{pid}:{int(started) - 1}:{unique}")  # the number was given to another one since
    beside, other = Leases(engine, me), Leases(engine, identity())

    assert await killed.try_hold(NAME, LONG)
    assert await beside.try_hold(NAME, LONG)
    assert not await other.try_hold(NAME, LONG)


async def test_one_of_many_wins(store: Store, engine: sa.Engine) -> None:
    """Of twenty who ask at the same moment, exactly one holds."""
    many = [Leases(engine, f"host:{number}:1:a") for number in range(20)]

    assert sum(await asyncio.gather(*(one.try_hold(NAME, LONG) for one in many))) == 1


async def test_blocks_take_turns(store: Store, engine: sa.Engine) -> None:
    """Of one process or of several, one block runs at a time."""
    here, there = Leases(engine, HERE), Leases(engine, THERE)
    inside, most = 0, 0

    async def block(leases: Leases) -> None:
        nonlocal inside, most
        async with leases.held(NAME, LONG):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.02)
            inside -= 1

    await asyncio.gather(*(block(leases) for leases in (here, there, here, there)))

    assert most == 1
    assert await there.try_hold(NAME, LONG)


async def test_a_block_may_last_longer_than_its_lease(store: Store, engine: sa.Engine) -> None:
    """It is renewed while the block lasts."""
    here, there = Leases(engine, HERE), Leases(engine, THERE)

    async with here.held(NAME, 0.6):
        for _ in range(10):
            await asyncio.sleep(0.12)
            assert not await there.try_hold(NAME, LONG)


async def test_a_lost_lease_ends_the_block(store: Store, engine: sa.Engine) -> None:
    """What another process may do by now is not gone on with."""
    here = Leases(engine, HERE)
    taking = sa.update(tables.leases).values(holder=THERE, until=2e9 + 2e9)
    went_on = False

    async def block() -> None:
        nonlocal went_on
        async with here.held(NAME, 0.3):
            await store.changed(taking)
            await asyncio.sleep(20)
            went_on = True

    with pytest.raises(LeaseLost):
        await block()

    assert not went_on
    assert not await here.try_hold(NAME, LONG)
