"""The checks that ask in whose name a mail speaks."""

from dataclasses import replace

import pytest

from analyzers import OurSide
from analyzers.brands import Brand
from analyzers.checks import (
    brand_claimed,
    brand_disguised,
    brand_mismatch,
    brand_not_linked,
    deceptive_path,
    deceptive_subdomain,
    link_userinfo,
)
from analyzers.facts import AuthenticationFacts, DkimFacts, Facts
from analyzers.trace import Passed, Us
from tests.analyzers.mails import dossier, eml

BY = "from {0} ({0} [203.0.113.5]) by mx.example.jp (Postfix) with ESMTP id 1"


def said(check, mail, **known):
    """The findings of one check as code with variant, and facts."""
    found = check.check(dossier(mail, **known))
    return [(f"{f.code}/{f.variant}" if f.variant else f.code, f.facts) for f in found]


def codes(check, mail, **known):
    """The findings of one check without their facts."""
    return [code for code, _ in said(check, mail, **known)]


@pytest.mark.parametrize(
    ("sender", "found"),
    [
        ('"Amazon" <a@evil.example>', ["brand-mismatch"]),
        ('"Amaz0n" <a@evil.example>', ["brand-mismatch"]),
        ('"Starbucks" <a@starbucks.example>', ["brand-mismatch/kin"]),
        ('"Google Account" <a@gmail.com>', ["brand-mismatch/customer"]),
        ('"Riverside Tools Microsoft 365 Support" <a@riverside.example>', ["brand-mismatch/beside"]),
        ('"Central de Consultas Bradesco" <a@evil.example>', ["brand-mismatch"]),
        ('"佐藤 Amazonカスタマーサポート" <a@evil.example>', ["brand-mismatch"]),
        ('"NTTドコモ代理店 みどり通信" <a@midori.example>', ["brand-mismatch/related"]),
        ('"Microsoft 365 みどりIT" <a@midori.example>', ["brand-mismatch/beside"]),
        ('"三井住友カード" <a@smbc.co.jp>', []),
        ('"iCloud" <a@icloud.com>', []),
    ],
)
def test_whose_address(sender, found):
    """An address of nobody's, of a namesake's, of a customer's; and one of the brand's family."""
    assert codes(brand_mismatch, eml(sender=sender)) == found


def by_list(author, *, named="Reply-To"):
    """A mail that a list of nobody's knowledge handed on in the name of えきねっと, with its author's address in a field."""
    peer = "from lists.example.org (lists.example.org [203.0.113.5]) by mx.example.jp (Postfix) with ESMTP id 1"
    more = f"List-Id: <users.lists.example.org>\n{named}: {author}"
    return eml(sender='"えきねっと via Users" <users@lists.example.org>', received=(peer,), more=more)


def signature(domain, reason="verified"):
    """Answers that know one signature that holds."""
    return Facts(
        authentication=AuthenticationFacts(
            dkim=(DkimFacts(domain, "s", "pass", reason, aligned=False, source="verified"),)
        )
    )


@pytest.mark.parametrize("named", ["Reply-To", "X-Original-From"])
def test_what_the_sender_writes_of_an_author_proves_nothing(named):
    """A list that nobody knows may be the forger's own house."""
    assert codes(brand_mismatch, by_list("info@eki-net.com", named=named)) == ["brand-mismatch"]
    assert codes(brand_mismatch, by_list("info@evil.example", named=named)) == ["brand-mismatch"]


@pytest.mark.parametrize(
    ("domain", "reason", "found"),
    [
        ("eki-net.com", "verified", []),
        ("eki-net.com", "recovered-stamp", []),
        ("eki-net.com", "recovered-footer", ["brand-mismatch"]),
        ("lists.example.org", "verified", ["brand-mismatch"]),
    ],
)
def test_the_authors_own_signature_proves_him(domain, reason, found):
    """Behind any list, as long as it holds for all of the text."""
    assert codes(brand_mismatch, by_list("info@eki-net.com"), facts=signature(domain, reason)) == found


def test_a_list_that_we_know_names_the_author():
    """It was passed on the way, and what it writes is believed."""
    known = dossier(by_list("info@eki-net.com"))
    passed = replace(known, trace=replace(known.trace, passed=(Passed(1, "list", "lists.example.org"),)))

    assert list(brand_mismatch.check(passed)) == []


@pytest.mark.parametrize(
    ("mail", "code", "where", "places"),
    [
        (eml(subject="【楽天証券】口座の確認"), "brand-claimed", "subject", 1),
        (eml(text="Thanks,\nThe Netflix Team"), "brand-claimed/body", "body", 1),
        (eml(sender="netflix@random.example"), "brand-claimed/address", "address", 1),
        (eml(subject="Your Netflix account", text="© 2025 Netflix, Inc."), "brand-claimed/twice", "subject", 2),
    ],
)
def test_claimed(mail, code, where, places):
    """A claim in the title, the text or the address, with how often."""
    ((found, facts),) = said(brand_claimed, mail)

    assert (found, facts["where"], facts["places"]) == (code, where, places)


