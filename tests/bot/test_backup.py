"""A backup holds everything, is made while others write, and comes back whole."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from bot import backup as backups
from bot import migrations
from bot.backup import BackupError, backup, restore
from bot.database import DatabaseError, make_engine
from bot.executors import identity
from bot.store import Store
from bot.tables import executors, migrate
from tests.bot.history import HANAKO, JOHN, History

if TYPE_CHECKING:
    from tests.bot.postgres import Cluster

ROOT = Path(__file__).parents[2]


def emptied(engine: sa.Engine, cluster: Cluster) -> sa.Engine:
    """Where a backup can be put: the same file without its content, or a new database."""
    engine.dispose()
    if engine.dialect.name == "postgresql":
        return make_engine(cluster.database())
    path = Path(str(engine.url.database))
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()
    return make_engine(f"sqlite:///{path}")


def hidden(folder: Path) -> list[str]:
    """What was begun and not finished."""
    return [each.name for each in folder.iterdir() if each.name.startswith(".")]


def mode_of(file: Path) -> int:
    """Who may read it."""
    return stat.S_IMODE(file.stat().st_mode)


async def test_everything_comes_back(engine: sa.Engine, cluster: Cluster, tmp_path: Path):
    """Row for row; the file is nobody else's."""
    migrate(engine)
    history = History(engine)
    case = await history.case("k", HANAKO, days=1, text="\ud800 件名")
    await history.gave(case, JOHN, days=1, closed=False)
    await history.mail("m", days=1, raw=bytes(range(256)))
    before = history.count()
    file = tmp_path / "b"
    backup(engine, file)
    mode = mode_of(file)
    new = emptied(engine, cluster)
    aside = restore(new, file)
    back = History(new)
    found = await back.store.case(case.id)
    mails = back.column("spool", "raw")
    counts = back.count()
    new.dispose()

    assert mode == 0o600
    assert aside is None
    assert counts == before
    assert found is not None
    assert found.submission["text"] == "\ud800 件名"
    assert mails == [bytes(range(256))]
    assert hidden(tmp_path) == []


