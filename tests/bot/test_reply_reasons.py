"""What stands first in a reply, what is told once, and what a reader is advised."""

from dataclasses import replace

import pytest

from analyzers import Level, examine, read
from analyzers.checks.brand_mismatch import BrandMismatch
from analyzers.checks.dkim_missing import DkimMissing
from analyzers.checks.urgent_credential_lure import UrgentCredentialLure
from analyzers.finding import Group
from analyzers.scoring import Weighed
from bot.reply import MAX_FINDINGS, reply
from bot.report_json import report_json
from bot.stranger import Plain
from bot.words import LANGUAGES, words
from tests.analyzers.mails import eml


async def reported(mail, *rows, level=Level.DANGER):
    """A report on `mail` at that level, with these findings."""
    return replace(await examine(read(mail)), level=level, findings=rows)


def section(answer, language, name):
    """The lines of one section."""
    title = words(language).say(f"section-{name}")
    return next((each.lines for each in answer.sections if each.title == title), ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("mail", "headline"),
    [
        (eml(text="Call me"), "headline-danger-answer"),
        (eml(html='<a href="https://example.net/">x</a>'), "headline-danger"),
        (eml().partition(b"\n\n")[0], "headline-danger"),
    ],
    ids=["words", "link", "headers"],
)
async def test_nobody_is_told_not_to_click_on_nothing(mail, headline, language):
    """A fraud without a link wants an answer."""
    assert reply(await reported(mail), language).headline == words(language).say(headline)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_advice_speaks_of_what_the_mail_wants(language):
    """Gift cards: do not buy; what to do if they were bought."""
    mail = eml(text="Are you at your desk? Buy five Apple gift cards and send me a photo of the codes.")
    report = await reported(mail)
    w = words(language)

    assert reply(report, language).now == tuple(
        w.say(f"advice-{code}") for code in ("leave-alone", "do-not-buy", "already-bought")
    )
    assert [row["code"] for row in report_json(report)["advice"]] == ["leave-alone", "do-not-buy", "already-bought"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_caution_that_only_an_expert_understands(language):
    """Has no reason of its own, so the first line says what kind of thing it is."""
    row = Weighed(DkimMissing(from_domain="example.com"), Group.AUTHENTICATION, 1.6)
    w = words(language)
    gap = "" if language == "ja" else " "

    assert reply(await reported(eml(), row, level=Level.CAUTION), language).summary == gap.join(
        (w.say("summary-odd"), w.say("summary-caution"))
    )


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_long_list_ends_with_how_much_is_left(language):
    """The heaviest are told, the rest is counted."""
    rows = [
        Weighed(BrandMismatch(**_facts(BrandMismatch, name=f"A{number}")), Group.IDENTITY, 3.0 - number / 10)
        for number in range(MAX_FINDINGS + 2)
    ]
    lines = section(reply(await reported(eml(), *rows), language), language, "sender")

    assert ["A0" in lines[0], f"A{MAX_FINDINGS - 1}" in lines[MAX_FINDINGS - 1]] == [True, True]
    assert lines[MAX_FINDINGS] == words(language).say("fact-findings-more", count=2)


def _facts(kind, **given):
    """Facts for a finding of `kind`."""
    return {name: "x" for name in kind.__dataclass_fields__ if name != "evidence"} | given


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("urgent", "credential", "told"),
    [
        ("本日中に", "本日中にログイン", ("本日中にログイン", "same")),
        ("本日中にログイン", "ログイン", ("本日中にログイン", "same")),
        ("本日中に", "ログイン", ("本日中に", "ログイン")),
    ],
)
async def test_words_that_hold_the_others_are_told_alone(urgent, credential, told, language):
    """Nobody reads the same words twice."""
    row = Weighed(UrgentCredentialLure(urgent=urgent, credential=credential), Group.CONTENT, 1.5)
    lines = section(reply(await reported(eml(), row), language), language, "content")
    said = told[1] if told[1] != "same" else Plain("same")

    assert words(language).say("urgent-credential-lure", urgent=told[0], credential=said) in lines


async def test_the_report_names_its_reasons():
    """By code, first things first, for programs."""
    rows = (
        Weighed(DkimMissing(from_domain="example.com"), Group.AUTHENTICATION, 1.0),
        Weighed(BrandMismatch(**_facts(BrandMismatch)), Group.IDENTITY, 1.0),
    )
    found = report_json(await reported(eml(text="https://example.net/"), *rows))

    assert (found["reasons"], found["wants"]) == (["brand-mismatch", "dkim-missing"], ["link"])
