"""Which addresses may be connected to."""

import pytest

from analyzers.lookups.guard import Allow, is_outside


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "68.178.245.10", "203.104.209.7", "2606:4700::1111", "2400:cb00::1", "1.0.0.1"]
)
def test_the_public_internet_is_outside(ip):
    """An ordinary server's address."""
    assert is_outside(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.8.8.8", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
        "168.63.129.16", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::808:808", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1",
        "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "100::1",
        "", "localhost", "2130706433", "0x7f.1", "127.1", "8.8.8.8.", " 8.8.8.8", "8.8.8.8:443",
    ],
)  # fmt: skip
def test_inside_tunnels_and_what_is_no_address_are_not(ip):
    """Everything that leads into this machine, its network or a tunnel, and every other notation."""
    assert not is_outside(ip)


def test_only_https_is_asked_unless_told():
    """Other ports, and plain HTTP's, only when they are named."""
    assert [Allow().address("8.8.8.8", port) for port in (443, 80, 43, 22)] == [True, False, False, False]
    assert [Allow(ports=frozenset({80, 443})).address("8.8.8.8", port) for port in (443, 80, 43)] == [True, True, False]
    assert Allow(ports=frozenset({43})).address("10.0.0.1", 43) is False


def test_an_endpoint_is_let_through_alone():
    """One address at one port, and nothing beside it."""
    allow = Allow(endpoints=frozenset({("127.0.0.1", 8443)}))

    assert allow.port(8443)
    assert allow.address("127.0.0.1", 8443)
    assert not allow.address("127.0.0.1", 443)
    assert not allow.address("127.0.0.2", 8443)
    assert not allow.address("8.8.8.8", 8443)
