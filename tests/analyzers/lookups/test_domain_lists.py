"""Lists of domains: what is asked and what never, what answers mean, and how the lists are tested."""

import asyncio
import contextlib
import logging

import pytest

from analyzers.errors import LookupFailed
from analyzers.facts import Listing
from analyzers.lookups.blocklists import DnsBlocklists
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.domain_lists import DnsDomainLists
from analyzers.lookups.health import Health, ZoneHealth, keep_probing
from tests.servers.faulty import faulty
from tests.servers.knot import Knot

KEY = "s3cr3tkeys3cr3tkeys3cr3tke"
WORLD = {
    "bad.example.dbl.spamhaus.org": {"A": ["127.0.1.4"]},
    "dbltest.com.dbl.spamhaus.org": {"A": ["127.0.1.2"]},
    "bad.example.multi.surbl.org": {"A": ["127.0.0.72"]},
    "test.surbl.org.multi.surbl.org": {"A": ["127.0.0.254"]},
    "bad.example.multi.uribl.com": {"A": ["127.0.0.1"]},
    "test.uribl.com.multi.uribl.com": {"A": ["127.0.0.1"]},
    "test.own.example": {"A": ["127.0.0.2"]},
    "bad.example.own.example": {"A": ["127.0.0.2"]},
    "test.greedy.example": {"A": ["127.0.0.2"]},
    "invalid.greedy.example": {"A": ["127.0.0.2"]},
}
ZONES = ("dbl.spamhaus.org", "multi.surbl.org", "multi.uribl.com", "own.example", "greedy.example", "dead.example")


@pytest.fixture(scope="module")
def knot():
    with Knot(WORLD) as server:
        yield server


def make(server, *zones, **more):
    return DnsDomainLists(zones or ZONES, [server.server], cache=LookupCache(None), **more)


@pytest.mark.parametrize(
    ("zone", "codes", "meanings"),
    [
        ("dbl.spamhaus.org", ("127.0.1.4",), ("phish",)),
        ("multi.surbl.org", ("127.0.0.72",), ("phish", "spam")),
        ("own.example", ("127.0.0.2",), ("other",)),
    ],
)
async def test_listings(knot, zone, codes, meanings):
    """A code has its operator's meaning, a sum the meanings of its bits."""

    assert await make(knot).listing(zone, "BAD.example.") == Listing(zone, codes, meanings)


async def test_not_listed(knot):
    """A name that is not there is None."""

    assert await make(knot).listing("dbl.spamhaus.org", "good.example") is None


async def test_a_refusal_is_no_listing(knot):
    """URIBL's 127.0.0.1 means that we may not ask."""
    with pytest.raises(LookupFailed, match=r"blocklist multi.uribl.com: refused"):
        await make(knot).listing("multi.uribl.com", "bad.example")


@pytest.mark.parametrize("name", ["203.0.113.5", "2001:db8::1", "::ffff:203.0.113.5", "[203.0.113.5]", "localhost", "", "a b.example"])  # fmt: skip
async def test_an_address_is_never_asked(name):
    """Nor what is no domain."""
    async with faulty("answers", answer="127.0.1.255") as server:
        assert await make(server, "dbl.spamhaus.org").listing("dbl.spamhaus.org", name) is None
        assert server.asked == []


async def test_a_name_that_is_too_long_with_the_zone_is_not_listed(knot):
    """No list can hold it."""
    long = ".".join(["a" * 60] * 4) + ".example"

    assert await make(knot).listing("dbl.spamhaus.org", long) is None


async def test_the_key_stands_in_the_question_only():
    """With a key the Data Query Service is asked, and the public name is reported."""
    world = {f"bad.example.{KEY}.dbl.dq.spamhaus.net": {"A": ["127.0.1.5"]}}
    with Knot(world) as server:
        beside = make(server, "dbl.spamhaus.org", dqs_key=KEY)
        within = make(server, f"{KEY}.dbl.dq.spamhaus.net")
        found = [await lists.listing(lists.zones[0], "bad.example") for lists in (beside, within)]

    assert found == [Listing("dbl.spamhaus.org", ("127.0.1.5",), ("malware",))] * 2


