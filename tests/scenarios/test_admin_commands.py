"""What an administrator types: beside a running bot, after a crash, and when something is wrong."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from bot.app import command
from bot.attempts import Attempt
from bot.commands.jobs import kind_of
from bot.database import make_engine
from bot.demo import DemoSlack
from bot.demo.office import INTAKE, SECURITY
from bot.jobs import Jobs
from bot.migrations import STEPS
from bot.store import Store
from bot.tables import cases, migrate
from tests.scenarios.office import CASE_A, HANAKO, JOHN
from tests.scenarios.process import FUWAKE, BotProcess

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.bot.postgres import Cluster

SUBJECT = "ご利用のメールは本日、非アクティブに設定されました"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/var/fuwake.sqlite"
    return request.getfixturevalue("cluster").database()


@dataclass
class Shell:
    """Types `fuwake …`; each gives the exit code, the lines, and the lines about errors."""

    url: str
    folder: Path

    async def __call__(self, *words: str, **more: str) -> tuple[int, list[str], list[str]]:
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "FUWAKE_DATABASE_URL": self.url} | more
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            str(FUWAKE), *words, env=environment, cwd=self.folder, stdout=pipe, stderr=pipe
        )
        out, err = await asyncio.wait_for(process.communicate(), 60)
        return process.returncode or 0, out.decode().splitlines(), err.decode().splitlines()


@pytest.fixture
def shell(url: str, tmp_path: Path) -> Shell:
    return Shell(url, tmp_path)


async def put(url: str, *names: str) -> None:
    """A bot was there: of jobs with these names it failed the `bad…`, and waits for the `late…`."""
    engine = make_engine(url)
    jobs = Jobs(engine, attempts=6, backoff=0.01)

    @jobs.task("note")
    async def note(payload: dict[str, Any]) -> None:
        raise ValueError(f"it said: {payload['text']}")

    await jobs.start()
    for name in names:
        row = {"text": "a private word"}
        if name.startswith("late"):
            await jobs.put_later("note", row, name, 3600)
        else:
            await jobs._engine.begin(Attempt("note", json.dumps(row), name, number=6, attempt=6))
    async with asyncio.timeout(60):
        while len(await jobs.failed()) < len([name for name in names if name.startswith("bad")]):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    await jobs.stop()
    engine.dispose()


async def test_backup_of_a_running_bot_comes_back(url: str, shell: Shell, tmp_path: Path, cluster: Cluster) -> None:
    """Its file is destroyed; after the restore every case is there, and the mail that waited is answered."""
    async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
        bot = BotProcess(slack, tmp_path, FUWAKE_DATABASE_URL=url)
        await bot.start()
        first = await slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
        await slack.workspace.until(lambda: answered(slack, first["ts"]), timeout=40)
        for _ in range(100):
            slack.web_api.fail_next("chat.postMessage", 500)
        second = await slack.people.upload(JOHN, INTAKE, "mail.eml", CASE_A)
        await slack.courier.settled()
        made = await shell("database", "backup", "b")
        refused = await shell("database", "restore", "b")
        status = await shell("database", "status")
        await bot.kill()
        if url.startswith("sqlite"):
            shutil.rmtree(tmp_path / "var")
        else:
            shell.url = url = cluster.database()
        slack.web_api._failures.clear()
        restored = await shell("database", "restore", "b")
        bot = BotProcess(slack, tmp_path, FUWAKE_DATABASE_URL=url)
        await bot.start()
        await slack.workspace.until(lambda: answered(slack, second["ts"]), timeout=60)
        await asyncio.sleep(1.5)
        code = await bot.stop()
        replies = [len(slack.workspace.replies(INTAKE, root["ts"])) for root in (first, second)]

    assert (made[0], made[2]) == (0, [])
    assert re.fullmatch(r"b: \d+\.\d MB", made[1][0])
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o600
    assert refused[0] == (1 if url.startswith("sqlite") else 2)
    assert len(refused[2]) == 1
    assert "bots at work: 1" in status[1]
    assert restored == (0, ["b is in place; Fuwake can start"], [])
    assert replies == [1, 1]
    assert code == 0


def answered(slack: DemoSlack, ts: str) -> bool:
    found = slack.workspace.replies(INTAKE, ts)
    carded = any(post.get("bot_id") for post in slack.workspace.channels[SECURITY].messages)
    return carded and bool(found) and all("edited" in post for post in found)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_jobs_are_listed_without_what_they_are_about(url: str, shell: Shell) -> None:
    """What waits and what has failed, for people and for programs."""
    await put(url, "bad-1", "late-1")
    code, lines, errors = await shell("jobs")
    failed = await shell("jobs", "--failed", "--json")
    rows = [json.loads(line) for line in (await shell("jobs", "--json"))[1]]

    assert (code, errors) == (0, [])
    assert lines[0].startswith("note             waiting  attempt 1 ")
    assert lines[0].endswith("  late-1#1")
    assert lines[1].startswith("note             failed   attempt 6 ")
    assert lines[1].endswith("  bad-1#6  ValueError")
    assert lines[2] == "2 jobs"
    assert [(row["id"], row["task"], row["state"], row["attempt"], row["error"]) for row in rows] == [
        ("late-1#1", "note", "waiting", 1, None),
        ("bad-1#6", "note", "failed", 6, "ValueError"),
    ]
    assert [json.loads(line)["id"] for line in failed[1]] == ["bad-1#6"]
    assert "private" not in "".join(lines + failed[1])


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_jobs_are_retried_and_dropped(url: str, shell: Shell) -> None:
    """One by its id, or all that have failed; what is not there is a wrong input."""
    await put(url, "bad-1", "bad-2", "late-1", "late-2")
    one = await shell("jobs", "retry", "bad-1#6")
    again = await shell("jobs", "retry", "bad-1#6")
    rest = await shell("jobs", "retry", "--all-failed")
    dropped = [await shell("jobs", "drop", name) for name in ("late-1#1", "late-1#1", "bad-2#7")]
    left = [json.loads(line) for line in (await shell("jobs", "--json"))[1]]

    assert one == (0, ["tried again: 1"], [])
    assert again == (2, [], ["fuwake: bad-1#6 is not among the failed jobs"])
    assert rest == (0, ["tried again: 1"], [])
    assert dropped == [
        (0, ["dropped: late-1#1"], []),
        (2, [], ["fuwake: there is no job late-1#1 that waits or has failed"]),
        (0, ["dropped: bad-2#7"], []),
    ]
    assert sorted((row["id"], row["state"], row["attempt"]) for row in left) == [
        ("bad-1#7", "waiting", 1),
        ("late-2#1", "waiting", 1),
    ]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (None, None),
        ("its process died", "its process died"),
        ("JobFailed: ValueError: of no use", "JobFailed: ValueError"),
        ("ValueError: a@example.jp: said", "ValueError"),
        ("slack_sdk.errors.SlackApiError: The request", "slack_sdk.errors.SlackApiError"),
        ("TimeoutError", "TimeoutError"),
        ("秘密の言葉", "unknown"),
    ],
)
def test_the_kind_of_an_error(error: str | None, kind: str | None) -> None:
    """Its name, and nothing that somebody wrote."""
    assert kind_of(error) == kind


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_export_and_forget_beside_a_running_bot(url: str, shell: Shell, tmp_path: Path) -> None:
    """A report is exported, then its reporter is forgotten: rows, jobs and names; his posts are told."""
    async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
        bot = BotProcess(slack, tmp_path, FUWAKE_DATABASE_URL=url)
        await bot.start()
        root = await slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
        await slack.workspace.until(lambda: answered(slack, root["ts"]), timeout=40)
        await asyncio.sleep(1)
        rows = [json.loads(line) for line in (await shell("export"))[1]]
        case = rows[0]["id"]
        table = await shell("export", "--case", case, "--format", "csv")
        asked = await shell("forget", "--user", HANAKO)
        kept = await shell("export", "--case", case)
        done = await shell("forget", "--user", HANAKO, "--yes")
        after = [json.loads(line) for line in (await shell("export"))[1]]
        jobs = stored(url)
        await bot.stop()

    (found,) = [row for row in rows if row["type"] == "case"]
    assert (found["who"], found["level"], found["subject"]) == (HANAKO, "danger", SUBJECT)
    assert table[1][0].startswith("type,id,case,at,who,")
    assert len(table[1]) == 2
    assert asked[0] == 2
    assert asked[2] == ["fuwake: nothing was changed; add --yes to do it"]
    assert json.loads(kept[1][0]) == found
    assert (done[0], done[1], done[2]) == (0, asked[1], [])
    assert "cases: 1" in done[1]
    posts = [line for line in done[1] if line.startswith("still in Slack: ")]
    assert [line.split()[3] for line in posts] == [INTAKE, SECURITY]
    assert [(row["type"], row["what"], row["who"]) for row in after] == [("audit", "forgotten", "administrator")]
    assert HANAKO not in jobs


def stored(url: str) -> str:
    """Every job's row, as text."""
    engine = make_engine(url)
    schema = "dbos." if engine.dialect.name == "postgresql" else ""
    with engine.connect() as connection:
        rows = connection.execute(sa.text(f"SELECT workflow_uuid, inputs FROM {schema}workflow_status")).all()
    engine.dispose()
    return str(rows)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("words", ["export", "export --format csv", "database status", "jobs"])
