"""What speaks for a mail: that a brand itself sent it and leads into its own house, or at least that its sender did; and nothing more."""

from datetime import date

import pytest

from analyzers.checks.urgent_credential_lure import check as lure
from analyzers.coverage import coverage
from analyzers.dossier import Dossier
from analyzers.facts import AuthenticationFacts, DkimFacts, DmarcFacts, Facts, Registration, SpfFacts
from analyzers.relief import leads_home, reliefs
from analyzers.report import judge
from analyzers.scoring import Level, Relief
from bot.reply import reply
from bot.reply_facts import relief_fact
from bot.report_json import report_json
from bot.words import words
from tests.analyzers.mails import OURS, dossier, eml

BANK, HOUSE = "三井住友銀行 <direct@msg.smbc.co.jp>", "https://direct.smbc.co.jp/login"
WORDS = "本日中にパスワードを確認してください。"


def signed(domain, reason="verified", *, aligned=True, result="pass"):
    return DkimFacts(domain=domain, selector="s", result=result, reason=reason, aligned=aligned, source="verified")


DKIM = AuthenticationFacts(dkim=(signed("smbc.co.jp"),))
DMARC = AuthenticationFacts(
    spf=SpfFacts("pass", "smbc.co.jp", "trusted-header", aligned=True),
    dmarc=DmarcFacts("pass", "reject", "smbc.co.jp", "trusted-header"),
)
BOTH, ONE = ("sender-authenticated", "brand-proven"), ("sender-authenticated",)
SHOP = {"sender": "Shop <a@shop.example>", "link": "https://www.shop.example/account"}
SHOP_KEY = "shop.example"


def known(found, *, sender=BANK, link=HOUSE, words=WORDS, more="", **changes) -> Dossier:
    """A mail of a bank, with what was found out of who vouches for it."""
    page = f"<p>{words}</p><a href='{link}'>確認</a>" if link else f"<p>{words}</p>"
    return dossier(eml(sender=sender, html=page, more=more, **changes), side=OURS, facts=Facts(authentication=found))


@pytest.mark.parametrize("found", [DKIM, DMARC], ids=["signed", "dmarc"])
def test_the_bank_itself(found):
    """Its own domain signs, and all links stay in its house."""
    assert reliefs(known(found)) == BOTH


def test_a_sister_company_is_the_same_house():
    """Families of brands own each other's domains."""
    assert reliefs(known(DKIM, link="https://www.smbc-card.com/")) == BOTH


@pytest.mark.parametrize(
    ("found", "changes"),
    [
        (DKIM, {"link": "https://evil.example/login"}),
        (DKIM, {"link": "https://www.google.com/url?q=https://direct.smbc.co.jp/login"}),
        (DKIM, {"link": "https://smbc-co-jp.weebly.com/"}),
        (DKIM, {"link": "https://203.0.113.9/"}),
        (DKIM, {"link": "https://ja.wikipedia.org/"}),
        (DKIM, {"more": "Reply-To: direct@smbc.example"}),
        (DKIM, {"sender": "Amazon <direct@msg.smbc.co.jp>"}),
        (
            AuthenticationFacts(dkim=(signed("gmail.com"),)),
            {"sender": "Google <noreply@google.com>", "link": "https://docs.google.com/forms/d/x"},
        ),
    ],
    ids=[
        "foreign link",
        "redirector",
        "free host",
        "number",
        "stranger",
        "reply elsewhere",
        "other brand",
        "google",
    ],
)
def test_who_is_only_authenticated(found, changes):
    """Anything that leads out of the house, or a brand that carries strangers' words, and its name proves nothing."""
    assert reliefs(known(found, **changes)) == ONE


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"link": None}, True),
        ({"more": "Reply-To: help@mail.shop.example"}, True),
        ({"more": "Reply-To: help@shop-support.example"}, False),
        ({"link": "https://evil.example/"}, False),
        ({"link": "https://www.google.com/url?q=https://www.shop.example/"}, False),
        ({"sender": "Amazon <a@shop.example>"}, False),
        ({"words": "Are you at your desk? Send me your mobile number."}, False),
    ],
)
def test_a_shop_that_leads_home(changes, expected):
    """Nobody's brand, but its own links and answers."""
    mail = known(AuthenticationFacts(dkim=(signed(SHOP_KEY),)), **(SHOP | changes))

    assert (leads_home(mail), reliefs(mail)) == (expected, ONE)


THREAT = (
    "異常なログインが検出されました。24時間以内に本人確認を行ってください。確認されない場合、アカウントは停止されます。"
)


def registered(created) -> dict:
    return {"registrations": {"shop.example": Registration("shop.example", registered=True, created=created)}}


@pytest.mark.parametrize(
    ("words", "answers", "expected"),
    [
        (THREAT, {}, False),
        ("本日中にクレジットカード番号を入力してください。", {}, False),
        ("本日中に住所をご入力ください。", {}, False),
        (WORDS, {}, True),
        ("Someone is trying to sign in. The code expires in 10 minutes.", {}, True),
        (THREAT, registered(date(2020, 1, 1)), True),
        (THREAT, registered(date(2026, 3, 1)), False),
        (THREAT, registered(None), False),
    ],
    ids=["threat", "card", "address", "password", "sign-in", "old house", "new house", "age not told"],
)
def test_a_house_that_threatens_must_be_known(words, answers, expected):
    """Everybody can have a domain and lead to it: who says that an account is lost, or wants a card, must have stood for a year."""
    page = f"<p>{words}</p><a href='{SHOP['link']}'>確認</a>"
    found = Facts(
        authentication=AuthenticationFacts(dkim=(signed(SHOP_KEY),)), asked_at="2026-11-22T00:00:00Z", **answers
    )

    assert leads_home(dossier(eml(sender=SHOP["sender"], html=page), side=OURS, facts=found)) is expected


