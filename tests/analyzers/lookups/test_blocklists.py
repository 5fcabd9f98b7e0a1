"""Block lists against rbldnsd, the server they run on, and against lists that refuse, die or fall into other hands."""

import asyncio
import logging
import traceback

import pytest

from analyzers.errors import LookupFailed
from analyzers.facts import Listing
from analyzers.lookups.blocklists import DnsBlocklists
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.health import ZoneHealth
from tests.servers.faulty import faulty
from tests.servers.knot import Knot
from tests.servers.rbldns import Rbldns

IP = "218.219.125.240"
OTHER = "222.227.84.50"
KEY = "s3cr3tkeys3cr3tkeys3cr3tke"
LISTS = {
    "zen.spamhaus.org": {
        IP: ["127.0.0.4", "127.0.0.11"],
        "2400:cb00::1": ["127.0.0.2"],
        "198.41.0.4": ["127.0.0.2", "127.0.0.9"],
        "198.41.0.5": ["127.0.0.30"],
        "198.41.0.6": ["127.0.0.77"],
    },
    "bl.spamcop.net": {IP: ["127.0.0.2"]},
    "list.dnswl.org": {OTHER: ["127.0.5.2"], IP: ["127.0.0.255"]},
    "own.example": {IP: ["127.0.0.4"]},
    "refusing.example": {IP: ["127.255.255.254"], "127.0.0.2": ["127.255.255.254"]},
    "typo.example": {IP: ["127.0.0.2", "127.255.255.252"]},
    "hijacked.example": {"0.0.0.0/1": ["198.51.100.1"], "128.0.0.0/1": ["198.51.100.1"], "127.0.0.2": ["198.51.100.1"]},
    "everything.example": {"0.0.0.0/1": ["127.0.0.2"], "128.0.0.0/1": ["127.0.0.2"]},
}


@pytest.fixture(scope="module")
def rbldns():
    with Rbldns(LISTS) as server:
        yield server


def make(server, *zones, clock=None, **more):
    """Blocklists that ask `server`, with a cache of their own."""
    more |= {"clock": clock} if clock else {}
    cache = LookupCache(None, clock=clock) if clock else LookupCache(None)
    return DnsBlocklists(zones or ("zen.spamhaus.org",), [server.server], cache=cache, **more)


@pytest.mark.parametrize(
    ("zone", "ip", "codes", "meanings"),
    [
        ("zen.spamhaus.org", IP, ("127.0.0.4", "127.0.0.11"), ("exploited", "policy")),
        ("zen.spamhaus.org", "2400:cb00::1", ("127.0.0.2",), ("spam",)),
        ("zen.spamhaus.org", "::ffff:198.41.0.5", ("127.0.0.30",), ("botnet",)),
        ("zen.spamhaus.org", "198.41.0.4", ("127.0.0.2", "127.0.0.9"), ("spam",)),
        ("zen.spamhaus.org", "198.41.0.6", ("127.0.0.77",), ("other",)),
        ("ZEN.spamhaus.org.", "198.41.0.6", ("127.0.0.77",), ("other",)),
        ("bl.spamcop.net", IP, ("127.0.0.2",), ("spam",)),
        ("list.dnswl.org", OTHER, ("127.0.5.2",), ("white",)),
        ("own.example", IP, ("127.0.0.4",), ("other",)),
    ],
)
async def test_listings(rbldns, zone, ip, codes, meanings):
    """Each code has its operator's meaning, each meaning once; a code or a zone that we do not know means `other`."""

    assert await make(rbldns).listing(zone, ip) == Listing(zone.rstrip(".").lower(), codes, meanings)


async def test_not_listed(rbldns):
    """An address that is not in the list is None, IPv4 and IPv6."""

    assert await make(rbldns).listing("zen.spamhaus.org", OTHER) is None
    assert await make(rbldns).listing("zen.spamhaus.org", "2400:cb00::2") is None


@pytest.mark.parametrize(
    "ip",
    [
        "10.0.0.1",
        "127.0.0.2",
        "100.64.0.1",
        "169.254.1.1",
        "224.0.0.1",
        "fe80::1",
        "::1",
        "x",
    ],
)
async def test_addresses_of_no_list_are_not_asked(ip):
    """A private, shared, local or multicast address is no question for a list."""
    async with faulty("silent") as server:
        assert await make(server).listing("zen.spamhaus.org", ip) is None
        assert server.asked == []


async def test_the_question_is_the_reversed_address():
    """IPv4 is reversed by bytes, IPv6 by nibbles (RFC 5782, sections 2.1 and 2.4)."""
    async with faulty("answers", answer="127.0.0.2") as server:
        lists = make(server)
        await lists.listing("own.example", IP)
        await lists.listing("own.example", "2400:cb00:2048:1::c629:d7a2")

        assert server.asked == [
            "240.125.219.218.own.example. A udp",
            "2.a.7.d.9.2.6.c.0.0.0.0.0.0.0.0.1.0.0.0.8.4.0.2.0.0.b.c.0.0.4.2.own.example. A udp",
        ]


