"""/healthz, /readyz and /metrics, asked over HTTP while the bot's own loop may hang."""

from __future__ import annotations

import asyncio
import functools
import json
import socket
import threading
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from bot import health as health_module
from bot.asking_health import ask
from bot.database import DatabaseError, make_engine
from bot.health import Health
from bot.job_counts import JobCounts, job_counts
from bot.jobs import Jobs
from bot.ops import serving

if TYPE_CHECKING:
    import sqlalchemy as sa

    from tests.bot.postgres import Cluster


def got(port: int, path: str, accept: str = "") -> tuple[int, str, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept": accept})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read().decode()


async def asked(port: int, path: str, accept: str = "") -> tuple[int, str, str]:
    return await asyncio.to_thread(got, port, path, accept)


def well() -> Health:
    made = Health(lambda: None)
    made.line.listen()
    made._beat = lambda: 0.0
    return made


async def test_all_is_well() -> None:
    """Two yeses, in JSON."""
    async with serving("127.0.0.1", 0, well(), JobCounts) as port:
        status, kind, body = await asked(port, "/healthz")
        assert (status, kind) == (200, "application/json; charset=utf-8")
        assert json.loads(body)["alive"] is True
        status, _, body = await asked(port, "/readyz")

    assert status == 200
    parts = {"loop": "ok", "database": "ok", "jobs": "ok", "slack": "ok"}
    assert json.loads(body) == {"ready": True, "parts": parts}


async def test_a_loop_that_hangs_is_told_by_the_thread_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody blocks the event loop: the answer comes all the same, and says so."""
    monkeypatch.setattr(health_module, "HUNG", 0.5)
    answers: list[int] = []
    async with serving("127.0.0.1", 0, well(), JobCounts) as port:
        await asyncio.sleep(0)

        def ask_later() -> None:
            time.sleep(1.0)
            answers.append(got(port, "/healthz")[0])

        asking = threading.Thread(target=ask_later)
        asking.start()
        while asking.is_alive():
            time.sleep(0.05)  # noqa: ASYNC251 -- it is to hang

    assert answers == [503]


async def test_what_is_not_ready_is_named() -> None:
    """One part is enough; nothing of what the database said stands there."""

    def away() -> None:
        raise DatabaseError("The database postgresql://db/fuwake cannot be used: password of fuwake")

    health = Health(away)
    async with serving("127.0.0.1", 0, health, JobCounts) as port:
        status, _, body = await asked(port, "/readyz")

    assert status == 503
    parts = {"loop": "ok", "database": "away", "jobs": "closed", "slack": "not connected"}
    assert json.loads(body) == {"ready": False, "parts": parts}


async def test_metrics_with_the_database_and_without() -> None:
    """Without it, the scrape has everything else."""
    counts = JobCounts(waiting=3, delayed=1, running=2, failed=4, oldest=12.5)
    async with serving("127.0.0.1", 0, well(), lambda: counts) as port:
        status, kind, body = await asked(port, "/metrics")

    assert (status, kind.partition(";")[0]) == (200, "text/plain")
    for line in (
        "fuwake_database_up 1.0",
        'fuwake_jobs{state="waiting"} 3.0',
        'fuwake_jobs{state="failed"} 4.0',
        "fuwake_jobs_oldest_waiting_seconds 12.5",
    ):
        assert line in body.splitlines()

    def away() -> JobCounts:
        raise DatabaseError("away")

    async with serving("127.0.0.1", 0, well(), away) as port:
        status, _, body = await asked(port, "/metrics")

    assert status == 200
    assert "fuwake_database_up 0.0" in body.splitlines()
    assert "fuwake_jobs{" not in body
    assert "process_cpu_seconds_total" in body
    assert "fuwake_build_info{" in body


async def test_the_database_is_asked_once_in_ten_seconds() -> None:
    """However often somebody scrapes."""
    asking: list[int] = []

    def count() -> JobCounts:
        asking.append(1)
        return JobCounts()

    async with serving("127.0.0.1", 0, well(), count) as port:
        await asyncio.gather(*(asked(port, "/metrics") for _ in range(8)))

    assert asking == [1]


async def test_open_metrics_for_who_asks_for_it() -> None:
    """Prometheus asks for the newer format."""
    async with serving("127.0.0.1", 0, well(), JobCounts) as port:
        _, kind, body = await asked(port, "/metrics", "application/openmetrics-text; version=1.0.0")

    assert kind.startswith("application/openmetrics-text")
    assert body.endswith("# EOF\n")


async def test_a_port_that_is_taken_is_one_clear_line() -> None:
    """It names the setting."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"^FUWAKE_OPS_PORT: 127.0.0.1:{port} cannot be listened on"):
            async with serving("127.0.0.1", port, well(), JobCounts):
                pass


async def test_nothing_else_is_served() -> None:
    """No other path, no other method."""
    async with serving("127.0.0.1", 0, well(), JobCounts) as port:
        assert (await asked(port, "/"))[0] == 404
        assert (await asked(port, "/metrics/.."))[0] == 404


async def test_asking_from_the_command_line() -> None:
    """A yes, a no, and nobody there."""
    health = well()
    async with serving("127.0.0.1", 0, health, JobCounts) as port:
        assert (await asyncio.to_thread(ask, "0.0.0.0", port, "/healthz"))[0] is True
        health.line.end()
        said = await asyncio.to_thread(ask, "127.0.0.1", port, "/readyz")
        assert said == (False, "loop: ok, database: ok, jobs: ok, slack: not connected")
    assert ask("127.0.0.1", port, "/healthz")[0] is False


async def test_counts_of_jobs(engine: sa.Engine) -> None:
    """Waiting, delayed, running and failed, as the database has them; both databases."""
    with pytest.raises(DatabaseError):
        job_counts(engine)
    jobs = Jobs(engine, attempts=1)
    freed = asyncio.Event()

    @jobs.task("held")
    async def held(_: dict[str, object]) -> None:
        await freed.wait()

    @jobs.task("broken")
    async def broken(_: dict[str, object]) -> None:
        raise ValueError("no")

    await jobs.start()
    try:
        await jobs.put("held", {}, key="h1")
        await jobs.put("held", {}, key="h2")
        await jobs.put("broken", {}, key="b1")
        await jobs.put_later("held", {}, key="later", delay=3600)
        async with asyncio.timeout(20):
            while await asyncio.to_thread(job_counts, engine) != JobCounts(delayed=1, running=2, failed=1):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        freed.set()
        async with asyncio.timeout(20):
            while await asyncio.to_thread(job_counts, engine) != JobCounts(delayed=1, failed=1):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
    finally:
        freed.set()
        await jobs.stop(drain=5)


async def test_a_database_that_hangs(cluster: Cluster) -> None:
    """The scrape and both probes answer within their time."""
    engine = make_engine(cluster.database())
    health = Health(functools.partial(job_counts, engine))
    health.line.listen()
    health._beat = lambda: 0.0
    with cluster.frozen():
        async with serving("127.0.0.1", 0, health, functools.partial(job_counts, engine)) as port:
            start = time.monotonic()
            scraped, ready, alive = await asyncio.gather(
                asked(port, "/metrics"), asked(port, "/readyz"), asked(port, "/healthz")
            )
            took = time.monotonic() - start
    for thread in threading.enumerate():
        if thread.name == "watching":
            await asyncio.to_thread(thread.join, 10)
    engine.dispose()

    assert (scraped[0], ready[0], alive[0]) == (200, 503, 200)
    assert "fuwake_database_up 0.0" in scraped[2]
    assert took < 8
