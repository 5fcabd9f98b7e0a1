"""Who owns which part of a host name."""

import pytest

from analyzers.links.click_hosts import is_click_host
from analyzers.links.names import is_domain, parse_host, registrable_domain


@pytest.mark.parametrize(
    ("name", "own", "rented_under", "subdomain"),
    [
        ("www.example.co.jp", "example.co.jp", None, "www"),
        ("example.org", "example.org", None, ""),
        ("cpkagoya.ho61v7smlr.free.hr", "ho61v7smlr.free.hr", "free.hr", "cpkagoya"),
        ("shop.web.app", "shop.web.app", "web.app", ""),
        ("a.b.duckdns.org", "b.duckdns.org", "duckdns.org", "a"),
        ("free.hr", None, None, ""),
        ("co.jp", None, None, ""),
        ("localhost", None, None, ""),
        ("mail.internal.corp-lan", "internal.corp-lan", None, "mail"),
        ("192.0.2.1", None, None, ""),
    ],
)
def test_ownership(name, own, rented_under, subdomain):
    """The registrable domain is what somebody registered or rented."""
    host = parse_host(name)

    assert (host.registrable_domain, host.rented_under, host.subdomain) == (own, rented_under, subdomain)


@pytest.mark.parametrize(
    "name", ["", ".", "a b", "a..b", "a/b", "ex ample.org", "x" * 64 + ".org", "1.2.3", "a.1", "x" * 1001]
)
def test_no_hosts(name):
    """What is no host name has no owner."""
    assert registrable_domain(name) is None


@pytest.mark.parametrize(
    ("name", "unicode"),
    [
        ("xn--r8jz45g.jp", "例え.jp"),
        ("例え.jp", "例え.jp"),
        ("www.💩.example", "www.💩.example"),
        ("example.org", None),
        ("xn--zzzzzzzz99999.jp", None),
        ("xn--a.jp", None),
    ],
)
def test_names_as_people_read_them(name, unicode):
    """Letters where there are some; a label that stands for none stays as it is."""
    assert parse_host(name).unicode == unicode


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("straße.example", "xn--strae-oqa.example"),
        ("ex\u200dample.org", "example.org"),
        ("क्\u200dष.example", "xn--11b2ezcw70k.example"),
        ("ＥＸＡＭＰＬＥ。ＯＲＧ", "example.org"),
        ("①②.example", "12.example"),
        ("1\u200b27.1", "127.0.0.1"),
        ("a b.example", None),
        ("日" * 60 + ".jp", None),
    ],
)
def test_other_scripts(written, name):
    """As browsers map them (UTS #46, non-transitional); a joiner stays where it shapes a letter."""
    host = parse_host(written)

    assert (host.name if host else None) == name


@pytest.mark.parametrize(
    ("name", "known"),
    [("example.org", True), ("example.invalid-tld", False), ("setup.py", True), ("html", False), ("192.0.2.1", False)],
)
def test_domains(name, known):
    """A domain has a top level that exists."""
    assert is_domain(name) is known


@pytest.mark.parametrize(
    ("name", "counted"),
    [("u1.ct.sendgrid.net", True), ("sendgrid.net", True), ("sendgrid.net.evil.example", False), ("x", False)],
)
def test_click_hosts(name, counted):
    """Mailing services are known by their registrable domain."""
    assert is_click_host(name) is counted