def test_a_backup_is_of_one_moment(engine: sa.Engine, cluster: Cluster, tmp_path: Path):
    """Others write two rows at a time meanwhile; no backup has one without the other."""
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE pairs (n INTEGER)"))
    ended = threading.Event()

    def write() -> None:
        while not ended.is_set():
            with engine.begin() as connection:
                connection.execute(sa.text("INSERT INTO pairs VALUES (1)"))
                connection.execute(sa.text("INSERT INTO pairs VALUES (2)"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            backup(engine, tmp_path / f"b{number}")
    finally:
        ended.set()
        writer.join()
    sums = []
    for number in range(3):
        new = emptied(engine, cluster)
        restore(new, tmp_path / f"b{number}")
        with new.connect() as connection:
            sums.append(connection.execute(sa.text("SELECT sum(3 - 2 * n) FROM pairs")).scalar() or 0)
        new.dispose()

    assert sums == [0, 0, 0]


def test_a_newer_backup_is_refused(engine: sa.Engine, cluster: Cluster, tmp_path: Path):
    """It would not be understood."""
    known = len(migrations.STEPS)
    migrate(engine, (*migrations.STEPS, migrations.Step(("CREATE TABLE later (n INTEGER)",))))
    backup(engine, tmp_path / "b")
    new = emptied(engine, cluster)
    with pytest.raises(BackupError) as caught:
        restore(new, tmp_path / "b")
    new.dispose()

    assert str(caught.value) == (
        f"{tmp_path / 'b'} is of schema {known + 1}, this Fuwake knows {known}: use the newer one"
    )


def test_an_older_backup_is_taken(engine: sa.Engine, cluster: Cluster, tmp_path: Path):
    """The next start brings it up."""
    migrate(engine, migrations.STEPS[:2])
    backup(engine, tmp_path / "b")
    new = emptied(engine, cluster)
    restore(new, tmp_path / "b")
    reached = migrations.version(new)
    migrate(new)
    new.dispose()

    assert reached == 2


def test_what_is_no_backup_is_refused(engine: sa.Engine, tmp_path: Path):
    """Each with its own line; nothing is changed."""
    migrate(engine)
    (tmp_path / "mail.eml").write_text("Received: from nowhere\n" * 100)
    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("CREATE TABLE t (n INTEGER)")
    other.close()
    (tmp_path / "cut.dump").write_bytes(b"PGDMP\x01\x0e")
    lines = {}
    for name in ("missing", "mail.eml", "other.sqlite", "cut.dump"):
        with pytest.raises(BackupError) as caught:
            restore(engine, tmp_path / name)
        lines[name] = str(caught.value).replace(f"{tmp_path}/", "")

    kind = "is no backup of Fuwake's database of this kind"
    assert lines["missing"] == "there is no file missing"
    if engine.dialect.name == "sqlite":
        assert lines["other.sqlite"] == f"other.sqlite {kind}"
        for name in ("mail.eml", "cut.dump"):
            assert lines[name] == f"{name} is no sound SQLite database: file is not a database"
    else:
        assert lines["mail.eml"] == f"mail.eml {kind}"
        assert lines["other.sqlite"] == f"other.sqlite {kind}"
        assert lines["cut.dump"].startswith("pg_restore: ")
    assert "\n" not in "".join(lines.values())


def test_a_backup_replaces_only_a_backup(engine: sa.Engine, tmp_path: Path):
    """Anything else that stands there was not meant."""
    migrate(engine)
    (tmp_path / "letter.txt").write_text("dear mother")
    backup(engine, tmp_path / "b")
    backup(engine, tmp_path / "b")
    os.mkfifo(tmp_path / "pipe")  # empty, as /dev/null is
    places = [tmp_path / "letter.txt", tmp_path / "no" / "b", tmp_path, tmp_path / "pipe"]
    places += [Path(str(engine.url.database))] if engine.dialect.name == "sqlite" else []
    lines = []
    for place in places:
        with pytest.raises(BackupError) as caught:
            backup(engine, place)
        lines.append(str(caught.value))

    assert lines[0] == f"{places[0]} is something else than a backup; it is left as it is"
    assert lines[1] == f"there is no folder {tmp_path / 'no'}"
    assert lines[2] == f"{tmp_path} is a folder: name a file"
    assert lines[3] == f"{places[3]} is something else than a backup; it is left as it is"
    assert (tmp_path / "letter.txt").read_text() == "dear mother"
    assert (tmp_path / "pipe").is_fifo()
    assert migrations.version(engine) == len(migrations.STEPS)


def test_a_link_leads_to_the_backup(engine: sa.Engine, tmp_path: Path):
    """The link stays one, whether there is a backup at its end already or not."""
    migrate(engine)
    (tmp_path / "latest").symlink_to(tmp_path / "b")
    backup(engine, tmp_path / "latest")
    first = (tmp_path / "b").stat()
    backup(engine, tmp_path / "latest")

    assert (tmp_path / "latest").is_symlink()
    assert (tmp_path / "b").stat().st_ino != first.st_ino
    assert first.st_size > 0
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_the_replaced_file_is_kept(engine: sa.Engine, tmp_path: Path):
    """Whole, under another name; and a bot that runs is not pulled from under."""
    migrate(engine)
    history = History(engine)
    await history.case("before", HANAKO, days=1)
    backup(engine, tmp_path / "b")
    await history.case("after", HANAKO, days=1)
    with engine.begin() as connection:
        connection.execute(sa.insert(executors).values(id=identity(), beat=1e12))
    with pytest.raises(BackupError) as caught:
        restore(engine, tmp_path / "b")
    refused = history.column("cases", "key")
    aside = restore(engine, tmp_path / "b", force=True)
    now = history.column("cases", "key")
    assert aside is not None
    kept = make_engine(f"sqlite:///{aside}")
    old = History(kept).column("cases", "key")
    kept.dispose()

    assert str(caught.value) == "1 running: stop Fuwake first (or add --force)"
    assert caught.value.passing
    assert refused == ["after", "before"]
    assert now == ["before"]
    assert old == ["after", "before"]
    assert mode_of(Path(str(engine.url.database))) == 0o600


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_damaged_database_can_be_replaced(engine: sa.Engine, tmp_path: Path):
    """Nobody can tell then whether a bot runs, so the administrator has to say so."""
    migrate(engine)
    await Store(engine).open_case("k", channel="C", thread_ts="1", user="U", submission={})
    backup(engine, tmp_path / "b")
    engine.dispose()
    path = Path(str(engine.url.database))
    path.write_bytes(b"no database" * 1000)  # noqa: ASYNC240
    with pytest.raises(BackupError) as caught:
        restore(engine, tmp_path / "b")
    aside = restore(engine, tmp_path / "b", force=True)

    assert str(caught.value).endswith("; whether a bot runs cannot be told (stop it and add --force)")
    assert aside is not None
    assert aside.read_bytes() == b"no database" * 1000
    assert History(engine).column("cases", "key") == ["k"]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_full_or_missing_disk_leaves_the_old_backup(engine: sa.Engine, tmp_path: Path):
    """A backup that cannot be finished is no backup."""
    migrate(engine)
    file = tmp_path / "b"
    backup(engine, file)
    before = file.read_bytes()
    command = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); import signal\n"
    command += "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nfrom pathlib import Path\nfrom bot.backup import *\n"
    command += "from bot.database import make_engine\n"
    command += "try: backup(make_engine(sys.argv[1]), Path(sys.argv[2]))\nexcept BackupError as error: print(error)"
    url = f"sqlite:///{engine.url.database}"
    ran = subprocess.run(
        [sys.executable, "-c", command, url, str(file)], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.startswith(f"{engine.url.database} cannot be copied to {file}: ")
    assert file.read_bytes() == before
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
class TestPostgresql:
    """Its own programs do it."""

    def test_a_database_with_something_in_it(self, engine: sa.Engine, tmp_path: Path):
        """Nothing is mixed with what is there."""
        migrate(engine)
        backup(engine, tmp_path / "b")
        with pytest.raises(BackupError) as caught:
            restore(engine, tmp_path / "b")

        assert str(caught.value) == ("the database is not empty: make a new one, and name it in FUWAKE_DATABASE_URL")

    def test_without_the_programs(self, engine: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        """One line names what is missing."""
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(BackupError) as caught:
            backup(engine, tmp_path / "b")

        assert str(caught.value) == (
            "the program pg_dump is not installed; it comes with PostgreSQL's client (postgresql-client)"
        )
        assert not (tmp_path / "b").exists()

    def test_the_password_is_not_on_the_command_line(self, engine: sa.Engine, tmp_path: Path, monkeypatch):
        """It is in the environment, with the rest of the address."""
        seen = tmp_path / "seen"
        program = tmp_path / "pg_dump"
        program.write_text(f'#!/bin/sh\necho "$@" > {seen}\nenv | grep ^PG | sort >> {seen}\nexit 1\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        monkeypatch.setenv("PGPASSWORD", "another")
        url = "postgresql://us%40er:sec%2Fret@db.example:5433/fu?sslmode=require&connect_timeout=5"
        with pytest.raises(BackupError) as caught:
            backup(make_engine(url), tmp_path / "b")
        first, *environment = seen.read_text().splitlines()

        assert str(caught.value) == "pg_dump: it failed"
        assert "sec" not in first
        assert environment == [
            *("PGCONNECT_TIMEOUT=10", "PGDATABASE=fu", "PGHOST=db.example", "PGPASSWORD=sec/ret"),
            *("PGPORT=5433", "PGSSLMODE=require", "PGUSER=us@er"),
        ]

    @pytest.mark.parametrize(
        ("given", "led"),
        [
            ("postgresql:///fu?host=/run/other&port=5433", ["PGDATABASE=fu", "PGHOST=/run/other", "PGPORT=5433"]),
            ("postgresql://u@/fu?host=a:1&host=b:2", ["PGDATABASE=fu", "PGHOST=a,b", "PGPORT=1,2", "PGUSER=u"]),
            ("postgresql:///fu", ["PGDATABASE=fu", "PGHOST=elsewhere"]),
        ],
    )
    def test_the_programs_go_where_the_bot_goes(
        self, engine: sa.Engine, tmp_path: Path, monkeypatch, given: str, led: list[str]
    ):
        """Else another database would be copied, or overwritten."""
        program = tmp_path / "pg_dump"
        program.write_text(f"#!/bin/sh\nenv | grep ^PG | sort > {tmp_path}/seen\nexit 1\n")
        program.chmod(0o755)
        for name in [name for name in os.environ if name.startswith("PG")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        monkeypatch.setenv("PGHOST", "elsewhere")
        with pytest.raises(BackupError):
            backup(make_engine(given), tmp_path / "b")

        assert (tmp_path / "seen").read_text().splitlines() == sorted(["PGCONNECT_TIMEOUT=10", *led])

    def test_a_server_that_is_away(self, engine: sa.Engine, tmp_path: Path):
        """It may come back."""
        with pytest.raises(BackupError, match=r"^pg_dump: error: connection to server") as caught:
            backup(make_engine("postgresql://u:secret@127.0.0.1:1/x"), tmp_path / "b")

        assert caught.value.passing
        assert "secret" not in str(caught.value)
        assert list(tmp_path.glob("*b")) == []
        with pytest.raises(DatabaseError):
            backups.idle(make_engine("postgresql://u:secret@127.0.0.1:1/x"))
