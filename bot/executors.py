"""Which processes are alive: each one that runs jobs writes a beat, so that the others take over when it stops.

On one machine nobody waits for the beat: the name of a process tells whether it still runs there.
"""

import os
import secrets
import socket
import time
from dataclasses import dataclass
from hashlib import blake2s
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot import tables
from bot.database import plain_errors

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


@dataclass(frozen=True)
class Beats:
    """The table of beats. Ages are taken from PostgreSQL's own clock: hosts' clocks differ."""

    engine: sa.Engine

    def beat(self, name: str) -> None:
        """Write that the process of this name lives. Raises DatabaseError."""
        table = tables.executors
        insert = postgresql.insert if self.engine.dialect.name == "postgresql" else sqlite.insert
        row = insert(table).values(id=name, beat=self._now())
        with plain_errors(self.engine), self.engine.begin() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=[table.c.id], set_={"beat": self._now()}))

    def leave(self, name: str) -> None:
        """Write that the process of this name runs nothing any more. Raises DatabaseError."""
        with plain_errors(self.engine), self.engine.begin() as connection:
            connection.execute(sa.delete(tables.executors).where(tables.executors.c.id == name))

    def dead(self, names: set[str], lease: float) -> set[str]:
        """Return those of the names whose process runs nothing any more. Raises DatabaseError.

        A process that can be seen to run is given ``lease`` seconds to beat again: it may only be slow.
        """
        age = self._now() - tables.executors.c.beat
        with plain_errors(self.engine), self.engine.connect() as connection:
            ages = dict(connection.execute(sa.select(tables.executors.c.id, age)).tuples().all())
        return {name for name in names if _dead(name, ages.get(name), lease)}

    def forget(self) -> None:
        """Drop the rows of processes that have been silent for a day. Raises DatabaseError."""
        old = self._now() - tables.executors.c.beat > _FORGET
        with plain_errors(self.engine), self.engine.begin() as connection:
            connection.execute(sa.delete(tables.executors).where(old))

    def _now(self) -> sa.ColumnElement[float]:
        if self.engine.dialect.name == "postgresql":
            return sa.cast(sa.extract("epoch", sa.func.clock_timestamp()), sa.Double())
        return sa.literal(time.time(), sa.Double())


def _dead(name: str, age: float | None, lease: float) -> bool:
    if age is None:
        return True
    ended = gone(name)
    if ended is None:
        return age > SILENCE
    return ended or age > lease
