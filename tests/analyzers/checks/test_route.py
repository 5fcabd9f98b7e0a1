"""The checks that ask where the mail came from."""

import pytest

from analyzers.checks import (
    helo_mismatch,
    helo_not_fqdn,
    helo_unknown,
    origin_listed,
    provider_abused,
    rdns_unconfirmed,
    residential_origin,
)
from analyzers.facts import Listing
from tests.analyzers.mails import dossier, eml, facts

PRIVATE = "from helo (unknown [10.0.0.1]) by mx.example.jp (Postfix)"


def line(helo="mail.example.com", rdns="mail.example.com", ip="203.0.113.5"):
    return f"from {helo} ({rdns} [{ip}]) by mx.example.jp (Postfix)"


def said(check, received, known=None, **mail):
    """The findings of one check as code and facts."""
    found = check.check(dossier(eml(received=(received,), **mail), facts=known or facts()))
    return [(finding.code, finding.facts) for finding in found]


@pytest.mark.parametrize(
    ("received", "known", "rdns"),
    [
        (line(rdns="a.elsewhere.net"), None, "a.elsewhere.net"),
        (line(rdns="unknown"), facts(rdns="a.elsewhere.net", rdns_confirmed=True), "a.elsewhere.net"),
    ],
)
def test_helo_mismatch(received, known, rdns):
    """Two houses, the real one recorded or asked."""
    assert said(helo_mismatch, received, known) == [("helo-mismatch", {"helo": "mail.example.com", "rdns": rdns})]


@pytest.mark.parametrize(
    "received",
    [
        line(),
        line(helo="other.example.com"),
        line(helo="news.example-mail.com"),
        line(rdns="unknown"),
        line(helo="[203.0.113.5]"),
        line(helo="localhost"),
        line(rdns="a.example.net").replace("[203.0.113.5]", "[203.0.113.5] (may be forged)"),
        PRIVATE,
    ],
)
def test_no_helo_mismatch(received):
    """One domain, no reverse name or one that leads elsewhere, a HELO that is no domain, a machine of ours."""
    assert said(helo_mismatch, received) == []


@pytest.mark.parametrize("helo", ["win-8q2lk", "localhost", "localhost.localdomain", "user_pc"])
def test_helo_not_fqdn(helo):
    """A name that no mail server has."""
    assert said(helo_not_fqdn, line(helo=helo)) == [("helo-not-fqdn", {"helo": helo})]


@pytest.mark.parametrize(
    "received", [line(), line(helo="[203.0.113.5]"), line(helo="203.0.113.5"), line(helo="[IPv6:2001:db8::1]"), PRIVATE]
)
def test_helo_in_order(received):
    """A full name, and an address in brackets."""
    assert said(helo_not_fqdn, received) == []


@pytest.mark.parametrize(
    ("received", "exists", "found"),
    [(line(), False, ["helo-unknown"]), (line(), True, []), (line(), None, []), (PRIVATE, False, [])],
)
def test_helo_unknown(received, exists, found):
    """Only an answer counts, and only about a stranger."""
    assert [code for code, _ in said(helo_unknown, received, facts(helo_exists=exists))] == found


@pytest.mark.parametrize(
    ("received", "known", "found"),
    [
        (line(), facts(rdns="mail.example.com", rdns_confirmed=False), ["rdns-unconfirmed"]),
        (line(), facts(rdns="mail.example.com", rdns_confirmed=True), []),
        (line(), facts(rdns_confirmed=None), []),
        (line(rdns="unknown"), facts(rdns=None, rdns_confirmed=False), []),
    ],
)
def test_rdns_unconfirmed(received, known, found):
    """A name that does not lead back; no name at all is common."""
    assert [code for code, _ in said(rdns_unconfirmed, received, known)] == found


@pytest.mark.parametrize(
    ("rdns", "ip", "isp"),
    [
        ("218-219-125-240.ppps.bbiq.jp", "218.219.125.240", "BBIQ (QTnet, Kyushu)"),
        ("p1234-ipngn5.osaka.ocn.ne.jp", "203.0.113.9", "OCN (NTT)"),
        ("softbank203000113009.bbtec.net", "203.0.113.9", "SoftBank (Yahoo! BB)"),
        ("203-0-113-9f1.kyt2.eonet.ne.jp", "203.0.113.9", "eo (Optage, Kansai)"),
        ("dyn-203-0-113-9.example.net", "203.0.113.9", "unknown"),
        ("pool-cb007109.example.net", "203.0.113.9", "unknown"),
        ("9.113.0.203.dsl.example.net", "203.0.113.9", "unknown"),
    ],
)
def test_residential_origin(rdns, ip, isp):
    """A line of a Japanese provider, or a name that spells out the address of a line."""
    ((code, found),) = said(residential_origin, line(rdns=rdns, ip=ip))

    assert (code, found["isp-en"], found["rdns"], found["ip"]) == ("residential-origin", isp, rdns, ip)


