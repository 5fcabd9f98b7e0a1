"""The window with everything: within Slack's limits, tame, and without the recipients."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.demo.blocks import view_problem
from bot.redaction import without
from bot.report_json import report_json
from bot.slack import details
from bot.store import Case
from bot.words import LANGUAGES, words
from tests.analyzers.mails import eml
from tests.bot.worked import CASE_A, CASE_B, examined
from tests.scenarios.desk import WHEN, lines

HOSTILE = "<!channel> <@U1> `x` *b* :bomb: \u202e\u200b http://evil.example/a <https://evil.example|x> " + "x" * 9_000


async def case_of(mail: bytes) -> Case:
    """A case as it is kept."""
    report = await examined(mail)
    kept = without(report_json(report), report.dossier.message.recipients)
    return Case("2025-0509-3", "k", "C1", "1.0", "U1", {}, report.level.value, json.loads(json.dumps(kept)), NOW)


NOW = datetime(2025, 5, 9, tzinfo=UTC)


def all_pages(case: Case, language: str) -> list[dict]:
    """Every page, once each."""
    pages = [details.view(case, language)]
    while details.place_of(again := details.view(case, language, len(pages)))[1] == len(pages):
        pages.append(again)
    return pages


def hostile_mail(links: int) -> bytes:
    """Bad text wherever a stranger can write."""
    many = "".join(f'<a href="https://h{n}.evil.example/{HOSTILE}">{HOSTILE}</a>' for n in range(links))
    return eml(html=f"<p>{HOSTILE}</p>{many}", sender=f'"{HOSTILE[:500]}" <a@evil.example>')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "mail", [CASE_A, CASE_B, eml(), b"https://example.org", hostile_mail(3), hostile_mail(200)],
    ids=["A", "B", "plain", "url", "hostile", "many"],
)  # fmt: skip
async def test_every_page_is_accepted_and_tame(mail, language):
    """Slack takes each, nothing in it is mark-up, calls, or can be clicked."""
    for page in all_pages(await case_of(mail), language):
        assert view_problem(page) is None
        written = json.dumps(page, ensure_ascii=False)
        assert '"mrkdwn"' not in written
        assert '"link"' not in written
        assert "http:" not in written
        assert "https:" not in written
        assert "\u202e" not in written
        assert "\u200b" not in written


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_finding_and_its_source_is_told(language):
    """All of the report's, also those that an answer leaves out."""
    case = await case_of(CASE_A)
    shown = [line for page in all_pages(case, language) for line in lines(page["blocks"])]

    assert [row["code"] for row in case.report["findings"] if f"• {row[language]}" not in shown] == []
    known = f"• {words(language).say('details-known-by', what='').strip()}"
    sources = sum(len({(e["source"], e["subject"]) for e in row["evidence"]}) for row in case.report["findings"])
    assert sum(line.startswith(known) for line in shown) == sources


async def test_route_says_whose_word_each_line_is():
    """Ours above, the believed line, and what anybody may have written below it."""
    shown = lines(details.view(await case_of(CASE_B), "ja")["blocks"])
    at = shown.index("送信経路（届いた側から順に）")

    assert shown[at + 1 : at + 5] == [
        "• 1番目：mx0.example-shop[.]jp が、222.227.84.50、mta-sp-w02.biglobe.ne[.]jp から受け取りました（「mta-sp-w02.biglobe.ne[.]jp」と名乗りました）",
        f"• {WHEN}。この記録から、送ってきた機器を判断しました",
        "• 2番目：mta-snd-w02.biglobe.ne[.]jp が、名前の分からない機器から受け取りました（「mail.biglobe.ne[.]jp」と名乗りました）",
        f"• {WHEN}。送信者が自由に書けるため、あてになりません",
    ]


async def test_recipients_are_not_named():
    """Neither in what is found nor in the route."""
    for mail, address in ((CASE_A, "shop@example-shop"), (CASE_B, "info@example-shop")):
        written = json.dumps(all_pages(await case_of(mail), "en"))
        assert address not in written.replace("[", "").replace("]", "")


async def test_a_page_past_the_last_is_the_last():
    """Whoever presses twice stays where he is."""
    case = await case_of(hostile_mail(200))
    last = len(all_pages(case, "en")) - 1

    assert last > 1
    assert [details.place_of(details.view(case, "en", page)) for page in (-1, 0, last, last + 9)] == [
        ("2025-0509-3", 0),
        ("2025-0509-3", 0),
        ("2025-0509-3", last),
        ("2025-0509-3", last),
    ]
