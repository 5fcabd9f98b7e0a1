"""Checks of what vouches for a mail: SPF, DKIM, DMARC, and claims in our name."""

from dataclasses import replace

import pytest

from analyzers.checks import (
    brand_by_other_domain,
    claim_forged,
    dkim_altered,
    dkim_missing,
    dmarc_fail,
    provider_abused,
    spf_fail,
)
from analyzers.facts import AuthenticationFacts, DkimFacts, DmarcFacts, Facts, SpfFacts
from analyzers.reasons import SAID_BETTER
from analyzers.scoring import weigh
from tests.analyzers.mails import dossier, eml, facts

FAIL = SpfFacts("fail", "example.com", "verified", aligned=True)
PASS = SpfFacts("pass", "example.com", "verified", aligned=True)
UNSIGNED = DkimFacts(None, None, "none", "unsigned", None, "verified")
SIGNED = DkimFacts("example.com", "s1", "pass", "verified", aligned=True, source="verified")
REJECTED = DmarcFacts("fail", "reject", "example.com", "verified")
WATCHED = DmarcFacts("fail", "none", "example.com", "verified")
PASSED = DmarcFacts("pass", "reject", "example.com", "verified")


def known(**authentication):
    """Answers about authentication alone, asked on the day after the mail came."""
    return Facts(authentication=AuthenticationFacts(**authentication), asked_at="2025-05-10T00:00:00+00:00")


def found(check, mail=None, **authentication):
    """The findings of `check`, weighed."""
    return weigh(check.check(dossier(mail or eml(), facts=known(**authentication))))


def rows(check, mail, **authentication):
    """Code, variant and weight of the findings of `check`."""
    return [(row.finding.code, row.finding.variant, row.weight) for row in found(check, mail, **authentication)]


def signed(reason, result="fail", *, aligned=True):
    return (DkimFacts("example.com", "s1", result, reason, aligned, "verified"),)


@pytest.mark.parametrize(("result", "weight"), [("fail", 2.0), ("softfail", 1.2)])
def test_spf_fails(result, weight):
    """The domain disowns the machine, for certain or nearly so."""
    (row,) = found(spf_fail, spf=replace(FAIL, result=result), dkim=(UNSIGNED,))

    assert (row.finding.code, row.weight, row.group.value) == ("spf-fail", weight, "authentication")
    assert row.finding.facts == {"domain": "example.com", "ip": "203.0.113.5", "result": result, "handed": False}
    assert [(e.source, e.subject) for e in row.finding.evidence] == [
        ("header", "Received, line 1"),
        ("dns", "example.com"),
    ]


def test_spf_by_our_own_word():
    """Then the evidence is our server's field."""
    (row,) = found(spf_fail, spf=replace(FAIL, source="trusted-header"))

    assert [(e.source, e.subject) for e in row.finding.evidence] == [("header", "Authentication-Results")]


@pytest.mark.parametrize("result", ["pass", "neutral", "none", "temperror", "permerror"])
def test_other_results_of_spf_say_nothing(result):
    """Nor does silence."""
    assert found(spf_fail, spf=replace(FAIL, result=result)) == ()
    assert found(spf_fail) == ()


@pytest.mark.parametrize(
    "marks",
    [
        "List-Id: <a.lists.example.com>",
        "Precedence: list\nSender: a-bounces@lists.example.com",
        "Resent-From: <a@example.com>",
        "X-Forwarded-For: a@example.com user@example.jp",
        "Return-Path: <SRS0=x=y=a.example=b@example.com>",
    ],
)
def test_lists_and_forwarders_break_what_vouches(marks):
    """They hand on what others wrote: what that breaks says little."""
    mail = eml(sender="Author <author@elsewhere.example>", more=marks)

    assert rows(spf_fail, mail, spf=FAIL) == [("spf-fail", "handed", 0.4)]
    assert rows(dmarc_fail, mail, dmarc=REJECTED) == [("dmarc-fail", "handed", 0.5)]
    assert rows(dkim_missing, mail, dkim=(UNSIGNED,), dmarc=REJECTED) == [("dkim-missing", "handed", 0.3)]
    assert rows(claim_forged, mail, forged_claims=("mx.example.jp",)) == [("claim-forged", "handed", 0.5)]


@pytest.mark.parametrize("sender", ["a@example.jp", "a@amazon.co.jp", "a@example.com"])
def test_nothing_is_excused(sender):
    """In our name, in a strict brand's, and in that of the house itself, a list of nobody's knowledge excuses nothing."""
    mail = eml(sender=f"A <{sender}>", more="List-Id: <a.lists.example.com>")

    assert rows(spf_fail, mail, spf=FAIL, dmarc=REJECTED) == [("spf-fail", "", 2.0)]
    assert rows(dmarc_fail, mail, dmarc=REJECTED) == [("dmarc-fail", "", 2.0)]
    assert rows(dkim_missing, mail, dkim=(UNSIGNED,), dmarc=REJECTED) == [("dkim-missing", "", 1.0)]
    assert rows(claim_forged, mail, forged_claims=("mx.example.jp",), dmarc=REJECTED) == [("claim-forged", "", 1.5)]


