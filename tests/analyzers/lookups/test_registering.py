"""Registrations of one mail: which are asked, what comes out, and the fakes that stand for registries."""

import asyncio
import time
from datetime import date

import pytest

from analyzers.errors import LookupFailed
from analyzers.facts import Registration, Unanswered
from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns, FakeRegistry, Recorded, RecordedZone
from analyzers.lookups.offline import OFFLINE
from analyzers.survey import Questions, survey

KNOWN = {"free.hr": {"registrant": "GRANSY d.o.o.", "source": "whois"}, "quercus.org": {"created": "2004-03-02"}}
QUERCUS = Registration(domain="quercus.org", registered=True, created=date(2004, 3, 2))


def asked(*names, registry, deadline=2.0):
    lookups = Lookups(FakeDns({}), FakeBlocklists({}), registry=registry)
    return survey(Questions(None, None, None, None, (), registered=names), lookups, deadline=deadline)


async def test_each_name_has_its_answer():
    """Registered, not registered, and not answered are told apart."""
    facts = await asked("quercus.org", "new.org", "slow.jp", registry=FakeRegistry(KNOWN | {"slow.jp": "timeout"}))

    assert facts.registrations == {
        "quercus.org": QUERCUS,
        "new.org": Registration(domain="new.org", registered=False),
        "slow.jp": None,
    }
    assert facts.unanswered == (Unanswered("rdap", "slow.jp", "timeout"),)


async def test_twenty_names_at_most():
    """Any further one is None, and nobody is blamed."""
    names = [f"d{n}.org" for n in range(30)]
    facts = await asked(*names, registry=FakeRegistry({}))

    assert [facts.registrations[name] is None for name in names] == [False] * 20 + [True] * 10
    assert facts.unanswered == ()


async def test_a_slow_registry_is_named_by_its_way():
    """When the deadline passes, the way that was asked is told."""

    class Slow(FakeRegistry):
        async def registration(self, domain):
            await asyncio.sleep(60)

    began = time.monotonic()
    facts = await asked("free.hr", "x.org", registry=Slow(KNOWN), deadline=0.2)

    assert facts.unanswered == (Unanswered("rdap", "x.org", "timeout"), Unanswered("whois", "free.hr", "timeout"))
    assert time.monotonic() - began < 2


async def test_nobody_to_ask_and_nothing_said():
    """Without a registry there is no word of registrations; offline, they were not asked."""
    assert (await asked("quercus.org", registry=None)).registrations == {}
    offline = await asked("quercus.org", registry=OFFLINE.registry)

    assert (offline.registrations, offline.unanswered) == (
        {"quercus.org": None},
        (Unanswered("rdap", "quercus.org", "offline"),),
    )


async def test_what_was_recorded_is_not_asked_outside():
    """The rest is, or is offline."""
    zone = RecordedZone(dns={}, blocklists={}, registrations=KNOWN)
    outside = Lookups(FakeDns({}), FakeBlocklists({}), registry=FakeRegistry({"other.jp": {"source": "whois"}}))
    recorded = Recorded(zone, outside).lookups.registry

    assert await recorded.registration("quercus.org") == QUERCUS
    assert await recorded.registration("other.jp") == Registration(domain="other.jp", registered=True, source="whois")
    assert [recorded.source(name) for name in ("free.hr", "other.jp", "x.org")] == ["whois", "whois", "rdap"]
    with pytest.raises(LookupFailed, match=r"rdap other\.jp: offline"):
        await Recorded(zone, Lookups(FakeDns({}), FakeBlocklists({}))).lookups.registry.registration("other.jp")


@pytest.mark.parametrize("row", ["slow", {"created": "yesterday"}])
def test_a_fake_refuses_what_there_is_not(row):
    """A reason, a day."""
    with pytest.raises(ValueError, match=r"reason|isoformat"):
        FakeRegistry({"x.org": row})
