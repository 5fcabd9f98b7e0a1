"""The DNS client against Knot DNS, and against servers that misbehave."""

import asyncio
import time

import pytest

from analyzers.errors import LookupFailed
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.dns import DnsClient
from tests.servers.faulty import faulty
from tests.servers.knot import Knot

WORLD = {
    "both.example": {"A": ["203.0.113.9", "203.0.113.10"], "AAAA": ["2001:db8::2", "2001:db8::1"]},
    "four.example": {"A": ["203.0.113.5"]},
    "six.example": {"AAAA": ["2001:db8::5"]},
    "text-only.example": {"TXT": ["v=spf1 -all", "long " + "x" * 3000]},
    "mail.example": {"MX": ["20 second.example", "10 First.Example", "10 also.example"]},
    "null-mx.example": {"MX": ["0 ."]},
    "half-null.example": {"MX": ["0 .", "10 mx.example"]},
    "xn--wgv71a119e.example": {"A": ["203.0.113.7"]},
    "alias.example": {"CNAME": ["four.example"]},
    "loop-a.example": {"CNAME": ["loop-b.example"]},
    "loop-b.example": {"CNAME": ["loop-a.example"]},
    "many.example": {"A": [f"203.0.{third}.{fourth}" for third in range(2) for fourth in range(200)]},
    "203.0.113.5": {"PTR": ["Four.Example"]},
    "2001:db8::5": {"PTR": ["six.example"]},
    "203.0.113.66": {"PTR": [f"n{number:03}.example" for number in range(100)]},
}
HOSTILE = r"""
67.113.0.203.in-addr.arpa. IN PTR \<b\>\032\010evil\.dot.Example.
hostile.example. IN TXT "\226\128\174\007\255bell"
hostile.example. IN TXT "fine" " and" " joined"
"""
HUGE = "huge.example. IN TXT " + " ".join(f'"{"y" * 250}"' for _ in range(40)) + "\nhuge.example. IN TXT small\n"


@pytest.fixture(scope="module")
def knot():
    with Knot(WORLD, extra=HOSTILE + HUGE) as server:
        yield server


@pytest.fixture
def client(knot):
    return DnsClient([knot.server], cache=LookupCache(None))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("both.example", ("203.0.113.9", "203.0.113.10", "2001:db8::1", "2001:db8::2")),
        ("FOUR.example.", ("203.0.113.5",)),
        ("six.example", ("2001:db8::5",)),
        ("日本語.example", ("203.0.113.7",)),
        ("alias.example", ("203.0.113.5",)),
        ("text-only.example", ()),
        ("gone.example", ()),
    ],
)
async def test_addresses(client, name, found):
    """A and AAAA records are found together, IPv4 first, in numeric order; no name and no record are empty."""

    assert await client.addresses(name) == found


async def test_many_addresses_are_bounded(client):
    """Of 400 addresses, which need TCP, the first 256 are kept."""
    found = await client.addresses("many.example")

    assert len(found) == 256
    assert found[0] == "203.0.0.0"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("mail.example", ("also.example", "first.example", "second.example")),
        ("null-mx.example", ("",)),
        ("half-null.example", ("mx.example",)),
        ("four.example", ()),
        ("gone.example", ()),
    ],
)
async def test_mail_servers(client, name, found):
    """MX targets come by preference; a null MX counts only where it stands alone."""

    assert await client.mail_servers(name) == found


async def test_texts(client):
    """The strings of a TXT record are joined, over TCP when they are long."""

    assert await client.texts("text-only.example") == ("long " + "x" * 3000, "v=spf1 -all")


async def test_hostile_texts(client):
    """What is no printable text is replaced, and a record that is too long is left out, not cut."""

    assert await client.texts("hostile.example") == ("fine and joined", "\ufffd\ufffd\ufffdbell")
    assert await client.texts("huge.example") == ("small",)


@pytest.mark.parametrize(
    ("ip", "found"),
    [
        ("203.0.113.5", ("four.example",)),
        ("::ffff:203.0.113.5", ("four.example",)),
        ("2001:db8::5", ("six.example",)),
        ("203.0.113.67", ("?b???evil?dot.example",)),
        ("203.0.113.68", ()),
        ("no address", ()),
    ],
)
async def test_names(client, ip, found):
    """Reverse names of both families are found, in lower case and clean."""

    assert await client.names(ip) == found


async def test_many_names_are_bounded(client):
    """Of a hundred names of one address, 32 are kept."""

    assert await client.names("203.0.113.66") == tuple(f"n{number:03}.example" for number in range(32))


async def test_impossible_names_are_answered_unasked():
    """A name that cannot exist is empty, and the server never hears of it."""
    async with faulty("silent") as server:
        client = DnsClient([server.server], cache=LookupCache(None))
        for name in ("a..example", "x" * 64 + ".example", "a b.example", "x." * 200, "192.0.2.1", ""):
            assert await client.addresses(name) == ()
            assert await client.mail_servers(name) == ()
            assert await client.texts(name) == ()

        assert server.asked == []


async def test_a_loop_of_aliases_is_a_failure(client):
    """A CNAME loop is no answer."""
    with pytest.raises(LookupFailed, match=r"dns loop-a.example: error"):
        await client.addresses("loop-a.example")


async def test_fifty_mails_ask_once():
    """Fifty identical questions at once reach the server as one."""
    with Knot({"four.example": {"A": ["203.0.113.5"]}}) as knot:
        client = DnsClient([knot.server], cache=LookupCache(None))
        answers = await asyncio.gather(*(client.addresses("four.example") for _ in range(50)))

        assert set(answers) == {("203.0.113.5",)}
        assert (knot.asked("A"), knot.asked("AAAA")) == (1, 1)


