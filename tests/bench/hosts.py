"""How much more two hosts answer than one, with the same PostgreSQL.

`python -m tests.bench.hosts [REPORTS [CORES]]` prints it and asserts nothing; by default 300 reports, and 0.4 of a core for each host.

The hosts, PostgreSQL and the workspace share this machine, so each host gets a part of a core and no more (cgroup v1, as root): what
is left is for the two others. Slack's rations do not hold here, because they would be the limit: reports come as fast as they are
answered, most of them to the bot alone, forty on their way at a time.
"""

from __future__ import annotations

import asyncio
import contextlib
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import psycopg

from bot.demo import DemoSlack
from bot.demo.workspace import BOT_USER
from tests.bot.postgres import Cluster
from tests.scenarios.crowd import Crowd
from tests.scenarios.hosts import Host

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[2]
CGROUPS = Path("/sys/fs/cgroup/cpu")
PERIOD = 100_000  # microseconds
SHARES = 102_400  # against whatever else this machine does: a hundred times the usual
UNDERWAY, WARM = 40, 20  # reports
SAME = 5  # reports of a mail
_LEFT = "SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM dbos.workflow_status WHERE status IN ('PENDING', 'ENQUEUED'))"


class Rationed(Host):
    """A host in a cgroup of its own."""

    command = (sys.executable, "-m", "tests.bench.hosts", "serve")
    group: Path

    async def _launch(self) -> None:
        await super()._launch()
        (self.group / "cgroup.procs").write_text(str(self.pid))


@dataclass(frozen=True)
class Run:
    """`seconds` until everything was done, and of the processor: each host, PostgreSQL, and this process with the workspace."""

    reports: int
    seconds: float
    hosts: Sequence[float]
    postgres: float
    workspace: float

    def shown(self) -> str:
        """One line."""
        used = ", ".join(f"{one / self.seconds:.2f}" for one in self.hosts)
        return (
            f"{len(self.hosts)} host(s): {self.reports} reports in {self.seconds:.1f} s, {self.reports / self.seconds:.2f} a second; cores used: "
            f"hosts {used}, PostgreSQL {self.postgres / self.seconds:.2f}, workspace {self.workspace / self.seconds:.2f}"
        )


@contextlib.contextmanager
def group(name: str, cores: float | None) -> Iterator[Path]:
    """A cgroup that may use so much of the processor, None: all."""
    path = CGROUPS / f"fuwake-bench-{name}"
    path.mkdir(exist_ok=True)
    (path / "cpu.shares").write_text(str(SHARES))
    (path / "cpu.cfs_period_us").write_text(str(PERIOD))
    (path / "cpu.cfs_quota_us").write_text(str(-1 if cores is None else round(cores * PERIOD)))
    try:
        yield path
    finally:
        for pid in (path / "cgroup.procs").read_text().split():
            (CGROUPS / "cgroup.procs").write_text(pid)
        path.rmdir()


async def measured(count: int, reports: int, cores: float) -> Run:
    """One run in a new workspace and a new database."""
    with contextlib.ExitStack() as stack:
        here = stack.enter_context(group("here", None))
        (here / "cgroup.procs").write_text("0")
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        cluster = stack.enter_context(Cluster())
        url = cluster.database()
        groups = [stack.enter_context(group(f"host{number}", cores)) for number in range(count)]
        async with DemoSlack(retry_delays=(0, 3, 6)) as slack:
            crowd = Crowd(slack)
            crowd.gather(reports)
            made = [Rationed(slack, folder / f"host{number}", url, PYTHONPATH=str(ROOT)) for number in range(count)]
            for host, its in zip(made, groups, strict=True):
                host.group = its
            await asyncio.gather(*(host.start() for host in made))
            await rain(crowd, WARM, url)
            before, began = used(made, cluster), time.monotonic()
            await rain(crowd, reports, url)
            seconds, after = time.monotonic() - began, used(made, cluster)
            spent = [late - early for early, late in zip(before, after, strict=True)]
            await asyncio.gather(*(host.stop() for host in made))
    assert crowd.answers() == [1] * (WARM + reports)
    return Run(reports, seconds, spent[:-2], spent[-2], spent[-1])


async def rain(crowd: Crowd, reports: int, url: str) -> None:
    """Reports until each has its answer and no job is left."""
    already = len(crowd.roots)
    for number in range(already, already + reports):
        while number - answered(crowd) >= UNDERWAY:  # noqa: ASYNC110 -- it happens in the workspace
            await asyncio.sleep(0.05)
        await crowd.report(number, mail=number // SAME)
    await crowd.answered(timeout=600)
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        while (await (await connection.execute(_LEFT)).fetchone()) != (0,):  # noqa: ASYNC110 -- it happens in the database
            await asyncio.sleep(0.1)


def answered(crowd: Crowd) -> int:
    """How many answers there are."""
    workspace = crowd.slack.workspace
    return sum(
        one.get("user") == BOT_USER
        for person in crowd.people
        for one in workspace.channels[workspace.dm(person).id].messages
    )


def used(made: Sequence[Rationed], cluster: Cluster) -> list[float]:
    """Seconds of the processor so far: each host with its workers, PostgreSQL, this process."""
    mine = resource.getrusage(resource.RUSAGE_SELF)
    return [*(cpu(host.pid) for host in made), cpu(cluster.pid), mine.ru_utime + mine.ru_stime]


def cpu(pid: int) -> float:
    """Of a process and its children, those that have ended too."""
    whole = psutil.Process(pid)
    total = 0.0
    for process in (whole, *whole.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system + (times.children_user + times.children_system)
    return total


def serve() -> None:
    """`fuwake run` without Slack's rations."""
    from bot.app import command
    from bot.slack import pace

    at_will = pace.Rule(1e6, 10**6)
    pace._METHODS.update(dict.fromkeys(pace._METHODS, at_will))
    pace.CHANNEL = at_will  # type: ignore[misc]
    command(["run"])


def main() -> None:
    """A line for each run, and one for what they say together: one host and two in turn, since the machine is not always equally fast."""
    if sys.argv[1:] == ["serve"]:
        serve()
        return
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    cores = float(sys.argv[2]) if len(sys.argv) > 2 else 0.4
    print(f"{cores} of a core for each host")
    seconds = {1: 0.0, 2: 0.0}
    for count in (1, 2, 2, 1):
        run = asyncio.run(measured(count, reports, cores))
        seconds[count] += run.seconds
        print(run.shown(), flush=True)
    print(f"two hosts answer {seconds[1] / seconds[2]:.2f} times as much as one")


if __name__ == "__main__":
    main()
