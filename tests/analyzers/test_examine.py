"""The whole way from a mail to a report."""

import logging

import pytest

from analyzers import Level, OurSide, examine, read
from analyzers.brands import brand_of_domain, brands, claimed, proven_brand_of, tokens
from analyzers.examine import _run, report
from analyzers.lookups import Lookups
from analyzers.lookups.fake import FakeBlocklists, FakeDns
from analyzers.providers import is_mail_provider, provider_of, runs
from analyzers.wording import MAX_TEXT, first_match
from tests.analyzers.mails import OURS, dossier, eml

BIGLOBE = "from mta.biglobe.ne.jp (mta.biglobe.ne.jp [203.0.113.5]) by mx.example.jp (Postfix)"
WORLD = {
    "203.0.113.5": {"PTR": ["mta.biglobe.ne.jp"]},
    "mta.biglobe.ne.jp": {"A": ["203.0.113.5"]},
    "mue.biglobe.ne.jp": {"MX": ["10 mx.biglobe.ne.jp"]},
    "evil.example": {"A": ["203.0.113.6"]},
}
LURE = "24時間以内にパスワードを確認してください <a href=https://evil.example>x</a>"


async def report_on(**mail):
    lookups = Lookups(FakeDns(WORLD), FakeBlocklists({"zen.spamhaus.org": {}}))
    return await examine(read(eml(received=(BIGLOBE,), **mail)), lookups=lookups, side=OURS)


async def test_a_conclusion_is_drawn_for_a_suspicious_mail_only():
    """Every honest customer's mail comes out of the same server."""
    honest = await report_on(sender="Taro <taro@mue.biglobe.ne.jp>")
    stolen = await report_on(sender='"Amazon" <taro@mue.biglobe.ne.jp>', html=LURE)

    assert (honest.level, [row.finding.code for row in honest.findings]) == (Level.NO_SIGN, [])
    assert stolen.level is Level.DANGER
    assert {row.finding.code for row in stolen.findings} == {
        "brand-mismatch",
        "brand-not-linked",
        "urgent-credential-lure",
        "provider-abused",
    }


async def test_mx_without_an_address_is_in_order():
    """A domain that takes mail needs no address of its own."""
    found = await report_on(sender="Taro <taro@mue.biglobe.ne.jp>")

    assert found.dossier.facts.sender.accepts_mail is True


async def test_the_decisive_reason():
    """The heaviest finding that says something; one that another says better is told once."""
    html = '本日中にログインして確認 <a href="https://evil.example">https://www.example.jp/</a>'
    found = await report_on(sender="Taro <taro@mue.biglobe.ne.jp>", html=html)

    assert {"shown-own-domain", "link-mismatch"} <= {row.finding.code for row in found.findings}
    assert "link-mismatch" not in {row.finding.code for row in found.told}
    assert found.told[0].finding.code == "shown-own-domain"


def test_a_check_that_breaks_is_logged_and_the_others_speak(caplog):
    """Our own fault never silences the rest."""

    def broken(_dossier):
        raise RuntimeError("broken")
        yield

    from analyzers.checks import spam_stamp

    with caplog.at_level(logging.ERROR):
        found = _run((broken, spam_stamp.check), dossier(eml(subject="[spam] x")))

    assert [finding.code for finding in found] == ["spam-stamp"]
    assert "check failed" in caplog.text


def test_a_failing_part_of_the_report_is_logged(monkeypatch, caplog):
    """What a mail wants and what speaks for it may fail as checks may; the report does without."""

    def broken(_):
        raise RuntimeError("broken")

    monkeypatch.setattr("analyzers.report.wants", broken)
    monkeypatch.setattr("analyzers.report.reliefs", broken)

    with caplog.at_level(logging.ERROR):
        found = report(dossier(eml(subject="[spam] x")))

    assert (found.wants, found.score.relief, [row.finding.code for row in found.findings]) == (
        frozenset(),
        None,
        ["spam-stamp"],
    )
    assert caplog.text.count("a part of the report failed") == 2


@pytest.mark.parametrize(
    ("side", "to", "own"),
    [
        (OurSide(domains=("a.example",)), "u@b.example", ("a.example",)),
        (OurSide(), "u@mail.b.example, v@b.example, w@gmail.com, x@mue.biglobe.ne.jp", ("b.example",)),
        (OurSide(), "u@gmail.com", ()),
    ],
)
def test_own_domains(side, to, own):
    """As configured, else the recipients' own."""
    assert dossier(eml(to=to), side=side).own_domains == own


def test_brands_are_plausible():
    """Ids are unique, names and domains are there, and no shared domain is proof."""
    rows = brands()

    assert len({brand.id for brand in rows}) == len(rows) >= 200
    assert all(brand.names and brand.ja and brand.en for brand in rows)
    assert all(set(brand.proven) <= set(brand.domains) and not set(brand.domains) & set(brand.shared) for brand in rows)
    assert all(len(token) >= 5 for token in tokens())


@pytest.mark.parametrize(
    ("text", "ids"),
    [("アマゾン Amazon", ["amazon"]), ("Amazon", ["amazon"]), ("", []), (None, []), ("x" * 10_000, [])],
)
def test_claims(text, ids):
    """The longest name first."""
    assert [brand.id for brand in claimed(text)][: len(ids) or None] == ids


@pytest.mark.parametrize(
    ("name", "owned", "proven"),
    [
        ("www.amazon.co.jp", "amazon", "amazon"),
        ("amazon.co.jp.evil.example", None, None),
        ("biglobe.ne.jp", None, None),
        ("aeonbank.co.jp", "aeon", None),
        ("", None, None),
    ],
)
def test_owners(name, owned, proven):
    """A domain that nobody confirmed takes a suspicion away and creates none; a shared one is nobody's."""
    found, sure = brand_of_domain(name), proven_brand_of(name)

    assert (found.id if found else None, sure.id if sure else None) == (owned, proven)


@pytest.mark.parametrize(
    ("domain", "server", "ours"),
    [
        ("mue.biglobe.ne.jp", "mta.biglobe.ne.jp", True),
        ("gmail.com", "mail-x.google.com", True),
        ("gmail.com", "mail.google.com.evil.example", False),
        ("gmail.com", None, False),
        ("hotmail.co.jp", "x.outbound.protection.outlook.com", True),
    ],
)
def test_providers(domain, server, ours):
    """A provider's servers are known by their registrable domain."""
    assert is_mail_provider(domain)
    assert runs(provider_of(domain), server) is ours


def test_nobody_is_a_provider_by_chance():
    """A company's domain proves the company."""
    assert not is_mail_provider("example.co.jp")
    assert not is_mail_provider(None)


def test_wording_is_bounded():
    """Only the two ends are read, and only a few words are kept."""
    assert first_match("credential", "x" * MAX_TEXT + " verify your account " + "x" * MAX_TEXT) is None
    assert len(first_match("credential", "verify your " + "a" * 10 + " account information" * 9)) <= 60