@pytest.mark.parametrize(
    ("name", "ttl", "negative_ttl", "lasts"),
    [
        ("four.example", 300, 120, 300),
        ("four.example", 5, 120, 60),
        ("four.example", 86400, 120, 3600),
        ("gone.example", 300, 120, 120),
        ("gone.example", 300, 5, 30),
        ("gone.example", 300, 7200, 600),
        ("text.example", 300, 120, 120),
    ],
)
async def test_answers_are_kept_for_their_ttl(clock, name, ttl, negative_ttl, lasts):
    """An answer lasts its TTL within 60 s and 1 h; no such name, no such record the SOA's minimum within 30 and 600 s."""
    world = {"four.example": {"MX": ["10 mx.example"]}, "text.example": {"TXT": ["v=spf1 -all"]}}
    with Knot(world, ttl=ttl, negative_ttl=negative_ttl) as knot:
        client = DnsClient([knot.server], cache=LookupCache(None, clock=clock))
        counts = []
        for seconds in (0, lasts - 1, 2):
            clock.now += seconds
            await client.mail_servers(name)
            counts.append(knot.asked("MX"))

    assert counts == [1, 1, 2]


@pytest.mark.parametrize(
    ("fault", "reason"), [("silent", "timeout"), ("refused", "refused"), ("servfail", "error"), ("garbage", "timeout")]
)
async def test_failures_are_told_apart(fault, reason):
    """Silence, refusal and failure are LookupFailed with their reason, before a second try would end."""
    async with faulty(fault) as server:
        client = DnsClient([server.server], cache=LookupCache(None))
        start = time.monotonic()
        with pytest.raises(LookupFailed) as failed:
            await client.texts("Some.Example.")
        took = time.monotonic() - start

    assert (failed.value.source, failed.value.subject, failed.value.reason) == ("dns", "some.example", reason)
    assert took < 4.5


async def test_a_failure_is_asked_again_after_twenty_seconds(clock):
    """A refusal is remembered for 20 s and then asked again."""
    async with faulty("refused") as server:
        client = DnsClient([server.server], cache=LookupCache(None, clock=clock))
        for seconds in (0, 19, 2):
            clock.now += seconds
            with pytest.raises(LookupFailed):
                await client.texts("some.example")

        assert server.asked == ["some.example. TXT udp"] * 2


async def test_a_server_without_edns_is_asked_without_it():
    """An old server that knows no EDNS costs one question more, once."""
    async with faulty("no-edns") as server:
        client = DnsClient([server.server], cache=LookupCache(None))
        await client.texts("old.example")
        await client.texts("other.example")

        assert server.asked == ["old.example. TXT udp"] * 2 + ["other.example. TXT udp"]


async def test_a_cut_answer_is_asked_again_over_tcp():
    """An answer that does not fit into UDP is fetched over TCP."""
    async with faulty("truncated") as server:
        client = DnsClient([server.server], cache=LookupCache(None))

        assert await client.addresses("big.example") == ("203.0.113.5",)
        assert sorted(server.asked) == [
            f"big.example. {rdtype} {transport}" for rdtype in ("A", "AAAA") for transport in ("tcp", "udp")
        ]


async def test_a_dripping_server_ends_in_a_timeout():
    """An answer that comes byte by byte holds us for one try."""
    async with faulty("drip") as server:
        client = DnsClient([server.server], cache=LookupCache(None))
        start = time.monotonic()
        with pytest.raises(LookupFailed, match="timeout"):
            await client.addresses("big.example")

    assert time.monotonic() - start < 4.5


async def test_half_an_answer_is_an_answer():
    """When AAAA is not answered but A is, the A records are the answer."""
    async with faulty("only-a") as server:
        client = DnsClient([server.server], cache=LookupCache(None))

        assert await client.addresses("half.example") == ("203.0.113.5",)


async def test_half_an_empty_answer_is_a_failure(clock):
    """When A does not exist and AAAA is not answered, nothing is known; empty halves together are an answer."""
    cache = LookupCache(None, clock=clock)
    with Knot({"text.example": {"TXT": ["v=spf1 -all"]}}, negative_ttl=30) as knot:
        assert await DnsClient([knot.server], cache=cache).addresses("text.example") == ()
    del cache._memory["dns|v1|text.example|AAAA"]
    async with faulty("servfail") as server:
        with pytest.raises(LookupFailed, match=r"dns text.example: error"):
            await DnsClient([server.server], cache=cache).addresses("text.example")

        assert server.asked == ["text.example. AAAA udp"]


async def test_a_dead_first_server_costs_one_timeout(knot):
    """Once the first server was silent, the second is asked first."""
    async with faulty("silent") as dead:
        client = DnsClient([dead.server, knot.server], cache=LookupCache(None))
        took = []
        for name in ("four.example", "six.example", "both.example", "gone.example"):
            start = time.monotonic()
            await client.addresses(name)
            took.append(time.monotonic() - start)

    assert 0.9 < took[0] < 1.6
    assert max(took[1:]) < 0.5
    assert len(dead.asked) == 2


async def test_what_disk_keeps_survives_the_process(knot, tmp_path):
    """A second client on the same directory answers without a server."""
    cache = LookupCache(tmp_path)
    await DnsClient([knot.server], cache=cache).addresses("both.example")
    cache.close()
    cache = LookupCache(tmp_path)
    async with faulty("silent") as server:
        found = await DnsClient([server.server], cache=cache).addresses("both.example")
        cache.close()

        assert len(found) == 4
        assert server.asked == []
