"""The shortcut on a message: an answer in its thread where the bot is a member, else to the person alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.demo.office import GENERAL, INTAKE, SALES
from tests.scenarios.doors import DANGER_JA, HELP_JA, LINK, heard, said, told, whispered
from tests.scenarios.office import CASE_A, HANAKO, JOHN, Office, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

OUT_OF_REACH_JA = (
    "このチャンネルにわたし（Fuwake）がいないため、ファイルを受け取れません。ファイルを保存して、わたしへのダイレクトメッセージに送ってください。"
    "リンクや添付ファイルは開かないでください。"
)
OWN_POST_EN = "This is a post of mine (Fuwake). Please try again on the message that holds the mail."
ALREADY_EN = "This mail has been looked at before: see the answer in this thread. It has just been checked again."


@pytest.fixture(params=["socket", "http"])
async def at(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, mode=request.param) as opened:
        yield opened


async def test_message_in_our_channel_is_answered_in_its_thread(at: Office) -> None:
    """Hanako points at John's upload in a channel that nobody watches: one answer, for all."""
    root = await at.slack.people.upload(JOHN, GENERAL, "mail.eml", CASE_A)
    delivery = await at.slack.people.shortcut(HANAKO, "analyze_message", GENERAL, root["ts"])
    (answer,) = await at.replies(GENERAL, root["ts"])
    ((case, _),) = await at.reports_of(HANAKO)

    assert delivery.acked
    assert answer["text"].startswith(DANGER_JA)
    assert "Danger: do not click" in said(answer)
    assert (case.submission["door"], case.submission["private"]) == ("shortcut", False)
    assert whispered(at, HANAKO) == []


async def test_message_within_a_thread_is_answered_there(at: Office) -> None:
    """The answer goes into the thread of which the message is a part."""
    root = await at.slack.people.say(JOHN, GENERAL, "怪しいメールが来ました")
    inner = await at.slack.people.reply(JOHN, GENERAL, root["ts"], LINK)
    await at.slack.people.shortcut(HANAKO, "analyze_message", GENERAL, inner["ts"])
    await at.slack.workspace.until(lambda: len(at.slack.workspace.replies(GENERAL, root["ts"])) == 1, timeout=10)
    await at.idle()

    assert "evil.duckdns[.]org" in said(at.slack.workspace.replies(GENERAL, root["ts"])[0])


async def test_message_elsewhere_is_answered_to_the_person_alone(at: Office) -> None:
    """The bot is no member of #sales: what only Hanako sees at once, and a message to her that stays."""
    root = await at.slack.people.say(JOHN, SALES, f"これ、本物？ {LINK}")
    await at.slack.people.shortcut(HANAKO, "analyze_message", SALES, root["ts"])
    (answer,) = await told(at, HANAKO)
    (whisper,) = whispered(at, HANAKO)
    ((case, _),) = await at.reports_of(HANAKO)

    assert at.slack.workspace.replies(SALES, root["ts"]) == []
    assert answer["text"] == whisper["text"]
    assert answer["text"].startswith("🟡 ")
    assert "Caution" not in said(answer)
    assert "evil.duckdns[.]org" in said(whisper)
    assert (case.channel, case.thread_ts, case.submission["private"]) == (at.slack.workspace.dm(HANAKO).id, "", True)


async def test_least_privileges_answer_the_person_alone(at: Office) -> None:
    """Without the scope to read the channel nobody can tell whether the bot is in it."""
    at.slack.workspace.scopes.discard("channels:history")
    root = await at.slack.people.say(JOHN, GENERAL, LINK)
    await at.slack.people.shortcut(HANAKO, "analyze_message", GENERAL, root["ts"])
    await told(at, HANAKO)

    assert at.slack.workspace.replies(GENERAL, root["ts"]) == []
    assert len(whispered(at, HANAKO)) == 1


async def test_second_look_is_said_to_the_person_and_not_repeated_in_the_thread(at: Office) -> None:
    """The mail was answered when it was posted; who points at it is told where the answer is."""
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    await at.replies(INTAKE, root["ts"])
    await at.slack.people.shortcut(JOHN, "analyze_message", INTAKE, root["ts"])
    (whisper,) = await heard(at, JOHN)

    assert whisper["text"] == ALREADY_EN
    assert len(at.slack.workspace.replies(INTAKE, root["ts"])) == 1


async def test_mail_posted_by_slack_or_another_bot_can_be_pointed_at(at: Office) -> None:
    """A person asks, so it does not matter who wrote it."""
    text = {"user": "U0ALERTS", "bot_id": "B0ALERTS", "subtype": "bot_message", "text": f"<{LINK}>"}
    root = at.slack.people._put(at.slack.workspace.channels[GENERAL], text)
    await at.slack.people.shortcut(HANAKO, "analyze_message", GENERAL, root["ts"])
    (answer,) = await at.replies(GENERAL, root["ts"])

    assert "evil.duckdns[.]org" in said(answer)


async def test_message_without_a_mail_is_explained_to_the_person_alone(at: Office) -> None:
    """A thread is not troubled with how the bot is used."""
    root = await at.slack.people.say(JOHN, GENERAL, "お昼どうしますか")
    await at.slack.people.shortcut(HANAKO, "analyze_message", GENERAL, root["ts"])
    (whisper,) = await heard(at, HANAKO)

    assert whisper["text"] == HELP_JA
    assert at.slack.workspace.replies(GENERAL, root["ts"]) == []


async def test_our_own_post_is_no_mail(at: Office) -> None:
    """An answer tells of a mail; it is said so to who points at it."""
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    (answer,) = await at.replies(INTAKE, root["ts"])
    await at.slack.people.shortcut(JOHN, "analyze_message", INTAKE, answer["ts"])
    (whisper,) = await heard(at, JOHN)

    assert whisper["text"] == OWN_POST_EN
    assert len(at.slack.workspace.replies(INTAKE, root["ts"])) == 1


async def test_file_where_the_bot_is_not_is_asked_for(at: Office) -> None:
    """Slack lends no file of a channel that the bot is not in: the person is told what to do."""
    root = await at.slack.people.upload(JOHN, SALES, "mail.eml", CASE_A, scan="check_file_info")
    at.slack.web_api.fail_next("files.info", 200, {}, {"ok": False, "error": "file_not_found"})
    await at.slack.people.shortcut(HANAKO, "analyze_message", SALES, root["ts"])
    (whisper,) = await heard(at, HANAKO)

    assert whisper["text"] == OUT_OF_REACH_JA
    assert await at.posts(at.slack.workspace.dm(HANAKO).id) == []


async def test_answer_arrives_though_the_address_is_used_up(at: Office) -> None:
    """Slack takes no more through the shortcut's address: the direct message still comes."""
    root = await at.slack.people.say(JOHN, SALES, LINK)
    at.slack.people._responses._open.clear()
    people = at.slack.people
    new = people._responses.new
    people._responses.new = lambda *place: new(*place) + "gone"  # type: ignore[method-assign]
    await people.shortcut(HANAKO, "analyze_message", SALES, root["ts"])
    (answer,) = await told(at, HANAKO)

    assert "evil.duckdns[.]org" in said(answer)
    assert whispered(at, HANAKO) == []
