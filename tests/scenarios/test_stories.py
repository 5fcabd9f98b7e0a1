"""Five stories, each played from its beginning to its end in a browser, by the people of the demo's office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from bot.demo.office import GENERAL, INTAKE, SECURITY
from tests.scenarios.browser import CHANNEL, PATIENCE, THREAD, Screen, screen, seen
from tests.scenarios.office import HANAKO, JOHN, MAILS, TAKERU
from tests.scenarios.story_words import DANGER_JA, DHL_EN, DHL_JA, GENUINE_EN, GENUINE_JA, REPORT_EN, STEPS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

HANAKO_DM, JOHN_DM = "D0HANAKO", "D0JOHN"
EXPIRED, PARCEL = MAILS / "mailbox-expired.eml", MAILS / "parcel-en.eml"
pytestmark = pytest.mark.browser


@pytest.fixture
async def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Screen]:
    monkeypatch.chdir(tmp_path)  # where no settings lie
    async with screen(tmp_path) as opened:
        yield opened


async def reported(here: Screen, user: str, channel: str) -> None:
    """Somebody uploads the mail about the mailbox, and it is answered."""
    await here.become(user, channel)
    await here.upload(EXPIRED)
    await expect(here.page.locator(f"{CHANNEL} [data-reaction=red_circle]")).to_be_visible(timeout=PATIENCE)


async def test_first_page_says_where_to_begin(here: Screen) -> None:
    """Whoever opens the demo sees who one can be, where, what to send, and every other way in."""
    people = await seen(here.page.get_by_test_id("people"))
    channels = await seen(here.page.get_by_test_id("channels"))
    samples = await seen(here.page.get_by_test_id("samples"))
    ways = await seen(here.page.locator("#shortcuts"))
    await here.shoot("0-first-page")

    assert [line for line in people if line != "●"] == [
        "田中 花子", "ja", "John Smith", "en", "佐藤 健", "担当 / Security · ja",
    ]  # fmt: skip
    assert [line for line in channels if len(line) > 1] == [
        "suspicious-mail", "general", "sales", "Fuwake (DM)", "ホーム / Home",
    ]  # fmt: skip
    assert samples[:2] == ["メールボックスの期限切れ", "Mailbox expires (Japanese)"]
    assert len(samples) == 10
    assert ways == ["⚡ 不審メールを報告 / Report", "/phish", "/phish status", "/phish help"]
    assert await seen(here.page.locator(CHANNEL)) == [
        "まだ何もありません。下の見本か入力欄から始めてください。左で「佐藤 健」に替わると、セキュリティ担当の画面（#security）を見られます。",
        (
            "Nothing here yet. Start with a sample or the box below. "
            "Become 佐藤 健 on the left to see the security team's side (#security)."
        ),
    ]


async def test_employee_in_japanese_sends_a_mail_and_opens_the_details(here: Screen) -> None:
    """Hanako uploads a mail in her direct message, reads what to do, and looks at everything that is known."""
    await reported(here, HANAKO, HANAKO_DM)
    answer = await here.lines(THREAD, "危険｜")
    await here.shoot("1-answer")
    await here.press("details", THREAD)
    details = await here.modal("詳しい結果")
    await here.shoot("1-details")
    await here.page.click("#modal-close")
    await expect(here.page.locator("#modal")).to_be_hidden()

    assert answer[:5] == DANGER_JA
    assert [line for line in answer if line in {"送信元", "リンク先", "文面"}] == ["送信元", "リンク先", "文面"]
    assert answer[-6:] == [
        "No. <no>",
        "詳しく見る",
        "押した・入力してしまった",
        "詐欺ではない",
        "役に立った",
        "English",
    ]
    assert details[0] == "🔴 危険"
    assert details[2:6] == [
        "件名：ご利用のメールは本日、非アクティブに設定されました",
        '差出人："mail_example-shop[.]jp" <MISSING_MAILBOX@SYNTAX_ERROR>',
        "送信元（見つかった点）",
        "差出人欄がメールアドレスになっていません（MISSING_MAILBOX@SYNTAX_ERROR）。ふつうのメールソフトから送れば、こうはなりません",
    ]
    assert details[6] == "根拠：メールのヘッダー（From）"
    assert "hxxps://quercus[.]org/valid/valid.html" in details


async def test_employee_in_english_fills_the_form_and_takes_the_other_language(here: Screen) -> None:
    """John types /phish, hands in a file, reads the answer in his direct message, and turns it into Japanese and back."""
    await here.become(JOHN, GENERAL)
    await here.page.fill("#composer", "/phish")
    await here.page.click("#send")
    form = await here.modal("Report suspicious mail")
    await here.shoot("2-form")
    await here.page.set_input_files("#modal [data-action-id=files]", str(PARCEL))
    await here.page.click("#modal-submit")
    await expect(here.page.locator("#modal-body")).to_have_text(
        "Thank you. The answer comes as a direct message from me (Fuwake). Until then, do not open its links or attachments."
    )
    await here.page.click("#modal-close")
    await here.page.click(f"[data-channel={JOHN_DM}]")
    english = await here.lines(CHANNEL, "Danger: do not click")
    await here.shoot("2-english")
    await here.press("other_language", CHANNEL)
    japanese = await here.lines(CHANNEL, "危険｜")
    await here.shoot("2-japanese")
    await here.press("other_language", CHANNEL)
    again = await here.lines(CHANNEL, "Danger: do not click")

    assert form == REPORT_EN
    assert english[:5] == DHL_EN
    assert english[-6:] == ["No. <no>", "Details", "I clicked or typed something", "Not phishing", "Helpful", "日本語"]
    assert japanese[:5] == DHL_JA
    assert japanese[-1] == "English"
    assert again == english
    assert await here.page.locator(f"{CHANNEL} .message").count() == 1


async def test_somebody_who_typed_a_password_is_helped(here: Screen) -> None:
    """Hanako says so, gets her steps in order and alone; security sees it, takes it on, and closes it."""
    await reported(here, HANAKO, INTAKE)
    await here.press("gave_open", THREAD)
    await here.modal("次にすることのご案内")
    await here.page.get_by_label("パスワードを入力した").check()
    await here.page.get_by_label("この1時間以内").check()
    await here.shoot("3-window")
    await here.page.click("#modal-submit")
    shown = await here.lines(THREAD, "📋 いますること")
    steps = await here.said(THREAD, "📋 いますること").locator("ol li").all_inner_texts()
    await here.shoot("3-steps")
    await here.become(JOHN, INTAKE)
    await here.open_thread()
    await expect(here.said(THREAD, "Danger: do not click")).to_be_visible()
    seen_by_john = await seen(here.page.locator(THREAD))
    await here.become(TAKERU, SECURITY)
    alert = await here.lines(CHANNEL, "🆘 手助けが必要な人がいます / Somebody needs help｜No. ")
    await here.shoot("3-alert")
    await here.press("gave_take", CHANNEL)
    taken = await here.lines(CHANNEL, "さんが担当しています")
    await here.press("gave_close", CHANNEL)
    closed = await here.lines(CHANNEL, "さんが完了にしました")
    await here.shoot("3-closed")

    assert steps == STEPS
    assert shown[1].startswith("知らせてくださって、ありがとうございます。責められることはありません。")
    assert not set(STEPS) & set(seen_by_john)
    assert alert[:5] == [
        "🆘 手助けが必要な人がいます / Somebody needs help｜No. <no>",
        "まだ誰も担当していません",
        "知らせた人：@田中 花子 さん（<when>）",
        "したこと：パスワードを入力した",
        "した時期：この1時間以内",
    ]
    assert alert[-3:] == ["報告のあったスレッド", "自分が担当する", "完了にする"]
    assert [taken[1], taken[-1]] == ["@佐藤 健 さんが担当しています（<when>）", "完了にする"]
    assert closed[:2] == [
        "✅ 手助けが必要な人がいます / Somebody needs help｜No. <no>",
        "@佐藤 健 さんが完了にしました（<when>）",
    ]
    assert closed[-1] == "報告のあったスレッド"


async def test_two_reporters_see_the_decision_and_its_change(here: Screen) -> None:
    """Security calls it phishing, and then genuine; each reporter reads both in the thread of the report."""
    places = ((HANAKO, INTAKE), (JOHN, JOHN_DM))
    for place in places:
        await reported(here, *place)
    await here.become(TAKERU, SECURITY)
    card = await here.lines(CHANNEL, "報告：2件")
    await here.shoot("4-card")
    await here.press("triage_confirm", CHANNEL)
    confirmed = await here.lines(CHANNEL, "🔴 フィッシング（確認済み）")
    read = []
    for place, first in zip(places, ("確認しました：フィッシングです", "Checked by the security team"), strict=True):
        await here.become(*place)
        await here.open_thread()
        read.append(await here.lines(THREAD, first))
        await here.shoot(f"4-phishing-{place[0]}")
    await here.become(TAKERU, SECURITY)
    await here.press("triage_legitimate", CHANNEL)
    changed = await here.lines(CHANNEL, "🟢 本物のメール（確認済み）")
    told = []
    for place, first in zip(places, (GENUINE_JA[-15:], GENUINE_EN[-24:]), strict=True):
        await here.become(*place)
        await here.open_thread()
        told.append(await here.lines(THREAD, first))
        read.append(await here.lines(THREAD, "a genuine mail"))
        await here.shoot(f"4-genuine-{place[0]}")

    by_ja, by_en = "@佐藤 健 さんが <when> に確認しました。", "Checked by @佐藤 健, <when>."
    assert card[:2] == ["🔴 危険 / Danger｜No. <no>", "未確認です"]
    assert confirmed[1] == "🔴 フィッシング（確認済み） （@佐藤 健、<when>）"
    assert changed[1] == "🟢 本物のメール（確認済み） （@佐藤 健、<when>）"
    assert [said[:3] for said in read] == [
        ["🔴 セキュリティ担当が確認しました：フィッシングです", "自動の判定は「危険」でした。", by_ja],
        ["🔴 Checked by the security team: phishing", 'The automatic verdict was "Danger".', by_en],
        ["🟢 セキュリティ担当が確認しました：本物のメールです", "自動の判定は「危険」でした。", by_ja],
        ["🟢 Checked by the security team: a genuine mail", 'The automatic verdict was "Danger".', by_en],
    ]
    assert told == [[GENUINE_JA, GENUINE_EN], [GENUINE_EN]]


async def test_wrong_person_is_refused_alone(here: Screen) -> None:
    """John sits in the security channel without being in the team: he may neither decide nor warn, and only he is told."""
    await here.become(JOHN, GENERAL)
    channels = await seen(here.page.get_by_test_id("channels"))
    here.slack.workspace.channels[SECURITY].members.add(JOHN)
    await reported(here, HANAKO, INTAKE)
    await here.become(JOHN, SECURITY)
    refusals = []
    for action, words in (("triage_confirm", "can use this button"), ("warn_open", "can send a warning to a channel")):
        await here.press(action, CHANNEL)
        refusals.append(await here.lines(CHANNEL, words))
    await expect(here.page.locator(f"{CHANNEL} .ephemeral .only")).to_have_text(
        ["あなただけに表示 / Only visible to you"] * 2
    )
    await expect(here.page.locator("#modal")).to_be_hidden()
    await here.shoot("5-refused")
    await here.become(TAKERU, SECURITY)
    card = await here.lines(CHANNEL, "危険 / Danger｜No. ")
    await here.shoot("5-card-untouched")

    assert "security" not in channels
    assert refusals == [
        ["Only the security team can use this button. If something worries you, please talk to them."],
        ["Only the security team can send a warning to a channel. If something worries you, please talk to them."],
    ]
    assert card[1] == "未確認です"
    assert await here.page.locator(f"{CHANNEL} .message").count() == 1
    assert await here.page.locator(f"{CHANNEL} .ephemeral").count() == 0
    await here.page.click(f"[data-channel={GENERAL}]")
    await expect(here.page.locator(f"{CHANNEL} .message")).to_have_count(0)
