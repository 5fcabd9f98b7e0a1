"""A bot that is watched: what its metrics say of a report, and when it is not ready."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

from prometheus_client.parser import text_string_to_metric_families

from bot import health
from bot.demo import DemoSlack
from bot.running import running
from tests.bot.test_ops import asked
from tests.scenarios.office import CASE_A, HANAKO, INTAKE, office, recorded, settings
from tests.scenarios.process import FUWAKE, BotProcess
from tests.scenarios.test_trouble import Silent
from tests.servers.process import free_port

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def scraped(port: int) -> dict[tuple[str, ...], float]:
    """Every sample, by its name and its labels' values in the order of their names."""
    _, _, body = await asked(port, "/metrics")
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }


async def test_a_report_is_counted_from_its_door_to_its_last_answer(tmp_path: Path) -> None:
    """Each thing once, in time, and without a word about who and what."""
    async with office(tmp_path, FUWAKE_OPS_PORT=0) as at:
        port = at.bot.ops_port
        assert port
        before = await scraped(port)
        root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
        await at.replies(INTAKE, root["ts"])
        await at.slack.people.mention(HANAKO, "C0GENERAL", "hello")
        await at.idle()
        after = await scraped(port)
        _, _, body = await asked(port, "/metrics")

    def more(*key: str) -> float:
        return after.get(key, 0.0) - before.get(key, 0.0)

    assert more("fuwake_submissions_total", "post") == 1
    assert more("fuwake_submissions_total", "mention") == 1
    assert more("fuwake_explanations_total", "help") == 1
    assert more("fuwake_answers_total", "eml", "danger") == 1
    for answer in ("first", "last"):
        assert more("fuwake_answer_seconds_count", answer) == 1
        assert 0 < more("fuwake_answer_seconds_sum", answer) < 30
    assert more("fuwake_lookups_total", "ok", "dns") > 0
    assert after["fuwake_database_up",] == 1
    assert after["fuwake_slack_app_sockets",] == 1
    assert after["fuwake_slack_socket_silence_seconds",] < 30
    for private in (INTAKE, HANAKO, root["ts"], "example-shop", "xoxb", "2025-"):
        assert private not in body


async def test_ready_when_connected_and_not_when_stopping(tmp_path: Path) -> None:
    """HTTP listening counts as connected."""
    async with office(tmp_path, mode="http", FUWAKE_OPS_PORT=0) as at:
        port = at.bot.ops_port
        assert port
        status, _, body = await asked(port, "/readyz")

    assert (status, json.loads(body)["parts"]["slack"]) == (200, "ok")
    assert at.bot.health.line.state == "not connected"
    assert not at.bot.health.jobs_open


async def test_a_hung_socket_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wire is dead and nobody closed it: the socket is open, and nothing comes."""
    monkeypatch.setattr(health, "QUIET", 1.5)
    monkeypatch.setitem(socket_defaults(), "ping", 0.2)
    async with DemoSlack() as slack, Silent(int(slack.base_url.rpartition(":")[2])) as wire:
        config = settings(slack, tmp_path, FUWAKE_OPS_PORT=0)
        slack.web_api.base_url = f"http://127.0.0.1:{wire.port}"
        async with running(config, recorded()) as bot:
            port = bot.ops_port
            assert port
            async with asyncio.timeout(10):
                while (await asked(port, "/readyz"))[0] != 200:  # noqa: ASYNC110 -- it happens elsewhere
                    await asyncio.sleep(0.1)
            wire.cut = True
            async with asyncio.timeout(10):
                while (await asked(port, "/readyz"))[0] == 200:  # noqa: ASYNC110 -- it happens elsewhere
                    await asyncio.sleep(0.1)
            status, _, body = await asked(port, "/readyz")
            alive, _, _ = await asked(port, "/healthz")

    assert (status, alive) == (503, 200)
    parts = json.loads(body)["parts"]
    assert parts["slack"].startswith("silent for ")
    assert {parts[name] for name in ("loop", "database", "jobs")} == {"ok"}


def socket_defaults() -> dict[str, object]:
    """What `socket_mode` takes when nobody says otherwise."""
    from bot.slack.connection import socket_mode

    return socket_mode.__wrapped__.__kwdefaults__  # type: ignore[attr-defined]


async def test_the_process_and_its_health_command(tmp_path: Path) -> None:
    """As an administrator and a container runtime see it: exit codes, and one clear line for a port that is taken."""
    port = free_port()
    more = {"FUWAKE_OPS_PORT": str(port), "FUWAKE_LOG_FORMAT": "json"}

    async def health_says(*options: str) -> tuple[int, str]:
        environment = {"PATH": "/usr/bin", "FUWAKE_OPS_PORT": str(port)}
        done = await asyncio.to_thread(
            subprocess.run,
            [str(FUWAKE), "health", *options],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout

    async def quickly_said() -> int:
        command = [sys.executable, "-m", "bot.asking_health", "--ready"]
        environment = {"FUWAKE_OPS_PORT": str(port)}
        done = await asyncio.to_thread(subprocess.run, command, env=environment, timeout=60, check=False)
        return done.returncode

    async with DemoSlack() as slack:
        bot = BotProcess(slack, tmp_path, **more)
        await bot.start()
        code, said = await health_says()
        assert (code, said.startswith("alive: True")) == (0, True)
        async with asyncio.timeout(20):
            ready = (0, "loop: ok, database: ok, jobs: ok, slack: ok\n")
            while await health_says("--ready") != ready:  # noqa: ASYNC110 -- it happens elsewhere
                await asyncio.sleep(0.2)
        assert await quickly_said() == 0
        (tmp_path / "two").mkdir()
        second = BotProcess(slack, tmp_path / "two", **more)
        with contextlib.suppress(AssertionError):
            await second.start()
        assert await second.ended() == 1
        assert await bot.stop() == 0
        assert (await health_says())[0] == 1
        assert await quickly_said() == 1

    taken = f"fuwake: FUWAKE_OPS_PORT: 127.0.0.1:{port} cannot be listened on (Address already in use)"
    assert (tmp_path / "two" / "log").read_text().splitlines()[-1] == taken
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert "connected" in {line["event"] for line in lines}
