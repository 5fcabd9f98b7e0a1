"""The checks that ask who the mail is from."""

import pytest

from analyzers import OurSide
from analyzers.checks import (
    brand_mismatch,
    brand_not_linked,
    claimed_own_domain,
    from_address,
    sender_domain,
    spam_stamp,
    training_mark,
    urgent_credential_lure,
)
from analyzers.examine import report
from tests.analyzers.mails import NOBODY, dossier, eml, facts


def said(check, mail, **known):
    """The findings of one check as code and facts."""
    return [(finding.code, finding.facts) for finding in check.check(dossier(mail, **known))]


@pytest.mark.parametrize(("subject", "stamp"), [("[spam] Hi", "[spam]"), ("Re: ***SPAM*** Hi", "***SPAM***")])
def test_spam_stamp(subject, stamp):
    """The receiver's stamp is told as it stands."""
    assert said(spam_stamp, eml(subject=subject)) == [("spam-stamp", {"stamp": stamp})]


@pytest.mark.parametrize("subject", ["Hi", "[example-list] Hi", "[bulk-users] Hi", "About spam"])
def test_no_stamp(subject):
    """A mailing list's tag is no stamp."""
    assert said(spam_stamp, eml(subject=subject)) == []


@pytest.mark.parametrize(
    ("sender", "written"),
    [
        ('"x" <MISSING_MAILBOX@SYNTAX_ERROR>', "MISSING_MAILBOX@SYNTAX_ERROR"),
        ("<noreply@theskimm,com>", "noreply@theskimm,com"),
        ("Just a name", "Just a name"),
        ("", ""),
        ("<>", ""),
    ],
)
def test_from_malformed(sender, written):
    """What stands in the From field is told as it stands."""
    assert said(from_address, eml(sender=sender)) == [("from-malformed", {"written": written})]


def test_from_missing():
    """A whole header block without a sender."""
    assert said(from_address, eml(sender=None)) == [("from-missing", {})]


@pytest.mark.parametrize(
    "mail",
    [
        eml(),
        "From: 山田太郎\nSubject: x\nTo: a@example.jp\n\nhttps://example.org".encode(),
        b"Subject: x\nTo: a@example.jp\n\nhttps://example.org",
        b"https://example.org",
    ],
)
def test_from_in_order_or_not_known(mail):
    """A sender is in order, and absence says nothing where the header block is not whole."""
    assert said(from_address, mail) == []


@pytest.mark.parametrize("side", [OurSide(domains=("example.jp",)), NOBODY])
@pytest.mark.parametrize(
    "name", ["mail_example.jp", "EXAMPLE.JP admin", "ｅｘａｍｐｌｅ．ｊｐ", "exam\u200bple.jp", "info@example.jp"]
)
def test_claims_own_domain(name, side):
    """Our domain in a stranger's name, whether it was configured or read from the recipient."""
    found = said(claimed_own_domain, eml(sender=f'"{name}" <a@evil.example>'), side=side)

    assert [(code, fact["own-domain"]) for code, fact in found] == [("claims-own-domain", "example.jp")]


@pytest.mark.parametrize(
    ("sender", "to", "side"),
    [
        ('"example.jp" <a@example.jp>', "user@example.jp", NOBODY),
        ('"example.jp" <a@mail.example.jp>', "user@example.jp", OurSide(domains=("example.jp",))),
        ('"example.jp" <a@example.com>', "user@example.jp", OurSide(domains=("example.jp", "example.com"))),
        ('"gmail.com" <a@evil.example>', "user@gmail.com", NOBODY),
        ("<a@evil.example>", "user@example.jp", NOBODY),
        ('"Someone" <a@evil.example>', "user@example.jp", NOBODY),
    ],
)
def test_claims_nothing_of_ours(sender, to, side):
    """Our own addresses may say so; a provider's domain is nobody's own."""
    assert said(claimed_own_domain, eml(sender=sender, to=to), side=side) == []


def test_a_copy_to_himself_does_not_make_the_sender_one_of_us():
    """The sender may write any recipient; it never takes a suspicion away."""
    mail = eml(sender='"example.jp and Amazon" <a@evil.example>', to="user@example.jp, a@evil.example")

    assert [code for code, _ in said(claimed_own_domain, mail, side=NOBODY)] == ["claims-own-domain"]
    assert [code for code, _ in said(brand_mismatch, mail, side=NOBODY)] == ["brand-mismatch"]


