"""The triage desk: one card for a mail, one decision, and every reporter hears of it."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING

import pytest

from bot.demo.office import INTAKE, SECURITY
from tests.scenarios.desk import WHEN, answers, card, case_id, lines, press, reported, trail, two_reports, whispers
from tests.scenarios.office import CASE_A, CASE_B, HANAKO, JOHN, NEWS, TAKERU, Office, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SECOND = "U0SECOND"


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, FUWAKE_SECURITY_USERS=(SECOND,)) as opened:
        at = opened
        takeru = at.slack.workspace.users[TAKERU]
        at.slack.workspace.users[SECOND] = type(takeru)(SECOND, "second", "Second Guard", "en-US")
        at.slack.workspace.channels[SECURITY].members.add(SECOND)
        yield at


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_decision_reaches_two_reporters(tmp_path: Path, mode: str) -> None:
    """The whole story over both transports: two reports, one card, one click, two answers edited, two people told."""
    async with office(tmp_path, mode=mode) as at:
        hanako, john = await two_reports(at)
        before = lines((await card(at))["blocks"])
        await press(at, "triage_legitimate")
        after = lines((await card(at))["blocks"])
        first, told = await answers(at, hanako)
        second, also_told = await answers(at, john)
        number = await case_id(at)

    assert before[:7] == [
        f"🔴 危険 / Danger｜No. {number}",
        "未確認です",
        "• 社内（example-shop[.]jp）を名乗っていますが、社内のアドレスから送られたメールではありません。社内のページに見えるリンクは、押すと別のサイト（quercus[.]org）に行き、入力したものを盗まれるおそれがあります。",
        "• 社内（example-shop[.]jp）を名乗るメールです。",
        '• 差出人："mail_example-shop[.]jp" <MISSING_MAILBOX@SYNTAX_ERROR>',
        "• 件名：ご利用のメールは本日、非アクティブに設定されました",
        "• リンク先：quercus[.]org",
    ]
    assert before[7] == f"• 報告：2件（最初の報告：{WHEN}）"
    assert before[-2:] == [
        "[フィッシング] [本物のメール] [迷惑メール] [訓練] [原本がほしい]",
        "[自分が担当する] [ひとこと書く] [注意喚起を出す]",
    ]
    assert after[1] == f"🟢 本物のメール（確認済み） （@{TAKERU}、{WHEN}）"
    assert first[:5] == [
        "🟢 セキュリティ担当が確認しました：本物のメールです",
        "自動の判定は「危険」でした。",
        f"@{TAKERU} さんが {WHEN} に確認しました。",
        "いますること",
        "• このメールには、いつもどおり対応してかまいません。",
    ]
    english = first.index("🟢 Checked by the security team: a genuine mail")
    assert first[english + 2] == f"Checked by @{TAKERU}, {WHEN}."
    assert told == [
        f"ご報告のメールを、セキュリティ担当の @{TAKERU} さんが確認しました（{WHEN}）。本物のメールでした。いつもどおり対応してかまいません。ご報告ありがとうございました。",
        f"@{TAKERU} of the security team has checked the mail you reported ({WHEN}). It is genuine, and you can deal with it as usual. Thank you for reporting.",
    ]
    assert [second[0], second[2]] == [
        "🟢 Checked by the security team: a genuine mail",
        f"Checked by @{TAKERU}, {WHEN}.",
    ]
    assert also_told == told[1:]


async def test_confirmed_phishing_is_an_edit_and_no_message(at: Office) -> None:
    """Who was told "danger" already is not disturbed again."""
    place = await reported(at)
    await press(at, "triage_confirm")
    (answer,) = await answers(at, place)

    assert answer[0] == "🔴 セキュリティ担当が確認しました：フィッシングです"
    assert "• リンクや添付ファイルを開かず、返信もせず、このメールを削除してください。" in answer
    assert "送信元" in answer


async def test_decision_can_be_changed_and_every_change_is_written_down(at: Office) -> None:
    """Phishing, genuine, phishing again: the reporter hears of what is news, and the log has it all."""
    place = await reported(at)
    for action in ("triage_confirm", "triage_legitimate", "triage_legitimate", "triage_confirm"):
        await press(at, action)
    answer, genuine, phishing = await answers(at, place)

    assert answer[0] == "🔴 セキュリティ担当が確認しました：フィッシングです"
    assert "本物のメールでした" in genuine[0]
    assert "フィッシングです。" in phishing[0]
    assert await trail(at) == [
        (TAKERU, "triage-decided", {"verdict": "phishing", "before": None}),
        (TAKERU, "triage-decided", {"verdict": "legitimate", "before": "phishing"}),
        (TAKERU, "triage-decided", {"verdict": "phishing", "before": "legitimate"}),
    ]


async def test_two_people_decide_at_once(at: Office) -> None:
    """The first one wins, the other one sees it, and nobody is told two things."""
    place = await reported(at)
    ts = (await card(at))["ts"]
    await asyncio.gather(
        at.slack.people.click(TAKERU, SECURITY, ts, "triage_legitimate"),
        at.slack.people.click(SECOND, SECURITY, ts, "triage_spam"),
    )
    said = await answers(at, place)
    ((winner, what, detail),) = await trail(at)
    loser = {TAKERU: SECOND, SECOND: TAKERU}[winner]
    verdicts = {
        "legitimate": ("本物のメール（確認済み）", "Genuine mail (confirmed)"),
        "spam": ("迷惑メール（確認済み）", "Spam (confirmed)"),
    }
    ja, en = verdicts[detail["verdict"]]

    assert what == "triage-decided"
    assert len(said) == 2
    assert whispers(at, winner) == []
    assert whispers(at, loser) == [
        f"<@{winner}> has decided before you: {en}. To change that, look at the card as it is now and press again."
        if loser == SECOND
        else f"<@{winner}> さんが先に「{ja}」と判断しています。変えるときは、いまのカードを見て、もう一度押してください。"
    ]


async def test_double_click_is_one_decision(at: Office) -> None:
    """The same person, twice: one entry, one message."""
    place = await reported(at)
    ts = (await card(at))["ts"]
    await asyncio.gather(*(at.slack.people.click(TAKERU, SECURITY, ts, "triage_spam") for _ in range(2)))

    assert len(await answers(at, place)) == 2
    assert [what for _, what, _ in await trail(at)] == ["triage-decided"]
    assert whispers(at, TAKERU) == []


async def test_simulation_is_thanked_for_and_not_given_away(at: Office) -> None:
    """The reporter learns that it was well spotted, and not that it was a drill."""
    place = await reported(at)
    await press(at, "triage_simulation")
    answer, told = await answers(at, place)

    assert lines((await card(at))["blocks"])[1].startswith("👏 訓練メール（確認済み）")
    assert answer[:5] == [
        "👏 セキュリティ担当が確認しました：ご報告ありがとうございます",
        "自動の判定は「危険」でした。",
        f"@{TAKERU} さんが {WHEN} に確認しました。",
        "いますること",
        "• よく気づいてくださいました。リンクは開かず、そのまま削除してください。ほかにすることはありません。",
    ]
    assert "よく気づいてくださいました" in told[0]
    assert not [line for line in (*answer, *told) if "訓練" in line or "imulation" in line or "quercus" in line]


async def test_original_is_asked_for_with_the_steps(at: Office) -> None:
    """The reporter is told who needs it and how to save it; the case stays open, and asking twice is asking once."""
    place = await reported(at)
    await press(at, "triage_original")
    await press(at, "triage_original")
    answer, asked = await answers(at, place)

    assert [answer[0], answer[2]] == [
        "🔴 危険｜クリックしないでください",
        f"@{TAKERU} さんが {WHEN} に、元のメール（原本）をお願いしました。手順は、このあとのメッセージをご覧ください。",
    ]
    assert f"@{TAKERU} asked for the original mail, {WHEN}. The message below says how to save it." in answer
    assert asked[0] == (
        f"セキュリティ担当の @{TAKERU} さんが、元のメール（原本）を確認したいとのことです（{WHEN}）。次の手順でファイルに保存して、"
        "わたし（Fuwake）へのダイレクトメッセージに送ってください。リンクや添付ファイルは開かないでください。"
    )
    assert (
        asked[1]
        == "• Outlook（クラシック）：メールを選び、「ファイル」→「名前を付けて保存」で、種類を変えずに（.msg）保存します。"
    )
    assert len(asked) == 10


async def test_comment_is_for_the_team_unless_it_is_shown(at: Office) -> None:
    """A note stays on the card; shown to reporters, it stands in their answer, defanged and without mark-up."""
    place = await reported(at)
    await press(at, "triage_confirm")
    await press(at, "triage_comment")
    await at.slack.people.submit(TAKERU, {"comment": "取引先に確認中", "shown": []})
    private, note = await answers(at, place), lines((await card(at))["blocks"])
    await press(at, "triage_comment")
    kept = at.slack.people.view(TAKERU)["blocks"][0]["element"]["initial_value"]
    await at.slack.people.submit(TAKERU, {"comment": "<!channel> https://evil.example.com/ でした", "shown": ["shown"]})
    (answer,) = await answers(at, place)

    assert f"• メモ（@{TAKERU}）：取引先に確認中" in note
    assert not [line for line in private[0] if "取引先" in line]
    assert kept == "取引先に確認中"
    assert answer[1] == "セキュリティ担当から：<!channel> hxxps://evil.example[.]com/ でした"
    assert "自動の判定は「危険」でした。" in answer
    assert [what for _, what, _ in await trail(at)] == ["triage-decided", "triage-commented", "triage-commented"]


async def test_second_writer_of_a_comment_sees_the_first(at: Office) -> None:
    """Two windows, two notes: the second one stays open and says what stands there now."""
    await reported(at)
    await press(at, "triage_comment")
    await press(at, "triage_comment", SECOND)
    await at.slack.people.submit(TAKERU, {"comment": "一番乗り", "shown": []})
    late = await at.slack.people.submit(SECOND, {"comment": "me too", "shown": []})

    assert late.errors == {"comment": f"@{TAKERU} changed it before you. It now says: 一番乗り"}
    assert f"• メモ（@{TAKERU}）：一番乗り" in lines((await card(at))["blocks"])


async def test_first_to_take_a_case_has_it_and_it_can_be_taken_over(at: Office) -> None:
    """Two at once: one is in charge, the other is told; who has seen the card may take over."""
    await reported(at)
    ts = (await card(at))["ts"]
    await asyncio.gather(*(at.slack.people.click(one, SECURITY, ts, "triage_assign") for one in (TAKERU, SECOND)))
    await at.idle()
    ((first, _, _),) = await trail(at)
    other = {TAKERU: SECOND, SECOND: TAKERU}[first]
    shown = lines((await card(at))["blocks"])
    await press(at, "triage_assign", other)

    assert f"• 担当：@{first}" in shown
    assert [
        text.startswith((f"この案件は、<@{first}> さん", f"<@{first}> has taken")) for text in whispers(at, other)
    ] == [True]
    assert f"• 担当：@{other}" in lines((await card(at))["blocks"])
    assert (await trail(at))[-1] == (other, "triage-assigned", {"before": first})


async def test_later_report_of_a_decided_mail_shows_the_decision(at: Office) -> None:
    """Whoever hands in the same mail tomorrow reads at once what the team found."""
    await reported(at)
    await press(at, "triage_spam")
    later = await reported(at, JOHN, JOHN)
    (answer,) = await answers(at, later)

    assert [answer[0], answer[2]] == ["🗑️ Checked by the security team: spam", f"Checked by @{TAKERU}, {WHEN}."]
    assert f"• 報告：2件（最初の報告：{WHEN}）" in lines((await card(at))["blocks"])


async def test_like_is_not_same(at: Office) -> None:
    """A copy with another link shares neither the card nor the decision."""
    head, _, body = CASE_A.partition(b"\r\n\r\n")
    other = base64.encodebytes(base64.b64decode(body).replace(b"quercus.org/valid", b"quercus.org/other"))
    await reported(at)
    await reported(at, mail=head + b"\r\n\r\n" + other)
    cards = await at.posts(SECURITY)

    assert base64.b64decode(body) != base64.b64decode(other)
    assert len(cards) == 2


async def test_harmless_mail_has_no_card(at: Office) -> None:
    """The desk sees what is suspicious."""
    await reported(at, mail=NEWS)

    assert await at.posts(SECURITY) == []


async def test_every_case_has_a_card_when_the_team_wants_it(tmp_path: Path) -> None:
    """FUWAKE_TRIAGE=all."""
    async with office(tmp_path, FUWAKE_TRIAGE="all") as at:
        await reported(at, mail=NEWS)
        first = lines((await card(at))["blocks"])

    assert first[0].startswith("🔵 目立った不審点なし / No clear sign｜No. ")


async def test_archived_thread_sends_the_news_to_the_reporter(at: Office) -> None:
    """A channel that was closed meanwhile keeps nobody in the dark."""
    place = await reported(at)
    await card(at)
    at.slack.workspace.channels[INTAKE].is_archived = True
    await press(at, "triage_legitimate")
    said = await at.posts(at.slack.workspace.dm(HANAKO).id)

    assert len(await answers(at, place)) == 1
    assert [lines(post["blocks"])[0].partition("（")[0] for post in said] == [
        f"ご報告のメールを、セキュリティ担当の @{TAKERU} さんが確認しました"
    ]


async def test_answer_that_cannot_be_edited_is_followed_by_a_message(tmp_path: Path) -> None:
    """The command's answer is gone from the screen: the decision comes in the direct message."""
    async with office(tmp_path, FUWAKE_TRIAGE="all") as at:
        await at.slack.people.command(JOHN, INTAKE, "/phish", "https://smbc-card.com.evil.duckdns.org/login")
        await at.slack.workspace.until(lambda: at.slack.workspace.channels[SECURITY].messages, timeout=15)
        await press(at, "triage_legitimate")
        said = [lines(post["blocks"]) for post in await at.posts(at.slack.workspace.dm(JOHN).id)]

    told = "It is genuine, and you can deal with it as usual. Thank you for reporting."
    assert said == [[f"@{TAKERU} of the security team has checked the mail you reported ({WHEN}). {told}"]]