@pytest.mark.parametrize(
    ("name", "domain", "link"),
    [
        ("GitHub", "github.com", "https://github.com/"),
        ("Dropbox", "dropbox.com", "https://www.dropbox.com/"),
        ("PayPal", "paypal.com", "https://www.paypal.com/"),
        ("Zoom", "zoom.us", "https://zoom.us/"),
    ],
)
def test_whose_words_are_strangers(name, domain, link):
    """A service that sends what its customers write proves nothing of the words, though the mail is its own."""
    found = AuthenticationFacts(dkim=(signed(domain),))
    mail = {"sender": f"{name} <no-reply@{domain}>", "link": link}

    assert reliefs(known(found, **mail)) == ONE
    assert not leads_home(known(found, words=THREAT, **mail))


def test_a_brand_by_the_servers_alone():
    """SPF does not prove a brand; that the mail leads home stands."""
    by_spf = AuthenticationFacts(spf=SpfFacts("pass", "smbc.co.jp", "verified", aligned=True))

    assert (leads_home(known(by_spf)), reliefs(known(by_spf))) == (True, ONE)


def test_a_free_mailbox_has_no_home():
    """Everybody's provider is nobody's company."""
    free = {"sender": "Hanako <hanako@gmail.com>", "link": "https://www.gmail.com/"}

    assert not leads_home(known(AuthenticationFacts(dkim=(signed("gmail.com"),)), **free))


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (("from pc7 (pc7.example.jp [10.0.0.7]) by mx.example.jp (Postfix) with ESMTPSA id 1",), True),
        (("from pc7 (pc7.example.jp [203.0.113.7]) by mx.example.jp (Postfix) with ESMTP id 1",), False),
        (
            (
                "from mx.example.jp (mx.example.jp [10.0.0.1]) by store.example.jp with LMTP id 2",
                "from x (unknown [203.0.113.7]) by mx.example.jp (Postfix) with ESMTP id 1",
                "from pc7 (pc7.example.jp [10.0.0.7]) by mx.example.jp (Postfix) with ESMTPSA id 1",
            ),
            False,
        ),
        ((), False),
    ],
    ids=["inside", "outside", "outside with a forged line", "no way"],
)
def test_our_own_mail(received, expected):
    """What never left our house needs nobody to vouch for it; whoever hands a mail in from outside cannot hide that."""
    own = {"sender": "IT <it@example.jp>", "link": "https://portal.example.jp/"}

    assert leads_home(known(AuthenticationFacts(), received=received, **own)) is expected


@pytest.mark.parametrize(
    "found",
    [
        AuthenticationFacts(),
        AuthenticationFacts(dkim=(signed("smbc.co.jp", aligned=False),)),
        AuthenticationFacts(dkim=(signed("smbc.co.jp", reason="altered", result="fail"),)),
        AuthenticationFacts(dkim=(signed("smbc.co.jp", reason="recovered-footer"),)),
        AuthenticationFacts(dmarc=DmarcFacts("fail", "reject", "smbc.co.jp", "verified")),
    ],
    ids=["nobody", "not aligned", "altered", "text behind the signature", "disowned"],
)
def test_who_is_not_vouched_for(found):
    """A pass that says nothing of the From domain, or of the whole text, speaks for nothing."""
    assert reliefs(known(found)) == ()


def judged(found, **changes):
    """The report by the wording alone."""
    case = known(found, **changes)
    return judge(case, list(lure(case)), coverage(case), sufficient=True)


def test_the_banks_own_mail_is_left_in_peace():
    """It may press and ask for a password, since it leads to the bank."""
    assert judged(AuthenticationFacts()).level is Level.CAUTION
    assert judged(DKIM).level is Level.NO_SIGN


@pytest.mark.parametrize(("language", "promise"), [("ja", "保証"), ("en", "no guarantee")])
def test_it_is_told(language, promise):
    """The reader is told what took something off, in a sentence of its own, and that it is no guarantee."""
    report, plain = judged(DKIM), judged(AuthenticationFacts())
    said = relief_fact(report, words(language))

    assert report.score.relief == Relief("brand-proven", -plain.score.total)
    assert [("msg.smbc.co[.]jp" in line, promise in line) for line in said] == [(True, True)]
    assert sum(said[0] in section.lines for section in reply(report, language).sections) == 1
    assert relief_fact(plain, words(language)) == ()


def test_it_stands_in_the_report():
    """With what it took off, and said in both languages; where there is none, none stands there."""
    given = report_json(judged(DKIM))["reliefs"]

    assert [(each["code"], each["weight"] < 0, sorted(each)) for each in given] == [
        ("brand-proven", True, ["code", "en", "ja", "weight"])
    ]
    assert report_json(judged(AuthenticationFacts()))["reliefs"] == []
