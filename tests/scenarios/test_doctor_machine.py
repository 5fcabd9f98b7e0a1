"""What `fuwake doctor` says of the machine, the database and the way it is run."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from bot.config import load
from bot.database import make_engine
from bot.doctor import database, disk, names, network, operation
from bot.doctor.slack import clock_off
from bot.migrations import STEPS, rollback
from bot.rows import moment_text
from bot.store import Store
from tests.scenarios.office import office
from tests.servers.process import free_port
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Config
    from bot.doctor.finding import Finding


def config_in(folder: Path, **more: Any) -> Config:
    return load(_env_file=None, FUWAKE_DATA_DIR=folder, **more)


def by_name(lines: list[Finding]) -> dict[str, tuple[str, str]]:
    return {line.what: (line.state, line.detail) for line in lines}


async def test_an_empty_database(tmp_path: Path) -> None:
    """It is told, and nothing is missing."""
    assert by_name(await database.findings(config_in(tmp_path))) == {
        "database": ("ok", "SQLite in the data folder"),
        "schema": ("ok", "the database is empty; it is set up when the bot starts"),
    }


async def test_a_database_in_use(tmp_path: Path) -> None:
    """Its schema, its jobs, and how old the oldest case is."""
    config = config_in(tmp_path, FUWAKE_RETENTION_DAYS=30)
    engine = make_engine(config.database)
    store = Store(engine)
    await store.migrate()
    await store.open_case("k", channel="C1", thread_ts="1", user="U1", submission={})

    assert by_name(await database.findings(config)) == {
        "database": ("ok", "SQLite in the data folder"),
        "schema": ("ok", f"it is at {len(STEPS)}, the newest"),
        "jobs": ("ok", "none yet"),
        "retention": ("ok", "cases are deleted after 30 days; the oldest is 0 days old"),
    }
    with engine.begin() as connection:
        old = moment_text(datetime.now(UTC) - timedelta(days=40))
        connection.execute(sa.text("UPDATE cases SET opened = :old"), {"old": old})
        connection.execute(sa.text("CREATE TABLE workflow_status (status TEXT)"))
    lines = by_name(await database.findings(config))
    assert lines["retention"] == ("warn", "cases are deleted after 30 days; the oldest is 40 days old")
    assert lines["jobs"][0] == "warn"
    engine.dispose()


async def test_a_database_of_another_age(tmp_path: Path) -> None:
    """An older one is brought up, a newer one is not touched."""
    config = config_in(tmp_path)
    engine = make_engine(config.database)
    await Store(engine).migrate()
    rollback(engine, 2)
    older = by_name(await database.findings(config))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE schema_version SET version = 99"))
    newer = by_name(await database.findings(config))
    engine.dispose()

    assert older["schema"] == ("warn", f"it is at 2; it is brought up to {len(STEPS)} when the bot starts")
    assert newer["schema"] == ("fail", f"it is at 99, this Fuwake knows {len(STEPS)}: run the newer one")


async def test_jobs_of_a_bot_that_runs(tmp_path: Path) -> None:
    """Failed ones are named, with where to look; the bot is asked at its own address."""
    port = free_port()
    async with office(tmp_path, FUWAKE_OPS_PORT=port) as at:
        config = config_in(tmp_path, FUWAKE_OPS_PORT=port)
        lines = by_name(await database.findings(config))
        watched = by_name(await operation.findings(config))
        at.bot.health.line.end()
        worse = by_name(await operation.findings(config))
    after = by_name(await operation.findings(config))

    assert lines["jobs"] == ("ok", "0 wait, 0 run, 0 are for later, 0 have failed")
    parts = "loop: ok, database: ok, jobs: ok"
    assert watched == {
        "watching": ("ok", f"a bot answers at 127.0.0.1:{port}; {parts}, slack: ok"),
        "sockets": ("ok", "1 of at most 10 of this app are open"),
    }
    assert worse == {"watching": ("warn", f"a bot answers at 127.0.0.1:{port}; {parts}, slack: not connected")}
    assert after == {"watching": ("ok", f"127.0.0.1:{port} is free; it is served when the bot runs")}


async def test_an_address_for_watching_that_something_else_has(tmp_path: Path) -> None:
    """It is a failure: the bot would not start."""
    with RedisServer() as server:
        lines = by_name(await operation.findings(config_in(tmp_path, FUWAKE_OPS_PORT=server.port)))

    assert lines["watching"][0] == "fail"
    assert "no bot answers there" in lines["watching"][1]


async def test_room_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Little is told, none is a failure; the folder's own size stands beside it."""
    (tmp_path / "cache").mkdir(mode=0o700)
    (tmp_path / "cache" / "rows").write_bytes(bytes(3_000_000))
    states = []
    for free in (80e9, 0.4e9, 1e6):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: SimpleNamespace(free=int(free)))
        states.append(by_name(await disk.findings(config_in(tmp_path)))["disk"])

    assert states == [
        ("ok", "80.0 GB free; the data folder holds 3 MB"),
        ("warn", "0.4 GB free; the data folder holds 3 MB"),
        ("fail", "0.0 GB free; the data folder holds 3 MB; nothing can be kept"),
    ]