def test_a_brand_that_only_watches_is_excused():
    """It does not ask others to refuse what a list broke."""
    mail = eml(sender="A <a@amazon.co.jp>", more="List-Id: <a.lists.example.com>")

    assert rows(dmarc_fail, mail, dmarc=WATCHED) == [("dmarc-fail", "handed", 0.5)]


def test_our_own_mail_comes_back_through_a_list():
    """Signed by us, it may bear our own server's results."""
    mail = eml(sender="A <a@example.jp>", more="List-Id: <a.lists.example.com>")
    ours = replace(SIGNED, domain="example.jp")

    assert rows(claim_forged, mail, forged_claims=("mx.example.jp",), dkim=(ours,)) == []


@pytest.mark.parametrize(
    "marks",
    [
        "List-Id: <a.lists.example>",
        "Precedence: list",
        "Resent-From: <a@b.example>",
        "X-Forwarded-To: a@b.example",
        "Return-Path: <SRS0=x=y=a.example=b@c.example>",
    ],
)
def test_marks_of_a_list_that_did_not_hand_the_mail_over(marks):
    """Anybody can write them: they excuse nothing."""
    assert len(found(spf_fail, eml(more=marks), spf=FAIL)) == 1
    assert len(found(dmarc_fail, eml(more=marks), dmarc=REJECTED)) == 1
    assert len(found(dkim_missing, eml(more=marks), dkim=(UNSIGNED,), dmarc=REJECTED)) == 1


def test_a_good_signature_outweighs_a_forwarders_address():
    """So the author did write it."""
    assert found(spf_fail, spf=FAIL, dkim=(SIGNED,)) == ()
    assert found(spf_fail, spf=FAIL, dkim=(replace(SIGNED, reason="recovered-stamp"),)) == ()
    assert len(found(spf_fail, spf=FAIL, dkim=(replace(SIGNED, reason="recovered-footer"),))) == 1
    assert len(found(spf_fail, spf=FAIL, dkim=(replace(SIGNED, aligned=False),))) == 1


@pytest.mark.parametrize(
    ("dmarc", "weight", "policy"),
    [(REJECTED, 2.0, "reject"), (WATCHED, 1.0, "none"), (replace(REJECTED, policy=None), 2.0, "unknown")],
)
def test_dmarc_fails(dmarc, weight, policy):
    """A domain that only watches weighs less."""
    (row,) = found(dmarc_fail, dmarc=dmarc, dkim=(UNSIGNED,))

    assert (row.weight, row.finding.facts) == (
        weight,
        {"from-domain": "example.com", "policy": policy, "handed": False},
    )
    assert [(e.source, e.subject) for e in row.finding.evidence] == [("header", "From"), ("dns", "_dmarc.example.com")]


@pytest.mark.parametrize("dmarc", [None, PASSED, replace(PASSED, result="none"), replace(PASSED, result="temperror")])
def test_dmarc_says_nothing(dmarc):
    """A pass, no policy, no answer."""
    assert found(dmarc_fail, dmarc=dmarc) == ()


@pytest.mark.parametrize(
    ("dkim", "asked_at", "count"),
    [
        (signed("altered"), "2025-05-10T00:00:00+00:00", 0),
        (signed("recovered-footer", "pass"), "2025-05-10T00:00:00+00:00", 0),
        (signed("altered", aligned=False), "2025-05-10T00:00:00+00:00", 1),
        (signed("broken", "permerror"), "2025-05-10T00:00:00+00:00", 1),
        (signed("expired"), "2025-05-10T00:00:00+00:00", 1),
        (signed("key-gone", "permerror"), "2025-05-10T00:00:00+00:00", 1),
        (signed("key-gone", "permerror"), "2025-06-10T00:00:00+00:00", 0),
    ],
)
def test_failures_that_an_honest_mail_can_have(dkim, asked_at, count):
    """It was changed after it was signed, or is so old that its key is gone; an invented signature is neither."""
    answers = replace(known(dmarc=REJECTED, dkim=dkim), asked_at=asked_at)

    assert len(list(dmarc_fail.check(dossier(eml(), facts=answers)))) == count


def test_our_own_word_about_dmarc():
    """Our side saw the mail before anybody changed it."""
    (row,) = found(dmarc_fail, dmarc=replace(REJECTED, source="trusted-header"), dkim=signed("altered"))

    assert [(e.source, e.subject) for e in row.finding.evidence] == [
        ("header", "From"),
        ("header", "Authentication-Results"),
    ]


