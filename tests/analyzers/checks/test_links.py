"""The checks that ask where the links lead."""

import pytest

from analyzers import OurSide
from analyzers.checks import deceptive_path, deceptive_subdomain, free_subdomain_host, link_mismatch, shown_own_domain
from tests.analyzers.mails import NOBODY, dossier, eml

OURS = OurSide(domains=("example.jp", "example-group.example"))


def said(check, *pairs, side=OURS, sender="<a@sender.example>", to="user@example.jp"):
    """The findings of one check for links given as pairs of address and shown text."""
    html = "".join(f'<a href="{href}">{shown}</a>' for href, shown in pairs)
    return [(f.code, f.facts) for f in check.check(dossier(eml(html=html, sender=sender, to=to), side=side))]


@pytest.mark.parametrize("side", [OURS, NOBODY])
@pytest.mark.parametrize("shown", ["https://auth.sso.example.jp/mail/", "www.example.jp", "ｅｘａｍｐｌｅ．ｊｐ"])
def test_shown_own_domain(shown, side):
    """A page of ours is shown, and it leads elsewhere."""
    ((code, found),) = said(shown_own_domain, ("https://quercus.example/x", shown), side=side)

    assert (code, found["real"]) == ("shown-own-domain", "quercus.example")


@pytest.mark.parametrize(
    ("href", "shown", "side", "to"),
    [
        ("https://www.example.jp/x", "https://mail.example.jp/", OURS, "user@example.jp"),
        ("https://example-group.example/x", "https://mail.example.jp/", OURS, "user@example.jp"),
        ("https://evil.example/", "Click here", OURS, "user@example.jp"),
        ("https://evil.example/", "https://other.example/", OURS, "user@example.jp"),
        ("https://evil.example/", "https://gmail.com/", NOBODY, "user@gmail.com"),
    ],
)
def test_not_shown_as_ours(href, shown, side, to):
    """Links inside our house, links that show no address, and a provider's domain."""
    assert said(shown_own_domain, (href, shown), side=side, to=to) == []


def test_a_recipient_of_the_senders_choice_hides_nothing():
    """Writing to himself does not make the target one of our hosts."""
    found = said(
        shown_own_domain, ("https://quercus.example/", "example.jp"), side=NOBODY, to="u@example.jp, x@quercus.example"
    )

    assert [code for code, _ in found] == ["shown-own-domain"]


@pytest.mark.parametrize(
    ("href", "shown", "pair"),
    [
        ("https://evil.example/", "https://www.amazon.co.jp/login", ("www.amazon.co.jp", "evil.example")),
        ("https://u1.ct.sendgrid.net/x", "https://www.amazon.co.jp/", ("www.amazon.co.jp", "u1.ct.sendgrid.net")),
        ("https://u1.ct.sendgrid.net/x", "https://www.example.jp/", ("www.example.jp", "u1.ct.sendgrid.net")),
        ("http://203.0.113.7/", "https://other.example/", ("other.example", "203.0.113.7")),
        ("https://other.example@evil.example/", "https://other.example/", ("other.example", "evil.example")),
    ],
)
def test_link_mismatch(href, shown, pair):
    """One address is shown and another one opened; a mailing service is no excuse for a brand's address, nor for ours."""
    ((code, found),) = said(link_mismatch, (href, shown))

    assert (code, found["shown"], found["real"]) == ("link-mismatch", *pair)


@pytest.mark.parametrize(
    ("href", "shown", "sender"),
    [
        ("https://u1.ct.sendgrid.net/x", "https://shop.sender.example/", "<news@sender.example>"),
        ("https://click.sender.example/x", "https://partner.example/", "<news@sender.example>"),
        ("https://www.smbc-card.com/x", "https://www.vpass.ne.jp/", "<a@sender.example>"),
        ("https://www.vpass.ne.jp/x", "https://www.smbc-card.com/", "<a@sender.example>"),
        ("https://m.other.example/", "https://www.other.example/", "<a@sender.example>"),
        ("https://evil.example/", "Log in", "<a@sender.example>"),
    ],
)
def test_no_link_mismatch(href, shown, sender):
    """A newsletter through its mailing service, two domains of one brand, two hosts of one domain."""
    assert said(link_mismatch, (href, shown), sender=sender) == []


