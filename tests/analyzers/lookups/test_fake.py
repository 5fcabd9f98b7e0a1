"""The small world and the offline one answer as the real one does."""

import json

import pytest

from analyzers.errors import LookupFailed
from analyzers.facts import Listing
from analyzers.lookups import Lookups
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.dns import DnsClient
from analyzers.lookups.fake import FakeBlocklists, FakeDns, Recorded, RecordedZone, load_recorded
from analyzers.lookups.offline import OFFLINE, OfflineBlocklists
from tests.servers.knot import Knot

WORLD = {
    "mx.example.jp": {"A": ["203.0.113.5"], "AAAA": ["2001:db8::5"], "TXT": ["v=spf1 -all"]},
    "mail.example.jp": {"MX": ["20 b.example.jp", "10 A.example.jp"]},
    "null.example": {"MX": ["0 ."]},
    "xn--wgv71a119e.jp": {"A": ["203.0.113.7"]},
    "203.0.113.5": {"PTR": ["mx.example.jp"]},
    "2001:db8::5": {"PTR": ["mx.example.jp"]},
}
QUESTIONS = [
    ("addresses", "MX.example.jp."),
    ("addresses", "日本語.jp"),
    ("addresses", "mail.example.jp"),
    ("addresses", "gone.example"),
    ("addresses", "a..b"),
    ("mail_servers", "mail.example.jp"),
    ("mail_servers", "null.example"),
    ("texts", "mx.example.jp"),
    ("texts", "null.example"),
    ("names", "203.0.113.5"),
    ("names", "2001:DB8::5"),
    ("names", "203.0.113.6"),
]


async def test_the_fake_answers_as_the_real_client():
    """The same records give the same answers through Knot DNS and through the fake."""
    with Knot(WORLD) as knot:
        real, fake = DnsClient([knot.server], cache=LookupCache(None)), FakeDns(WORLD)
        answers = [(await getattr(real, ask)(name), await getattr(fake, ask)(name)) for ask, name in QUESTIONS]

    assert [real for real, _ in answers] == [fake for _, fake in answers]
    assert sum(bool(real) for real, _ in answers) == 7


async def test_names_fail_on_demand():
    """A reason in place of records makes every question about the name fail with it."""
    fake = FakeDns({"slow.example": "timeout", "203.0.113.9": "refused"})
    with pytest.raises(LookupFailed, match=r"^dns slow.example: timeout$"):
        await fake.mail_servers("SLOW.example.")
    with pytest.raises(LookupFailed, match=r"^dns 203.0.113.9: refused$"):
        await fake.names("203.0.113.9")


async def test_fake_lists():
    """A fake list has the meanings of the real one of its name, and fails on demand."""
    lists = FakeBlocklists({"zen.spamhaus.org": {"203.0.113.5": ["127.0.0.4"]}, "dead.example": "timeout"})

    assert lists.zones == ("zen.spamhaus.org", "dead.example")
    assert await lists.listing("zen.spamhaus.org", "::ffff:203.0.113.5") == Listing(
        "zen.spamhaus.org", ("127.0.0.4",), ("exploited",)
    )
    assert await lists.listing("zen.spamhaus.org", "203.0.113.6") is None
    with pytest.raises(LookupFailed, match=r"^blocklist dead.example: timeout$"):
        await lists.listing("dead.example", "203.0.113.5")


@pytest.mark.parametrize(
    "make",
    [
        lambda: FakeDns({"a.example": "tiemout"}),
        lambda: FakeDns({"a.example": {"AA": ["203.0.113.5"]}}),
        lambda: FakeBlocklists({"zen.spamhaus.org": "dead"}),
    ],
)
def test_slips_in_a_world_are_errors(make):
    """A misspelt reason or record type does not silently mean "does not exist"."""
    with pytest.raises(ValueError, match=r"example|zen"):
        make()


async def test_offline_asks_nobody():
    """Every question fails with the reason `offline`, and a list of zones is kept for the report."""
    for question in ("addresses", "mail_servers", "texts", "names"):
        with pytest.raises(LookupFailed, match=r"^dns example.jp: offline$"):
            await getattr(OFFLINE.dns, question)("example.jp")
    with pytest.raises(LookupFailed, match=r"^blocklist zen.spamhaus.org: offline$"):
        await OfflineBlocklists(["zen.spamhaus.org"]).listing("zen.spamhaus.org", "203.0.113.5")

    assert OFFLINE.blocklists.zones == ()
    assert OfflineBlocklists(["zen.spamhaus.org"]).zones == ("zen.spamhaus.org",)


@pytest.fixture
def recorded(tmp_path):
    path = tmp_path / "zone.json"
    lists = {"zen.spamhaus.org": {"203.0.113.5": ["127.0.0.4"], "203.0.113.8": ["127.0.0.2"]}}
    path.write_text(json.dumps({"dns": WORLD, "blocklists": lists}))
    outside = Lookups(
        dns=FakeDns({"mx.example.jp": {"MX": ["10 wrong.example"]}, "out.example": {"A": ["198.51.100.9"]}}),
        blocklists=FakeBlocklists({"bl.spamcop.net": {ip: ["127.0.0.2"] for ip in ("203.0.113.5", "198.51.100.9")}}),
    )
    return Recorded(load_recorded(path), outside).lookups


async def test_what_is_recorded_is_not_asked_outside(recorded):
    """A recorded name or address is answered from the record alone, for every type and every zone."""

    assert await recorded.dns.addresses("mx.example.jp") == ("203.0.113.5", "2001:db8::5")
    assert await recorded.dns.mail_servers("mx.example.jp") == ()
    assert await recorded.dns.texts("mx.example.jp") == ("v=spf1 -all",)
    assert await recorded.dns.names("203.0.113.5") == ("mx.example.jp",)
    assert recorded.blocklists.zones == ("zen.spamhaus.org", "bl.spamcop.net")
    assert (await recorded.blocklists.listing("zen.spamhaus.org", "203.0.113.8")).codes == ("127.0.0.2",)
    assert await recorded.blocklists.listing("bl.spamcop.net", "203.0.113.5") is None


async def test_everything_else_is_asked_outside(recorded):
    """What was not recorded is asked outside, save at a zone that is not asked there."""

    assert await recorded.dns.addresses("out.example") == ("198.51.100.9",)
    assert await recorded.dns.names("198.51.100.9") == ()
    assert (await recorded.blocklists.listing("bl.spamcop.net", "198.51.100.9")).zone == "bl.spamcop.net"
    with pytest.raises(LookupFailed, match=r"^blocklist zen.spamhaus.org: offline$"):
        await recorded.blocklists.listing("zen.spamhaus.org", "198.51.100.9")


@pytest.mark.parametrize("content", ["[]", '{"names": {}}', "no json"])
def test_a_wrong_recording_is_an_error(tmp_path, content):
    """A file of another form is refused when it is read."""
    path = tmp_path / "zone.json"
    path.write_text(content)
    with pytest.raises(ValueError, match=r"recorded zone|Expecting"):
        load_recorded(path)


def test_an_empty_recording_knows_nothing():
    """Nothing recorded means that everything is asked outside."""

    assert Recorded(RecordedZone({}, {}), OFFLINE).zones == ()
