"""Domains that look like a brand's, and heads of companies in free mailboxes."""

import pytest

from analyzers import OurSide
from analyzers.brands import book
from analyzers.brands.domains import resembles
from analyzers.checks import brand_lookalike, title_from_freemail
from analyzers.scoring import weigh
from analyzers.trace import Person, Us
from tests.analyzers.mails import dossier, eml

WANTS = "本人確認を行ってください。パスワードを入力してください。"


def said(check, mail, **known):
    """Code with variant, and weight."""
    return [(row.finding.code, row.finding.variant, row.weight) for row in weigh(check.check(dossier(mail, **known)))]


@pytest.mark.parametrize(
    ("name", "how", "brand"),
    [
        ("paypa1.com", "letters", "paypal"),
        ("www.rnicrosoft.com", "letters", "microsoft"),
        ("arnazon.com", "letters", "amazon"),
        ("micros0ft.com", "letters", "microsoft"),
        ("xn--amazn-mye.com", "letters", "amazon"),
        ("amazom.co.jp", "near", "amazon"),
        ("microsoftt.com", "near", "microsoft"),
        ("mircosoft.com", "near", "microsoft"),
        ("amazon-verify-jp.com", "words", "amazon"),
        ("rakuten-card-login.com", "words", "rakuten"),
        ("smbc-card-vpass.com", "words", "smbc_card"),
        ("secure-micros0ft.com", "words", "microsoft"),
        ("amazonjp.com", "bare", "amazon"),
    ],
)
def test_whom_a_domain_resembles(name, how, brand):
    """Letters that look alike, one letter off, a word of service beside the label, a country beside it."""
    found = resembles(book(), name)

    assert found is not None
    assert (found.how, found.brand.id) == (how, brand)


@pytest.mark.parametrize(
    "name",
    [
        "amazon.co.jp",
        "mail.amazon.com",
        "amazon.pl",
        "midori-kogyo.co.jp",
        "amazon-fan-blog.com",
        "riverside-microsoft.com",
        "192.0.2.1",
        "localhost",
        "gmail.com",
        "modern.com",
        "",
    ],
)
def test_whom_it_does_not(name):
    """The brand's own, its label under another ending, a dealer's with other words, no domain at all."""
    assert resembles(book(), name) is None


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"sender": "Support <x@paypa1.com>"}, [("brand-lookalike", "", 3.0)]),
        ({"more": "Reply-To: <x@rnicrosoft.com>"}, [("brand-lookalike", "", 3.0)]),
        ({"text": "https://arnazon.com/x"}, [("brand-lookalike", "link", 3.0)]),
        ({"text": "https://amazon-verify-jp.com/x"}, [("brand-lookalike", "link-words", 1.5)]),
        ({"sender": "A <x@smbc-card-vpass.com>"}, [("brand-lookalike", "words", 1.5)]),
        ({"text": "https://amazom.co.jp/x"}, []),
        ({"text": WANTS + " https://amazom.co.jp/x"}, [("brand-lookalike", "link-near", 2.0)]),
        ({"text": "https://amazom.co.jp/x", "subject": "【Amazon】ご案内"}, [("brand-lookalike", "link-near", 2.0)]),
        ({"sender": "A <x@amazonjp.com>"}, []),
        ({"sender": "A <x@amazonjp.com>", "text": WANTS}, [("brand-lookalike", "words", 1.5)]),
        ({"sender": "A <x@amazon.co.jp>", "text": "https://www.amazon.co.jp/"}, []),
    ],
)
def test_where_it_stands(parts, found):
    """In an address or a link; what strangers bear, too, weighs only beside the brand's name or a wish for secrets."""
    assert said(brand_lookalike, eml(**parts)) == found


def test_our_own_domain_may_look_like_any():
    """Whoever is called so may write to himself."""
    ours = OurSide(domains=("paypa1.com",))

    assert said(brand_lookalike, eml(sender="A <x@paypa1.com>"), side=ours) == []


GIFT = "Amazonギフト券を5枚購入して、コードを送ってください。"


@pytest.mark.parametrize(
    ("sender", "text", "found"),
    [
        ("代表取締役 山田 <yamada@gmail.com>", GIFT, [("title-from-freemail", "", 1.2)]),
        (
            "John Smith, CEO <j@gmail.com>",
            "Please buy gift cards and send me the codes.",
            [("title-from-freemail", "", 1.2)],
        ),
        ("代表取締役 山田 <yamada@aoba.example>", GIFT, []),
        ("PTA会長 山田 <yamada@gmail.com>", "来月の予定をお送りします。", []),
        ("山田 <yamada@gmail.com>", GIFT, []),
    ],
)
def test_heads_of_companies(sender, text, found):
    """A title, a free address and a favour together."""
    assert said(title_from_freemail, eml(sender=sender, text=text)) == found


def test_a_team_says_who_its_heads_are():
    """Then a name is judged, and no title."""
    us = OurSide(domains=("example.jp",), us=Us(executives=(Person(("山田 太郎",), ()),)))

    assert said(title_from_freemail, eml(sender="代表取締役 山田 <yamada@gmail.com>", text=GIFT), side=us) == []