def test_mismatches_are_told_once_and_five_at_most():
    """The same pair twice is one finding."""
    pairs = [(f"https://evil{n % 9}.example/", f"https://shown{n % 9}.example/") for n in range(40)]

    assert len(said(link_mismatch, *pairs)) == 5


@pytest.mark.parametrize(
    ("href", "named", "whole"),
    [
        ("https://www.amazon.co.jp.evil.example/", "amazon.co.jp", True),
        ("https://example.jp.evil.example/", "example.jp", True),
        ("https://cpkagoya.ho61v7smlr.free.hr/", "cpkagoya", False),
        ("https://amazon-login.evil.example/", "amazon-login", False),
        ("https://amazon.account.evil.duckdns.org/", "amazon.account", False),
    ],
)
def test_deceptive_subdomain(href, named, whole):
    """A known name to the left of somebody else's domain, as a whole or as a word."""
    ((code, found),) = said(deceptive_subdomain, (href, "x"))

    assert (code, found["whole"]) == ("deceptive-subdomain", whole)
    assert named in found["named"]


@pytest.mark.parametrize(
    "href",
    [
        "https://www.amazon.co.jp/",
        "https://shop.example.jp/",
        "https://www.evil.example/",
        "https://amazon.example/",
        "http://203.0.113.7/",
        "https://amazon.example-group.example/",
    ],
)
def test_no_deceptive_subdomain(href):
    """The owner's own hosts, ours, and names that nobody knows."""
    assert said(deceptive_subdomain, (href, "x")) == []


@pytest.mark.parametrize(
    ("href", "named"),
    [
        ("https://cpkagoya.ho61v7smlr.free.hr/activemail.kagoya.com/", "activemail.kagoya.com"),
        ("https://evil.example/www.amazon.co.jp/login", "www.amazon.co.jp"),
        ("https://evil.example/x/mail.example.jp", "mail.example.jp"),
        ("https://evil.example/%61mazon.co.jp/", "amazon.co.jp"),
    ],
)
def test_deceptive_path(href, named):
    """A known domain that is only the name of a page."""
    ((code, found),) = said(deceptive_path, (href, "x"))

    assert (code, found["named"]) == ("deceptive-path", named)


@pytest.mark.parametrize(
    "href",
    [
        "https://www.amazon.co.jp/amazon.co.jp/",
        "https://web.archive.example/web/2025/https://www.amazon.co.jp/",
        "https://evil.example/unknown-name.example/",
        "https://evil.example/index.html",
        "https://www.google.com/amazon.co.jp",
        "https://www.example.jp/example.jp",
    ],
)
def test_no_deceptive_path(href):
    """The owner's own pages, archives, and names that nobody knows."""
    assert said(deceptive_path, (href, "x")) == []


def test_free_subdomain_host():
    """Each rented name once, three at most."""
    links = [(f"https://p{n}.name{n % 5}.free.hr/", "x") for n in range(20)]

    assert said(free_subdomain_host, links[0]) == [
        ("free-subdomain-host", {"rented": "name0.free.hr", "suffix": "free.hr"})
    ]
    assert len(said(free_subdomain_host, *links)) == 3


@pytest.mark.parametrize(
    ("href", "sender"),
    [
        ("https://www.evil.example/", "<a@sender.example>"),
        ("https://www.example.co.jp/", "<a@sender.example>"),
        ("https://shop.name.free.hr/", "<a@name.free.hr>"),
        ("http://203.0.113.7/", "<a@sender.example>"),
    ],
)
def test_no_free_subdomain_host(href, sender):
    """Ordinary registrations, and the sender's own place."""
    assert said(free_subdomain_host, (href, "x"), sender=sender) == []
