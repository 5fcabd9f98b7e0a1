"""Feeds of phishing URLs: what is fetched, what is kept, and what it says of a host."""

import asyncio
import contextlib
import logging
import sqlite3
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzers.errors import LookupFailed
from analyzers.facts import Listing
from analyzers.lookups.fake import FakeDns
from analyzers.lookups.feed_index import FeedHost, FeedIndex, FeedState, Validators, hosts_in
from analyzers.lookups.feeds import Feeds, keep_fetching, known_feeds, pages
from analyzers.lookups.fetch import Fetcher
from analyzers.lookups.guard import Allow
from analyzers.lookups.zones import FeedSource, zone
from tests.servers.rdap import authority, web

NOW = datetime(2026, 2, 10, tzinfo=UTC).timestamp()
JANUARY = b"date,URL,description\r\n2026/01/02 10:00:00,https://login.bad.example/a,\xe9\x8a\x80\xe8\xa1\x8c\r\n"
BANK = "\u9280\u884c"
URLHAUS = b"""\
################
# abuse.ch, url, of the last days #
################
#
# id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter
"2","2026-02-09 01:02:03","http://files.bad.example:81/a.exe","online","","malware_download","elf","https://urlhaus.test/2","x"
"1","2026-02-09 01:02:03","http://203.0.113.5/b","offline","","malware_download","","https://urlhaus.test/1","x"
# Number of entries: 2
"""
FEBRUARY = b"\xef\xbb\xbfdate,URL,description\n2026/02/01 10:00:00,http://new.example:8080/?b,x\n"


@pytest.fixture(scope="module")
def trusted():
    with authority("feed.test", "mirror.test") as made:
        yield made


class World:
    """A feed's server, and the feed as two pages of it, kept in a folder."""

    def __init__(self, server, fetcher, folder):
        source = FeedSource(f"https://feed.test:{server.port}/{{year}}{{month}}.csv", "csv", 2, "description")
        self.server, self.fetcher, self.now = server, fetcher, NOW
        self.feeds = Feeds(folder, {"jpcert": source}, clock=lambda: self.now)

    async def refresh(self):
        await self.feeds.refresh("jpcert", self.fetcher)

    async def said(self, *names):
        return [each and each.codes for each in await self.listings(*names)]

    async def listings(self, *names):
        return [await self.feeds.listing("jpcert", name) for name in names]

    def keyed(self, folder):
        """The feed urlhaus, with a key."""
        source = FeedSource(f"https://feed.test:{self.server.port}/recent", "csv", 0, key_header="Auth-Key")
        return Feeds(folder, {"urlhaus": source}, keys={"urlhaus": "secret1"}, clock=lambda: self.now)


@pytest.fixture
async def world(trusted, tmp_path):
    async with web(trusted.server) as server:
        allow = Allow(endpoints=frozenset({("127.0.0.1", server.port)}))
        fetcher = Fetcher(
            FakeDns({name: {"A": ["127.0.0.1"]} for name in ("feed.test", "mirror.test")}),
            allow=allow,
            verify=trusted.client,
        )
        yield World(server, fetcher, tmp_path / "feeds")


@pytest.mark.parametrize(
    ("form", "body", "hosts"),
    [
        ("lines", b"https://a.bad.example/x\n\nnot a url\nhttp://203.0.113.5/\nhttps://[broken\n", {"a.bad.example": ("bad.example", "")}),
        ("lines", b"https://BAD.example./x\r\nhttps://" + b"a" * 9000 + b".example/\n", {"bad.example": ("bad.example", "")}),
        ("csv", JANUARY, {"login.bad.example": ("bad.example", BANK)}),
        ("csv", FEBRUARY, {"new.example": ("new.example", "x")}),
        ("csv", URLHAUS, {"files.bad.example": ("bad.example", "")}),
        ("csv", b"#\n# id,host\n1,https://bad.example/\n", {}),
        ("csv", b"# only a remark", {}),
        ("csv", b"URL,description\nhttps://a.example/,A\nhttps://a.example/b, B  C \nhttps://a.example/c\n", {"a.example": ("a.example", "B C")}),
        ("csv", b"URL,description\nhttps://a.example/," + b"x" * 99, {"a.example": ("a.example", "x" * 60)}),
        ("csv", b"date,host\n1,https://bad.example/\n", {}),
        ("csv", b'URL\n"https://a.bad.example/\n\x00\xff\nhttps://new.example\n', {"a.bad.example": ("bad.example", ""), "new.example": ("new.example", "")}),
        ("csv", b"", {}),
    ],
)  # fmt: skip
def test_hosts_of_a_page(form, body, hosts):
    """Each URL's host with its registrable domain and whom it poses as; an address, and what is no URL, is left out."""

    assert hosts_in(body, form, "description") == {name: FeedHost(*row) for name, row in hosts.items()}