@pytest.mark.parametrize("zone", ["refusing.example", "typo.example", "list.dnswl.org"])
async def test_a_refusal_is_no_listing(rbldns, zone):
    """127.255.255.0/24 anywhere, and a list's own refusal code, mean that we were not answered."""
    with pytest.raises(LookupFailed, match=f"blocklist {zone}: refused"):
        await make(rbldns).listing(zone, IP)


async def test_a_hijacked_zone_is_no_listing(rbldns):
    """An answer outside 127.0.0.0/8 comes from somebody else."""
    with pytest.raises(LookupFailed, match=r"blocklist hijacked.example: error"):
        await make(rbldns).listing("hijacked.example", IP)


@pytest.mark.parametrize(("answer", "reason"), [("127.255.255.255", "refused"), ("198.51.100.1", "error")])
async def test_such_a_zone_rests_for_an_hour(clock, answer, reason):
    """After a refusal, or an answer of somebody else, the zone is not asked for an hour, and the others are."""
    async with faulty("answers", answer=answer) as server:
        lists = make(server, clock=clock)
        for number, seconds in enumerate((0, 30, 3500, 75)):
            clock.now += seconds
            with pytest.raises(LookupFailed, match=f"blocklist zen.spamhaus.org: {reason}"):
                await lists.listing("zen.spamhaus.org", f"198.41.0.{number}")
        with pytest.raises(LookupFailed):
            await lists.listing("bl.spamcop.net", IP)

        assert server.asked == [
            "0.0.41.198.zen.spamhaus.org. A udp",
            "3.0.41.198.zen.spamhaus.org. A udp",
            "240.125.219.218.bl.spamcop.net. A udp",
        ]


async def test_a_resting_zone_still_gives_what_is_kept(clock):
    """What was answered before the refusal is still an answer."""
    with Rbldns({"own.example": {IP: ["127.0.0.2"], OTHER: ["127.255.255.254"]}}) as server:
        lists = make(server, clock=clock)
        before = await lists.listing("own.example", IP)
        with pytest.raises(LookupFailed, match="refused"):
            await lists.listing("own.example", OTHER)

        assert await lists.listing("own.example", IP) == before == Listing("own.example", ("127.0.0.2",), ("other",))


@pytest.mark.parametrize(
    ("ip", "ttl", "negative_ttl", "lasts"),
    [(IP, 600, 90, 600), (IP, 5, 90, 300), (IP, 86400, 90, 3600), (OTHER, 600, 5, 60), (OTHER, 600, 7200, 600)],
)
async def test_answers_are_kept_for_their_ttl(clock, ip, ttl, negative_ttl, lasts):
    """A listing lasts its TTL within 5 min and 1 h, no listing the SOA's minimum within 60 and 600 s."""
    world = {"240.125.219.218.own.example": {"A": ["127.0.0.2"]}}
    with Knot(world, ttl=ttl, negative_ttl=negative_ttl) as server:
        lists, counts = make(server, clock=clock), []
        for seconds in (0, lasts - 1, 2):
            clock.now += seconds
            await lists.listing("own.example", ip)
            counts.append(server.asked("A"))

    assert counts == [1, 1, 2]


@pytest.mark.parametrize(("fault", "reason"), [("silent", "timeout"), ("refused", "refused"), ("servfail", "error")])
async def test_a_dead_list_is_a_failure(fault, reason):
    """Silence, refusal and failure are LookupFailed about the zone."""
    async with faulty(fault) as server:
        with pytest.raises(LookupFailed) as failed:
            await make(server).listing("zen.spamhaus.org", IP)

    failure = failed.value

    assert (failure.source, failure.subject, failure.reason) == ("blocklist", "zen.spamhaus.org", reason)


@pytest.fixture(params=["zen.spamhaus.org", f"{KEY}.zen.dq.spamhaus.net", f"{KEY.upper()}.ZEN.dq.spamhaus.net."])
def with_key(request):
    """ZEN with a key, which is given beside the zone or within its name."""
    return {"zones": [request.param, "bl.spamcop.net"], "dqs_key": KEY if request.param == "zen.spamhaus.org" else None}


