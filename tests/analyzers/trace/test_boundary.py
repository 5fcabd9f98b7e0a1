"""Which line of the route is believed: never one that a stranger could have written."""

import pytest

from analyzers.addresses import is_public
from analyzers.message import HeaderBlock, HeaderField
from analyzers.trace import OurSide, trace

EVIL = "from mx.example.jp (dyn.evil.example [203.0.113.66]) by {by} (Postfix) with ESMTP id 1"
FORGED = (
    "from bank.example (bank.example [198.51.100.8]) by mx.example.jp (Postfix) with ESMTP id 2",
    "from mx2.example.jp (mx2.example.jp [198.51.100.9]) by mx.example.jp (Postfix) with ESMTP id 3",
)
CONFIGURED = OurSide(domains=("example.jp",), servers=("mx.example.jp", "filter.example.jp"))
UNCONFIGURED = OurSide()


def origin(lines, side):
    """The believed address, its line, and why it is believed."""
    found = trace(HeaderBlock(tuple(HeaderField("Received", line) for line in lines)), side)
    return (found.origin.ip if found.origin else None, found.origin.line if found.origin else None, found.because)


@pytest.mark.parametrize(("side", "because"), [(CONFIGURED, "configured"), (UNCONFIGURED, "first-external")])
@pytest.mark.parametrize(
    "relays",
    [
        (),
        ("from localhost (localhost [127.0.0.1]) by mx.example.jp (Postfix)",),
        ("from filter.example.jp (unknown [10.0.0.7]) by mx.example.jp (Postfix)",),
        ("from filter.example.jp (filter.example.jp [198.51.100.20]) by mx.example.jp (Postfix)",),
        (
            "from mx.example.jp by mx.example.jp with LMTP",
            "from localhost (localhost [127.0.0.1]) by mx.example.jp (amavisd-new, port 10024)",
        ),
        ("by mx.example.jp (Postfix, from userid 111)",),
        (
            "from mx.example.jp (LHLO mx.example.jp) (192.168.3.4) by box.mx.example.jp with LMTP",
            "from localhost (localhost [127.0.0.1]) by localhost (mx.example.jp [127.0.0.1]) (amavisd-new)",
        ),
    ],
    ids=["none", "loopback", "private", "public", "lmtp", "local", "several"],
)
def test_the_stranger_behind_our_relays(relays, side, because):
    """Whatever our own machines do among themselves, the stranger they took the mail from is the origin."""
    lines = (*relays, EVIL.format(by="mx.example.jp"), *FORGED)

    assert origin(lines, side) == ("203.0.113.66", len(relays) + 1, because)


@pytest.mark.parametrize("side", [CONFIGURED, UNCONFIGURED])
@pytest.mark.parametrize(
    "forged",
    [*FORGED, *(EVIL.replace("203.0.113.66", ip).format(by="mx.example.jp") for ip in ("10.0.0.1", "198.51.100.7"))],
)
def test_forged_lines_below_are_never_believed(forged, side):
    """A line that claims our own name below the boundary is the stranger's."""
    assert origin((EVIL.format(by="mx.example.jp"), forged, *FORGED), side)[:2] == ("203.0.113.66", 1)


@pytest.mark.parametrize("side", [CONFIGURED, UNCONFIGURED])
@pytest.mark.parametrize("by", ["mx.google.com", "mail.elsewhere.example"])
def test_forged_lines_of_ours_below_a_foreign_server(by, side):
    """A mail that reached somebody else's server shows our names only because its sender wrote them."""
    assert origin((EVIL.format(by=by), *FORGED), side) == ("203.0.113.66", 1, "first-external")


@pytest.mark.parametrize("side", [CONFIGURED, UNCONFIGURED])
@pytest.mark.parametrize(
    "peer",
    [
        "from mx.example.jp (unknown [203.0.113.66]) by mx.example.jp (Postfix)",
        "from mx.example.jp ([203.0.113.66]) by mx.example.jp (8.17.1)",
        "from mx.example.jp (mx.example.jp [203.0.113.66] (may be forged)) by mx.example.jp (8.17.1)",
        "from mx.example.jp (HELO mx.example.jp) (203.0.113.66) by mx.example.jp with SMTP",
        "from [203.0.113.66] (helo=mx.example.jp) by mx.example.jp with esmtp (Exim 4.97)",
        "from mx.example.jp (203.0.113.66) by mx.example.jp with Microsoft SMTP Server",
        "from (mx.example.jp[10.0.0.1]) (unknown [203.0.113.66]) by mx.example.jp (Postfix)",
        "from [10.0.0.1] (unknown [203.0.113.66]) by mx.example.jp (Postfix)",
    ],
)
def test_a_name_that_the_peer_gave_itself_never_makes_it_one_of_us(peer, side):
    """Neither a HELO nor a reverse name that nobody made sure of."""
    assert origin((peer, *FORGED), side)[:2] == ("203.0.113.66", 1)


def test_a_home_line_of_our_own_provider_is_a_stranger():
    """The provider's customers bear the provider's domain, and are none of its servers."""
    line = "from x (p1-203-0-113-66.ppps.bbiq.jp [203.0.113.66]) by mx.bbiq.jp (Postfix)"

    assert origin((line, "from a.example (a.example [198.51.100.8]) by mx.bbiq.jp (Postfix)"), UNCONFIGURED)[:2] == (
        "203.0.113.66",
        1,
    )


