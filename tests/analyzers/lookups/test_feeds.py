"""Feeds of phishing URLs: what is fetched, what is kept, and what it says of a host."""

import asyncio
import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.errors import LookupFailed
from analyzers.facts import Listing
from analyzers.lookups.fake import FakeDns
from analyzers.lookups.feed_index import FeedState, hosts_in
from analyzers.lookups.feeds import Feeds, keep_fetching, known_feeds, pages
from analyzers.lookups.fetch import Fetcher
from analyzers.lookups.guard import Allow
from analyzers.lookups.zones import FeedSource, zone
from tests.servers.rdap import authority, web

NOW = datetime(2026, 2, 10, tzinfo=UTC).timestamp()
JANUARY = b"date,URL,description\r\n2026/01/02 10:00:00,https://login.bad.example/a,\xe9\x8a\x80\xe8\xa1\x8c\r\n"
FEBRUARY = b"\xef\xbb\xbfdate,URL,description\n2026/02/01 10:00:00,http://new.example:8080/?b,x\n"


@pytest.fixture(scope="module")
def trusted():
    with authority("feed.test") as made:
        yield made


class World:
    """A feed's server, and the feed as two pages of it, kept in a folder."""

    def __init__(self, server, fetcher, folder):
        source = FeedSource(f"https://feed.test:{server.port}/{{year}}{{month}}.csv", "csv", 2)
        self.server, self.fetcher, self.now = server, fetcher, NOW
        self.feeds = Feeds(folder, {"jpcert": source}, clock=lambda: self.now)

    async def refresh(self):
        await self.feeds.refresh("jpcert", self.fetcher)

    async def said(self, *names):
        found = [await self.feeds.listing("jpcert", name) for name in names]
        return [each and each.codes for each in found]


@pytest.fixture
async def world(trusted, tmp_path):
    async with web(trusted.server) as server:
        allow = Allow(endpoints=frozenset({("127.0.0.1", server.port)}))
        fetcher = Fetcher(FakeDns({"feed.test": {"A": ["127.0.0.1"]}}), allow=allow, verify=trusted.client)
        yield World(server, fetcher, tmp_path / "feeds")


@pytest.mark.parametrize(
    ("form", "body", "hosts"),
    [
        ("lines", b"https://a.bad.example/x\n\nnot a url\nhttp://203.0.113.5/\nhttps://[broken\n", {"a.bad.example": "bad.example"}),
        ("lines", b"https://BAD.example./x\r\nhttps://" + b"a" * 9000 + b".example/\n", {"bad.example": "bad.example"}),
        ("csv", JANUARY, {"login.bad.example": "bad.example"}),
        ("csv", FEBRUARY, {"new.example": "new.example"}),
        ("csv", b"date,host\n1,https://bad.example/\n", {}),
        ("csv", b'URL\n"https://a.bad.example/\n\x00\xff\nhttps://new.example\n', {"a.bad.example": "bad.example", "new.example": "new.example"}),
        ("csv", b"", {}),
    ],
)  # fmt: skip
def test_hosts_of_a_page(form, body, hosts):
    """Each URL's host with its registrable domain; an address, and what is no URL, is left out."""

    assert hosts_in(body, form) == hosts


def test_pages_by_month():
    """The last months, across a year's end."""
    source = FeedSource("https://feed.test/{year}/{year}{month}.csv", "csv", 3)

    assert pages(source, date(2026, 2, 10)) == (
        "https://feed.test/2026/202602.csv",
        "https://feed.test/2026/202601.csv",
        "https://feed.test/2025/202512.csv",
    )


@pytest.mark.parametrize("name", ["jpcert", "openphish"])
def test_the_feeds_that_we_know(name):
    """They are asked by whole hosts, over HTTPS, and nobody is given one unasked."""
    row = zone(name)

    assert (row.kind, row.default, row.whole_host) == ("feed", False, True)
    assert row.feed.url.startswith("https://")
    assert known_feeds(["multi.uribl.com", name]) == {name: row.feed}
    assert row.listing(("domain",)) == Listing(name, ("domain",), ("phish",))


