"""The data file of the block lists."""

import ipaddress

import pytest

from analyzers.lookups.zones import default_zones, known_zones, zone


def test_every_zone_is_complete():
    """Each zone has a name in both languages, its operator's page, and codes that a list can answer."""
    for name, row in known_zones().items():
        assert row.name == name == name.lower()
        assert row.ja
        assert row.en
        assert row.source is not None
        assert row.source.startswith("https://")
        assert row.codes or row.bits
        assert all(bit in {2**at for at in range(8)} for bit in row.bits)
        assert (row.kind == "feed") is (row.feed is not None)
        for code in (*row.codes, *row.refused) if row.feed is None else ():
            assert ipaddress.ip_address(code.replace("*", "0")) in ipaddress.ip_network("127.0.0.0/8"), name


def test_dead_lists_are_gone():
    """No list that is known to be dead, or to list whole networks, is shipped."""
    dead = ("sorbs", "manitu", "wpbl", "virbl", "spamcannibal", "inps.de", "uceprotect", "rbl.jp")

    assert [name for name in known_zones() if any(part in name for part in dead)] == []


@pytest.mark.parametrize(
    ("kind", "with_key", "zones"),
    [
        (
            "address",
            False,
            ("bl.spamcop.net", "psbl.surriel.com", "all.s5h.net", "dnsbl.dronebl.org", "list.dnswl.org"),
        ),
        (
            "address",
            True,
            (
                "zen.spamhaus.org",
                "bl.spamcop.net",
                "psbl.surriel.com",
                "all.s5h.net",
                "dnsbl.dronebl.org",
                "list.dnswl.org",
            ),
        ),
        ("domain", False, ("multi.uribl.com",)),
        ("domain", True, ("dbl.spamhaus.org", "multi.uribl.com")),
    ],
)
def test_the_default_is_what_any_company_may_ask(kind, with_key, zones):
    """No list for non-commercial use or for small companies only, and Spamhaus' with a key of one's own."""

    assert default_zones(kind, with_key=with_key) == zones


@pytest.mark.parametrize(
    ("name", "code", "meanings"),
    [
        ("multi.surbl.org", "127.0.0.8", ("phish",)),
        ("multi.surbl.org", "127.0.0.80", ("malware", "spam")),
        ("multi.surbl.org", "127.0.0.132", ("other", "abused-legit")),
        ("multi.uribl.com", "127.0.0.2", ("spam",)),
        ("multi.uribl.com", "127.0.0.4", ("other",)),
        ("dbl.spamhaus.org", "127.0.1.4", ("phish",)),
        ("dbl.spamhaus.org", "127.0.1.6", ("botnet",)),
        ("dbl.spamhaus.org", "127.0.1.103", ("redirector",)),
        ("dbl.spamhaus.org", "127.0.1.104", ("abused-legit",)),
        ("dbl.spamhaus.org", "127.0.1.77", ("other",)),
    ],
)
def test_meanings_of_domain_lists(name, code, meanings):
    """A sum means each of its bits; the other lists' codes mean what their operator says."""

    assert zone(name).meanings(code) == meanings


@pytest.mark.parametrize(
    ("name", "kind", "tests"),
    [
        ("dbl.spamhaus.org", "domain", ("dbltest.com", "example.com")),
        ("own.example", "domain", ("test", "invalid")),
        ("zen.spamhaus.org", "address", ("127.0.0.2", "127.0.0.1")),
    ],
)
def test_test_entries(name, kind, tests):
    """A list's own ones, else those of RFC 5782."""

    assert zone(name).tests(kind) == tests


@pytest.mark.parametrize(
    ("name", "code", "meaning"),
    [
        ("zen.spamhaus.org", "127.0.0.2", "spam"),
        ("zen.spamhaus.org", "127.0.0.4", "exploited"),
        ("zen.spamhaus.org", "127.0.0.10", "policy"),
        ("zen.spamhaus.org", "127.0.0.11", "policy"),
        ("zen.spamhaus.org", "127.0.0.30", "botnet"),
        ("zen.spamhaus.org", "127.0.0.99", "other"),
        ("bl.0spam.org", "127.0.0.7", "spam"),
        ("all.spamrats.com", "127.0.0.36", "policy"),
        ("dnsbl.dronebl.org", "127.0.0.9", "exploited"),
        ("list.dnswl.org", "127.0.15.3", "white"),
        ("unknown.example", "127.0.0.2", "other"),
    ],
)
def test_meanings(name, code, meaning):
    """A code means what its operator says, by pattern where the operator uses one."""

    assert zone(name).meanings(code) == (meaning,)


@pytest.mark.parametrize(
    ("name", "code", "refused"),
    [
        ("zen.spamhaus.org", "127.255.255.252", True),
        ("unknown.example", "127.255.255.0", True),
        ("list.dnswl.org", "127.0.0.255", True),
        ("dbl.spamhaus.org", "127.0.1.255", True),
        ("multi.surbl.org", "127.0.0.1", True),
        ("multi.uribl.com", "127.0.0.1", True),
        ("zen.spamhaus.org", "127.0.0.255", False),
        ("zen.spamhaus.org", "127.0.0.2", False),
    ],
)
def test_refusals(name, code, refused):
    """127.255.255.0/24 is a refusal anywhere, other codes where their operator says so."""

    assert zone(name).refuses(code) is refused