async def test_an_output_that_is_full(url: str, words: str, tmp_path: Path) -> None:
    """It may have room later; that is one line, not a traceback."""
    migrate(engine := make_engine(url))
    engine.dispose()
    environment = {"PATH": os.environ["PATH"], "FUWAKE_DATABASE_URL": url, "PYTHONIOENCODING": "ascii"}
    with open("/dev/full", "wb") as full:  # noqa: ASYNC230, PTH123
        process = await asyncio.create_subprocess_exec(
            str(FUWAKE), *words.split(), env=environment, cwd=tmp_path, stdout=full, stderr=asyncio.subprocess.PIPE
        )
        _, said = await asyncio.wait_for(process.communicate(), 60)

    empty = words == "export"  # there is no line to write
    line = "fuwake: the output cannot be written: No space left on device\n"
    assert (process.returncode, said.decode()) == ((0, "") if empty else (1, line))


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_table_in_an_encoding_that_does_not_know_all(url: str, shell: Shell) -> None:
    """What it lacks is an escape; the rest stays."""
    migrate(engine := make_engine(url))
    await Store(engine).audit(who="U1", what="said", case_id=None, detail={"text": "\U0001f600 急"})
    engine.dispose()
    code, lines, errors = await shell("export", "--format", "csv", PYTHONIOENCODING="ascii")

    assert (code, errors) == (0, [])
    assert lines[1].endswith('"{""text"":""\\U0001f600 \\u6025""}"')


