"""The guarded fetcher: what is fetched, what is refused, and how long anything may take."""

import contextlib
import time

import pytest

from analyzers.errors import LookupFailed
from analyzers.lookups.fake import FakeDns
from analyzers.lookups.fetch import Fetcher, FetchRefused
from analyzers.lookups.guard import Allow
from tests.servers.rdap import authority, web

HERE = {"A": ["127.0.0.1"]}


@pytest.fixture(scope="module")
def trusted():
    with authority("one.test", "two.test", "xn--wgv71a119e.jp") as made:
        yield made


@contextlib.asynccontextmanager
async def world(trusted, names=None, **allow):
    """A server that is every host, and a fetcher that may connect to it."""
    async with web(trusted.server) as server:
        records = {"one.test": HERE, "two.test": HERE, "other.test": HERE, "xn--wgv71a119e.jp": HERE, **(names or {})}
        allowed = Allow(endpoints=frozenset({("127.0.0.1", server.port)}), **allow)
        yield server, Fetcher(FakeDns(records), allow=allowed, verify=trusted.client)


def get(fetcher, server, path="/", host="one.test", **more):
    options = {"source": "page", "deadline": 3.0, "most": 1000, **more}
    return fetcher.get(f"https://{host}:{server.port}{path}", **options)


async def refused(awaitable):
    with pytest.raises(FetchRefused) as error:
        await awaitable
    return error.value.why


async def failed(awaitable):
    with pytest.raises(LookupFailed) as error:
        await awaitable
    return error.value.source, error.value.subject, error.value.reason


async def test_a_page_is_fetched_under_its_own_name(trusted):
    """Certificate, SNI and Host are those of the name; the connection goes to the address that was vetted."""
    async with world(trusted) as (server, fetcher):
        server.say("one.test /a?b=c", b"hello", X_Kind="x")
        found = await get(fetcher, server, "/a?b=c#d", headers={"accept": "text/html"})

    assert (found.status, found.body, found.whole, found.ip, found.passed) == (200, b"hello", True, "127.0.0.1", ())
    assert found.headers == {"content-length": "5", "x-kind": "x", "connection": "close"}
    assert found.url == f"https://one.test:{server.port}/a?b=c"
    assert sorted(server.heads[0].strip().lower().split("\r\n")) == sorted(
        [
            "get /a?b=c http/1.1",
            f"host: one.test:{server.port}",
            "accept-encoding: identity",
            "connection: close",
            "accept: text/html",
        ]
    )


async def test_a_name_in_another_script_is_asked_in_a_labels(trusted):
    """As certificates and the DNS have it."""
    async with world(trusted) as (server, fetcher):
        server.say("xn--wgv71a119e.jp /", b"ok")

        assert (await get(fetcher, server, host="日本語.jp")).body == b"ok"


async def test_user_and_password_are_not_sent(trusted):
    """No server needs what a stranger wrote there."""
    async with world(trusted) as (server, fetcher):
        server.say("one.test /", b"ok")
        found = await get(fetcher, server, host="user:secret@one.test")

    assert "secret" not in found.url + server.heads[0]
    assert "authorization" not in server.heads[0].lower()


async def test_redirects_are_followed_as_far_as_allowed(trusted):
    """Each is a hop of its own, and one more than allowed is refused."""
    async with world(trusted) as (server, fetcher):
        server.say("one.test /", b"", 302, Location=f"https://two.test:{server.port}/b")
        server.say("two.test /b", b"", 308, Location="/c")
        server.say("two.test /c", b"there", 404)
        found = await get(fetcher, server, redirects=2)

        assert (found.status, found.body, found.url) == (404, b"there", f"https://two.test:{server.port}/c")
        assert found.passed == (f"https://one.test:{server.port}/", f"https://two.test:{server.port}/b")
        assert await refused(get(fetcher, server, redirects=1)) == "redirects"
        assert await refused(get(fetcher, server)) == "redirects"
        assert (await get(fetcher, server, "/c", host="two.test")).status == 404


async def test_a_key_stays_with_the_first_host(trusted):
    """Another host, even at the same address, gets no header that may hold a secret."""
    async with world(trusted) as (server, fetcher):
        server.say("one.test /", b"", 307, Location=f"https://two.test:{server.port}/b")
        server.say("two.test /b", b"there")
        await get(fetcher, server, redirects=1, headers={"Auth-Key": "k3y", "Accept": "text/csv"})

    assert ["k3y" in head for head in server.heads] == [True, False]
    assert ["text/csv" in head for head in server.heads] == [True, True]