async def test_deleted_report_stops_nobody(at: Office) -> None:
    """One reporter took the post and the answer away: the other one still hears of it."""
    gone, john = await two_reports(at)
    answer = at.slack.workspace.replies(*gone)[0]
    place = at.slack.workspace.channels[INTAKE]
    await card(at)
    at.slack.workspace.remove(place, answer)
    await at.slack.people.delete(HANAKO, *gone)
    await press(at, "triage_legitimate")

    assert len(await answers(at, john)) == 2
    assert await at.bot.jobs.failed() == []


async def test_slack_in_trouble_is_tried_again(at: Office) -> None:
    """An edit that fails comes later; nothing is said twice."""
    place = await reported(at)
    await card(at)
    at.slack.web_api.drop_next("chat.update", accept=False)
    at.slack.web_api.drop_next("chat.postMessage", accept=True)
    await press(at, "triage_legitimate")
    said = await answers(at, place)

    assert [len(said), said[0][0]] == [2, "🟢 セキュリティ担当が確認しました：本物のメールです"]
    assert lines((await card(at))["blocks"])[1].startswith("🟢 本物のメール（確認済み）")


async def test_second_mail_is_a_second_card(at: Office) -> None:
    """Different mails are different cases."""
    await reported(at)
    await reported(at, mail=CASE_B)
    heads = [lines(post["blocks"])[0] for post in await at.posts(SECURITY)]

    assert len(set(heads)) == 2