async def test_files_that_everybody_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those that everybody can also come to."""
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    (private / "fuwake.sqlite").touch()
    (private / "fuwake.sqlite").chmod(0o644)
    monkeypatch.chdir(private)
    fine = by_name(await disk.findings(config_in(private)))
    assert fine["file modes"] == ("ok", "nobody else on this machine can read what is kept")

    secret = private / "token"
    secret.write_text("xoxb-1")
    secret.chmod(0o604)
    monkeypatch.setenv("SLACK_BOT_TOKEN_FILE", str(secret))
    (private / ".env").touch()
    (private / ".env").chmod(0o640)
    monkeypatch.setattr("bot.doctor.disk._reachable", lambda _: True)
    lines = [
        line.detail
        for line in await disk.findings(config_in(private, SLACK_BOT_TOKEN="xoxb-1"))
        if line.state == "warn"
    ]

    assert [line for line in lines if "read" in line] == [
        f"everybody on this machine can read {path}; run: chmod o-rwx {path}"
        for path in (private / "fuwake.sqlite", secret)
    ]


async def test_the_cache_that_hosts_share(tmp_path: Path) -> None:
    """It answers, or each host goes on alone."""
    with RedisServer() as server:
        config = config_in(tmp_path, FUWAKE_CACHE_URL=server.url.replace("redis://", "valkey://"))
        there = await network._cache(config)
    away = await network._cache(config)

    assert there[0].state == "ok"
    assert there[0].detail.startswith("answers in ")
    assert away[0].state == "warn"
    assert away[0].detail.startswith("no answer (ConnectionError); each host asks for itself")
    assert await network._cache(config_in(tmp_path)) == []


@pytest.mark.parametrize(
    ("date", "off"),
    [
        ("Thu, 01 Jan 1970 00:16:40 GMT", 0.0),
        ("Thu, 01 Jan 1970 00:10:00 GMT", 400.25),
        ("Thu, 01 Jan 1970 00:26:40 GMT", -599.75),
        ("yesterday", None),
        ("", None),
    ],
)
def test_our_clock_and_slacks(date: str, off: float | None) -> None:
    """A date has whole seconds, so a second more or less says nothing."""
    assert clock_off(date, 1000.0, 1000.5) == off


def test_a_misspelt_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads it, in the environment or in `.env`; other people's names are none of ours."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("FUWAKE_")]:
        monkeypatch.delenv(name)
    (tmp_path / ".env").write_text("FUWAKE_LANGUAGES=ja\nfuwake_brandz=x\n")
    monkeypatch.setenv("FUWAKE_SECURTY_CHANNEL", "C0123456789")
    monkeypatch.setenv("FUWAKE_IMAP_PASSWORD_FILE", "/run/secrets/imap")
    monkeypatch.setenv("FUWAKE_SOMETHING", "else")

    assert [(line.state, line.detail) for line in names.findings()] == [
        ("warn", "FUWAKE_BRANDZ is no setting, so nobody reads it; is FUWAKE_BRANDS meant?"),
        ("warn", "FUWAKE_SECURTY_CHANNEL is no setting, so nobody reads it; is FUWAKE_SECURITY_CHANNEL meant?"),
        ("warn", "FUWAKE_SOMETHING is no setting, so nobody reads it"),
    ]
