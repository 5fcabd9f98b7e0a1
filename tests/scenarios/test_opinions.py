"""Two buttons under every answer: this helped, and this is no fraud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.demo.office import SECURITY
from bot.opinions import Feedback
from tests.scenarios.desk import card, lines, reported, whispers
from tests.scenarios.office import HANAKO, JOHN, NEWS, Office, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(params=["socket", "http"])
async def at(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, mode=request.param) as opened:
        yield opened


async def press(at: Office, user: str, place: tuple[str, str], action: str) -> None:
    (answer, *_) = at.slack.workspace.replies(*place)
    await at.slack.people.click(user, place[0], answer["ts"], action)
    await at.idle()


async def kept(at: Office) -> dict[str, str]:
    (case, _), *_ = await at.reports_of(HANAKO)
    return await Feedback(at.bot.store._engine).of_case(case.id)


async def test_thanks_for_one_person_alone(at: Office) -> None:
    """In the reader's language, in the thread; the desk counts both."""
    place = await reported(at)
    await press(at, HANAKO, place, "helpful")
    await press(at, JOHN, place, "not_phishing")

    assert whispers(at, HANAKO) == ["ありがとうございます。お役に立ててうれしいです。"]
    assert whispers(at, JOHN) == [
        (
            "Thank you for telling us. The security team can see it on their desk. "
            "Until they have looked at it, please leave links and attachments closed."
        )
    ]
    assert {row.message.get("thread_ts") for row in at.slack.workspace.ephemerals} == {place[1]}
    assert "• 「役に立った」という声：1件" in lines((await card(at))["blocks"])
    assert "• 「詐欺ではない」という声：1件" in lines((await card(at))["blocks"])
    assert await kept(at) == {HANAKO: "helpful", JOHN: "not_phishing"}


async def test_a_word_may_be_changed(at: Office) -> None:
    """One opinion each, the last one."""
    place = await reported(at)
    for action in ("not_phishing", "not_phishing", "helpful"):
        await press(at, HANAKO, place, action)
    shown = lines((await card(at))["blocks"])

    assert await kept(at) == {HANAKO: "helpful"}
    assert "• 「役に立った」という声：1件" in shown
    assert not any("詐欺ではない" in line for line in shown)


async def test_not_phishing_brings_a_quiet_case_to_the_desk(at: Office) -> None:
    """A case without signs has no card until somebody says something about it that the desk should see."""
    place = await reported(at, mail=NEWS)
    before = await at.posts(SECURITY)
    (answer,) = at.slack.workspace.replies(*place)
    case = next(e["value"] for b in answer["blocks"] if b["type"] == "actions" for e in b["elements"])
    await Feedback(at.bot.store._engine).say(
        case, HANAKO, "not_phishing", at=(await at.reports_of(HANAKO))[0][0].opened
    )
    await press(at, JOHN, place, "helpful")

    assert before == []
    assert "• 「詐欺ではない」という声：1件" in lines((await card(at))["blocks"])


async def test_without_a_desk_nobody_is_said_to_look(tmp_path: Path) -> None:
    """What was said is kept; the reader is told how to make sure."""
    async with office(tmp_path, FUWAKE_SECURITY_CHANNEL=None) as at:
        place = await reported(at)
        await press(at, HANAKO, place, "not_phishing")

        assert await kept(at) == {HANAKO: "not_phishing"}
        assert whispers(at, HANAKO) == [
            (
                "教えてくださって、ありがとうございます。念のため、送り主に電話など別の方法で確かめるまで、"
                "リンクや添付ファイルは開かないでください。"
            )
        ]
