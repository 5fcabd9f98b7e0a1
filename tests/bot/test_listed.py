"""Mails whose domains stand on lists, from the question to the sentence."""

from __future__ import annotations

import pytest

from analyzers import examine, read
from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns
from analyzers.lookups.fake_domains import FakeDomainLists
from analyzers.lookups.feed_index import FeedHost, FeedIndex, Validators
from analyzers.lookups.feeds import Feeds, known_feeds
from bot.reply import say_finding
from bot.report_json import report_json
from bot.words import words
from tests.analyzers.mails import OURS, eml

DBL, SURBL, URIBL = "dbl.spamhaus.org", "multi.surbl.org", "multi.uribl.com"
LINK = "<a href=https://www.bad.example/>x</a>"
WORLD = {
    "www.bad.example": {"A": ["203.0.113.6"]},
    "other.example": {"A": ["203.0.113.7"]},
    "mail.example.com": {"A": ["203.0.113.5"]},
    "203.0.113.5": {"PTR": ["mail.example.com"]},
    "example.com": {"MX": ["10 mail.example.com"]},
}


async def examined(lists, feeds=None, **mail):
    lookups = Lookups(
        FakeDns(WORLD),
        FakeBlocklists({"bl.spamcop.net": {}}),
        domain_lists=FakeDomainLists(lists),
        feeds=FakeDomainLists(feeds) if isinstance(feeds, dict) else feeds,
    )
    return await examine(read(eml(**mail)), lookups=lookups, side=OURS)


def rows(report, code):
    return [row for row in report.findings if row.finding.code == code]


@pytest.mark.parametrize(
    ("lists", "kind", "zones", "group", "weight"),
    [
        ({DBL: {"www.bad.example": ["127.0.1.4"]}}, "phish", (DBL,), "link-destination", 4.0),
        ({URIBL: {"bad.example": ["127.0.0.2"]}}, "spam", (URIBL,), "link-destination", 4.0),
        (
            {DBL: {"www.bad.example": ["127.0.1.2"]}, SURBL: {"bad.example": ["127.0.0.16"]}},
            "malware",
            (DBL, SURBL),
            "link-destination",
            4.0,
        ),
        ({DBL: {"www.bad.example": ["127.0.1.104"]}}, "abused-legit", (DBL,), "link-destination", 1.0),
        ({DBL: {"www.bad.example": ["127.0.1.103"]}}, "redirector", (DBL,), "link-destination", 1.0),
    ],
)
async def test_a_listed_link(lists, kind, zones, group, weight):
    """Its worst meaning tells what it weighs; an honest place that is misused weighs little."""
    (row,) = rows(await examined(lists, html=LINK), "link-listed")

    assert row.finding.facts == {"host": "www.bad.example", "kind": kind, "zones": zones, "brand": "none"}
    assert (row.group, row.weight) == (group, weight)
    assert [each.source for each in row.finding.evidence] == ["blocklist"] * len(zones)


@pytest.mark.parametrize(
    "lists", [{URIBL: {"bad.example": ["127.0.0.4"]}}, {"own.example": {"bad.example": ["127.0.0.2"]}}, {URIBL: {}}]
)
async def test_other_meanings_are_no_finding(lists):
    """Bulk mail that may be honest, and codes that nobody explained."""

    assert rows(await examined(lists, html=LINK), "link-listed") == []


@pytest.mark.parametrize(("code", "kind", "weight"), [("host", "phish", 4.0), ("domain", "phish-near", 1.5)])
async def test_a_link_that_a_feed_knows(code, kind, weight):
    """The very host weighs as on a list; a host beside it weighs less, and the evidence is the feed."""
    report = await examined({}, {"jpcert": {"www.bad.example": [code]}}, html=LINK)
    (row,) = rows(report, "link-listed")

    assert (row.finding.facts["kind"], row.weight) == (kind, weight)
    assert [(each.source, each.subject) for each in row.finding.evidence] == [("feed", f"jpcert {code}")]
    assert report_json(report)["links"][0]["listed"] == [{"zone": "jpcert", "codes": [code], "meanings": ["phish"]}]
    assert "JPCERT/CC" in say_finding(row, words("ja"))


