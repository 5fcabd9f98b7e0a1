"""One mail, one round of questions: what is found, what stays open, and how long it takes."""

import asyncio
import logging
import time

import pytest

from analyzers import OurSide, read
from analyzers.authentication import prepare
from analyzers.facts import Facts, Listing, OriginFacts, SenderFacts, Unanswered
from analyzers.lookups import Lookups
from analyzers.lookups.blocklists import DnsBlocklists
from analyzers.lookups.cache import LookupCache
from analyzers.lookups.dns import DnsClient
from analyzers.lookups.fake import FakeBlocklists, FakeDns
from analyzers.lookups.offline import OFFLINE, OfflineBlocklists, OfflineDns
from analyzers.survey import MAX_HOSTS, Questions, survey
from analyzers.trace import trace
from tests.analyzers.authentication.signed import delivered, plain, signed
from tests.servers.faulty import faulty
from tests.servers.knot import Knot

IP = "218.219.125.240"
RDNS = "218-219-125-240.ppps.bbiq.jp"
WORLD = {
    RDNS: {"A": [IP]},
    IP: {"PTR": [RDNS]},
    "six.example": {"AAAA": ["2001:db8::5"]},
    "2001:db8::5": {"PTR": ["liar.example", "six.example"]},
    "liar.example": {"A": ["198.51.100.1"]},
    "203.0.113.66": {"PTR": ["liar.example"]},
    "203.0.113.67": {"PTR": ["dead.example"]},
    "203.0.113.68": "timeout",
    "dead.example": "refused",
    "mail-only.example": {"MX": ["10 mx.example"]},
    "sender.example": {"MX": ["10 mx.example"], "A": ["203.0.113.1"]},
    "address-only.example": {"A": ["203.0.113.2"]},
    "null-mx.example": {"MX": ["0 ."], "A": ["203.0.113.3"]},
    "quercus.org": {"A": ["68.178.245.10"]},
}
NOTHING = Questions(None, None, None, None, ())


def ask(dns=WORLD, lists=None, deadline=2.0, **known):
    """Survey a mail of which only `known` is known, in the given world."""
    lookups = Lookups(FakeDns(dns), FakeBlocklists(lists or {}))
    questions = Questions(
        **{name: known.get(name) for name in ("origin_ip", "recorded_rdns", "helo", "from_domain")},
        hosts=known.get("hosts", ()),
    )
    return survey(questions, lookups, deadline=deadline)


async def test_the_first_worked_case():
    """HELO does not exist, the reverse name is a home line and confirmed, the address is listed, the link has its host."""
    lists = {"zen.spamhaus.org": {IP: ["127.0.0.4", "127.0.0.11"]}, "bl.spamcop.net": {}}
    dns = {name: types for name, types in WORLD.items() if isinstance(types, dict)}
    rows = {f"240.125.219.218.{zone}": {"A": row[IP]} for zone, row in lists.items() if row}
    with Knot({**dns, **rows}) as knot:
        cache = LookupCache(None)
        blocklists = DnsBlocklists(lists, [knot.server], cache=cache)
        questions = Questions(IP, RDNS, "mail.example.ac.jp", "sender.example", ("quercus.org", "gone.example"))
        facts = await survey(questions, Lookups(DnsClient([knot.server], cache=cache), blocklists), deadline=3)

    assert facts == Facts(
        origin=OriginFacts(
            rdns=RDNS,
            rdns_confirmed=True,
            helo_exists=False,
            listed=(Listing("zen.spamhaus.org", ("127.0.0.4", "127.0.0.11"), ("exploited", "policy")),),
        ),
        sender=SenderFacts(accepts_mail=True),
        hosts={"quercus.org": ("68.178.245.10",), "gone.example": ()},
        unanswered=(),
        asked_at=facts.asked_at,
    )
    assert facts.asked_at.endswith("+00:00")


async def test_nothing_known_nothing_asked():
    """A mail of which nothing is known asks nothing, and says so."""

    assert await survey(NOTHING, OFFLINE, deadline=1) == Facts()


@pytest.mark.parametrize(
    ("ip", "recorded", "rdns", "confirmed", "unanswered"),
    [
        (IP, RDNS, RDNS, True, ()),
        (IP, None, RDNS, True, ()),
        (IP, "liar.example", "liar.example", True, ()),
        (IP, "gone.example", "gone.example", True, ()),
        ("2001:db8::5", None, "six.example", True, ()),
        ("2001:DB8:0::5", "six.example", "six.example", True, ()),
        ("203.0.113.66", None, "liar.example", False, ()),
        ("203.0.113.66", "liar.example", "liar.example", False, ()),
        ("203.0.113.99", None, None, False, ()),
        ("203.0.113.99", RDNS, RDNS, False, ()),
        ("203.0.113.67", None, "dead.example", None, (("dead.example", "refused"),)),
        ("203.0.113.99", "dead.example", "dead.example", None, (("dead.example", "refused"),)),
        (IP, "dead.example", "dead.example", True, (("dead.example", "refused"),)),
        ("203.0.113.68", None, None, None, (("203.0.113.68", "timeout"),)),
        ("203.0.113.68", "liar.example", "liar.example", None, (("203.0.113.68", "timeout"),)),
    ],
)
async def test_reverse_names(ip, recorded, rdns, confirmed, unanswered):
    """The recorded name stands; it, or else a PTR name, confirms the address (RFC 8601, section 3)."""
    facts = await ask(origin_ip=ip, recorded_rdns=recorded)

    assert (facts.origin.rdns, facts.origin.rdns_confirmed) == (rdns, confirmed)
    assert facts.unanswered == tuple(Unanswered("dns", *each) for each in unanswered)


