"""The engine: durable, private, and one clear line when it cannot be used."""

import sqlite3
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.database import DatabaseError, check, make_engine


def test_sqlite_is_durable_and_private(tmp_path: Path):
    """Every commit is synced, and nobody else on the host reads people's mail."""
    engine = make_engine(f"sqlite:///{tmp_path}/a/b/fuwake.db")
    with engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        found = [connection.execute(sa.text(f"PRAGMA {name}")).scalar() for name in pragmas]
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE t (n INTEGER)"))
        modes = [stat.S_IMODE(path.stat().st_mode) for path in sorted((tmp_path / "a/b").iterdir())]
    directories = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a/b",)]
    engine.dispose()

    assert found == ["wal", 2, 30_000, 1]
    assert modes == [0o600] * 3
    assert directories == [0o700]


def test_an_open_file_is_made_private(tmp_path: Path):
    """A database that was copied here with loose permissions is closed again; its directory stays as it is."""
    path = tmp_path / "fuwake.db"
    path.touch(0o644)
    tmp_path.chmod(0o755)
    make_engine(f"sqlite:///{path}").dispose()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_connection_with_a_stale_snapshot_heals(tmp_path: Path):
    """A forgotten cursor makes one write fail, not every later one."""
    engine = make_engine(f"sqlite:///{tmp_path}/fuwake.db")
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE t (n INTEGER)"))
        connection.execute(sa.text("INSERT INTO t VALUES (1), (2)"))
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        forgotten = driver.cursor()
        forgotten.execute("SELECT n FROM t")
        forgotten.fetchone()
    other = sqlite3.connect(tmp_path / "fuwake.db")
    other.execute("INSERT INTO t VALUES (3)")
    other.commit()
    other.close()
    with pytest.raises(sa.exc.OperationalError, match="locked"), engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO t VALUES (4)"))
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO t VALUES (5)"))
        found = connection.execute(sa.text("SELECT n FROM t")).scalars().all()
    engine.dispose()

    assert found == [1, 2, 3, 5]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nothing at all", "The database URL is not one: write sqlite:///path or postgresql://…"),
        ("mysql://u:secret@h/x", "The database mysql:// is not supported: write sqlite:///path or postgresql://…"),
        (
            "sqlite://",
            "The database must be a file: write sqlite:///path (memory would lose acknowledged mail)",
        ),
        ("postgresql://u:se@cret@h/x", "The database URL is not one: an @ inside the password is written %40"),
        ("sqlite:////proc/nothing/x.db", "The database /proc/nothing/x.db cannot be used: No such file or directory"),
    ],
)
def test_a_wrong_url_is_one_clear_line(url: str, message: str):
    """It names what is wrong, and no password."""
    with pytest.raises(DatabaseError) as caught:
        make_engine(url)

    assert str(caught.value) == message


def test_an_unreachable_server_is_one_clear_line():
    """It names the server, and no password."""
    engine = make_engine("postgresql://user:secret@127.0.0.1:1/fuwake")
    with pytest.raises(DatabaseError) as caught:
        check(engine)
    engine.dispose()

    text = str(caught.value)
    assert text.startswith("The database postgresql://127.0.0.1:1/fuwake cannot be used: connection failed: ")
    assert "secret" not in text
    assert "\n" not in text


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path):
    """Somebody gave the wrong path."""
    path = tmp_path / "mail.eml"
    path.write_text("Received: from nowhere\n" * 100)
    engine = make_engine(f"sqlite:///{path}")
    with pytest.raises(DatabaseError, match="file is not a database"):
        check(engine)
    engine.dispose()


def test_postgresql_answers(cluster):
    """The URL that people write is enough."""
    engine = make_engine(cluster.database())
    check(engine)
    engine.dispose()

    assert engine.url.drivername == "postgresql+psycopg"