async def test_the_key_is_nowhere_to_be_seen(with_key, caplog, tmp_path):
    """With a key, ZEN is asked at the Data Query Service, and the key stands in nothing that can be seen or kept."""
    caplog.set_level(logging.DEBUG)
    world = {
        f"240.125.219.218.{KEY}.zen.dq.spamhaus.net": {"A": ["127.0.0.4"]},
        "240.125.219.218.bl.spamcop.net": {"A": ["127.0.0.2"]},
        f"50.84.227.222.{KEY}.zen.dq.spamhaus.net": {"A": ["127.255.255.250"]},
    }
    cache = LookupCache(tmp_path)
    with Knot(world) as server:
        lists = DnsBlocklists(**with_key, servers=[server.server], cache=cache)
        found = [await lists.listing(zone, IP) for zone in lists.zones]
        with pytest.raises(LookupFailed, match=r"^blocklist zen.spamhaus.org: refused$") as refused:
            await lists.listing("zen.spamhaus.org", OTHER)
        seen = repr([lists, lists.zones, found, cache._memory, await lists.probe(with_key["zones"][0])])
    cache.close()
    seen += "".join(traceback.format_exception(refused.value)) + caplog.text
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    assert [(listing.zone, listing.codes) for listing in found] == [
        ("zen.spamhaus.org", ("127.0.0.4",)),
        ("bl.spamcop.net", ("127.0.0.2",)),
    ]
    assert KEY not in seen.lower()
    assert KEY.encode() not in kept.lower()
    assert b"zen.spamhaus.org" in kept


async def test_the_key_is_in_no_failure(with_key):
    """A question that fails shows the public name, also in what the failure came from."""
    async with faulty("servfail") as server:
        lists = DnsBlocklists(**with_key, servers=[server.server], cache=LookupCache(None))
        with pytest.raises(LookupFailed) as failed:
            await lists.listing("zen.spamhaus.org", IP)

        assert [question.lower() for question in server.asked] == [f"240.125.219.218.{KEY}.zen.dq.spamhaus.net. a udp"]

    failure = failed.value

    assert str(failure) == "blocklist zen.spamhaus.org: error"
    assert (failure.__context__, failure.__cause__) == (None, None)
    assert KEY not in "".join(traceback.format_exception(failure)).lower()


@pytest.mark.parametrize("arguments", [{"dqs_key": f"{KEY}!"}, {"zones": [f"{KEY}.a.b.dq.spamhaus.net"]}])
def test_a_wrong_key_is_refused_without_repeating_it(arguments):
    """A key or a key zone of the wrong form is an error that does not show it."""
    with pytest.raises(ValueError, match="Spamhaus") as wrong:
        DnsBlocklists(**{"zones": ["zen.spamhaus.org"], **arguments}, cache=LookupCache(None))

    assert KEY not in str(wrong.value)


def test_a_zone_that_is_none_is_refused():
    """A zone name with odd characters is an error when the lists are made, not with the first mail."""
    with pytest.raises(ValueError, match="not a block list zone: 'zen spamhaus'"):
        DnsBlocklists(["zen spamhaus"], cache=LookupCache(None))


def test_zones_are_named_once():
    """Zones keep their order, and a second mention of one is no second zone."""
    lists = DnsBlocklists(["b.example", "A.example.", "b.example"], ["192.0.2.1"], cache=LookupCache(None))

    assert lists.zones == ("b.example", "a.example")


@pytest.mark.parametrize(
    ("zone", "state"),
    [
        ("zen.spamhaus.org", "ok"),
        ("refusing.example", "refused"),
        ("everything.example", "lists-everything"),
        ("hijacked.example", "lists-everything"),
    ],
)
async def test_probes(rbldns, zone, state):
    """A sound zone lists 127.0.0.2 and not 127.0.0.1; the others tell what is wrong with them."""

    assert await make(rbldns).probe(zone) == ZoneHealth(zone, state)


async def test_a_dead_zone_fails_its_probe():
    """A zone that does not list its test address, and one that does not answer, are dead."""
    with Knot({}) as empty:
        assert await make(empty).probe("own.example") == ZoneHealth("own.example", "dead")
    async with faulty("servfail") as server:
        assert await make(server).probe("own.example") == ZoneHealth("own.example", "dead")


async def test_a_failed_probe_lets_the_zone_rest_and_a_good_one_wakes_it(rbldns, clock):
    """The daily probe decides whether mails ask the zone."""
    lists = make(rbldns, clock=clock)
    await lists.probe("everything.example")
    with pytest.raises(LookupFailed, match=r"blocklist everything.example: error"):
        await lists.listing("everything.example", IP)
    lists._breaker.open("own.example", "refused", 3600)
    await lists.probe("own.example")

    assert await lists.listing("own.example", IP) is not None


async def test_zones_are_asked_side_by_side(rbldns):
    """Sixty questions are answered together."""
    lists = make(rbldns)
    found = await asyncio.gather(*(lists.listing("zen.spamhaus.org", f"198.41.0.{last}") for last in range(60)))

    assert [number for number, each in enumerate(found) if each] == [4, 5, 6]
