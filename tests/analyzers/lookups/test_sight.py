"""A resolver that does not know the internet tells nothing by "there is no such name"."""

from __future__ import annotations

import pytest

from analyzers.errors import LookupFailed
from analyzers.lookups.dns import _NEGATIVE
from analyzers.lookups.fake import FakeDns
from analyzers.lookups.sight import BLIND, KNOWN_NAME, MISLED, SEEN, SightedDns

OFFICE = {"intra.example": {"A": ["192.0.2.1"]}}
WORLD = {KNOWN_NAME: {"A": ["198.41.0.4"]}}


class Counting(FakeDns):
    """Counts what is asked."""

    def __init__(self, records):
        super().__init__(records)
        self.asked = []

    async def addresses(self, name):
        self.asked.append(name)
        return await super().addresses(name)


@pytest.mark.parametrize("question", ["addresses", "mail_servers", "texts", "names"])
async def test_there_is_none(question):
    """It is an answer of one that sees, and a failure of one that does not."""
    subject = "203.0.113.5" if question == "names" else "nowhere.example"
    assert await getattr(SightedDns(FakeDns(WORLD)), question)(subject) == ()
    with pytest.raises(LookupFailed) as failed:
        await getattr(SightedDns(FakeDns(OFFICE)), question)(subject)

    assert (failed.value.source, failed.value.subject, failed.value.reason) == ("dns", subject, "error")


async def test_what_it_knows_is_believed():
    """The office's own names, and that it does not know the world's."""
    dns = SightedDns(FakeDns(OFFICE))

    assert await dns.addresses("intra.example") == ("192.0.2.1",)
    assert await dns.addresses(KNOWN_NAME) == ()


async def test_a_resolver_that_fails_about_the_known_name():
    """Nothing can be said, so nothing is."""
    with pytest.raises(LookupFailed, match="nowhere"):
        await SightedDns(FakeDns({KNOWN_NAME: "timeout"})).texts("nowhere.example")


async def test_sight_is_asked_for_once_in_a_while(caplog):
    """An hour when it sees, a minute when it does not; what changes is logged once."""
    now = [0.0]
    told = Counting(OFFICE)
    dns = SightedDns(told, clock=lambda: now[0])
    for at in (0.0, BLIND - 1, BLIND):
        now[0] = at
        with pytest.raises(LookupFailed):
            await dns.texts("nowhere.example")
    told._records |= FakeDns(WORLD)._records
    for at in (2 * BLIND, 2 * BLIND + MISLED - 1):  # what is kept may be of the time before
        now[0] = at
        with pytest.raises(LookupFailed):
            await dns.texts("nowhere.example")
    for at in (2 * BLIND + MISLED, 2 * BLIND + SEEN - 1, 2 * BLIND + SEEN):
        now[0] = at
        assert await dns.texts("nowhere.example") == ()

    assert told.asked == [KNOWN_NAME] * 4
    assert [record.message for record in caplog.records] == [
        "the resolver does not know the internet",
        "the resolver knows the internet again",
    ]


async def test_a_resolver_that_was_only_slow():
    """It told nothing, so nothing wrong is kept."""
    now = [0.0]
    told = FakeDns({KNOWN_NAME: "timeout"})
    dns = SightedDns(told, clock=lambda: now[0])
    with pytest.raises(LookupFailed):
        await dns.texts("nowhere.example")
    told._records |= FakeDns(WORLD)._records
    now[0] = BLIND

    assert await dns.texts("nowhere.example") == ()


def test_what_is_kept_of_a_blind_time():
    """It is not believed before the last of it is forgotten."""
    assert _NEGATIVE[1] <= MISLED
