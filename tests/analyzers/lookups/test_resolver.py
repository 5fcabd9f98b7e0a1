"""Which servers are asked, in which order."""

import dns.name
import pytest

from analyzers.lookups.resolver import Resolver, Server, parse_server


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("192.0.2.53", ("192.0.2.53", 53)),
        (" 192.0.2.53:5353 ", ("192.0.2.53", 5353)),
        ("2001:db8::53", ("2001:db8::53", 53)),
        ("[2001:db8::53]", ("2001:db8::53", 53)),
        ("[2001:db8::53]:5353", ("2001:db8::53", 5353)),
    ],
)
def test_servers_are_read(text, server):
    """An address, with a port or without one, is a server."""

    assert parse_server(text) == server


@pytest.mark.parametrize(
    "text", ["", "dns.example", "192.0.2.53:", "192.0.2.53:0", "192.0.2.53:99999", "[::1]x:5", "::1]"]
)
def test_no_servers(text):
    """What is no server is one clear line."""
    with pytest.raises(ValueError, match="not a DNS server"):
        parse_server(text)


def test_a_failed_server_rests_longer_each_time(monkeypatch):
    """Half a minute, then twice as long each time, ten minutes at most; a burst of failures counts once."""
    now = 1000.0
    monkeypatch.setattr("analyzers.lookups.resolver.time.monotonic", lambda: now)
    server, rests = Server("192.0.2.53"), []
    for _ in range(6):
        server._rest()
        server._rest()
        rests.append(server.resting_until - now)
        now = server.resting_until

    assert rests == [30, 60, 120, 240, 480, 600]


def test_resting_servers_are_asked_last():
    """The servers keep their order, those that rest come last, the one that rests longest at the very end."""
    resolver = Resolver(["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"])
    resolver._servers[0].resting_until = 2e12
    resolver._servers[2].resting_until = 1e12

    assert [server.address for server in resolver._in_order()] == ["192.0.2.2", "192.0.2.4", "192.0.2.3", "192.0.2.1"]


def test_the_system_is_asked_by_default():
    """Without servers, those of the system are taken, and neither its search list nor dnspython's cache."""
    resolver = Resolver()

    assert resolver._resolver.search == []
    assert resolver._resolver.cache is None
    assert all(server.port == 53 for server in resolver._servers)


def test_names_are_asked_as_they_are():
    """No search domain is ever appended."""
    intranet = dns.name.from_text("intranet")

    assert Resolver(["192.0.2.1"])._resolver._get_qnames_to_try(intranet, search=False) == [intranet]