def test_only_configured_servers_are_ours_once_they_are_configured():
    """Another machine of our domain, not named as a server, is the origin of what it sends."""
    lines = ("from www.example.jp (www.example.jp [203.0.113.66]) by mx.example.jp (Postfix)", *FORGED)

    assert origin(lines, OurSide(servers=("mx.example.jp",)))[0] == "203.0.113.66"


def test_a_cloud_mailbox_behind_our_gateway():
    """Lines of the provider that keeps our mailboxes stand above our gateway's; its word about our gateway is enough."""
    lines = (
        "from A1.prod.outlook.com (2603:10a6:1:2::3) by B1.prod.outlook.com with HTTPS",
        "from mx.example.jp (mx.example.jp [198.51.100.20]) by A1.prod.outlook.com (Postfix)",
        EVIL.format(by="mx.example.jp"),
        *FORGED,
    )

    assert origin(lines, CONFIGURED) == ("203.0.113.66", 3, "configured")


M365 = (
    "from A1.prod.outlook.com (2603:10a6:1:2::3) by B1.prod.outlook.com (2603:10a6:9::1) with HTTPS",
    "from C1.prod.outlook.com (2603:10a6:102:1::7) by A1.prod.outlook.com with Microsoft SMTP Server",
    "from D1.eop-eur01.prod.protection.outlook.com (2a01:111:f400:7e1f::205) by C1.outlook.office365.com with Microsoft SMTP Server",
)


def test_microsoft_365():
    """Hops inside Exchange Online bear no reverse name and are known by their networks."""
    line = (
        "from mail.evil.example (203.0.113.66) by D1.mail.protection.outlook.com (10.13.1.1) with Microsoft SMTP Server"
    )

    assert origin((*M365, line, *FORGED), UNCONFIGURED) == ("203.0.113.66", 4, "first-external")


@pytest.mark.parametrize(
    "ip",
    ["40.107.1.2", "2603:1020:1::5", "2a01:111:f400:fe0e::100"],
    ids=["other customers", "rented machines", "other customers, IPv6"],
)
def test_not_everything_of_microsofts_is_exchange_online(ip):
    """Other customers' mail and rented machines come from neighbouring networks."""
    line = f"from D2.outbound.protection.outlook.com ({ip}) by D1.mail.protection.outlook.com (10.13.1.1)"

    assert origin((*M365, line, *FORGED), UNCONFIGURED)[:2] == (ip, 4)


def test_relay_networks_count_only_in_the_providers_own_lines():
    """In our line, a peer from there is a stranger like any other."""
    line = "from D1.prod.outlook.com (unknown [2603:10a6:1:2::3]) by mx.example.jp (Postfix)"

    assert origin((line, *FORGED), UNCONFIGURED)[:2] == ("2603:10a6:1:2::3", 1)


def test_google():
    """Google's own lines bear no peer, or an IPv6 name."""
    lines = ("by 2002:a05:6402:3c4:b0:5f1 with SMTP id x", EVIL.format(by="mx.google.com"), *FORGED)

    assert origin(lines, UNCONFIGURED) == ("203.0.113.66", 2, "first-external")


@pytest.mark.parametrize("side", [CONFIGURED, UNCONFIGURED])
@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((), (None, None, None)),
        (("nonsense",), (None, None, None)),
        (("from localhost (localhost [127.0.0.1]) by mx.example.jp",), ("127.0.0.1", 1, "top-line")),
        (("from mail.evil.example by mx.example.jp with SMTP", *FORGED), (None, 1, "top-line")),
        (
            ("from a (unknown [10.0.0.1]) by mx.example.jp", "from b.example (b.example [198.51.100.8]) by c.example"),
            ("10.0.0.1", 1, "top-line"),
        ),
    ],
    ids=["no route", "unreadable", "local", "a stranger without an address", "somebody else's line"],
)
def test_when_nothing_more_can_be_believed(lines, found, side):
    """The top line as far as it goes, else nothing."""
    assert origin(lines, side) == found


PROVIDER = (
    "from X.jpnprd01.prod.outlook.com (2603:1096:400::5) by Y.jpnprd01.prod.outlook.com with Microsoft SMTP Server"
)
OURS_TO_PROVIDER = "from filter.example.jp (198.51.100.20) by X.jpnprd01.prod.outlook.com with Microsoft SMTP Server"
GATEWAY = OurSide(domains=("example.jp",), servers=("mx.example.jp", "198.51.100.20"))


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((PROVIDER, FORGED[0]), ("2603:1096:400::5", 1, "top-line")),
        ((PROVIDER, PROVIDER, FORGED[1]), ("2603:1096:400::5", 1, "top-line")),
        ((PROVIDER, OURS_TO_PROVIDER, FORGED[0]), ("198.51.100.8", 3, "configured")),
    ],
    ids=["forged", "forged below two", "our own server handed it over"],
)
def test_a_name_of_ours_below_a_providers_own_relays(lines, found):
    """Our mailbox is at a provider: what it got from itself was not handed over by a server of ours."""
    assert origin(lines, GATEWAY) == found


def test_very_many_lines():
    """No more lines are read than any real mail has."""
    found = trace(HeaderBlock(tuple(HeaderField("Received", FORGED[0]) for _ in range(500))), UNCONFIGURED)

    assert len(found.hops) == 60


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("203.0.113.5", True),
        ("8.8.8.8", True),
        ("2001:db8::1", True),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("fe80::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:a00:1::", False),
        ("224.0.0.1", False),
        (None, False),
    ],
)
def test_private_networks(ip, public):
    """An address of a private network says nothing about a stranger."""
    assert is_public(ip) is public
