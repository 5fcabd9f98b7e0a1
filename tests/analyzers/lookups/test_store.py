"""The cache on disk forgets rather than fails, and never runs what stands in it."""

import contextlib
import pickle
import sqlite3
import stat
import time

import diskcache
import msgspec
import pytest

from analyzers.lookups.cache import LookupCache
from analyzers.lookups.store import RawDisk

KEY = "dns|v1|example.jp|A"


class Poison:
    """An object whose unpickling makes a file."""

    def __init__(self, path):
        self._path = str(path)

    def __reduce__(self):
        return open, (self._path, "w")


async def fill(directory, clock, value=("203.0.113.5",)):
    """Put one answer into the cache in `directory`, and close it."""
    cache = LookupCache(directory, clock=clock)
    await cache.get(KEY, tuple[str, ...], answering(value))
    cache.close()


def answering(value, ttl=100.0):
    async def ask():
        return value, ttl

    return ask


async def never():
    raise AssertionError("asked although it was kept")


def poison(directory, **columns):
    """Overwrite columns of the one row with what an attacker wants."""
    with contextlib.closing(sqlite3.connect(directory / "cache.db")) as database, database:
        assignments = ", ".join(f"{name} = ?" for name in columns)

        assert database.execute(f"UPDATE Cache SET {assignments}", tuple(columns.values())).rowcount == 1


async def test_another_process_finds_the_answer(tmp_path, clock):
    """What one cache kept, the next one in the same directory gives without asking, with the time it was asked."""
    await fill(tmp_path, clock)
    asked_at, clock.now = clock.now, clock.now + 50
    cache = LookupCache(tmp_path, clock=clock)
    kept = await cache.get(KEY, tuple[str, ...], never)
    cache.close()

    assert (kept.value, kept.asked_at) == (("203.0.113.5",), asked_at)


async def test_the_directory_is_ours_alone(tmp_path, clock):
    """The directory gets mode 0700, also when it stood there open."""
    directory = tmp_path / "cache"
    directory.mkdir(mode=0o755)
    await fill(directory, clock)

    assert stat.S_IMODE(directory.stat().st_mode) == 0o700


async def test_a_pickled_value_is_refused(tmp_path, clock):
    """A row with mode 4 is a miss and is not unpickled; plain diskcache would have run it."""
    await fill(tmp_path, clock)
    poison(tmp_path, mode=4, value=pickle.dumps(Poison(tmp_path / "executed")))
    cache = LookupCache(tmp_path, clock=clock)
    kept = await cache.get(KEY, tuple[str, ...], answering(("198.51.100.7",)))
    cache.close()

    assert kept.value == ("198.51.100.7",)
    assert not (tmp_path / "executed").exists()

    poison(tmp_path, mode=4, value=pickle.dumps(Poison(tmp_path / "executed")))
    with diskcache.Cache(tmp_path) as plain, pytest.warns(ResourceWarning):
        plain.get(KEY)

    assert (tmp_path / "executed").exists()


async def test_a_pickled_key_is_refused(tmp_path, clock):
    """Walking over the keys refuses a pickled one instead of loading it."""
    await fill(tmp_path, clock)
    poison(tmp_path, raw=0, key=pickle.dumps(Poison(tmp_path / "executed")))
    with diskcache.Cache(tmp_path, disk=RawDisk) as cache, pytest.raises(ValueError, match="refused"):
        list(cache)

    assert not (tmp_path / "executed").exists()


async def test_only_raw_bytes_inside_the_row_are_read(tmp_path, clock):
    """A row that points to a file, holds text, or is cut, of another shape or of the future is a miss."""
    (tmp_path / "elsewhere").write_bytes(msgspec.msgpack.encode((("10.0.0.1",), clock.now, clock.now + 100)))
    rows = [
        {"mode": 2, "filename": "elsewhere", "value": None},
        {"mode": 3, "filename": "elsewhere", "value": None},
        {"mode": 1, "value": "text"},
        {"mode": 1, "value": b"\xc1"},
        {"mode": 1, "value": msgspec.msgpack.encode((("10.0.0.1",), clock.now, clock.now + 100))[:-3]},
        {"mode": 1, "value": msgspec.msgpack.encode((5, clock.now, clock.now + 100))},
        {"mode": 1, "value": msgspec.msgpack.encode((("10.0.0.1",), clock.now + 5, clock.now + 100))},
        {"mode": 1, "value": b"\x93\x91\xa2\xff\xfe\xcb" + bytes(8) + b"\xcb" + bytes(8)},
    ]
    for row in rows:
        await fill(tmp_path, clock)
        poison(tmp_path, **row)
        cache = LookupCache(tmp_path, clock=clock)
        kept = await cache.get(KEY, tuple[str, ...], answering(("198.51.100.7",)))
        cache.close()

        assert kept.value == ("198.51.100.7",), row


@pytest.mark.parametrize("key", [5, b"k", ("k",)])
def test_only_text_keys_are_put(tmp_path, key):
    """A key that diskcache would pickle is refused when it is written."""
    with diskcache.Cache(tmp_path, disk=RawDisk) as cache, pytest.raises(TypeError):
        cache.set(key, b"value")


def test_only_bytes_are_put(tmp_path):
    """A value that diskcache would pickle is refused when it is written."""
    with diskcache.Cache(tmp_path, disk=RawDisk) as cache, pytest.raises(TypeError):
        cache.set("key", ["value"])


async def test_a_file_that_is_no_database_is_no_obstacle(tmp_path, clock):
    """With a broken database, the cache works in memory."""
    (tmp_path / "cache.db").write_bytes(b"no database" * 1000)
    cache = LookupCache(tmp_path, clock=clock)

    assert (await cache.get(KEY, tuple[str, ...], answering(("a",)))).value == ("a",)
    assert (await cache.get(KEY, tuple[str, ...], never)).value == ("a",)
    cache.close()


async def test_a_directory_that_cannot_be_made_is_no_obstacle(tmp_path, clock):
    """Where a file stands in the way, the cache works in memory."""
    (tmp_path / "file").touch()
    cache = LookupCache(tmp_path / "file" / "cache", clock=clock)
    await cache.get(KEY, tuple[str, ...], answering(("a",)))
    kept = await cache.get(KEY, tuple[str, ...], never)
    cache.close()

    assert kept.value == ("a",)
    assert (tmp_path / "file").is_file()


async def test_a_locked_database_is_a_miss(tmp_path, clock):
    """While another process holds the database, answers come from asking, long before it is let go."""
    await fill(tmp_path, clock)
    thief = sqlite3.connect(tmp_path / "cache.db", isolation_level=None)
    thief.execute("PRAGMA locking_mode=EXCLUSIVE")
    thief.execute("BEGIN EXCLUSIVE")
    thief.execute("DELETE FROM Settings WHERE key = 'none'")
    cache = LookupCache(tmp_path, clock=clock)
    start = time.monotonic()
    kept = await cache.get(KEY, tuple[str, ...], answering(("198.51.100.7",)))
    took = time.monotonic() - start
    thief.close()
    cache.close()

    assert kept.value == ("198.51.100.7",)
    assert took < 4


async def test_a_closed_cache_still_answers(tmp_path, clock):
    """After close, twice, questions are still asked and remembered in memory."""
    cache = LookupCache(tmp_path, clock=clock)
    cache.close()
    cache.close()

    assert (await cache.get(KEY, tuple[str, ...], answering(("a",)))).value == ("a",)
    assert (await cache.get(KEY, tuple[str, ...], never)).value == ("a",)
