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
        assert row.codes
        for code in (*row.codes, *row.refused):
            assert ipaddress.ip_address(code.replace("*", "0")) in ipaddress.ip_network("127.0.0.0/8"), name


def test_dead_lists_are_gone():
    """No list that is known to be dead, or to list whole networks, is shipped."""
    dead = ("sorbs", "manitu", "wpbl", "virbl", "spamcannibal", "inps.de", "uceprotect", "rbl.jp")

    assert [name for name in known_zones() if any(part in name for part in dead)] == []


def test_the_default_asks_no_list_twice():
    """The default holds ZEN but not its parts, and no list that answers registered resolvers only."""

    assert default_zones() == (
        "zen.spamhaus.org",
        "bl.spamcop.net",
        "psbl.surriel.com",
        "all.s5h.net",
        "bl.mailspike.net",
        "dnsbl.dronebl.org",
        "list.dnswl.org",
    )


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

    assert zone(name).meaning(code) == meaning


@pytest.mark.parametrize(
    ("name", "code", "refused"),
    [
        ("zen.spamhaus.org", "127.255.255.252", True),
        ("unknown.example", "127.255.255.0", True),
        ("list.dnswl.org", "127.0.0.255", True),
        ("zen.spamhaus.org", "127.0.0.255", False),
        ("zen.spamhaus.org", "127.0.0.2", False),
    ],
)
def test_refusals(name, code, refused):
    """127.255.255.0/24 is a refusal anywhere, other codes where their operator says so."""

    assert zone(name).refuses(code) is refused
