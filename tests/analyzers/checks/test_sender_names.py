"""The checks that ask whether a sender's name and address fit each other."""

import pytest

from analyzers.checks import (
    disguised_name,
    from_address,
    institution_abroad,
    name_of_nobody,
    name_unrelated,
    official_from_freemail,
    official_sign,
    other_address_in_name,
    several_senders,
    stray_name_end,
    throwaway_tenant,
)
from tests.analyzers.mails import dossier, eml


def said(check, sender, *, more="", subject="Hello"):
    """Code, variant and facts of what one check finds."""
    found = check.check(dossier(eml(sender=sender, more=more, subject=subject)))
    return [(finding.code, finding.variant, finding.facts) for finding in found]


@pytest.mark.parametrize(
    ("sender", "name", "domain", "variant"),
    [
        ('"Central Bank Compensation" <j.doe77@gmail.com>', "Central Bank Compensation", "gmail.com", ""),
        ('"三井住友カード" <abc@yahoo.co.jp>', "三井住友カード", "yahoo.co.jp", ""),
        ('"Kundenservice" <abc@web.de>', "Kundenservice", "web.de", ""),
        ('"Sakura Yoga Club" <mika@gmail.com>', "Sakura Yoga Club", "gmail.com", "small"),
        ('"Aoba Delivery" <aoba.delivery@gmail.com>', "Aoba Delivery", "gmail.com", "small"),
    ],
)
def test_official_from_freemail(sender, name, domain, variant):
    """Institutions weigh more than the names of clubs, and of those who bear the name in their address."""
    facts = {"name": name, "from-domain": domain, "institution": variant == ""}

    assert said(official_from_freemail, sender) == [("official-from-freemail", variant, facts)]


@pytest.mark.parametrize(
    "sender",
    [
        '"Taro Yamada" <taro@gmail.com>',
        '"山田太郎" <taro@yahoo.co.jp>',
        '"Central Bank" <info@centralbank.example>',
        "info@gmail.com",
        '"Bill Smith" <no>',
    ],
)
def test_no_official_from_freemail(sender):
    """People write from there, and organisations from their own domains."""
    assert said(official_from_freemail, sender) == []


@pytest.mark.parametrize(
    ("sender", "name", "domain", "variant"),
    [
        ('"Norton Billing" <a@beststay.example>', "Norton Billing", "beststay.example", ""),
        ('"Win $500 today at Kaufmart" <a@beststay.example>', "Win $500 today at Kaufmart", "beststay.example", ""),
        ('"Kaufmart" <noreply@beststay.example>', "Kaufmart", "beststay.example", "office"),
    ],
)
def test_name_unrelated(sender, name, domain, variant):
    """No word of the name stands in the domain."""
    facts = {"name": name, "from-domain": domain, "role": variant == ""}

    assert said(name_unrelated, sender) == [("name-unrelated", variant, facts)]


@pytest.mark.parametrize(
    "sender",
    [
        '"Aoba Bank" <info@aobabank.example>',
        '"Aoba Bank Support" <info@mail.aoba.example>',
        '"Pacific Gas Electric Customer" <info@pge.example>',
        '"Kaiser Permanente Billing" <info@kp.example>',
        '"Taro Yamada" <taro@beststay.example>',
        '"Taro at Aoba Team" <hello@aoba.example>',
        '"Taro Yamada (Docs Team)" <drive-shares-noreply@google.com>',
        '"Midori Store" <store+1@t.shopifyemail.com>',
        '"Midori Support" <support@midori.zendesk.com>',
        '"App Store" <no_reply@email.apple.com>',
        '"サポートセンター" <info@beststay.example>',
        '"Support Team" <info@beststay.example>',
        '"IT Support" <it@example.jp>',
        '"Norton Billing" <a@gmail.com>',
        '"Mail Delivery System" <mailer-daemon@beststay.example>',
    ],
)
def test_name_related_or_not_to_be_told(sender):
    """A word, initials, a service that writes in others' names, or a script that no domain has."""
    assert said(name_unrelated, sender) == []


@pytest.mark.parametrize("name", ["Support Team", "Klantenservice", "自動メール通知", "Payment", "Verify ID"])
def test_name_of_nobody(name):
    """What somebody does, not who he is."""
    assert said(name_of_nobody, f'"{name}" <x1@beststay.example>') == [("name-of-nobody", "", {"name": name})]