@pytest.mark.parametrize(
    ("helo", "exists"),
    [
        (RDNS, True),
        ("SIX.example.", True),
        ("mail-only.example", True),
        ("gone.example", False),
        ("dead.example", None),
        ("[203.0.113.5]", None),
        ("203.0.113.5", None),
        ("[IPv6:2001:db8::5]", None),
        ("no name at all", None),
        ("", None),
        (None, None),
    ],
)
async def test_helo_names(helo, exists):
    """A HELO name exists when it has an address or an MX; a literal or no name at all is not asked."""
    facts = await ask(helo=helo)

    assert facts.origin.helo_exists is exists


@pytest.mark.parametrize(
    ("domain", "accepts"),
    [
        ("sender.example", True),
        ("mail-only.example", True),
        ("address-only.example", True),
        ("null-mx.example", False),
        ("gone.example", False),
        ("theskimm,com", False),
        ("dead.example", None),
        ("[203.0.113.5]", None),
    ],
)
async def test_senders_that_accept_mail(domain, accepts):
    """Mail goes to the MX, else to the address (RFC 5321, section 5.1); a null MX takes none (RFC 7505)."""
    facts = await ask(from_domain=domain)

    assert facts.sender.accepts_mail is accepts


async def test_hosts():
    """Each host has its addresses; an address is its own; a failure is None and told."""
    hosts = ("quercus.org", "gone.example", "203.0.113.9", "[2001:DB8::9]", "dead.example", "quercus.org")
    facts = await ask(hosts=hosts)

    assert facts.hosts == {
        "quercus.org": ("68.178.245.10",),
        "gone.example": (),
        "203.0.113.9": ("203.0.113.9",),
        "[2001:DB8::9]": ("2001:db8::9",),
        "dead.example": None,
    }
    assert facts.unanswered == (Unanswered("dns", "dead.example", "refused"),)


async def test_too_many_hosts_are_not_asked():
    """Of forty hosts thirty are asked, and the others are None, for nobody asked."""
    hosts = tuple(f"h{number}.example" for number in range(40))
    facts = await ask(hosts=hosts)

    assert list(facts.hosts) == list(hosts)
    assert list(facts.hosts.values()) == [()] * MAX_HOSTS + [None] * 10
    assert facts.unanswered == ()


@pytest.mark.parametrize(
    ("ip", "lists", "listed", "unanswered"),
    [
        (IP, {}, None, ()),
        (IP, {"a.example": {}, "b.example": {}}, (), ()),
        (IP, {"a.example": "refused", "b.example": {}}, (), ("a.example",)),
        (IP, {"a.example": "refused", "b.example": "timeout"}, None, ("a.example", "b.example")),
        (
            IP,
            {"list.dnswl.org": {IP: ["127.0.5.2"]}, "b.example": {IP: ["127.0.0.2"]}},
            (Listing("list.dnswl.org", ("127.0.5.2",), ("white",)), Listing("b.example", ("127.0.0.2",), ("other",))),
            (),
        ),
        ("10.0.0.1", {"a.example": {}}, None, ()),
        ("100.64.0.1", {"a.example": {}}, None, ()),
        ("203.0.113.1", {"a.example": {}}, (), ()),
        ("no address", {"a.example": {}}, None, ()),
    ],
)
async def test_lists(ip, lists, listed, unanswered):
    """None when no zone answered or could, empty when all that answered do not list it; white lists stand with the others."""
    facts = await ask(origin_ip=ip, lists=lists)

    assert facts.origin.listed == listed
    assert tuple(each.subject for each in facts.unanswered if each.source == "blocklist") == unanswered


EVERYTHING = Questions(IP, RDNS, "helo.example", "sender.example", ("a.example", "b.example"))


