"""The Home tab: how to report, one's own reports, and for the team what is open; each person sees only that."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot import tables
from bot.demo.office import SECURITY_GROUP
from tests.scenarios.desk import WHEN, case_id, lines, press, reported, two_reports
from tests.scenarios.office import HANAKO, JOHN, NEWS, TAKERU, Office, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

HOW_EN = [
    "When you see a suspicious mail",
    "• Do not open its links or attachments, and do not reply",
    "• Send the original (.eml) to me (Fuwake) in a direct message. Pasting the text or a link works, too",
    '• See "Do now" in the answer. If you have already typed something, tell us all the same. Nobody will blame you',
    "[Report suspicious mail]",
    "Your last reports",
]
SUBJECT = "ご利用のメールは本日、非アクティブに設定されました"


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


async def home(at: Office, user: str) -> list[str]:
    """What `user` sees who opens the tab now."""
    await at.slack.people.open_home(user)
    await at.idle()
    return lines(at.slack.workspace.homes[user]["blocks"])


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_newcomer_reads_how_to_report(tmp_path: Path, mode: str) -> None:
    """Three lines, a button, and no report yet, in the person's language; over both transports."""
    async with office(tmp_path, mode=mode) as at:
        english, japanese = await home(at, JOHN), await home(at, HANAKO)

    assert english == [*HOW_EN, "None yet."]
    assert japanese[-3:] == ["[不審なメールを報告する]", "あなたの最近の報告", "まだありません。"]


async def test_reporter_sees_what_became_of_the_last_five(at: Office) -> None:
    """Newest first, with the decision, who made it and when; others' reports are not there."""
    for _ in range(4):
        await reported(at, JOHN, JOHN, NEWS)
    await two_reports(at)
    before = await home(at, JOHN)
    await press(at, "triage_spam")
    after = await home(at, JOHN)

    assert before[:6] == HOW_EN
    assert before[6].startswith(f"• 🔴 Danger {SUBJECT} (No. ")
    assert [line.split(" (No.")[0].split(" ", 3)[1] for line in before[7:]] == ["🔵"] * 4
    assert after[6].startswith(f"• 🗑️ Spam (confirmed) {SUBJECT} (No. ")
    assert after[6].endswith(f", {WHEN}) Checked by @{TAKERU}, {WHEN}")


async def test_drill_is_not_given_away_in_the_list(at: Office) -> None:
    """The reporter of a simulation reads thanks."""
    await reported(at)
    await press(at, "triage_simulation")
    seen = await home(at, HANAKO)

    assert seen[6].startswith("• 👏 確認済み（ご報告ありがとうございました） ")
    assert not [line for line in seen if "訓練" in line]


async def test_team_sees_what_is_open_and_how_much_there_was(at: Office) -> None:
    """Cards to decide with their ages and links, counters of a day and a week; a decided case is gone."""
    await reported(at, JOHN, JOHN, NEWS)
    await two_reports(at)
    number = await case_id(at)
    before = await home(at, TAKERU)
    await press(at, "triage_confirm")
    after = await home(at, TAKERU)

    assert before[-5:] == [
        "セキュリティ担当の方へ",
        "• この24時間：報告 3件、うち警告以上 2件、フィッシングと確認 0件",
        "• この7日間：報告 3件、うち警告以上 2件、フィッシングと確認 0件",
        "未確認の案件",
        f"• 🔴 [No. {number}] 危険（{WHEN}）",
    ]
    assert after[-4:] == [
        "• この24時間：報告 3件、うち警告以上 2件、フィッシングと確認 1件",
        "• この7日間：報告 3件、うち警告以上 2件、フィッシングと確認 1件",
        "未確認の案件",
        "ありません。",
    ]


async def test_team_sees_who_waits_for_help(at: Office) -> None:
    """Somebody typed a password and nobody took that on: it stands there with the name."""
    await reported(at)
    number = await case_id(at)
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    row = {"case_id": number, "user_id": HANAKO, "what": "password", "at": now}
    await at.bot.store.changed(tables.given_away.insert().values(**row))
    seen = await home(at, TAKERU)
    others = await home(at, JOHN)

    assert seen[-4:-2] == ["入力したり開いたりした人（担当なし）", f"• No. {number}：@{HANAKO} さん（{WHEN}）"]
    assert others == [*HOW_EN, "None yet."]


async def test_tab_of_messages_publishes_nothing(at: Office) -> None:
    """Only the Home tab is ours to fill."""
    await at.slack.people.open_home(JOHN, "messages")
    await at.idle()

    assert at.slack.web_api.called("views.publish") == []


async def test_many_visitors_are_few_questions(at: Office) -> None:
    """Who belongs to the team is asked once a minute for visitors, and at every deed."""
    for user in (HANAKO, JOHN, TAKERU, HANAKO, JOHN):
        await home(at, user)
    await reported(at)
    asked = len(at.slack.web_api.called("usergroups.users.list"))
    await press(at, "triage_confirm")

    assert asked == 1
    assert at.slack.web_api.called("usergroups.users.list") == [{"usergroup": SECURITY_GROUP.id}] * 2