@pytest.mark.parametrize(
    "name", ["お客様サポート", "お客様窓口", "カスタマーセンター", "サポートセンター", "お客様相談窓口 担当"]
)
def test_name_of_nobody_in_japanese(name):
    """Those who look after customers, of no company."""
    assert said(name_of_nobody, f'"{name}" <x1@beststay.example>') == [("name-of-nobody", "", {"name": name})]


@pytest.mark.parametrize(
    "sender",
    [
        '"Support" <support@aoba.example>',
        '"Aoba Support" <a@aoba.example>',
        "Taro <t@aoba.example>",
        '"青葉銀行サポート" <a@b.example>',
    ],
)
def test_name_of_somebody(sender):
    """A company, a person, or the address's own word."""
    assert said(name_of_nobody, sender) == []


@pytest.mark.parametrize(
    ("sender", "more", "tenant", "where"),
    [
        ("Rewards <a@17sxob90.onmicrosoft.com>", "", "17sxob90.onmicrosoft.com", "from"),
        ("Casino <noreply@casino-485f7.firebaseapp.com>", "", "casino-485f7.firebaseapp.com", "from"),
        ("Aoba <noreply@midori.web.app>", "", "midori.web.app", "from"),
        ("Aoba Rewards <x@midori.onmicrosoft.com>", "", "midori.onmicrosoft.com", "from"),
        ("A <a@b.example>", "Return-Path: <x@fra19741478.onmicrosoft.com>", "fra19741478.onmicrosoft.com", "bounce"),
        (
            "A <a@b.example>",
            "DKIM-Signature: v=1; d=Ste20995472.onmicrosoft.com; s=x; b=",
            "ste20995472.onmicrosoft.com",
            "signature",
        ),
    ],
)
def test_throwaway_tenant(sender, more, tenant, where):
    """A name that nobody chooses, in what is seen and in what is not."""
    (found,) = said(throwaway_tenant, sender, more=more)

    assert (found[2]["tenant"], found[2]["where"], found[1]) == (tenant, where, "" if where == "from" else where)


@pytest.mark.parametrize(
    ("sender", "more"),
    [
        ("Midori <support@midori.zendesk.com>", ""),
        ('"Sho Mori (Jira)" <jira@midori-kogyo.atlassian.net>', ""),
        ("Taro Aoba <taro@midori.onmicrosoft.com>", ""),
        ("A <a@b.example>", "DKIM-Signature: v=1; d=midorikogyo.onmicrosoft.com; s=x; b="),
        ("A <a@b.example>", "DKIM-Signature: v=1; d=NETORGFT1234567.onmicrosoft.com; s=x; b="),
        ("A <a@b.example>", "DKIM-Signature: v=1; d=b-example.20230601.gappssmtp.com; s=x; b="),
    ],
)
def test_tenants_of_honest_customers(sender, more):
    """A chosen name, and those that resellers and Google give."""
    assert said(throwaway_tenant, sender, more=more) == []


@pytest.mark.parametrize(
    ("name", "shown", "variant"),
    [
        ("service@paypal.com", "service@paypal.com", ""),
        ("d\u034fo\u034fnotreply@evri.com .", "donotreply@evri.com", ""),
        ("Amazon.co.jp", "amazon.co.jp", "domain"),
        ("ｅｋｉ-ｎｅｔ．ｃｏｍ", "eki-net.com", "domain"),
    ],
)
def test_other_address_in_name(name, shown, variant):
    """However it is written."""
    facts = {"name": name, "shown": shown, "from-domain": "evil.example"}

    assert said(other_address_in_name, f'"{name}" <a@evil.example>') == [("other-address-in-name", variant, facts)]


def test_address_in_the_name_of_a_second_mailbox():
    """Every mailbox of the field is looked at."""
    found = said(other_address_in_name, 'A <a@evil.example>, "info@jcb.co.jp" <b@evil.example>')

    assert [facts["shown"] for _, _, facts in found] == ["info@jcb.co.jp"]