@pytest.mark.parametrize(
    ("name", "address", "brand"),
    [
        ("Amazon.co.jp", "a@evil.example", "Amazon"),
        ("Ａｍａｚｏｎ", "a@evil.example", "Amazon"),
        ("Ama\u200bzon", "a@evil.example", "Amazon"),
        ("アマゾンジャパン", "a@evil.example", "Amazon"),
        ("三井住友カード", "a@evil.example", "SMBC Card"),
        ("Kagoya Support", "a@mue.biglobe.ne.jp", "KAGOYA"),
        ("イオンカード", "a@amazon.co.jp", "AEON Card"),
    ],
)
def test_brand_mismatch(name, address, brand):
    """A brand's name on an address that is none of the brand's, also that of another brand."""
    ((code, found),) = said(brand_mismatch, eml(sender=f'"{name}" <{address}>'))

    assert (code, found["from-domain"], found["name"]) == ("brand-mismatch", address.partition("@")[2], name)
    assert brand.split()[0].casefold() in found["brand-en"].casefold()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Amazon.co.jp", "a@amazon.co.jp"),
        ("Amazon.co.jp", "a@mail.amazon.co.jp"),
        ("BIGLOBE", "a@mue.biglobe.ne.jp"),
        ("Visaデビット 楽天銀行", "a@rakuten-bank.co.jp"),
        ("ライオン株式会社", "a@example.com"),
        ("Amazonia Tours", "a@example.com"),
        ("Dana Appleton", "a@example.com"),
        ("ana", "a@example.com"),
        ("琉球銀行", "a@example.com"),
        ("Amazon fan club", "a@example.jp"),
        ("Someone", "a@example.com"),
    ],
)
def test_no_brand_mismatch(name, address):
    """The brand's own mail, its customers', other words that hold its name, brands nobody confirmed, and ourselves."""
    assert said(brand_mismatch, eml(sender=f'"{name}" <{address}>')) == []


KEPT = "https://protect-us.mimecast.com/s/abc"


@pytest.mark.parametrize(
    ("sender", "html", "found"),
    [
        ('"Amazon" <a@evil.example>', "<a href=https://evil.example>x</a>", [("brand-not-linked", "evil.example")]),
        (
            '"Amazon" <a@evil.example>',
            "<a href=https://evil.example>www.amazon.co.jp</a>",
            [("brand-not-linked", "evil.example")],
        ),
        (
            '"Amazon" <a@evil.example>',
            "<a href=https://elsewhere.example>x</a><a href=https://www.amazon.co.jp>y</a>",
            [("brand-not-linked", "elsewhere.example")],
        ),
        ('"Amazon" <a@evil.example>', "<a href=https://evil.example>x</a><a href=https://www.amazon.co.jp>y</a>", []),
        ('"Amazon" <a@evil.example>', "no link", []),
        ('"Someone" <a@evil.example>', "<a href=https://evil.example>x</a>", []),
        ('"Amazon" <a@evil.example>', f"<a href={KEPT}>x</a>", []),
        (
            '"Amazon" <a@evil.example>',
            f"<a href={KEPT}?domain=other.example>x</a>",
            [("brand-not-linked", "other.example")],
        ),
        ('"Amazon" <a@evil.example>', f"<a href={KEPT}?domain=amazon.co.jp>x</a>", []),
    ],
)
def test_brand_not_linked(sender, html, found):
    """A brand's name and not one link to the brand; what a link shows is no link, and what a filter keeps is not known."""
    assert [(code, fact["host"]) for code, fact in said(brand_not_linked, eml(sender=sender, html=html))] == found


@pytest.mark.parametrize(("accepts", "found"), [(False, ["sender-cannot-receive"]), (True, []), (None, [])])
def test_sender_domain(accepts, found):
    """Only an answer counts, and a domain with MX alone is in order."""
    assert [code for code, _ in said(sender_domain, eml(), facts=facts(accepts_mail=accepts))] == found


@pytest.mark.parametrize(
    "text",
    [
        "本日中にパスワードの確認が必要です。",
        "24時間以内にお支払い方法を更新してください。",
        "アカウントが停止されました。ログインして確認してください。",
        "Your account has been suspended. Please verify your account.",
        "Your mailbox expires today. Log in here to keep your password.",
    ],
)
def test_urgent_credential_lure(text):
    """It presses, and it asks for a login."""
    assert [code for code, _ in said(urgent_credential_lure, eml(text=text))] == ["urgent-credential-lure"]


@pytest.mark.parametrize(
    "text",
    [
        "来週の会議の資料を送ります。ご確認ください。",
        "ご注文ありがとうございます。商品を発送しました。",
        "The meeting is moved to Friday. Please bring your laptop.",
        "Verify your account at the desk.",
        "Action required: fill in the holiday plan.",
    ],
)
def test_no_lure(text):
    """Ordinary mail, and half of a lure."""
    assert said(urgent_credential_lure, eml(text=text)) == []


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("X-PHISHTEST: This is a phishing security test", [{"maker": "KnowBe4", "header": "X-PHISHTEST"}]),
        ("x-threatsim-id: 0123", [{"maker": "Proofpoint", "header": "x-threatsim-id"}]),
        ("X-PhishMeTracking: a\nX-PhishMe: b", [{"maker": "Cofense", "header": "X-PhishMeTracking"}]),
        ("X-Gophish-Contact: security@example.jp", [{"maker": "Gophish", "header": "X-Gophish-Contact"}]),
        ("X-Mailer: phishtest", []),
    ],
)
def test_training_mark(field, told):
    """The first mark is told, with the maker whose it is."""
    assert said(training_mark, eml(more=field)) == [("training-mark", facts) for facts in told]


def test_a_training_mark_excuses_nothing():
    """With the mark, a mail is judged as without."""
    plain, marked = (report(dossier(eml(subject="[spam] x", more=more))) for more in ("", "X-PHISHTEST: yes"))

    assert (marked.level, marked.score) == (plain.level, plain.score)
