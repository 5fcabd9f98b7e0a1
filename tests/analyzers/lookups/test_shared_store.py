"""Several hosts that share what they asked, against a real Redis: each question once, and no host that fails with it."""

import asyncio
import logging
import pickle
import time

import msgspec
import pytest
import redis

from analyzers.errors import LookupFailed
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.shared_store import SharedStore, store_at
from tests.servers.process import free_port
from tests.servers.redis import RedisServer

KEY = "dns|v1|example.jp|A"
VALUE = ("203.0.113.5",)


class Poison:
    """An object whose unpickling makes a file."""

    def __init__(self, path):
        self._path = str(path)

    def __reduce__(self):
        return open, (self._path, "w")


@pytest.fixture
def server():
    with RedisServer() as started:
        yield started


class Host:
    """One host: a cache of its own over the shared store, and how often it had to ask."""

    def __init__(self, server, clock, monotonic=time.monotonic):
        self.store = SharedStore(server.url, clock=monotonic)
        self.cache = LookupCache(None, store=self.store, clock=clock)
        self.asked = 0
        self.asking = asyncio.Event()

    async def get(self, value=VALUE, ttl=100.0, fails=None, takes=None, **more):
        async def ask():
            self.asked += 1
            self.asking.set()
            if takes:
                await takes.wait()
            if fails:
                raise LookupFailed("dns", "example.jp", fails)
            return value, ttl

        return await self.cache.get(KEY, tuple[str, ...], ask, **more)


async def settled(host):
    """Wait until what `host` writes is written."""
    while host.store._writes:
        await asyncio.wait(set(host.store._writes))


def rows(server):
    with redis.Redis.from_url(server.url) as client:
        return {key: client.get(key) for key in sorted(client.keys())}


async def test_another_host_finds_the_answer(server, clock):
    """What one host asked, the other has, with the time at which it was asked; the row is raw msgpack."""
    one, other = Host(server, clock), Host(server, clock)
    first = await one.get()
    await settled(one)
    clock.now += 50
    second = await other.get()
    kept = rows(server)
    await one.cache.aclose()
    await other.cache.aclose()

    assert (one.asked, other.asked) == (1, 0)
    assert first == second
    assert kept == {f"fuwake:{KEY}".encode(): msgspec.msgpack.encode((VALUE, clock.now - 50, clock.now + 50))}


async def test_two_hosts_ask_the_same_once(server, clock):
    """While one asks, the other waits for its answer."""
    one, other, hold = Host(server, clock), Host(server, clock), asyncio.Event()
    first = asyncio.create_task(one.get(takes=hold))
    await one.asking.wait()
    second = asyncio.create_task(other.get())
    await asyncio.sleep(0.1)
    hold.set()
    answers = await asyncio.gather(first, second)
    await one.cache.aclose()
    await other.cache.aclose()

    assert (one.asked, other.asked) == (1, 0)
    assert [kept.value for kept in answers] == [VALUE, VALUE]


async def test_when_the_first_host_fails_the_other_asks(server, clock):
    """A failure is no answer: it is not shared."""
    one, other, hold = Host(server, clock), Host(server, clock), asyncio.Event()
    first = asyncio.create_task(one.get(takes=hold, fails="timeout"))
    await one.asking.wait()
    second = asyncio.create_task(other.get())
    hold.set()
    with pytest.raises(LookupFailed, match="timeout"):
        await first
    answer = await second
    await one.cache.aclose()
    await other.cache.aclose()

    assert (answer.value, other.asked) == (VALUE, 1)


@pytest.mark.parametrize("row", ["pickle", b"\xff\x00", msgspec.msgpack.encode({"a": 1}), b"x" * (2 << 20), "list"])
async def test_a_poisoned_row_is_a_miss(server, clock, tmp_path, row):
    """What is no msgpack of the right shape is not used, and nothing in it is run."""
    with redis.Redis.from_url(server.url) as client:
        if row == "list":
            client.rpush(f"fuwake:{KEY}", b"a")
        else:
            client.set(f"fuwake:{KEY}", pickle.dumps(Poison(tmp_path / "executed")) if row == "pickle" else row)
    host = Host(server, clock)
    answer = await host.get()
    await host.cache.aclose()

    assert (answer.value, host.asked) == (VALUE, 1)
    assert not (tmp_path / "executed").exists()


async def test_a_stale_answer_is_better_than_none(server, clock):
    """Within its grace an answer that ran out is given, marked stale, when asking again fails."""
    one, other = Host(server, clock), Host(server, clock)
    await one.get(grace=1000.0)
    await settled(one)
    clock.now += 200
    kept = await other.get(fails="timeout", grace=1000.0)
    await one.cache.aclose()
    await other.cache.aclose()

    assert (kept.value, kept.stale, other.asked) == (VALUE, True, 1)


async def test_without_the_server_a_host_goes_on_alone(server, clock, caplog):
    """One line in the log says that it is away and one that it is back; questions are answered throughout."""
    caplog.set_level(logging.INFO, logger="analyzers")
    now = [0.0]
    host = Host(server, clock, monotonic=lambda: now[0])
    server.stop()
    first = await host.get()
    again = await host.get()
    now[0] += 31.0
    clock.now += 200
    later = await host.get()
    server.start()
    now[0] += 31.0
    clock.now += 200
    back = await host.get()
    await settled(host)
    kept = rows(server)
    await host.cache.aclose()

    assert [each.value for each in (first, again, later, back)] == [VALUE] * 4
    assert host.asked == 3
    assert [*kept] == [f"fuwake:{KEY}".encode()]
    assert [record.message for record in caplog.records] == [
        "the shared lookup cache is away (ConnectionError); lookups are kept in memory",
        "the shared lookup cache is back",
    ]


async def test_the_password_is_in_no_line_of_the_log(clock, caplog):
    """Whatever goes wrong, the address of the server is not said."""
    caplog.set_level(logging.DEBUG)
    store = store_at(f"valkey://:s3cr3t@127.0.0.1:{free_port()}/0")
    await store.read(KEY)
    await store.aclose()

    assert "s3cr3t" not in caplog.text
    assert "away" in caplog.text