@pytest.mark.parametrize(
    "mail",
    [
        eml(sender="Netflix <info@evil.example>", subject="Your Netflix account"),
        eml(sender="info@netflix.com", subject="Your Netflix account"),
        eml(sender="colleague@example.jp", subject="Your Netflix account"),
        eml(sender="info@aeon.co.jp", text="いつもJCBをご利用いただきありがとうございます。"),
        eml(subject="Win an Amazon gift card", text="The prize is an Amazon gift card."),
    ],
)
def test_not_claimed(mail):
    """Told by the name already, the brand itself, ourselves, a partner's text, a prize."""
    assert codes(brand_claimed, mail) == []


def test_disguised():
    """The disguise is told as it stands, and a brand may write its own name as it likes."""
    ((code, facts),) = said(brand_disguised, eml(sender='"Amаz0n Prime" <a@evil.example>'))

    assert (code, facts["written"], facts["where"], facts["brand-en"]) == (
        "brand-disguised",
        "Amаz0n Prime",
        "name",
        "Amazon",
    )
    assert codes(brand_disguised, eml(sender='"A m a z o n" <a@amazon.co.jp>')) == []
    assert codes(brand_disguised, eml(sender='"Amazon" <a@evil.example>')) == []


@pytest.mark.parametrize(
    ("mail", "found"),
    [
        (eml(sender='"Amazon" <a@evil.example>', text="https://evil.example/x"), ["brand-not-linked"]),
        (eml(subject="Your Netflix account", text="https://evil.example/x"), ["brand-not-linked/voice"]),
        (eml(sender='"Amazon" <a@amazon.co.jp>', text="https://evil.example/x"), ["brand-not-linked/address"]),
        (
            eml(sender='"Amazon" <a@evil.example>', text="https://amazon.co.jp/ https://other.example/"),
            ["brand-not-linked/partly"],
        ),
        (eml(sender='"Amazon" <a@evil.example>', text="https://amazon.co.jp/ https://evil.example/"), []),
        (eml(sender='"Amazon" <a@amazon.co.jp>', text="https://u1.ct.sendgrid.net/x"), ["brand-not-linked/address"]),
        (
            eml(
                sender='"Amazon" <a@amazon.co.jp>',
                text="https://u1.ct.sendgrid.net/x",
                received=(BY.format("o1.sendgrid.net"),),
            ),
            [],
        ),
        (
            eml(
                sender='"Amazon" <a@amazon.co.jp>',
                text="https://u1.ct.sendgrid.net/x",
                received=(BY.format("a1.amazon.com"),),
            ),
            [],
        ),
        (eml(sender='"Amazon" <a@amazon.co.jp>', text="https://u1.ct.sendgrid.net/x", received=()), []),
        (eml(sender='"Amazon" <a@amazon.co.jp>', text="https://docs.google.com/x"), ["brand-not-linked/address"]),
        (
            eml(
                sender='"Amazon" <a@amazon.co.jp>',
                text="https://docs.google.com/x",
                received=(BY.format("a1.amazon.com"),),
            ),
            [],
        ),
        (eml(sender='"Amazon" <a@amazon.co.jp>', text="https://amazon.co.jp/ https://other.example/"), []),
        (eml(sender="Bob <bob@amazon.co.jp>", text="https://other.example/"), []),
        (eml(subject="Your Netflix account", text="https://example.com/x"), []),
        (eml(sender='"Netflix" <a@evil.example>', text="no link"), []),
    ],
)
def test_where_the_links_lead(mail, found):
    """Nowhere near the brand, whoever the address says it is; a click counter and a brand's people are honest."""
    assert codes(brand_not_linked, mail) == found


OWN = Brand(
    id="own:Kagami",
    ja="鏡屋",
    en="Kagamiya",
    names=("鏡屋", "Kagamiya"),
    domains=("kagamiya.com",),
    proven=("kagamiya.com",),
)


def test_a_brand_of_our_own():
    """A team's brand is looked for like those of the list."""
    ours = OurSide(domains=("example.jp",), us=Us(brands=(OWN,)))
    fraud = eml(sender='"Kagamiya Support" <a@evil.example>', text="https://kagamiya.com.evil.example/kagamiya.com/")

    assert codes(brand_mismatch, fraud, side=ours) == ["brand-mismatch"]
    assert codes(deceptive_subdomain, fraud, side=ours) == ["deceptive-subdomain"]
    assert codes(deceptive_path, fraud, side=ours) == ["deceptive-path"]
    assert codes(brand_mismatch, fraud) == []
    assert codes(brand_mismatch, eml(sender='"Kagamiya" <a@kagamiya.com>'), side=ours) == []


