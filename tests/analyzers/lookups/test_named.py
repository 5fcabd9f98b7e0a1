"""Which names are looked for in lists of domains, and in which form."""

from __future__ import annotations

import pytest

from analyzers import OurSide
from analyzers.errors import LookupFailed
from analyzers.facts import Facts, Listing, Unanswered
from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns, Recorded, RecordedZone
from analyzers.lookups.fake_domains import FakeDomainLists
from analyzers.lookups.named import strange_names
from analyzers.lookups.offline import OfflineDomainLists
from analyzers.survey import Questions, survey

OURS = OurSide(domains=("example-shop.jp",))
DBL, URIBL = "dbl.spamhaus.org", "multi.uribl.com"


class Counting(FakeDomainLists):
    """Lists of domains that note what they are asked."""

    def __init__(self, lists):
        super().__init__(lists)
        self.asked = []

    async def listing(self, zone, domain):
        self.asked.append((zone, domain))
        return await super().listing(zone, domain)


@pytest.mark.parametrize(
    ("names", "asked"),
    [
        (("www.quercus.org", "a.quercus.org", None), ("www.quercus.org",)),
        (("cpkagoya.ho61v7smlr.free.hr",), ("cpkagoya.ho61v7smlr.free.hr",)),
        (("mail.example-shop.jp", "www.amazon.co.jp", "gmail.com"), ()),
        (("free.hr", "jp", "203.0.113.5", "a b", ""), ()),
        (tuple(f"www.n{number}.example" for number in range(40)), tuple(f"www.n{n}.example" for n in range(20))),
    ],
)
def test_only_strangers_are_asked(names, asked):
    """One host for each registrable domain, 20 at most; never us, a mail provider or a proven brand."""

    assert strange_names(names, OURS) == asked


def test_a_recipient_does_not_make_a_domain_ours():
    """Only configured domains are left out: the sender writes the recipients."""

    assert strange_names(("example-shop.jp",), OurSide()) == ("example-shop.jp",)


async def surveyed(lists, *names, deadline=2.0) -> Facts:
    lookups = Lookups(FakeDns({}), FakeBlocklists({}), domain_lists=lists)
    return await survey(Questions(None, None, None, None, (), strangers=names), lookups, deadline=deadline)


async def test_each_list_gets_the_form_that_it_wants():
    """DBL the whole host, the others the registrable domain; answers stand under what was asked."""
    lists = Counting({DBL: {"www.bad.example": ["127.0.1.4"]}, URIBL: {"bad.example": ["127.0.0.2"]}})
    facts = await surveyed(lists, "www.bad.example", "good.example")

    assert sorted(lists.asked) == [
        (DBL, "good.example"),
        (DBL, "www.bad.example"),
        (URIBL, "bad.example"),
        (URIBL, "good.example"),
    ]
    assert facts.listings == {
        "www.bad.example": (Listing(DBL, ("127.0.1.4",), ("phish",)),),
        "bad.example": (Listing(URIBL, ("127.0.0.2",), ("spam",)),),
        "good.example": (),
    }


async def test_a_list_that_fails_is_named_and_the_others_count():
    """None only where nobody answered."""
    one = await surveyed(FakeDomainLists({DBL: "refused", URIBL: {}}), "www.bad.example", "good.example")
    none = await surveyed(FakeDomainLists({URIBL: "timeout"}), "bad.example")

    assert one.listings == {"www.bad.example": None, "bad.example": (), "good.example": ()}
    assert one.unanswered == (Unanswered("blocklist", DBL, "refused"),)
    assert (none.listings, none.unanswered) == ({"bad.example": None}, (Unanswered("blocklist", URIBL, "timeout"),))


async def test_recorded_names_are_not_asked_outside():
    """What the recording knows, or what lies below it there, is answered from it."""
    outside = Counting({URIBL: {"other.example": ["127.0.0.2"], "bad.example": ["127.0.0.2"]}})
    zone = RecordedZone({"www.bad.example": {}}, {}, domain_lists={DBL: {"worse.example": ["127.0.1.4"]}})
    lists = Recorded(zone, Lookups(FakeDns({}), FakeBlocklists({}), domain_lists=outside)).lookups.domain_lists
    assert lists is not None
    found = [await lists.listing(URIBL, name) for name in ("bad.example", "worse.example", "other.example")]

    assert lists.zones == (DBL, URIBL)
    assert [each is not None for each in found] == [False, False, True]
    assert outside.asked == [(URIBL, "other.example")]
    assert await lists.listing(DBL, "worse.example") == Listing(DBL, ("127.0.1.4",), ("phish",))
    with pytest.raises(LookupFailed, match="offline"):
        await lists.listing(DBL, "other.example")


async def test_offline_lists_say_so():
    """Every list that would have been asked is named."""
    facts = await surveyed(OfflineDomainLists([DBL, URIBL]), "bad.example")

    assert facts.unanswered == (Unanswered("blocklist", DBL, "offline"), Unanswered("blocklist", URIBL, "offline"))


def test_a_reason_that_there_is_not_is_refused():
    """A world with a slip is an error when it is made."""
    with pytest.raises(ValueError, match="'sulks' is no reason to fail"):
        FakeDomainLists({URIBL: "sulks"})  # type: ignore[dict-item]