async def test_everything_dead_is_everything_open():
    """With nobody to answer, every fact is None and every question is told, each once."""
    lookups = Lookups(OfflineDns(), OfflineBlocklists(["zen.spamhaus.org", "bl.spamcop.net"]))
    facts = await survey(EVERYTHING, lookups, deadline=1)

    assert (facts.origin, facts.sender) == (OriginFacts(rdns=RDNS), SenderFacts())
    assert facts.hosts == {"a.example": None, "b.example": None}
    assert facts.unanswered == (
        Unanswered("blocklist", "bl.spamcop.net", "offline"),
        Unanswered("blocklist", "zen.spamhaus.org", "offline"),
        Unanswered("dns", RDNS, "offline"),
        Unanswered("dns", IP, "offline"),
        Unanswered("dns", "a.example", "offline"),
        Unanswered("dns", "b.example", "offline"),
        Unanswered("dns", "helo.example", "offline"),
        Unanswered("dns", "sender.example", "offline"),
    )


async def test_the_deadline_is_kept():
    """With silent servers the survey ends in time, and every open question is a timeout."""
    async with faulty("silent") as server:
        cache = LookupCache(None)
        lists = DnsBlocklists(["zen.spamhaus.org"], [server.server], cache=cache)
        start = time.monotonic()
        facts = await survey(EVERYTHING, Lookups(DnsClient([server.server], cache=cache), lists), deadline=0.5)
        took = time.monotonic() - start

    assert 0.5 <= took < 2.0
    assert facts.origin == OriginFacts(rdns=RDNS)
    assert {(each.subject, each.reason) for each in facts.unanswered} == {
        (subject, "timeout")
        for subject in ("zen.spamhaus.org", IP, "helo.example", "sender.example", "a.example", "b.example")
    }


async def test_authentication_keeps_the_deadline_too():
    """Keys, policies and SPF are asked in the same round; what did not come in time is a timeout, and nothing is concluded."""
    mail = delivered(signed(plain()))
    message, side = read(mail), OurSide(servers=("mx.example.jp",))
    case = prepare(message, trace(message.headers, side), side)
    async with faulty("silent") as server:
        lookups = Lookups(DnsClient([server.server], cache=LookupCache(None)), OfflineBlocklists())
        start = time.monotonic()
        facts = await survey(Questions(None, None, None, None, (), case), lookups, deadline=0.4)
        took = time.monotonic() - start
    found = facts.authentication

    assert 0.4 <= took < 2.0
    assert facts.unanswered == (
        Unanswered("dkim", "s1._domainkey.example.com", "timeout"),
        Unanswered("dns", "_dmarc.example.com", "timeout"),
        Unanswered("spf", "example.com", "timeout"),
    )
    assert (found.spf.result, found.dmarc.result) == ("temperror", "temperror")
    assert [(each.result, each.reason) for each in found.dkim] == [("temperror", None)]


class Stubborn(FakeDns):
    """A Dns with a question that will not be cancelled, and one with a bug."""

    async def addresses(self, name):
        if name == "stubborn.example":
            end = time.monotonic() + 1.5
            while time.monotonic() < end:
                try:
                    await asyncio.sleep(0.05)
                except asyncio.CancelledError:
                    continue
        if name == "bug.example":
            raise KeyError(name)
        return await super().addresses(name)


async def test_a_question_that_will_not_end_is_left():
    """A question that ignores its cancellation does not hold the survey, and the others are answered."""
    lookups = Lookups(Stubborn(WORLD), FakeBlocklists({}))
    start = time.monotonic()
    facts = await survey(Questions(None, None, None, None, ("stubborn.example", "quercus.org")), lookups, deadline=0.3)

    assert time.monotonic() - start < 3
    assert facts.hosts == {"stubborn.example": None, "quercus.org": ("68.178.245.10",)}
    assert facts.unanswered == (Unanswered("dns", "stubborn.example", "timeout"),)


async def test_a_bug_in_one_question_loses_no_other(caplog):
    """An unexpected error is logged and told as `error`, and the other answers stand."""
    lookups = Lookups(Stubborn(WORLD), FakeBlocklists({}))
    with caplog.at_level(logging.ERROR):
        facts = await survey(Questions(None, None, None, None, ("bug.example", "quercus.org")), lookups, deadline=1)

    assert facts.hosts == {"bug.example": None, "quercus.org": ("68.178.245.10",)}
    assert facts.unanswered == (Unanswered("dns", "bug.example", "error"),)
    assert [record.getMessage() for record in caplog.records] == ["asking dns failed"]


async def test_a_survey_that_is_cancelled_leaves_nothing_behind():
    """When nobody waits for the survey any more, its questions end with it."""
    async with faulty("silent") as server:
        lookups = Lookups(DnsClient([server.server], cache=LookupCache(None)), OfflineBlocklists())
        before = asyncio.all_tasks()
        task = asyncio.create_task(survey(EVERYTHING, lookups, deadline=5))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.sleep(0.05)
        left = {each.get_coro().__qualname__ for each in asyncio.all_tasks() - before}

    assert left <= {"LookupCache._find", "Queue.get"}  # what was on its way to the server, for the next who asks