def test_pages_by_month():
    """The last months, across a year's end."""
    source = FeedSource("https://feed.test/{year}/{year}{month}.csv", "csv", 3)

    assert pages(source, date(2026, 2, 10)) == (
        "https://feed.test/2026/202602.csv",
        "https://feed.test/2026/202601.csv",
        "https://feed.test/2025/202512.csv",
    )


def test_urlhaus_wants_a_key():
    """It is known by a header of its own, and names only the very places."""
    row = zone("urlhaus")

    assert (row.kind, row.default, row.whole_host) == ("feed", False, True)
    assert (row.feed.url[:8], row.feed.key_header) == ("https://", "Auth-Key")
    assert dict(row.codes) == {"host": "malware"}


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


async def test_whom_a_place_poses_as(world):
    """Told with the host, and for one beside it while all that the feed names there pose as the same."""
    rows = ["URL,description", "https://a.one.example/,A", "https://b.one.example/,A", "https://c.one.example/,"]
    rows += ["https://a.two.example/,A", "https://b.two.example/,B"]
    world.server.say("feed.test /202601.csv", "\n".join(rows).encode())
    world.server.say("feed.test /202602.csv", b"URL,description\nhttps://c.one.example/,\n")
    await world.refresh()
    names = ("a.one.example", "c.one.example", "d.one.example", "b.two.example", "c.two.example")

    assert [each.brand for each in await world.listings(*names)] == ["A", None, "A", "B", None]


async def test_a_feed_with_a_key(world, tmp_path, caplog):
    """The key goes to the feed's own host only and into no log; a place beside a broken one is not named."""
    caplog.set_level(logging.DEBUG)
    feeds = world.keyed(tmp_path / "keyed")
    world.server.say("feed.test /recent", b"", status=302, Location=f"https://mirror.test:{world.server.port}/x")
    world.server.say("mirror.test /x", URLHAUS)
    await feeds.refresh("urlhaus", world.fetcher)
    first, second = (head.lower() for head in world.server.heads)

    assert ("auth-key: secret1" in first, "auth-key" in second) == (True, False)
    assert await feeds.listing("urlhaus", "files.bad.example") == Listing("urlhaus", ("host",), ("malware",))
    assert await feeds.listing("urlhaus", "www.bad.example") is None
    assert "secret1" not in caplog.text


async def test_a_key_that_is_not_taken(world, tmp_path):
    """It is a refusal, which does not name the key."""
    world.server.say("feed.test /recent", b"", status=401)
    with pytest.raises(LookupFailed) as error:
        await world.keyed(tmp_path).refresh("urlhaus", world.fetcher)

    assert str(error.value) == "feed urlhaus: refused"


def test_an_index_of_another_shape_is_made_anew(tmp_path):
    """Its pages go with it, so that they are fetched again."""
    with contextlib.closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        database.execute("CREATE TABLE host (name TEXT, page TEXT, domain TEXT)")
        database.execute("CREATE TABLE page (url TEXT, etag TEXT, modified TEXT, fetched REAL)")
        database.execute("INSERT INTO page VALUES ('https://feed.test/', 'one', NULL, 1)")
        database.commit()

    assert FeedIndex(tmp_path / "x.sqlite").validators("https://feed.test/") == Validators()


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
    task = asyncio.create_task(keep_fetching(world.feeds, world.fetcher, every=0.3))
    async with asyncio.timeout(10):
        while not caplog.records:
            await _pause()
        world.server.say("feed.test /202602.csv", FEBRUARY)
        while await world.feeds.state("jpcert") in {None, FeedState(0, 0.0)}:
            await _pause()
        asked = -1
        while asked != len(
            world.server.asked
        ):  # between two rounds no connection is cut in the middle of its beginning
            asked = len(world.server.asked)
            await asyncio.sleep(0.15)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task

    assert await world.said("new.example") == [("host",)]
    assert caplog.records[0].message == "feed jpcert could not be fetched (error); what was kept stays"


async def _pause():
    await asyncio.sleep(0.02)


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["lines", "csv"]))
def test_no_page_can_hurt(body, form):
    """Whatever a server sends, hosts come out or nothing does."""
    found = hosts_in(b"URL,x\nhttps://a.example/," + body, form)

    assert all(name.endswith(host.domain) for name, host in found.items())