@pytest.mark.parametrize(
    ("rdns", "ip"),
    [
        ("mail.example.com", "203.0.113.9"),
        ("ms-omx41.eonet.ne.jp", "203.0.113.9"),
        ("mta-sp-w02.biglobe.ne.jp", "203.0.113.9"),
        ("static-203-0-113-9.example.net", "203.0.113.9"),
        ("vps-203-0-113-9.host.example.net", "203.0.113.9"),
        ("customer.example.net", "203.0.113.9"),
        ("unknown", "203.0.113.9"),
    ],
)
def test_no_home_line(rdns, ip):
    """Servers, also a provider's own, and rented ones."""
    assert said(residential_origin, line(rdns=rdns, ip=ip)) == []


def listing(zone, *meanings):
    return Listing(zone, ("127.0.0.2",), meanings)


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (
            (listing("zen.spamhaus.org", "exploited", "policy"), listing("bl.spamcop.net", "spam")),
            [("origin-listed", ("zen.spamhaus.org", "bl.spamcop.net"))],
        ),
        ((listing("zen.spamhaus.org", "policy"),), [("home-line-listed", ("zen.spamhaus.org",))]),
        (
            (listing("zen.spamhaus.org", "policy"), listing("bl.spamcop.net", "spam")),
            [("origin-listed", ("bl.spamcop.net",)), ("home-line-listed", ("zen.spamhaus.org",))],
        ),
        ((listing("list.dnswl.org", "white"),), []),
        ((listing("own.example", "other"),), [("origin-listed", ("own.example",))]),
        ((), []),
        (None, []),
    ],
)
def test_origin_listed(listed, found):
    """A home line's listing is no attacker's, a white list says nothing, and silence is silence."""
    assert [(code, fact["zones"]) for code, fact in said(origin_listed, line(), facts(listed=listed))] == found


BIGLOBE = line(helo="mta-sp-w02.biglobe.ne.jp", rdns="mta-sp-w02.biglobe.ne.jp")


@pytest.mark.parametrize(
    ("received", "confirmed", "sender", "said_so"),
    [
        (BIGLOBE, True, "<a@mue.biglobe.ne.jp>", True),
        (BIGLOBE, None, "<a@mue.biglobe.ne.jp>", True),
        (BIGLOBE, False, "<a@mue.biglobe.ne.jp>", False),
        (
            "from x (HELO y) (203.0.113.5) by mx.example.jp".replace("x ", "mta.biglobe.ne.jp "),
            None,
            "<a@biglobe.ne.jp>",
            False,
        ),
        (
            "from x (HELO y) (203.0.113.5) by mx.example.jp".replace("x ", "mta.biglobe.ne.jp "),
            True,
            "<a@biglobe.ne.jp>",
            True,
        ),
        (BIGLOBE, True, "<a@example.com>", False),
        (BIGLOBE, True, "<a@gmail.com>", False),
        (line(helo="mta.biglobe.ne.jp", rdns="unknown"), None, "<a@biglobe.ne.jp>", False),
        (line(helo="mta.biglobe.ne.jp", rdns="mail.evil.example"), True, "<a@biglobe.ne.jp>", False),
        (line(rdns="203-0-113-5.ppps.bbiq.jp"), True, "<a@bbiq.jp>", False),
        (line(rdns="mail-x.google.com"), True, "<a@gmail.com>", True),
    ],
)
def test_provider_abused(received, confirmed, sender, said_so):
    """Only out of the provider's own server, by a name that somebody made sure of, and never out of a home line."""
    found = said(provider_abused, received, facts(rdns_confirmed=confirmed), sender=sender)

    assert [code for code, _ in found] == (["provider-abused"] if said_so else [])


@pytest.mark.parametrize(
    "check",
    [helo_mismatch, helo_not_fqdn, helo_unknown, origin_listed, provider_abused, rdns_unconfirmed, residential_origin],
)
def test_a_mail_without_a_route(check):
    """Nothing is said about an origin that is not known."""
    known = facts(rdns="x.example", rdns_confirmed=False, helo_exists=False, listed=(listing("z.example", "spam"),))

    assert list(check.check(dossier(eml(received=()), facts=known))) == []