def test_a_list_of_the_other_kind_is_refused():
    """Each kind is asked only what it holds."""
    with pytest.raises(ValueError, match=r"zen.spamhaus.org is a list of addresses"):
        DnsDomainLists(["zen.spamhaus.org"], cache=LookupCache(None))
    with pytest.raises(ValueError, match=r"dbl.spamhaus.org is a list of domains"):
        DnsBlocklists([f"{KEY}.dbl.dq.spamhaus.net"], cache=LookupCache(None))


@pytest.mark.parametrize(
    ("zone", "state"),
    [
        ("dbl.spamhaus.org", "ok"),
        ("multi.surbl.org", "ok"),
        ("multi.uribl.com", "refused"),
        ("own.example", "ok"),
        ("greedy.example", "lists-everything"),
        ("dead.example", "dead"),
    ],
)
async def test_probes_by_the_lists_own_test_names(knot, zone, state):
    """TEST and INVALID where a list has no names of its own (RFC 5782, section 5)."""

    assert await make(knot).probe(zone) == ZoneHealth(zone, state)


async def test_a_failing_list_is_skipped_and_said_once(knot, caplog):
    """Its health says since when and why; it is not asked, and one line in the log tells."""
    now = [1000.0]
    lists = make(knot, "own.example", "multi.uribl.com", "dead.example", wall=lambda: now[0])
    before = lists.health("own.example")
    for at in (1000.0, 2000.0):
        now[0] = at
        for zone in lists.zones:
            await lists.probe(zone)
    asked = knot.asked("A")
    for zone, reason in (("multi.uribl.com", "refused"), ("dead.example", "error")):
        with pytest.raises(LookupFailed, match=f"blocklist {zone}: {reason}"):
            await lists.listing(zone, "other.example")

    assert knot.asked("A") == asked
    assert before == Health("own.example", "unknown", None, None)
    assert [lists.health(zone) for zone in lists.zones] == [
        Health("own.example", "ok", 1000.0, "ok"),
        Health("multi.uribl.com", "failing", 1000.0, "refused"),
        Health("dead.example", "failing", 1000.0, "dead"),
    ]
    assert [line.message for line in caplog.records if line.levelno == logging.WARNING] == [
        "block list multi.uribl.com refuses us and is not asked until it passes its test",
        "block list dead.example does not answer as a list should and is not asked until it passes its test",
    ]


async def test_a_dead_server_is_not_asked_for_every_name(clock):
    """After three failures the list rests for five minutes."""
    async with faulty("servfail") as server:
        lists = make(server, "own.example", clock=clock)
        for number in range(5):
            with pytest.raises(LookupFailed, match="error"):
                await lists.listing("own.example", f"n{number}.example")
        before = len(server.asked)
        clock.now += 301
        with pytest.raises(LookupFailed, match="error"):
            await lists.listing("own.example", "later.example")

    assert (before, len(server.asked)) == (3, 4)


class Counted:
    """Lists of which one always fails; counts its tests, and breaks once."""

    zones = ("well.example", "ill.example")

    def __init__(self):
        self.tested = []
        self.enough = asyncio.Event()

    async def probe(self, zone):
        self.tested.append(zone)
        if self.tested.count("ill.example") == 3:
            self.enough.set()
        if self.tested.count("ill.example") == 2:
            raise RuntimeError(zone)
        return ZoneHealth(zone, "ok" if zone == "well.example" else "dead")


async def test_lists_are_tested_at_start_and_then_again(caplog):
    """A failing one more often than one that is well; a test that breaks does not end the testing."""
    lists = Counted()
    task = asyncio.create_task(keep_probing([lists], daily=3600.0, again=0.0))
    async with asyncio.timeout(5):
        await lists.enough.wait()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task

    assert sorted(lists.tested[:2]) == ["ill.example", "well.example"]
    assert lists.tested.count("well.example") == 1
