"""What an answer in a chat says: one reason, what to do, at most five findings, one line of what was checked."""

from dataclasses import replace

import pytest

from analyzers import Level, examine, read
from analyzers.checks.brand_mismatch import BrandMismatch
from analyzers.facts import Unanswered
from analyzers.finding import Group
from analyzers.scoring import Weighed
from bot.reply import reply
from bot.reply_short import BUTTONS, MAX_POINTS, short
from bot.words import LANGUAGES, words
from tests.analyzers.mails import eml
from tests.bot.worked import CASE_A, CASE_B, examined

FORWARDED = b"""From: tanaka@example.jp
To: fuwake@example.jp
Subject: Fwd: hello

---------- Forwarded message ---------
From: Partner <info@partner.example>
Date: Fri, May 9, 2025 at 7:00 AM
Subject: hello
To: <hanako@example.jp>

Please find the minutes of our meeting.
"""


def lines(answer):
    """All sentences of the findings."""
    return [line for section in answer.sections for line in section.lines]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "mail",
    [CASE_A, CASE_B, eml(), FORWARDED, b"https://example.org", eml().partition(b"\n\n")[0]],
    ids=["A", "B", "plain", "forwarded", "url", "headers"],
)
async def test_never_more_than_five(mail, language):
    """Of whatever mail; each of them once, and none empty."""
    told = lines(short(await examined(mail), language, case_id="1"))

    assert 1 <= len(told) <= MAX_POINTS
    assert len(set(told)) == len(told)
    assert all(line.strip() for line in told)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_decisive_reason_is_told_once(language):
    """In the first line; the findings tell of others, so that five of them say more."""
    report, w = await examined(CASE_B), words(language)
    answer = short(report, language)
    facts = {
        "brand_ja": "カゴヤ・ジャパン",
        "brand_en": "Kagoya",
        "from_domain": "mue.biglobe.ne.jp",
        "address": "other",
    }

    assert answer.summary == w.say("brand-mismatch.reason", **facts)
    assert not any("Kagoya Support" in line for line in lines(answer))
    assert any("BIGLOBE" in line for line in lines(answer))


async def test_sections_are_sender_links_authentication_content():
    """In this order, each under its own heading."""
    mail = eml(html='<a href="https://evil.example/">https://example.com/</a>', sender='"Amazon" <a@evil.example>')
    titles = [section.title for section in short(await examined(mail), "en").sections]
    known = [words("en").say(f"section-{name}") for name in ("sender", "links", "authentication", "content")]

    assert titles == [title for title in known if title in titles]
    assert len(titles) > 1


async def test_link_is_told_with_its_true_destination():
    """One bullet says what is wrong with the link, and where it really leads."""
    answer = short(await examined(CASE_A), "ja")
    (link,) = next(section.lines for section in answer.sections if section.title == words("ja").say("section-links"))

    assert link.endswith("手口です。リンクの実際の行き先は quercus[.]org（68.178.245.10）です")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_happened_already_is_the_buttons_to_tell(language):
    """One sentence that names the button, in place of the whole list of steps."""
    report, w = await examined(CASE_A), words(language)

    assert short(report, language).now == (w.say("advice-do-not-touch"), w.say("now-gave"))
    assert w.say("button-gave") in w.say("now-gave")
    assert reply(report, language).now == (w.say("advice-do-not-touch"), w.say("advice-already-typed"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_left_for_the_details_is_counted(language):
    """Only what weighs against the mail; nothing is said where nothing is left."""
    few = [Weighed(mismatch(f"A{n}"), Group.IDENTITY, 3.0) for n in range(MAX_POINTS)]
    many = [*few, *(Weighed(mismatch(f"B{n}"), Group.IDENTITY, 1.0) for n in range(3))]
    told = [short(await reported(rows), language).more for rows in (few, many)]

    assert told == ["", words(language).say("points-more", count=3)]


async def reported(rows):
    """A caution with these findings."""
    return replace(await examine(read(eml())), level=Level.CAUTION, findings=tuple(rows))


def mismatch(name):
    """One finding about a brand."""
    facts = {key: "x" for key in BrandMismatch.__dataclass_fields__ if key != "evidence"}
    return BrandMismatch(**(facts | {"name": name}))


async def test_while_the_lookups_run():
    """That more is to come, and only the button that may not wait."""
    answer = short(await examine(read(CASE_A)), "en", pending=True, case_id="2025-0509-3")
    w = words("en")

    assert answer.footer == (w.say("summary-pending"), w.say("form-eml"), w.say("case-number", id="2025-0509-3"))
    assert (answer.buttons, answer.more, answer.pending) == (("gave_open",), "", True)


async def test_the_line_below():
    """What was checked, from what, and the number of the case."""
    answer = short(await examined(CASE_A), "ja", case_id="2025-0509-3")

    assert answer.footer == (
        "調べたもの：差出人、差出人の認証、送信経路、リンク先、文面、添付ファイル",
        "原本（.eml）から判定",
        "No. 2025-0509-3",
    )
    assert (answer.buttons, answer.case_id, answer.alone) == (BUTTONS, "2025-0509-3", False)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (
            (("dns", "a.example", "timeout"), ("dns", "b.example", "timeout"), ("rdap", "c.example", "timeout")),
            "Could not be checked: DNS name look-up, domain registration by RDAP (no answer in time)",
        ),
        (
            (("blocklist", "zen.spamhaus.org", "refused"), ("blocklist", "bl.spamcop.net", "offline")),
            "Could not be checked: lists of spam sources and bad sites (refused to answer)",
        ),
    ],
    ids=["names", "told"],
)
async def test_who_kept_silent_is_told_without_names(items, said):
    """The names are in the details; a source that answered nothing is told once."""
    report = await examined(CASE_A)
    facts = replace(report.dossier.facts, unanswered=tuple(Unanswered(*item) for item in items))
    silent = replace(report, dossier=replace(report.dossier, facts=facts))

    assert short(silent, "en").footer[1] == said


async def test_a_forwarded_mail_begins_with_what_was_judged():
    """Not the forwarder's own mail; nobody should wonder."""
    answer = short(await examined(FORWARDED), "ja")

    assert answer.sections[0].lines[0].startswith("転送した人のメールではなく、")
    assert answer.how