@pytest.mark.parametrize(
    ("mail", "dkim", "dmarc", "spf", "count"),
    [
        (eml(), (UNSIGNED,), REJECTED, None, 1),
        (eml(), (UNSIGNED,), PASSED, PASS, 0),
        (eml(), (UNSIGNED,), None, None, 0),
        (eml(), (UNSIGNED,), replace(PASSED, result="none", policy=None), None, 0),
        (eml(), (SIGNED,), PASSED, None, 0),
        (eml(), signed("broken"), REJECTED, None, 0),
    ],
)
def test_unsigned(mail, dkim, dmarc, spf, count):
    """Only where a policy is published, and nothing else vouches."""
    rows = found(dkim_missing, mail, dkim=dkim, dmarc=dmarc, spf=spf)

    assert [(row.finding.code, row.weight) for row in rows] == [("dkim-missing", 1.0)] * count
    assert "dmarc-fail" in SAID_BETTER["dkim-missing"]


def test_altered_informs():
    """It weighs nothing, and is not told when something else vouches."""
    (row,) = found(dkim_altered, dkim=signed("altered"))

    assert (row.weight, row.finding.facts) == (0.0, {"domain": "example.com"})
    assert found(dkim_altered, dkim=signed("altered"), spf=PASS) == ()
    assert found(dkim_altered, dkim=signed("altered", aligned=False)) == ()


def test_a_claim_in_our_name():
    """No honest sender writes it."""
    (row,) = found(claim_forged, forged_claims=("mx.example.jp",))

    assert (row.weight, row.finding.facts) == (1.5, {"server": "mx.example.jp", "handed": False})
    assert found(claim_forged, ignored_claims=("mx.evil.example",)) == ()


def test_one_brand_by_another():
    """Amazon's name, really sent by Rakuten Card's domain."""
    mail = eml(sender='"Amazon" <info@mail.rakuten-card.co.jp>')
    vouched = (DkimFacts("rakuten-card.co.jp", "s1", "pass", "verified", True, "verified"),)  # noqa: FBT003
    (row,) = found(brand_by_other_domain, mail, dkim=vouched)

    assert (row.weight, row.group.value) == (3.5, "identity")
    assert (row.finding.name, row.finding.from_domain) == ("Amazon", "mail.rakuten-card.co.jp")
    assert "brand-by-other-domain" in SAID_BETTER["brand-mismatch"]
    assert row.finding.brand_en == "Amazon"
    assert "Rakuten" in row.finding.other_en


@pytest.mark.parametrize(
    "sender",
    [
        '"Amazon" <info@amazon.co.jp>',
        '"Amazon" <info@shop.example>',
        '"Amazon" <taro@mue.biglobe.ne.jp>',
        '"Taro" <taro@rakuten-card.co.jp>',
        '"Amazon" <u@example.jp>',
    ],
)
def test_no_other_brand(sender):
    """Its own domain, nobody's, a provider's customers', no claim, our own."""
    domain = sender.partition("@")[2].strip(">")
    vouched = (DkimFacts(domain, "s1", "pass", "verified", True, "verified"),)  # noqa: FBT003

    assert found(brand_by_other_domain, eml(sender=sender), dkim=vouched) == ()


def test_another_brands_forged_domain_is_no_stolen_account():
    """Without authentication nobody says where it came from."""
    assert found(brand_by_other_domain, eml(sender='"Amazon" <info@rakuten-card.co.jp>'), dkim=(UNSIGNED,)) == ()


BIGLOBE = "from mta.biglobe.ne.jp (mta.biglobe.ne.jp [203.0.113.5]) by mx.example.jp (Postfix)"


@pytest.mark.parametrize(
    ("authentication", "count"),
    [
        ({}, 1),
        ({"spf": SpfFacts("pass", "mue.biglobe.ne.jp", "verified", aligned=True)}, 1),
        ({"spf": SpfFacts("softfail", "mue.biglobe.ne.jp", "verified", aligned=True)}, 1),
        ({"spf": SpfFacts("fail", "mue.biglobe.ne.jp", "verified", aligned=True)}, 0),
        ({"spf": SpfFacts("fail", "other.example", "verified", aligned=False)}, 1),
        ({"dmarc": DmarcFacts("fail", "none", "biglobe.ne.jp", "verified")}, 0),
    ],
)
def test_a_provider_that_disowns_the_mail(authentication, count):
    """Then it is no real customer's."""
    answers = replace(facts(rdns_confirmed=True), authentication=AuthenticationFacts(**authentication))
    mail = eml(sender="Taro <taro@mue.biglobe.ne.jp>", received=(BIGLOBE,))

    assert len(list(provider_abused.check(dossier(mail, facts=answers)))) == count
