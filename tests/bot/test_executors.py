"""Who is alive: by the name on this machine, by the beat elsewhere."""

import os
import subprocess
import sys

import pytest
import sqlalchemy as sa

from bot import tables
from bot.executors import SILENCE, Beats, gone, identity

HOST = identity().split(":")[0]


def test_this_process_runs():
    """Its own name says so, and no two names are the same."""
    assert gone(identity()) is False
    assert identity() != identity()


def test_a_killed_process_is_gone_even_while_nobody_has_waited_for_it():
    """A zombie still has its number."""
    code = "from bot.executors import identity; print(identity(), flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        before = gone(name)
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and is left as a zombie
        zombie = gone(name)
        process.wait()

        assert (before, zombie, gone(name)) == (False, True, True)


def test_a_number_given_to_a_new_process_is_not_the_old_one():
    """The start time tells them apart."""
    _, pid, _, tail = identity().split(":")

    assert gone(f"{HOST}:{pid}:1:{tail}") is True


@pytest.mark.parametrize("name", ["elsewhere:1:2:3", "web-1", "", f"{HOST}:x:1:2", f"{HOST}:1"])
def test_nobody_can_see_elsewhere(name: str):
    """Of a process of another host or with another kind of name only the beat is known."""
    assert gone(name) is None


async def test_beats_tell_who_is_dead(engine: sa.Engine):
    """Silence, a dead process and a missing row are death; a fresh beat, or a slow process that is seen, is not."""
    here, dead = identity(), f"{HOST}:{2**22 - 1}:1:x"
    beats = Beats(engine, here)
    await beats.start()
    for name in ("fresh", "silent", dead):
        await other(engine, name)
    age(engine, "silent", SILENCE + 1)
    age(engine, here, SILENCE + 1)
    found = await beats.dead({here, dead, "fresh", "silent", "unknown"}, lease=60)
    age(engine, here, 60)
    late = await beats.dead({here}, lease=60)
    await beats.stop()

    assert found == {dead, "silent", "unknown"}
    assert late == {here}


async def test_long_silent_rows_are_dropped(engine: sa.Engine):
    """After a day; a process that stops takes its own row along."""
    beats = Beats(engine, "me")
    await beats.start()
    await other(engine, "fresh")
    await other(engine, "old")
    age(engine, "old", 86_401)
    await beats.forget()
    await beats.stop()
    with engine.connect() as connection:
        left = connection.execute(sa.select(tables.executors.c.id)).scalars().all()

    assert left == ["fresh"]


async def other(engine: sa.Engine, name: str) -> None:
    beats = Beats(engine, name)
    await beats.start()
    beats._beating.cancel()
    beats._threads.shutdown()


def age(engine: sa.Engine, name: str, seconds: float) -> None:
    beats = tables.executors
    with engine.begin() as connection:
        connection.execute(sa.update(beats).where(beats.c.id == name).values(beat=beats.c.beat - seconds))
