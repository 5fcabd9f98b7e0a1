"""A database that an earlier Fuwake wrote: after an upgrade nothing is lost, and what waited is done."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from analyzers import examine, read
from bot.config import load
from bot.database import make_engine
from bot.demo import DemoSlack
from bot.demo.office import GENERAL, INTAKE, SECURITY
from bot.migrations import STEPS, copies, migrate, version
from bot.older_reports import completed
from bot.report_json import report_json
from bot.running import running
from bot.slack import details
from bot.triage import Triage
from tests.scenarios.desk import lines
from tests.scenarios.office import CASE_A, CASE_B, HANAKO, JOHN, TAKERU, Office, recorded, settings
from tests.scenarios.old_engine import DEAD

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROOT = Path(__file__).parents[2]
# What a Fuwake of the first schema kept and had said: three cases, a warning that stands, one that was taken back, one not yet sent.
OLD: dict[str, Any] = json.loads((ROOT / "tests" / "data" / "schema-1.json").read_text(encoding="utf-8"))
DANGER, HOSTING, NEWS_CASE = (row["id"] for row in OLD["tables"]["cases"])
UNANSWERED = [job["payload"]["thread_ts"] for job in OLD["jobs"] if job["task"] == "answer"]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/fuwake.sqlite"
    return request.getfixturevalue("cluster").database()


def written(url: str, schema: int) -> None:
    """The database as it was when its process died."""
    engine = make_engine(url)
    migrate(engine, STEPS[:schema])
    jobs = list(OLD["jobs"])
    with engine.begin() as connection:
        for name, rows in OLD["tables"].items():
            for row in rows:
                into = sa.table(name, *map(sa.column, row))
                connection.execute(sa.insert(into).values(row))
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT setval('audit_id_seq', (SELECT max(id) FROM audit))"))
        if schema >= 3:  # promises were rows of their own by then
            first = jobs.pop(0)
            into = sa.table("inbox", *map(sa.column, ("id", "task", "payload", "key", "executor")))
            row = {"id": f"{first['key']}#1", "task": first["task"], "payload": json.dumps(first["payload"])}
            connection.execute(sa.insert(into).values(key=first["key"], executor=DEAD, **row))
    engine.dispose()
    command = [sys.executable, "-m", "tests.scenarios.old_engine", url, json.dumps(jobs)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)


def kept(url: str) -> dict[str, list[dict[str, Any]]]:
    """What is in the old columns now, in the order of the old rows, and then the newer ones."""
    engine = make_engine(url)
    found = {}
    with engine.connect() as connection:
        for name, rows in OLD["tables"].items():
            table = sa.table(name, *map(sa.column, rows[0]))
            key = "key" if name == "posts" else next(iter({"id", "day"} & set(rows[0])))
            now = {row[key]: dict(row) for row in connection.execute(sa.select(table)).mappings()}
            found[name] = [now.pop(row[key], {}) for row in rows] + list(now.values())
    engine.dispose()
    return found


@contextlib.asynccontextmanager
async def upgraded(url: str, folder: Path) -> AsyncIterator[Office]:
    """Today's bot on that database, in a workspace that holds what was posted."""
    async with DemoSlack(retry_delays=(0, 0.3, 0.5)) as slack:
        for channel, messages in OLD["messages"].items():
            slack.workspace.channels[channel].messages[:] = [dict(message) for message in messages]
        # The rows are as old as their file.
        setting = settings(slack, folder, FUWAKE_DATABASE_URL=url, FUWAKE_RETENTION_DAYS=3650)
        async with running(setting, recorded()) as bot:
            yield Office(slack, bot)


def keys(value: Any, path: str = "") -> set[str]:
    """Every key in JSON, with where it stands; facts are each finding's own."""
    if isinstance(value, list):
        return {key for part in value for key in keys(part, f"{path}[]")}
    if not isinstance(value, dict) or path.endswith("facts"):
        return {path}
    return {path}.union(*(keys(part, f"{path}.{name}") for name, part in value.items()))


