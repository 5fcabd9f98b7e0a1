"""The window for reports: how it opens, what it asks, and where the answer comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.attempts import JobsDown
from bot.demo.office import GENERAL, SECURITY
from tests.scenarios.desk import lines
from tests.scenarios.doors import DANGER_JA, LINK, found, said, told, whispered
from tests.scenarios.office import CASE_A, CASE_B, HANAKO, JOHN, Office, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

EMPTY_JA = "メールの原本、リンク、本文のどれか1つを入れてください。"
BUSY_EN = "It could not be taken just now. Please press Send again in a moment."
THANKS_JA = (
    "受け付けました。結果は、わたし（Fuwake）からのダイレクトメッセージでお知らせします。"
    "それまで、リンクや添付ファイルは開かないでください。"
)
AGAIN_EN = "The window could not be opened. Please try again."


@pytest.fixture(params=["socket", "http"])
async def at(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, mode=request.param) as opened:
        yield opened


async def test_window_opens_from_the_shortcut_in_the_reader_s_language(at: Office) -> None:
    """John reads English, Hanako Japanese; the fields are the same."""
    await at.slack.people.shortcut(JOHN, "report_mail")
    await at.slack.people.shortcut(HANAKO, "report_mail")
    english, japanese = at.slack.people.view(JOHN), at.slack.people.view(HANAKO)

    assert english["title"]["text"] == "Report suspicious mail"
    assert japanese["title"]["text"] == "不審なメールの報告"
    assert [block["block_id"] for block in japanese["blocks"][1:]] == ["files", "link", "text", "gave", "note"]
    assert [option["text"]["text"] for option in english["blocks"][4]["element"]["options"]] == [
        "I followed a link",
        "I typed a password",
        "I typed a card number",
        "I opened an attachment",
    ]
    assert english["blocks"][1]["element"]["max_files"] == 5


async def test_window_opens_from_the_command_alone(at: Office) -> None:
    """Nothing is said in the channel."""
    await at.slack.people.command(HANAKO, GENERAL, "/phish")

    assert at.slack.people.view(HANAKO)["callback_id"] == "report_submit"
    assert whispered(at, HANAKO) == []


async def test_report_is_answered_in_a_direct_message(at: Office) -> None:
    """A file with a remark and what was given away: kept with the case, private, in the reporter's language."""
    await at.slack.people.shortcut(HANAKO, "report_mail")
    stored = at.slack.people.add_file("mail.eml", CASE_A, user=HANAKO)
    sent = await at.slack.people.submit(
        HANAKO, {"files": [stored], "note": "上司から届きました", "gave": ["clicked", "password"]}
    )
    (answer, *_) = await told(at, HANAKO)
    ((case, _),) = await at.reports_of(HANAKO)

    assert sent.accepted
    assert at.slack.people.view(HANAKO)["blocks"][0]["text"]["text"] == THANKS_JA
    assert answer["text"].startswith(DANGER_JA)
    assert "thread_ts" not in answer
    assert "Danger" not in said(answer)
    assert case.submission["door"] == "form"
    assert case.submission["private"]
    assert case.submission["note"] == "上司から届きました"
    assert any("• 報告者のひとこと：上司から届きました" in lines(post["blocks"]) for post in await at.posts(SECURITY))
    assert case.submission["gave"] == ["clicked", "password"]
    assert (case.channel, case.thread_ts) == (at.slack.workspace.dm(HANAKO).id, "")


async def test_everything_in_one_report_is_looked_at(at: Office) -> None:
    """Two files and a link are three answers; what was given away is told once."""
    await at.slack.people.shortcut(HANAKO, "report_mail")
    files = [at.slack.people.add_file("a.eml", CASE_A), at.slack.people.add_file("b.eml", CASE_B)]
    await at.slack.people.submit(HANAKO, {"files": files, "link": LINK, "gave": ["card"]})
    answers = await told(at, HANAKO, 3)
    reports = await at.reports_of(HANAKO)

    assert len([answer for answer in answers if "判定" in said(answer)]) == 3
    assert sorted(len(case.submission["gave"]) for case, _ in reports) == [0, 0, 1]


async def test_pasted_text_is_taken_as_it_was_typed(at: Office) -> None:
    """A window's text comes without Slack's mark-up; addresses in brackets survive."""
    head = CASE_B.decode("ascii", "ignore").replace("\r\n", "\n").partition("\n\n")[0]
    await at.slack.people.shortcut(HANAKO, "report_mail")
    await at.slack.people.submit(HANAKO, {"text": head[:3000]})
    await told(at, HANAKO)

    assert "222.227.84.50" in await found(at, HANAKO)


async def test_empty_report_stays_open_with_the_reason(at: Office) -> None:
    """A remark alone is no mail: the window says so, and nothing is kept."""
    await at.slack.people.shortcut(HANAKO, "report_mail")
    sent = await at.slack.people.submit(HANAKO, {"note": "怪しいです", "gave": ["clicked"]})
    await at.idle()

    assert sent.errors == {"files": EMPTY_JA}
    assert await at.reports_of(HANAKO) == []


async def test_report_that_cannot_be_kept_stays_open(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is away: what was filled in is still there, and sending again works."""
    put, broken = at.bot.jobs._durable, iter([True])

    async def away_once(*arguments: object) -> None:
        if next(broken, False):
            raise JobsDown("away")
        await put(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(at.bot.jobs, "_durable", away_once)
    await at.slack.people.shortcut(JOHN, "report_mail")
    first = await at.slack.people.submit(JOHN, {"link": LINK})
    second = await at.slack.people.submit(JOHN, {"link": LINK})
    (answer,) = await told(at, JOHN)

    assert first.errors == {"files": BUSY_EN}
    assert second.accepted
    assert "evil.duckdns[.]org" in said(answer)


async def test_what_is_no_mail_is_said_in_the_direct_message(at: Office) -> None:
    """A file that is no mail, in the reporter's language."""
    await at.slack.people.shortcut(JOHN, "report_mail")
    stored = at.slack.people.add_file("notes.txt", b"\x00\x01\x02\x03" * 40)
    await at.slack.people.submit(JOHN, {"files": [stored]})
    (answer,) = await told(at, JOHN)

    assert answer["text"].startswith("This file cannot be read as a mail.")


@pytest.mark.parametrize("way", ["command", "shortcut"])
async def test_window_that_slack_does_not_open_is_said(at: Office, way: str) -> None:
    """Slack gives three seconds; later the person is told to try again."""
    at.slack.web_api.fail_next("views.open", 200, {}, {"ok": False, "error": "expired_trigger_id"})
    if way == "command":
        await at.slack.people.command(JOHN, GENERAL, "/phish")
        (said_,) = whispered(at, JOHN)
    else:
        await at.slack.people.shortcut(JOHN, "report_mail")
        (said_,) = await told(at, JOHN)

    assert said_["text"] == AGAIN_EN


async def test_without_im_write_the_answer_still_comes(at: Office) -> None:
    """The direct message cannot be opened, but Slack lets the bot post to the person."""
    at.slack.workspace.scopes.discard("im:write")
    await at.slack.people.shortcut(HANAKO, "report_mail")
    await at.slack.people.submit(HANAKO, {"files": [at.slack.people.add_file("mail.eml", CASE_A)]})
    (answer,) = await told(at, HANAKO)

    assert answer["text"].startswith(DANGER_JA)
    assert "外部への問い合わせを続けています" not in said(answer)