async def test_what_a_feed_says(world):
    """This host, another host of its registrable domain, or nothing."""
    world.server.say("feed.test /202601.csv", JANUARY)
    world.server.say("feed.test /202602.csv", FEBRUARY)
    await world.refresh()

    assert await world.said("login.bad.example", "www.bad.example", "NEW.example", "good.example", "203.0.113.5") == [
        ("host",),
        ("domain",),
        ("host",),
        None,
        None,
    ]
    assert await world.feeds.state("jpcert") == FeedState(2, NOW)


async def test_only_what_changed_is_fetched_again(world):
    """The server's own marks are sent back, and "not modified" keeps what is there."""
    world.server.say("feed.test /202601.csv", JANUARY, ETag='"one"')
    await world.refresh()
    world.server.say("feed.test /202601.csv", b"", status=304)
    world.now += 60
    await world.refresh()

    assert 'if-none-match: "one"' in world.server.heads[-1].lower()
    assert await world.said("login.bad.example") == [("host",)]
    assert await world.feeds.state("jpcert") == FeedState(1, NOW + 60)


async def test_old_pages_and_hosts_that_are_gone_are_forgotten(world):
    """A page replaces what it said before, and a month that is too old goes."""
    world.server.say("feed.test /202601.csv", JANUARY)
    world.server.say("feed.test /202602.csv", FEBRUARY)
    await world.refresh()
    world.server.say("feed.test /202602.csv", b"URL\nhttps://other.example/\n")
    world.now += 31 * 86400
    await world.refresh()

    assert await world.said("login.bad.example", "new.example", "other.example") == [None, None, ("host",)]


@pytest.mark.parametrize(("answer", "reason"), [(500, "error"), (403, "refused"), (429, "refused")])
async def test_a_failure_leaves_what_was_kept(world, answer, reason):
    """It is said, and the old answers stand."""
    world.server.say("feed.test /202602.csv", FEBRUARY)
    await world.refresh()
    world.server.say("feed.test /202602.csv", b"", status=answer)
    with pytest.raises(LookupFailed, match=f"feed jpcert: {reason}"):
        await world.refresh()

    assert await world.said("new.example") == [("host",)]


async def test_a_feed_that_was_never_fetched_says_so(world):
    """As not installed; a broken file is an error."""
    with pytest.raises(LookupFailed, match="feed jpcert: not-installed"):
        await world.said("bad.example")
    assert await world.feeds.state("jpcert") is None
    folder = world.feeds._indexes["jpcert"]._path.parent
    folder.mkdir()
    (folder / "jpcert.sqlite").write_bytes(b"no database " * 1000)
    with pytest.raises(LookupFailed, match="feed jpcert: error"):
        await world.said("bad.example")


async def test_fetching_goes_on_after_a_failure(world, caplog):
    """Now, and again each time; a failure is one line in the log."""
    world.server.say("feed.test /202602.csv", b"", status=500)
    task = asyncio.create_task(keep_fetching(world.feeds, world.fetcher, every=0.01))
    async with asyncio.timeout(10):
        while not caplog.records:
            await _pause()
        world.server.say("feed.test /202602.csv", FEBRUARY)
        while await world.feeds.state("jpcert") in {None, FeedState(0, 0.0)}:
            await _pause()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task

    assert await world.said("new.example") == [("host",)]
    assert caplog.records[0].message == "feed jpcert could not be fetched (error); what was kept stays"


async def _pause():
    await asyncio.sleep(0.02)


@given(st.binary(max_size=400), st.sampled_from(["lines", "csv"]))
def test_no_page_can_hurt(body, form):
    """Whatever a server sends, hosts come out or nothing does."""
    found = hosts_in(b"URL,x\nhttps://a.example/," + body, form)

    assert all(name.endswith(domain) for name, domain in found.items())
