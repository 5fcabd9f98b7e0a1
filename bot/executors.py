"""Which processes are alive: each one that runs jobs writes a beat, so that the others take over when it stops.

On one machine nobody waits for the beat: the name of a process tells whether it still runs there.
"""

import asyncio
import functools
import os
import secrets
import socket
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2s
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
import structlog
from sqlalchemy.dialects import postgresql, sqlite

from bot import tables
from bot.database import check, plain_errors

T = TypeVar("T")
log = structlog.get_logger(__name__)

BEAT = 5.0  # seconds between two beats
SILENCE = 20.0  # seconds without a beat after which a process elsewhere counts as dead
_FORGET = 86_400.0  # seconds after which a silent process loses its row; without a row it counts as dead too


def identity() -> str:
    """Name this process: ``host:pid:started:random``, different after every restart, also of a container."""
    pid = os.getpid()
    return f"{_host()}:{pid}:{_started(pid) or 0}:{secrets.token_hex(4)}"


def gone(name: str) -> bool | None:
    """Say whether the process of that name has ended; None when it is not of this machine, so nobody can see."""
    host, _, rest = name.partition(":")
    parts = rest.split(":")
    if host != _host() or len(parts) != 3 or not parts[0].isdecimal():
        return None
    pid, started = int(parts[0]), parts[1]
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    # The number may have been given to a new process since; a killed one that nobody waited for is gone too.
    now = _started(pid)
    return now is not None and now != started


def _host() -> str:
    """Name the place where a process number means one process: this boot of this host, this container."""
    places = [socket.gethostname()]
    try:
        places.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip())
        places.append(str(Path("/proc/self/ns/pid").readlink()))
    except OSError:
        pass  # not Linux: the host name has to do
    return blake2s("|".join(places).encode(), digest_size=6).hexdigest()


def _started(pid: int) -> str | None:
    """Return when a process was started, in clock ticks since boot (proc(5), field 22); None when unknown."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return "ended" if fields[0] in {"Z", "X"} else fields[19]


class Beats:
    """The beats of all processes, kept in a table; this one writes its own while it is started.

    It works in threads of its own, so that it gets through when all others wait for the database. Ages are taken
    from PostgreSQL's clock: the hosts' clocks differ. Every method raises DatabaseError.
    """

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self._name = name
        self._now = clock(engine)
        self._unseen: set[str] = set()
        self._beating: asyncio.Task[None] | None = None
        self._written = time.monotonic()

    async def start(self) -> None:
        """Make the tables, write the first beat and go on."""
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="beats")
        await self.run(tables.migrate, self._engine)
        await self.run(self._write)
        self._beating = asyncio.create_task(forever(functools.partial(self.run, self._write), "beat_missed"))

    async def stop(self) -> None:
        """Write that this process runs nothing any more."""
        if self._beating:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)
        try:
            await self.run(self._erase, tables.executors.c.id == self._name)
        finally:
            self._threads.shutdown(wait=False)

    @property
    def age(self) -> float:
        """Seconds since the last beat could be written: more than a few mean that nothing can (a full disk, no rights)."""
        return time.monotonic() - self._written

    async def check(self) -> None:
        """Ask the database one question."""
        await self.run(check, self._engine)

    async def orphans(self, rows: Sequence[Any], running: Collection[str], lease: float) -> list[Any]:
        """Return those of the engine's running rows that no process runs; ``running`` are ours that do run.

        The caller has read the rows before: a process beats before its first row, so none is taken for dead.
        """
        dead = await self.dead({row.executor_id for row in rows} - {self._name}, lease)
        # A row of ours that does not run here was claimed and then dropped. Seen twice, it is not just starting.
        ours = {row.workflow_id for row in rows if row.executor_id == self._name} - set(running)
        lost, self._unseen = ours & self._unseen, ours
        return [row for row in rows if row.executor_id in dead or row.workflow_id in lost]

    async def dead(self, names: set[str], lease: float) -> set[str]:
        """Return those of the names whose process runs nothing any more.

        A process that can be seen to run is given ``lease`` seconds to beat again: it may only be slow.
        """
        ages = await self.run(self._ages)
        return {name for name in names if _dead(name, ages.get(name), lease)}

    async def forget(self) -> None:
        """Drop the rows of processes that have been silent for a day."""
        await self.run(self._erase, self._now() - tables.executors.c.beat > _FORGET)

    async def run(self, function: Callable[..., T], *args: Any) -> T:
        """Call a function in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, functools.partial(function, *args))

    def _write(self) -> None:
        table = tables.executors
        insert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        row = insert(table).values(id=self._name, beat=self._now())
        with plain_errors(self._engine), self._engine.begin() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=[table.c.id], set_={"beat": self._now()}))
        self._written = time.monotonic()

    def _erase(self, condition: sa.ColumnElement[bool]) -> None:
        with plain_errors(self._engine), self._engine.begin() as connection:
            connection.execute(sa.delete(tables.executors).where(condition))

    def _ages(self) -> dict[str, float]:
        age = self._now() - tables.executors.c.beat
        with plain_errors(self._engine), self._engine.connect() as connection:
            rows = connection.execute(sa.select(tables.executors.c.id, age)).all()
        return {row[0]: row[1] for row in rows}


def clock(engine: sa.Engine) -> Callable[[], sa.ColumnElement[float]]:
    """Returns what gives the time for statements, in seconds: PostgreSQL's own; with SQLite this host's, the only one."""
    if engine.dialect.name == "postgresql":
        return lambda: sa.cast(sa.extract("epoch", sa.func.clock_timestamp()), sa.Double())
    return lambda: sa.literal(time.time(), sa.Double())


async def forever(work: Callable[[], Awaitable[None]], event: str) -> None:
    """Do the work at once and then at every beat; what goes wrong is logged as ``event``, and tried again."""
    while True:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - a loop that ends unseen would strand every job after it
            log.warning(event, reason=f"{type(error).__name__}: {error}")
        await asyncio.sleep(BEAT)


def _dead(name: str, age: float | None, lease: float) -> bool:
    if age is None:
        return True
    ended = gone(name)
    if ended is None:
        return age > SILENCE
    return ended or age > lease


def alive(engine: sa.Engine, lease: float = 180.0) -> set[str]:
    """Name the processes that are at work, as far as can be seen from here. Raises DatabaseError."""
    ages = Beats(engine, "")._ages()  # noqa: SLF001 - the same module
    return {name for name, age in ages.items() if not _dead(name, age, lease)}