LOGO = '<img src="https://a.evil.example/l.png" alt="{}"><a href="https://a.evil.example/x">Look</a>'


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (LOGO.format("Amazon.co.jp"), ["brand-claimed/picture"]),
        (LOGO.format("PayPal logo"), ["brand-claimed/picture"]),
        (LOGO.format("PayPal") + '<a href="https://www.paypal.com/">x</a>', []),
        (LOGO.format("Riverside pays with PayPal"), []),
        (LOGO.format("") + '<img src=x alt="Riverside"><img src=y alt="PayPal">', []),
        ('<img src=x alt="PayPal">', []),
    ],
)
def test_a_logo_claims_a_little(html, found):
    """The first picture is called by nothing but a brand's name, and no link leads there."""
    mail = eml(sender="Shop <a@evil.example>", html=html)

    assert codes(brand_claimed, mail) == found
    assert codes(brand_not_linked, mail) == []


@pytest.mark.parametrize(
    ("sender", "found"),
    [
        ('Bob <bob@b.example>, "Amazon" <a@evil.example>', [("Amazon", "b.example")]),
        ('"Amazon" <no-reply@amazon.co.jp>, x <x@evil.example>', [("Amazon", "evil.example")]),
        ('"Amazon" <no-reply@amazon.co.jp>, "Amazon" <x@amazon.com>', []),
    ],
)
def test_every_sender_is_asked(sender, found):
    """Of several mailboxes in From, each may claim, and each must be the brand's."""
    said_of = [facts for _, facts in said(brand_mismatch, eml(sender=sender))]

    assert [(facts["name"], facts["from-domain"]) for facts in said_of] == found


def test_a_teams_own_brand_is_known_everywhere():
    """Its links are no strangers', and its name before an @ is noticed."""
    ours = Brand("aoba", "アオバ", "Aoba", names=("Aobaya",), domains=("aobaya.example",), proven=("aobaya.example",))
    side = OurSide(domains=("example.jp",), us=Us(brands=(ours,)))
    html = '<a href="https://www.aobaya.example/a.zip">x</a><a href="https://aobaya@evil.example/">y</a>'
    mail = dossier(eml(html=html), side=side)

    assert [link.href for link in mail.destinations.strangers] == ["https://aobaya@evil.example/"]
    assert [found.named for found in link_userinfo.check(mail)] == ["aobaya"]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Amazon Store", "See you next week.", ["brand-mismatch/related"]),
        ("Amazon Store", "Please enter your password within 24 hours.", ["brand-mismatch"]),
        ("Microsoft 365 代理店 みどりIT", "パスワードを入力してください。", ["brand-mismatch/beside"]),
    ],
)
def test_a_dealer_that_wants_secrets(name, text, found):
    """He is believed as long as he asks for none."""
    assert codes(brand_mismatch, eml(sender=f'"{name}" <a@midori.example>', text=text)) == found


def test_what_dealers_link_to():
    """Who is related to a brand links to his own site, or to anybody's."""
    mail = eml(sender='"NTTドコモ代理店 みどり通信" <a@midori.example>', text="https://other.example/")

    assert codes(brand_not_linked, mail) == []


@pytest.mark.parametrize("name", ["AMAZ@N", "P@yPal", "Amazonn", "Netfliix", "Mircosoft", "J C B", "E T C利用照会"])
def test_names_that_nobody_types_of_himself(name):
    """An @ for a letter, a letter too many, two swapped, letters that stand apart."""
    assert codes(brand_disguised, eml(sender=f'"{name}" <a@evil.example>')) == ["brand-disguised"]
    assert codes(brand_mismatch, eml(sender=f'"{name}" <a@evil.example>')) == ["brand-mismatch"]


@pytest.mark.parametrize("name", ["MicrosoftTeam", "Microsoft365Team", "AmazonCoJp", "PayPalSecurity"])
def test_names_run_together(name):
    """They name the brand, and are no disguise."""
    assert codes(brand_mismatch, eml(sender=f'"{name}" <a@evil.example>')) == ["brand-mismatch"]
    assert codes(brand_disguised, eml(sender=f'"{name}" <a@evil.example>')) == []


@pytest.mark.parametrize(
    "name", ["Marriot Jane", "Instagrm", "AnnaMaria", "OnLINE Team", "sato@aoba.example", "J C Smith"]
)
def test_names_of_others(name):
    """A letter too few is many a surname; names of people are no brand's."""
    assert codes(brand_mismatch, eml(sender=f'"{name}" <a@aoba.example>')) == []
