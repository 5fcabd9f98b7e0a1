"""The checks that ask in whose name a mail speaks."""

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
from analyzers.trace import Us
from tests.analyzers.mails import dossier, eml

LIST = "List-Id: <users.lists.example.org>\nReply-To: {}"


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
        ('"三井住友カード" <a@smbc.co.jp>', []),
        ('"iCloud" <a@icloud.com>', []),
    ],
)
def test_whose_address(sender, found):
    """An address of nobody's, of a namesake's, of a customer's; and one of the brand's family."""
    assert codes(brand_mismatch, eml(sender=sender)) == found


@pytest.mark.parametrize(
    ("author", "found"),
    [("info@eki-net.com", []), ("info@evil.example", ["brand-mismatch"])],
)
def test_a_list_that_writes_itself_into_from(author, found):
    """Behind a list the author's address stands elsewhere."""
    by_list = "from lists.example.org (lists.example.org [203.0.113.5]) by mx.example.jp (Postfix) with ESMTP id 1"
    mail = eml(sender='"えきねっと via Users" <users@lists.example.org>', received=(by_list,), more=LIST.format(author))

    assert codes(brand_mismatch, mail) == found


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
        (eml(sender='"Amazon" <a@amazon.co.jp>', text="https://u1.ct.sendgrid.net/x"), []),
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