async def test_whom_a_place_poses_as_is_told(tmp_path):
    """In the feed's words, which are tamed like any stranger's."""
    index = FeedIndex(tmp_path / "jpcert.sqlite")
    brand = "三井\u202e住友 https://x.example/"
    index.keep("https://feed.test/", {"www.bad.example": FeedHost("bad.example", brand)}, Validators(), 0.0)
    (row,) = rows(await examined({}, Feeds(tmp_path, known_feeds(["jpcert"])), html=LINK), "link-listed")

    assert row.finding.facts == {"host": "www.bad.example", "kind": "phish", "zones": ("jpcert",), "brand": brand}
    assert say_finding(row, words("ja")) == (
        "リンク先のサイト www.bad[.]example は、フィッシング詐欺のサイトとして公開のリストに登録されています"
        "（JPCERT/CC フィッシング URL 一覧）（三井住友 hxxps://x[.]example/ をかたるもの）"
    )
    assert say_finding(row, words("en")) == (
        "The link's site www.bad[.]example is on public lists as a phishing site (JPCERT/CC's list of phishing URLs) "
        "(posing as 三井住友 hxxps://x[.]example/)"
    )


async def test_a_sender_beside_a_bad_host_is_no_finding():
    """Nor is a feed that was not fetched yet a gap in what is known of the links; it is named."""
    beside = await examined({}, {"jpcert": {"example.com": ["domain"]}}, html="x")
    missing = report_json(await examined({}, {"jpcert": "not-installed"}, html=LINK))

    assert rows(beside, "sender-domain-listed") == []
    assert missing["unanswered"] == [{"source": "feed", "subject": "jpcert", "reason": "not-installed"}]
    assert missing["coverage"]["links"] == "checked"


async def test_three_links_at_most_the_worst_first():
    """Each registrable domain once."""
    names = [f"n{number}.example" for number in range(5)]
    lists = {SURBL: {name: ["127.0.0.64"] for name in names[:4]} | {names[4]: ["127.0.0.8"]}}
    html = "".join(f"<a href=https://www.{name}/>x</a><a href=https://{name}/>y</a>" for name in names)
    found = rows(await examined(lists, html=html), "link-listed")

    assert [(row.finding.facts["host"], row.finding.facts["kind"]) for row in found] == [
        ("www.n4.example", "phish"),
        ("www.n0.example", "spam"),
        ("www.n1.example", "spam"),
    ]


async def test_a_listed_sender():
    """The From domain's listing is a finding about the header, and one of a misused honest domain is none."""
    listed = await examined({SURBL: {"example.com": ["127.0.0.64"]}}, html="x")
    misused = await examined({SURBL: {"example.com": ["127.0.0.128"]}}, html="x")
    (row,) = rows(listed, "sender-domain-listed")

    assert row.finding.facts == {"domain": "example.com", "kind": "spam", "zones": (SURBL,)}
    assert (row.group, row.weight) == ("headers", 2.0)
    assert rows(misused, "sender-domain-listed") == []


async def test_the_report_says_what_each_list_says():
    """`listed` of a link: the listings, [] for none, null when nobody answered."""
    lists = {DBL: {"www.bad.example": ["127.0.1.4"]}, URIBL: {"bad.example": ["127.0.0.2"]}}
    html = LINK + "<a href=https://other.example/>y</a>"
    found = report_json(await examined(lists, html=html))
    silent = report_json(await examined({URIBL: "refused"}, html=html))

    assert [link["listed"] for link in found["links"]] == [
        [
            {"zone": DBL, "codes": ["127.0.1.4"], "meanings": ["phish"]},
            {"zone": URIBL, "codes": ["127.0.0.2"], "meanings": ["spam"]},
        ],
        [],
    ]
    assert [link["listed"] for link in silent["links"]] == [None, None]
    assert {"source": "blocklist", "subject": URIBL, "reason": "refused"} in silent["unanswered"]
    assert (silent["coverage"]["links"], silent["coverage"]["route"]) == ("partly", "checked")


async def test_the_sentences_call_the_lists_by_name():
    """In both languages, with the kind in plain words."""
    lists = {
        DBL: {"www.bad.example": ["127.0.1.4"]},
        URIBL: {"bad.example": ["127.0.0.2"], "example.com": ["127.0.0.2"]},
    }
    report = await examined(lists, html=LINK)
    (link,), (sender,) = rows(report, "link-listed"), rows(report, "sender-domain-listed")

    assert say_finding(link, words("en")) == (
        "The link's site www.bad[.]example is on public lists as a phishing site (Spamhaus DBL, URIBL)"
    )
    assert say_finding(link, words("ja")) == (
        "リンク先のサイト www.bad[.]example は、フィッシング詐欺のサイトとして公開のリストに登録されています（Spamhaus DBL、URIBL）"
    )
    assert say_finding(sender, words("en")) == (
        "The sender's domain example[.]com is on public lists as one that spammers use (URIBL)"
    )
    assert say_finding(sender, words("ja")) == (
        "差出人のドメイン example[.]com は、迷惑メールに使われるものとして公開のリストに登録されています（URIBL）"
    )
