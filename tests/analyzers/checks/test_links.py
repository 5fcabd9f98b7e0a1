"""The checks that ask where the links lead."""

import pytest

from analyzers import OurSide
from analyzers.checks import (
    deceptive_path,
    deceptive_subdomain,
    disguised_link,
    free_subdomain_host,
    link_mismatch,
    link_userinfo,
    redirector_link,
    shown_own_domain,
)
from analyzers.facts import AuthenticationFacts, DmarcFacts, Facts
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
        (
            "https://slack-redir.net/link?url=https%3A%2F%2Fevil.example",
            "a.other.example",
            ("a.other.example", "evil.example"),
        ),
        ("https://protect-us.mimecast.com/s/x?domain=evil.example", "other.example", ("other.example", "evil.example")),
        ("https://evil.example/", "other.ex\u00adam\u200bple", ("other.example", "evil.example")),
        (
            "https://evil.example/",
            "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fother.example",
            ("other.example", "evil.example"),
        ),
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
        ("https://www.youtube.com/watch", "https://youtu.be/x", "<a@sender.example>"),
        (
            "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.other.example",
            "other.example",
            "<a@sender.example>",
        ),
        ("https://protect-us.mimecast.com/s/x?domain=other.example", "https://other.example/", "<a@sender.example>"),
        ("https://protect-us.mimecast.com/s/x", "https://www.amazon.co.jp/", "<a@sender.example>"),
        ("https://evil.example/", "<img alt='https://www.amazon.co.jp/logo.png'>", "<a@sender.example>"),
    ],
)
def test_no_link_mismatch(href, shown, sender):
    """A newsletter through its mailing service, two domains of one brand, two hosts of one domain."""
    assert said(link_mismatch, (href, shown), sender=sender) == []


@pytest.mark.parametrize(("result", "codes"), [("fail", ["link-mismatch"]), ("pass", []), ("none", [])])
def test_a_mailing_service_in_somebody_elses_name(result, codes):
    """What the From domain says is none of its own is no newsletter of its own."""
    dmarc = DmarcFacts(result=result, policy="reject", domain="sender.example", source="verified")
    known = Facts(authentication=AuthenticationFacts(dmarc=dmarc))
    html = '<a href="https://u1.ct.sendgrid.net/x">https://shop.other.example/</a>'
    found = link_mismatch.check(dossier(eml(html=html, sender="<news@sender.example>"), facts=known))

    assert [f.code for f in found] == codes


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


@pytest.mark.parametrize(
    ("href", "host", "how"),
    [
        ("https://𝐞𝐯𝐢𝐥.example/", "evil.example", "letters"),
        ("https://ev\u200bil.example/", "evil.example", "invisible"),
        ("https://%65vil.example/", "evil.example", "percent"),
        ("http://0xcb.0.113.7/", "203.0.113.7", "number"),
        ("https://ｅｖｉｌ．ｅｘａｍｐｌｅ/", "evil.example", "wide"),
    ],
)
def test_disguised_link(href, host, how):
    """A host that is written so as not to be read; full-width letters are told last."""
    found = said(disguised_link, ("https://ｗｉｄｅ．ｅｘａｍｐｌｅ/", "x"), (href, "x"))

    assert found == [("disguised-link", {"host": "wide.example" if how == "wide" else host, "how": how})]


@pytest.mark.parametrize("href", ["https://evil.example/", "http://10.1/", "http://203.0.113.7/", "https://例え.jp/"])
def test_no_disguised_link(href):
    """Plain names, other scripts, private networks and addresses in plain numbers."""
    assert said(disguised_link, (href, "x")) == []


@pytest.mark.parametrize(
    ("href", "named"),
    [
        ("https://www.bank.example@evil.example/x", "www.bank.example"),
        ("https://www.amazon.co.jp%2Fsignin@evil.example/", "www.amazon.co.jp"),
        ("https://login-amazon:x@evil.example/", "amazon"),
        ("https://www.google.com/url?q=https%3A%2F%2Fbank.example%40evil.example%2F", "bank.example"),
    ],
)
def test_link_userinfo(href, named):
    """A name before an @ that a reader takes for the site."""
    assert said(link_userinfo, (href, "x")) == [("link-userinfo", {"named": named, "host": "evil.example"})]


@pytest.mark.parametrize(
    "href",
    [
        "https://user:secret@evil.example/",
        "https://first.li@sender.example/",
        "http://taro.co@gmail.com",
        "https://evil.example/@www.bank.example",
        "https://evil.example@www.evil.example/",
    ],
)
def test_no_link_userinfo(href):
    """Users' names, mail addresses that became links, and an @ behind the host."""
    assert said(link_userinfo, (href, "x")) == []


@pytest.mark.parametrize(
    ("href", "facts"),
    [
        ("https://www.google.com/url?q=https://evil.example/", ("Google", "google", "evil.example")),
        ("https://evil-example.translate.goog/x", ("Google Translate", "google-translate", "evil.example")),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fevil.example", ("Facebook", "facebook", "evil.example")),
        (
            "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fevil.example",
            ("Google", "google", "evil.example"),
        ),
    ],
)
def test_redirector_link(href, facts):
    """Through a service that sends anybody on to anywhere, also when the reader's own filter stands around it."""
    assert said(redirector_link, (href, "x")) == [
        ("redirector-link", dict(zip(("service", "via", "host"), facts, strict=True)))
    ]


@pytest.mark.parametrize(
    ("href", "sender"),
    [
        ("https://www.google.com/url?q=https://evil.example/", "<alerts-noreply@google.com>"),
        ("https://www.google.com/url?q=https://www.sender.example/", "<a@sender.example>"),
        ("https://www.google.com/url?q=https://docs.google.com/x", "<a@sender.example>"),
        ("https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example", "<a@sender.example>"),
        ("https://www.google.com/search?q=https://evil.example/", "<a@sender.example>"),
    ],
)
def test_no_redirector_link(href, sender):
    """Mail of the service itself, the sender's own pages, the service's own pages, and filters of the reader's side."""
    assert said(redirector_link, (href, "x"), sender=sender) == []
