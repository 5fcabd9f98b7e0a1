"""The command: a verdict that only the asker sees, and its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.attempts import JobsDown
from bot.demo.office import GENERAL, INTAKE, SALES
from tests.scenarios.doors import LINK, heard, said, told, whispered
from tests.scenarios.office import CASE_A, HANAKO, JOHN, Office, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(params=["socket", "http"])
async def at(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, mode=request.param) as opened:
        yield opened


async def until_replaced(at: Office, user: str) -> dict:
    """What only this person sees, once the line that it is being looked at was replaced by a verdict."""
    await at.slack.workspace.until(lambda: [one for one in whispered(at, user) if one.get("blocks")], timeout=15)
    await at.idle()
    (whisper,) = whispered(at, user)
    return whisper


@pytest.mark.parametrize("channel", [GENERAL, SALES])
async def test_link_is_answered_to_the_asker_alone(at: Office, channel: str) -> None:
    """One line at once, replaced by the verdict; nothing stands in the channel, nor in the direct message."""
    delivery = await at.slack.people.command(JOHN, channel, "/phish", LINK)
    verdict = await until_replaced(at, JOHN)
    ((case, _),) = await at.reports_of(JOHN)

    assert delivery.answer == {
        "text": "I am looking into it. Until the answer is here, do not open its links or attachments."
    }
    assert verdict["text"].startswith("🟡 Caution: something does not fit")
    assert "evil.duckdns[.]org" in said(verdict)
    assert "リンク" not in said(verdict)
    assert [m for m in at.slack.workspace.channels[channel].messages if m.get("bot_id")] == []
    assert await at.posts(at.slack.workspace.dm(JOHN).id) == []
    assert (case.submission["door"], case.submission["private"]) == ("command", True)


async def test_verdict_comes_as_a_direct_message_when_the_address_is_gone(at: Office) -> None:
    """Half an hour later Slack takes nothing through the command's address any more."""
    new = at.slack.people._responses.new

    def gone(*place: str) -> str:
        url = new(*place)
        at.slack.people._responses._open[url.rpartition("/")[2]].uses = 5
        return url

    at.slack.people._responses.new = gone  # type: ignore[method-assign]
    await at.slack.people.command(JOHN, GENERAL, "/phish", LINK)
    (answer,) = await told(at, JOHN)

    assert "evil.duckdns[.]org" in said(answer)
    assert [one["text"] for one in whispered(at, JOHN)] == [
        "I am looking into it. Until the answer is here, do not open its links or attachments."
    ]


async def test_text_without_a_mail_is_explained(at: Office) -> None:
    """Who types a word gets to know what can be given."""
    await at.slack.people.command(JOHN, GENERAL, "/phish", "hello")
    verdict = await until_replaced(at, JOHN)

    assert verdict["text"].startswith("Send the original of a suspicious mail (.eml) here")


async def test_command_that_cannot_be_kept_says_so(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is away: the asker is not left waiting."""

    async def away(*_: object) -> None:
        raise JobsDown("away")

    monkeypatch.setattr(at.bot.jobs, "_durable", away)
    await at.slack.people.command(HANAKO, GENERAL, "/phish", LINK)

    assert [one["text"] for one in whispered(at, HANAKO)] == [
        "いまは受け付けられませんでした。少し待ってから、もう一度お試しください。それまで、リンクや添付ファイルは開かないでください。"
    ]


async def test_help_tells_every_way_in(at: Office) -> None:
    """In the reader's language."""
    await at.slack.people.command(JOHN, GENERAL, "/phish", "help")
    (whisper,) = await heard(at, JOHN)
    lines = re.findall(r'"text": "([^"]+)"', said(whisper).replace('\\"', "'"))

    assert lines == [
        "I look into suspicious mails for you: where they came from, where their links really lead, and what to do now.",
        "How to send me a mail",
        "Send the original (.eml) to me in a direct message. Pasting the text or a link works, too",
        "For a message in Slack, choose 'フィッシング判定 / Check' in its menu (︙)",
        "In a channel or a thread, mention me",
        "/phish alone opens a form",
        "/phish and a link or a text: only you see the answer",
        "And also",
        "/phish status: your last reports and what became of them",
        "/phish lang ja (Japanese), /phish lang en (English), /phish lang auto (as in Slack): the language of my answers",
        "If you have already followed a link or typed a password, please tell me all the same. Nobody will blame you.",
    ]


async def test_language_can_be_chosen_and_given_back(at: Office) -> None:
    """The choice comes before what Slack says, until it is taken back."""
    for choice in ("ja", "auto", "fr", ""):
        await at.slack.people.command(JOHN, GENERAL, "/phish", f"lang {choice}".strip())

    assert [one["text"] for one in whispered(at, JOHN)] == [
        "これからは日本語でお答えします。",
        "From now on I answer in the language of your Slack.",
        "You can choose from ja, en, auto, for example: /phish lang en",
        "You can choose from ja, en, auto, for example: /phish lang en",
    ]


async def test_chosen_language_is_the_one_of_the_answers(at: Office) -> None:
    """Hanako chooses English, and is answered in English from then on."""
    await at.slack.people.command(HANAKO, GENERAL, "/phish", "LANG EN")
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    (answer,) = await at.replies(INTAKE, root["ts"])

    assert answer["text"].startswith("🔴 Danger: do not click")


async def test_status_tells_what_became_of_one_s_reports(at: Office) -> None:
    """Newest first, and nobody else's."""
    await at.slack.people.command(HANAKO, GENERAL, "/phish", "status")
    for channel, user in ((INTAKE, HANAKO), (INTAKE, JOHN), (HANAKO, HANAKO)):
        root = await at.slack.people.upload(user, channel, "mail.eml", CASE_A)
        await at.replies(at.slack.workspace.destination(channel).id, root["ts"])
    await at.slack.people.command(HANAKO, GENERAL, "/phish", "status")
    nothing, status = await heard(at, HANAKO, 2)
    rows = status["blocks"][0]["elements"][1]["elements"]

    assert nothing["text"] == "あなたからの報告は、まだありません。送り方は「/phish help」で見られます。"
    assert status["text"] == "あなたの最近の報告"
    assert [re.sub(r"\d{4}-\d{4}", "DAY", row["elements"][1]["text"]) for row in rows] == [
        "　No. DAY-3　🔴 危険",
        "　No. DAY-1　🔴 危険",
    ]