async def test_rollback_for_an_older_fuwake(url: str, shell: Shell) -> None:
    """It tells what is lost, wants a yes, and leaves what the older schema knows."""
    engine = make_engine(url)
    migrate(engine)
    row = {"id": "2026-0101-1", "key": "k", "channel": "C", "thread_ts": "1", "user_id": "U", "submission": "{}"}
    with engine.begin() as connection:
        connection.execute(sa.insert(cases).values(opened="2026-01-01T00:00:00.000000+00:00", **row))
    engine.dispose()
    last = len(STEPS)
    asked = await shell("database", "rollback", "--to", "3")
    wrong = await shell("database", "rollback", "--to", str(last + 1))
    done = await shell("database", "rollback", "--to", "3", "--yes")
    status = await shell("database", "status")
    other = await shell("export")

    assert (asked[0], asked[2]) == (2, ["fuwake: nothing was changed; add --yes to do it (and make a backup before)"])
    assert asked[1][-1].startswith("schema 4 is taken back; lost: ")
    assert wrong[2] == [f"fuwake: the database is at schema {last}; this Fuwake cannot take it back to {last + 1}"]
    assert done[0] == 0
    assert done[1][-1] == "the database is at schema 3; start the older Fuwake now (a newer one brings it up again)"
    assert f"schema: 3 (this Fuwake: {last})" in status[1]
    assert "rows in cases: 1" in status[1]
    assert "bots at work: 0" in status[1]
    assert other == (
        2,
        [],
        [f"fuwake: the database is at schema 3, this Fuwake needs {last}: start Fuwake once, which brings it up"],
    )


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_rollback_waits_for_the_bot_to_stop(url: str, shell: Shell, tmp_path: Path) -> None:
    """A bot that runs would write into what is taken away."""
    async with DemoSlack() as slack:
        bot = BotProcess(slack, tmp_path, FUWAKE_DATABASE_URL=url)
        await bot.start()
        running = await shell("database", "rollback", "--to", "3", "--yes")
        await bot.stop()
    stopped = await shell("database", "rollback", "--to", "3", "--yes")

    assert (running[0], running[2]) == (1, ["fuwake: 1 running: stop Fuwake first (or add --force)"])
    assert stopped[0] == 0


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (("export", "--case", "a", "--since", "2026-01-01"), 2, "name --case or --since, not both"),
        (("export", "--since", "yesterday"), 2, "--since: 'yesterday' is no date (write 2026-11-22)"),
        (("export", "--case", "2020-0101-1"), 2, "there is no case 2020-0101-1"),
        (("forget",), 2, "name one of --user, --mail and --case"),
        (("forget", "--user", "U1", "--case", "x"), 2, "name one of --user, --mail and --case"),
        (("forget", "--case", "2020-0101-1", "--yes"), 2, "there is no case 2020-0101-1"),
        (("jobs", "retry"), 2, "name one ID, or --all-failed"),
        (("jobs", "drop", "x"), 2, "there is no job x that waits or has failed"),
        (("database", "restore", "nothing"), 2, "there is no file nothing"),
        (("database", "backup", "no/b"), 2, "there is no folder no"),
    ],
)
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_wrong_input_is_one_line(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, line: str
) -> None:
    """And exit code 2."""
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()
    ended = typed(monkeypatch, tmp_path, url, *words)

    assert (ended.exit_code, ended.stdout, ended.stderr) == (code, "", f"fuwake: {line}\n")


def typed(monkeypatch: pytest.MonkeyPatch, folder: Path, url: str, *words: str) -> Result:
    """`fuwake …` in this process."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FUWAKE_DATABASE_URL", url)
    return CliRunner().invoke(command, list(words))


@pytest.mark.parametrize(
    "words",
    [("jobs",), ("export",), ("forget", "--user", "U1"), ("database", "status"), ("database", "rollback", "--to", "1")],
)
def test_a_database_that_is_away_or_not_there_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """The one may come back (1), the other is made by a bot (2); looking makes no file."""
    away = typed(monkeypatch, tmp_path, "postgresql://user:secret@127.0.0.1:1/fuwake", *words)
    path = tmp_path / "fuwake.sqlite"
    none = typed(monkeypatch, tmp_path, f"sqlite:///{path}", *words)

    assert away.exit_code == 1
    assert away.stderr.startswith("fuwake: The database postgresql://127.0.0.1:1/fuwake cannot be used: ")
    assert away.stderr.count("\n") == 1
    said = f"fuwake: there is no database {path} yet; Fuwake makes it when it starts\n"
    assert (none.exit_code, none.stdout, none.stderr) == (2, "", said)
    assert list(tmp_path.iterdir()) == []