@pytest.mark.parametrize(
    "sender",
    [
        '"info@midori.example" <info@midori.example>',
        '"Midori.com" <info@mail.midori.com>',
        '"Mr.Do" <a@evil.example>',
        '"ASP.NET Weekly" <a@evil.example>',
        '"taro@corp.com via Talk" <talk@lists.example>',
        '"Example.jp" <a@evil.example>',
    ],
)
def test_no_other_address_in_name(sender):
    """The sender's own, words with a dot, and what a list wrote; our own domain is another finding."""
    assert said(other_address_in_name, sender) == []


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("𝐍𝐞𝐭𝐟𝐥𝐢𝐱", "styled"),
        ("Ⓝⓔⓣflix", "styled"),
        ("U\u0337P\u0337S", "marked"),
        ("Pay\u200bPal", "invisible"),
        ("C\U000e0139oin", "invisible"),
        ("\u202elaPyaP", "invisible"),
        ("P\u0430yPal", "mixed"),
    ],
)
def test_disguised_name(name, how):
    """Letters that are not what they look like."""
    assert said(disguised_name, f'"{name}" <a@b.example>') == [("disguised-name", "", {"written": name, "how": how})]


@pytest.mark.parametrize(
    "name", ["José Núñez", "ＪＡネットバンク", "Ωmega Ltd", "Дарья", "Müller", "がくぶち", "می‌خواهم", "नमस्ते", "👨‍👩‍👧"]
)
def test_names_of_the_world(name):
    """Other scripts, accents, wide letters and joined signs disguise nothing."""
    assert said(disguised_name, f'"{name}" <a@b.example>') == []


@pytest.mark.parametrize(("name", "sign"), [("UPS ✔️", "✔"), ("✅Experten", "✅"), ("Bank 🔒", "🔒")])
def test_official_sign(name, sign):
    """Marks as of verified accounts."""
    assert said(official_sign, f'"{name}" <a@b.example>') == [("official-sign", "", {"name": name, "sign": sign})]


def test_no_official_sign():
    """Other pictures play no office, and neither do those of the subject."""
    assert said(official_sign, '"Midori 🌸" <a@b.example>', subject="✅ done") == []


@pytest.mark.parametrize(
    "name", ["Netflix,", "ADAC Set ,", ":Lloyds", "Account team ,_", "Experte,(", "Jumbo..Winnen", "Report ."]
)
def test_stray_name_end(name):
    """What a template left over."""
    assert said(stray_name_end, f'"{name}" <a@b.example>') == [("stray-name-end", "", {"name": name})]


@pytest.mark.parametrize(
    "name",
    ["Midori Inc.", "Yamada, Taro", "yamada,taro", "J. R.", "Aoba (Docs)", "Vol. 3", "Yahoo! Inc.", "青葉銀行。"],
)
def test_ordinary_name_ends(name):
    """Abbreviations, brackets and names in the other order."""
    assert said(stray_name_end, f'"{name}" <a@b.example>') == []


@pytest.mark.parametrize(
    ("sender", "first", "second"),
    [
        ("A <a@b.example>, B <c@d.example>", "a@b.example", "c@d.example"),
        ("Team <shop.example>, Team <a@b.example>", "Team", "a@b.example"),
    ],
)
def test_several_senders(sender, first, second):
    """Programs show one of them."""
    assert said(several_senders, sender) == [("several-senders", "", {"count": 2, "first": first, "second": second})]


@pytest.mark.parametrize(
    "sender", ["Yamada, Taro <a@b.example>", '"a@b.example" <a@b.example>', "A <a@b.example>, A <A@b.example>"]
)
def test_one_sender(sender):
    """A comma without quotes, an address as the name, one address twice."""
    assert said(several_senders, sender) == []


def test_from_impossible():
    """An ending that the internet does not have."""
    assert said(from_address, "A <a@mercado.net-2>") == [("from-impossible", "", {"domain": "mercado.net-2"})]
    assert said(from_address, "cron <root@host.localdomain>") == []


def test_institution_abroad():
    """A Japanese institution outside .jp."""
    facts = {"name": "ろうきんダイレクト", "institution": "ろうきん", "from-domain": "aoba.example"}

    assert said(institution_abroad, '"ろうきんダイレクト" <a@aoba.example>') == [("institution-abroad", "", facts)]


@pytest.mark.parametrize(
    "sender",
    [
        '"青葉銀行" <a@aobabank.jp>',
        '"三井住友カード" <a@smbc-card.com>',
        '"青葉商店" <a@aoba.example>',
        '"青葉銀行" <a@gmail.com>',
    ],
)
def test_institutions_at_home(sender):
    """Under .jp, a known house, no institution; free mailboxes are another finding."""
    assert said(institution_abroad, sender) == []