async def test_a_hop_has_a_connection_and_a_certificate_of_its_own(trusted):
    """A name without a certificate is not served through the connection of another name at the same address."""
    async with world(trusted) as (server, fetcher):
        server.say("one.test /", b"", 302, Location=f"https://other.test:{server.port}/")
        server.say("other.test /", b"stolen")

        assert await failed(get(fetcher, server, redirects=1)) == ("page", "other.test", "error")


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("https://169.254.169.254/latest/meta-data/", "address"),
        ("https://[::ffff:127.0.0.1]/", "address"),
        ("https://[::1]/", "address"),
        ("https://2130706433/", "address"),
        ("https://0x7f.1/", "address"),
        ("https://private.test/", "address"),
        ("https://mixed.test/", "address"),
        ("https://gone.test/", "no-address"),
        ("https://8.8.8.8:6379/", "port"),
        ("https://one.test:22/", "port"),
        ("http://one.test/", "scheme"),
        ("file:///etc/passwd", "url"),
        ("gopher://one.test/", "scheme"),
        ("https://a b/", "url"),
        ("https://" + "a" * 9000, "url"),
    ],
)
async def test_what_leads_inside_is_refused_at_once_and_on_the_way(trusted, target, why):
    """The first URL and a redirect's are vetted alike; nothing is connected to."""
    names = {"private.test": {"A": ["10.1.2.3"]}, "mixed.test": {"A": ["8.8.8.8", "192.168.0.1"]}}
    async with world(trusted, names) as (server, fetcher):
        server.say("one.test /", b"", 302, Location=target)

        assert await refused(fetcher.get(target, source="page", deadline=3, most=9)) == why
        assert await refused(get(fetcher, server, redirects=3)) == why
        assert server.asked == ["one.test /"]


async def test_a_loop_ends(trusted):
    """After as many hops as were allowed."""
    async with world(trusted) as (server, fetcher):
        server.say("one.test /", b"", 301, Location="/")

        assert await refused(get(fetcher, server, redirects=5)) == "redirects"
        assert len(server.asked) == 6


async def test_plain_http_when_it_is_allowed(trusted):
    """Only then."""
    async with web(None) as server:
        server.say("one.test /", b"plain")
        allow = Allow(endpoints=frozenset({("127.0.0.1", server.port)}), plain=True)
        url = f"http://one.test:{server.port}/"
        found = await Fetcher(FakeDns({"one.test": HERE}), allow=allow).get(url, source="feed", deadline=3, most=9)

    assert found.body == b"plain"


@pytest.mark.parametrize(("size", "whole"), [(999, True), (1000, True), (1001, False), (200_000, False)])
async def test_a_body_is_cut_at_its_limit(trusted, size, whole):
    """And says so."""
    async with world(trusted) as (server, fetcher):
        server.say("one.test /", b"x" * size)
        found = await get(fetcher, server)

    assert (len(found.body), found.whole) == (min(size, 1000), whole)


async def test_an_endless_body_is_cut(trusted):
    """Without waiting for its end."""
    async with world(trusted) as (server, fetcher):
        server.answers["one.test /"] = "endless"
        began = time.monotonic()
        found = await get(fetcher, server, most=500_000)

    assert (len(found.body), found.whole) == (500_000, False)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("fault", "reason"),
    [("silent", "timeout"), ("drip", "timeout"), ("reset", "error"), ("garbage", "error"), ("headers", "error")],
)
async def test_faults_end_in_time(trusted, fault, reason):
    """A failure with its reason, no later than the deadline."""
    async with world(trusted) as (server, fetcher):
        server.answers["one.test /"] = fault
        began = time.monotonic()

        assert await failed(get(fetcher, server, deadline=0.6)) == ("page", "one.test", reason)
        assert time.monotonic() - began < 2


async def test_nobody_there(trusted):
    """A closed port is an error, a dead name server's answer has its own reason."""
    async with world(trusted, {"slow.test": "timeout"}) as (server, fetcher):
        pass

    assert await failed(get(fetcher, server)) == ("page", "one.test", "error")
    assert await failed(get(fetcher, server, host="slow.test", source="feed")) == ("feed", "slow.test", "timeout")


async def test_an_unknown_authority_is_not_believed(trusted):
    """The usual authorities do not know the test's."""
    async with web(trusted.server) as server:
        fetcher = Fetcher(FakeDns({"one.test": HERE}), allow=Allow(endpoints=frozenset({("127.0.0.1", server.port)})))

        assert await failed(get(fetcher, server)) == ("page", "one.test", "error")
        assert server.asked == []


async def test_the_next_address_is_tried(trusted):
    """A dead address does not end the question."""
    async with world(trusted, {"one.test": {"A": ["127.0.0.2", "127.0.0.1"]}}) as (server, fetcher):
        server.say("one.test /", b"ok")
        fetcher._allow = Allow(endpoints=frozenset({("127.0.0.1", server.port), ("127.0.0.2", server.port)}))
        found = await get(fetcher, server)

    assert (found.body, found.ip) == (b"ok", "127.0.0.1")


async def test_the_environment_says_nothing(trusted, monkeypatch):
    """No proxy of the environment is asked."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    async with world(trusted) as (server, fetcher):
        server.say("one.test /", b"ok")

        assert (await get(fetcher, server)).body == b"ok"