async def test_old_reports_have_the_keys_of_new_ones() -> None:
    """Whoever reads a report finds every key in it, also in the parts that are not there."""
    side = load(_env_file=None, FUWAKE_OWN_DOMAINS=("example-shop.jp",)).side
    for mail, row in zip((CASE_A, CASE_B), OLD["tables"]["cases"], strict=False):
        report = report_json(await examine(read(mail), lookups=recorded(), side=side, deadline=5.0))
        old = completed(json.loads(row["report"]))
        deeper = {
            key
            for key in keys(report)
            if re.search(
                r"\.(registration|listed\[\]|dkim\[\]|hops\[\]|city_estimate|other_city_estimate|advice\[\])\.", key
            )
        }

        assert {key for key in keys(report) if not key.endswith("[]")} - deeper - keys(old) == set()


@pytest.mark.parametrize("schema", range(1, len(STEPS)))
async def test_everything_survives_and_what_waited_is_done(url: str, tmp_path: Path, schema: int) -> None:
    """Cases, posts, warnings and audit lines are as they were; both mails are answered, and the warning is sent, once."""
    written(url, schema)
    async with upgraded(url, tmp_path) as at:
        await at.idle()
        replies = [at.slack.workspace.replies(INTAKE, ts) for ts in UNANSWERED]
        sent = [post["text"] for post in at.slack.workspace.channels[GENERAL].messages if post.get("bot_id")]
        failed = await at.bot.jobs.failed()
    now = kept(url)
    engine = make_engine(url)
    reached = version(engine)
    engine.dispose()

    for name in ("cases", "channel_warnings", "audit"):
        rows = OLD["tables"][name]
        assert now[name][: len(rows)] == rows
    assert [row["ts"] for row in now["posts"][: len(OLD["tables"]["posts"])]] == [
        row["ts"] for row in OLD["tables"]["posts"]
    ]
    assert sorted(row["user_id"] for row in now["cases"][len(OLD["tables"]["cases"]) :]) == [HANAKO, JOHN]
    assert [len(found) for found in replies] == [1, 1]
    assert len(sent) == len([post for post in OLD["messages"][GENERAL] if post.get("bot_id")]) + 1
    assert "A warning not sent yet" in json.dumps(at.slack.workspace.channels[GENERAL].messages[-1]["blocks"])
    assert failed == []
    assert reached == len(STEPS)
    if url.startswith("sqlite"):
        assert [copy.name for copy in copies(tmp_path / "fuwake.sqlite")] == [f"fuwake.sqlite.before-{schema}"]


async def test_old_cases_are_still_of_use(url: str, tmp_path: Path) -> None:
    """Their reports can be read and decided about, their cards make warnings, and standing warnings can be taken back."""
    written(url, 1)
    async with upgraded(url, tmp_path) as at:
        await at.idle()
        store, triage = at.bot.store, Triage(at.bot.store._engine)
        shown = {}
        for number in (DANGER, HOSTING, NEWS_CASE):
            case = await store.case(number)
            assert case is not None
            shown[number] = [details.view(case, language) for language in ("ja", "en")]
        await triage.join(HOSTING, "a key of its mail")
        standing, won = await triage.decide(HOSTING, "phishing", by=TAKERU, at=datetime.now(UTC), seen=None)
        await at.slack.people.open_home(JOHN)
        await at.idle()
        home = lines(at.slack.workspace.homes[JOHN]["blocks"])
        (account, *_) = [p for p in OLD["messages"][SECURITY] if "retract_open" in json.dumps(p["blocks"])]
        await at.slack.people.click(TAKERU, SECURITY, account["ts"], "retract_open")
        await at.slack.people.submit(TAKERU, {"reason": "本物でした"})
        await at.idle()
        standing_warning = await store.active_warning(DANGER)
        card = next(p for p in OLD["messages"][SECURITY] if HOSTING in json.dumps(p["blocks"]))
        await at.slack.people.click(TAKERU, SECURITY, card["ts"], "warn_open")
        window = at.slack.people.view(TAKERU)

    assert all(len(view["blocks"]) > 3 for views in shown.values() for view in views)
    assert won
    assert standing.verdict == "phishing"
    mine = [line for line in home if HOSTING in line or NEWS_CASE in line]
    assert [("(confirmed)" in line, f"@{TAKERU}" in line) for line in mine] == [(False, False), (True, True)]
    assert standing_warning is None
    drafts = [block["element"].get("initial_value") for block in window["blocks"] if block["type"] == "input"]
    assert "【注意喚起】" in str(drafts[0])
