"""Answers are kept as long as they may be, failures only for a moment, and nothing is asked twice at once."""

import asyncio

import pytest

from analyzers.errors import LookupFailed
from analyzers.lookups.cache import LookupCache, cache_key


class Source:
    """Somebody who can be asked: counts the questions, answers with the next of `answers`."""

    def __init__(self, *answers, ttl=100.0, delay=0.0):
        self.asked = 0
        self._answers, self._ttl, self._delay = answers, ttl, delay

    async def __call__(self):
        self.asked += 1
        await asyncio.sleep(self._delay)
        answer = self._answers[min(self.asked, len(self._answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer, self._ttl


FAILURE = LookupFailed("dns", "example.jp", "timeout")


async def test_fifty_at_once_ask_once():
    """Fifty identical questions at the same time are one question."""
    cache, source = LookupCache(None), Source(("203.0.113.5",), delay=0.05)
    kept = await asyncio.gather(*(cache.get("k", tuple[str, ...], source) for _ in range(50)))

    assert {each.value for each in kept} == {("203.0.113.5",)}
    assert source.asked == 1


async def test_a_cancelled_waiter_takes_nobody_along():
    """The first asker is cancelled, and the second still gets the answer of the same question."""
    cache, source = LookupCache(None), Source(("a",), delay=0.05)
    first, second = (asyncio.create_task(cache.get("k", tuple[str, ...], source)) for _ in range(2))
    await asyncio.sleep(0.01)
    first.cancel()

    assert (await second).value == ("a",)
    assert first.cancelled()
    assert source.asked == 1


async def test_a_question_goes_on_without_its_askers():
    """When all who asked are gone, the answer is still kept for the next."""
    cache, source = LookupCache(None), Source(("a",), delay=0.02)
    only = asyncio.create_task(cache.get("k", tuple[str, ...], source))
    await asyncio.sleep(0.01)
    only.cancel()
    await asyncio.sleep(0.05)

    assert (await cache.get("k", tuple[str, ...], source)).value == ("a",)
    assert source.asked == 1


async def test_an_answer_lasts_as_long_as_its_ttl(clock):
    """An answer is fresh until its TTL is over, and tells when it was asked."""
    cache, source = LookupCache(None, clock=clock), Source(("old",), ("new",), ttl=100)
    asked_at = clock.now
    await cache.get("k", tuple[str, ...], source)
    clock.now += 99
    kept = await cache.get("k", tuple[str, ...], source)

    assert (kept.value, kept.asked_at, kept.fresh_until, kept.stale) == (("old",), asked_at, asked_at + 100, False)

    clock.now += 1

    assert (await cache.get("k", tuple[str, ...], source)).value == ("new",)


async def test_a_failure_is_remembered_for_twenty_seconds(clock, tmp_path):
    """Within 20 s nobody asks again, after them somebody does, and a failure never reaches the disk."""
    source = Source(FAILURE, FAILURE, ("a",))
    cache = LookupCache(tmp_path, clock=clock)
    for seconds in (0, 19.9):
        clock.now += seconds
        with pytest.raises(LookupFailed, match=r"dns example.jp: timeout"):
            await cache.get("k", tuple[str, ...], source)

    assert source.asked == 1

    cache.close()
    cache = LookupCache(tmp_path, clock=clock)
    with pytest.raises(LookupFailed):
        await cache.get("k", tuple[str, ...], source)

    assert source.asked == 2

    clock.now += 20.1

    assert (await cache.get("k", tuple[str, ...], source)).value == ("a",)
    cache.close()


async def test_a_failure_gives_the_old_answer_only_when_allowed(clock, tmp_path):
    """Within its grace, an answer that ran out is given as stale; without a grace, or after it, the failure is."""
    cache = LookupCache(tmp_path, clock=clock)
    await cache.get("k", tuple[str, ...], Source(("old",), ttl=100), grace=1000)
    clock.now += 500
    kept = await cache.get("k", tuple[str, ...], Source(FAILURE), grace=1000)

    assert (kept.value, kept.stale, clock.now - kept.asked_at) == (("old",), True, 500)

    clock.now += 21
    with pytest.raises(LookupFailed):
        await cache.get("k", tuple[str, ...], Source(FAILURE))
    clock.now += 600
    with pytest.raises(LookupFailed):
        await cache.get("k", tuple[str, ...], Source(FAILURE), grace=1000)
    cache.close()


async def test_an_unexpected_error_is_not_swallowed_nor_kept():
    """An error that is no LookupFailed reaches everyone who waits, and is forgotten at once."""
    cache, source = LookupCache(None), Source(KeyError("bug"), ("a",), delay=0.01)
    both = await asyncio.gather(*(cache.get("k", tuple[str, ...], source) for _ in range(2)), return_exceptions=True)

    assert [type(each) for each in both] == [KeyError, KeyError]
    assert (await cache.get("k", tuple[str, ...], source)).value == ("a",)


async def test_memory_is_bounded():
    """Ten thousand answers do not stay in memory."""
    cache = LookupCache(None)
    for number in range(5000):
        await cache.get(str(number), int, Source(number))

    assert len(cache._memory) == 4096


def test_keys_name_kind_and_version():
    """A key is `kind|v1|name|params`."""

    assert cache_key("dns", "example.jp", "A") == "dns|v1|example.jp|A"
