"""Whole conversations over Socket Mode and over signed HTTP: a mail is posted, its thread is answered once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.demo.office import GENERAL, INTAKE, SECURITY
from bot.reply_short import short
from tests.scenarios.office import CASE_A, CASE_B, HANAKO, JOHN, NEWS, Office, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(params=["socket", "http"])
async def at(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, mode=request.param) as opened:
        yield opened


def said(post: dict) -> str:
    """All text of a post."""
    return json.dumps(post["blocks"], ensure_ascii=False)


async def test_upload_is_answered_in_its_thread_by_one_message(at: Office) -> None:
    """An uploaded .eml gets one reply, first from the mail alone and then edited."""
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    (answer,) = await at.replies(INTAKE, root["ts"])

    assert answer["text"].startswith("🔴 危険｜クリックしないでください 社内（example-shop[.]jp）を名乗っていますが")
    assert "Danger: do not click" in said(answer)
    assert "68.178.245.10" in said(answer)
    assert "Spamhaus ZEN、SpamCop" in said(answer)
    assert [call["thread_ts"] for call in at.slack.web_api.called("chat.postMessage") if "thread_ts" in call] == [
        root["ts"]
    ]
    assert len(at.slack.web_api.called("chat.update")) == 1


async def test_first_answer_comes_before_any_lookup_is_needed(at: Office) -> None:
    """The first post says that others are still being asked; the edit does not."""
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_B)
    (answer,) = await at.replies(INTAKE, root["ts"])
    first = next(c for c in at.slack.web_api.called("chat.postMessage") if c.get("thread_ts") == root["ts"])

    assert "外部への問い合わせを続けています" in json.dumps(first["blocks"], ensure_ascii=False)
    assert "外部への問い合わせを続けています" not in said(answer)
    assert "BIGLOBE の送信サーバー（mta-sp-w02.biglobe.ne[.]jp）から送られています。アドレスの偽装ではなく" in said(
        answer
    )


async def test_pasted_header_block_is_unmangled_and_read(at: Office) -> None:
    """A pasted header block, rewritten by Slack on its way, still gives route and sender."""
    head = CASE_B.decode("ascii", "ignore").replace("\r\n", "\n").partition("\n\n")[0]
    root = await at.slack.people.say(HANAKO, INTAKE, head)
    (answer,) = await at.replies(INTAKE, root["ts"])

    assert "222.227.84.50" in said(answer)
    assert "ヘッダーだけから判定（本文なし）" in said(answer)
    assert "「カゴヤ・ジャパン」のものではありません" in said(answer)


async def test_pasted_mail_text_in_a_direct_message(at: Office) -> None:
    """A pasted body in a DM is judged by its link, and the form that it had is said."""
    text = "カードを停止しました。24時間以内にログインして確認してください https://smbc-card.com.evil.duckdns.org/login"
    root = await at.slack.people.say(HANAKO, HANAKO, text)
    (answer,) = await at.replies(at.slack.workspace.dm(HANAKO).id, root["ts"])

    assert (
        "「smbc-card[.]com」とありますが、サイトの持ち主が自由に付けられる名前です。持ち主は、末尾の evil.duckdns[.]org"
        in said(answer)
    )
    assert "送信経路の情報が残っていないため" in said(answer)


async def test_channel_mail_object_posted_by_slack_itself(at: Office) -> None:
    """A mail to the channel's address arrives from USLACKBOT with a bot_id, and is answered."""
    root = await at.slack.people.email_in(INTAKE, CASE_B)
    (answer,) = await at.replies(INTAKE, root["ts"])

    assert "Slack に届いたメールから判定（送信経路の情報なし）" in said(answer)
    assert "ho61v7smlr.free[.]hr" in said(answer)


async def test_mention_and_message_of_one_post_are_one_submission(at: Office) -> None:
    """Slack delivers a mention in an intake channel twice; it is answered once."""
    root = await at.slack.people.mention(HANAKO, INTAKE, "https://smbc-card.com.evil.duckdns.org/login")
    answers = await at.replies(INTAKE, root["ts"])

    assert len(answers) == 1


async def test_mention_outside_the_intake_channels_is_answered(at: Office) -> None:
    """Anybody may ask anywhere by name."""
    root = await at.slack.people.mention(JOHN, GENERAL, "https://smbc-card.com.evil.duckdns.org/login")
    (answer,) = await at.replies(GENERAL, root["ts"])

    assert "リンクだけから判定" in said(answer)


async def test_retried_event_is_one_submission(at: Office) -> None:
    """An event that Slack delivers again is answered once."""
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    await at.replies(INTAKE, root["ts"])
    delivery = next(d for d in at.slack.courier.records if d.event.get("ts") == root["ts"])
    at.slack.courier.send(delivery.kind, delivery.payload)
    await at.idle()

    again = [d for d in at.slack.courier.records if d.event.get("ts") == root["ts"]]
    assert [d.acked for d in again] == [True, True]
    assert len(at.slack.workspace.replies(INTAKE, root["ts"])) == 1


async def test_answer_lost_on_its_way_back_is_not_posted_again(at: Office) -> None:
    """Slack took the post but the connection broke: the next attempt finds the post by its metadata."""
    at.slack.web_api.drop_next("chat.postMessage", accept=True)
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    answers = await at.replies(INTAKE, root["ts"])

    assert len(answers) == 1
    assert "68.178.245.10" in said(answers[0])


async def test_reply_is_not_repeated_while_slack_is_in_trouble(at: Office) -> None:
    """The post's answer was lost, and Slack then answers 503 to every look: it is looked for again, not posted again."""
    at.slack.web_api.drop_next("chat.postMessage", accept=True)
    for _ in range(2):
        at.slack.web_api.fail_next("conversations.replies", 503, {}, {})
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    answers = await at.replies(INTAKE, root["ts"])

    assert len(answers) == 1
    assert "68.178.245.10" in said(answers[0])


async def test_security_hears_of_a_case_whose_thread_cannot_be_written_to(at: Office) -> None:
    """The channel is archived before the answer: the team is told all the same, and nothing is tried over and over."""
    at.slack.web_api.fail_next("chat.postMessage", 200, {}, {"ok": False, "error": "is_archived"})
    at.slack.web_api.fail_next("chat.postMessage", 200, {}, {"ok": False, "error": "is_archived"})
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    await at.slack.workspace.until(lambda: at.slack.workspace.channels[SECURITY].messages, timeout=10)
    await at.idle()

    assert at.slack.workspace.replies(INTAKE, root["ts"]) == []
    assert len(await at.posts(SECURITY)) == 1
    assert len(at.slack.web_api.called("chat.postMessage")) == 3


async def test_rate_limit_is_waited_for(at: Office) -> None:
    """429 with Retry-After delays the answer and loses nothing."""
    at.slack.web_api.rate_limit_next("chat.postMessage", 1)
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    answers = await at.replies(INTAKE, root["ts"])

    assert len(answers) == 1


async def test_sign_in_page_instead_of_the_file_is_named(at: Office) -> None:
    """Without files:read Slack gives a sign-in page with status 200; the reply says which permission is missing."""
    at.slack.workspace.scopes.discard("files:read")
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    (answer,) = await at.replies(INTAKE, root["ts"], edited=False)

    assert "アプリに files:read の権限がありません" in said(answer)
    assert "the app lacks the files:read permission" in said(answer)


async def test_refused_blocks_are_said_in_plain_text(at: Office) -> None:
    """When Slack refuses the layout, the verdict is still said."""
    refusal = {"ok": False, "error": "invalid_blocks"}
    at.slack.web_api.fail_next("chat.postMessage", 200, {}, refusal)
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    answers = await at.replies(INTAKE, root["ts"])

    assert answers[0]["text"].startswith("🔴 危険")


async def test_chatter_in_an_intake_channel_is_left_alone(at: Office) -> None:
    """A message that is no mail gets silence in a channel."""
    root = await at.slack.people.say(HANAKO, INTAKE, "お昼どうしますか")
    await at.idle()

    assert at.slack.workspace.replies(INTAKE, root["ts"]) == []


async def test_a_long_talk_in_an_intake_channel_is_left_alone(at: Office) -> None:
    """Nor is what colleagues write at length taken for a mail; words that press and ask for a login are."""
    talk = "お疲れさまです。来週の定例会議の資料を共有フォルダーに置きました。お手すきのときに目を通してください。"
    lure = "メールボックスの容量が不足しています。本日中にログインしてパスワードを確認しない場合、利用を停止します。"
    quiet = await at.slack.people.say(HANAKO, INTAKE, talk)
    await at.idle()
    loud = await at.slack.people.say(HANAKO, INTAKE, lure)
    (answer,) = await at.replies(INTAKE, loud["ts"])

    assert at.slack.workspace.replies(INTAKE, quiet["ts"]) == []
    assert answer["text"].startswith("🟡")


async def test_chatter_in_a_direct_message_gets_short_help(at: Office) -> None:
    """Who writes to the bot alone is told how to use it."""
    root = await at.slack.people.say(JOHN, JOHN, "hello")
    (answer,) = await at.replies(at.slack.workspace.dm(JOHN).id, root["ts"], edited=False)

    assert answer["text"].startswith("Send the original of a suspicious mail (.eml) here, or paste its headers")
    assert "不審なメール" not in said(answer)


async def test_empty_file_is_one_clear_sentence(at: Office) -> None:
    """An empty upload is answered, not ignored."""
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", b"\n")
    (answer,) = await at.replies(INTAKE, root["ts"], edited=False)

    assert (
        answer["text"]
        == "中身が空です。不審なメールの原本（.eml ファイル）を送るか、メールの本文やリンクを貼り付けてください。"
    )


async def test_other_channels_edits_and_own_posts_are_ignored(at: Office) -> None:
    """Only the intake channels are read; edits and the bot's own posts never start an answer."""
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    await at.replies(INTAKE, root["ts"])
    elsewhere = await at.slack.people.upload(JOHN, GENERAL, "mail.eml", CASE_A)
    note = await at.slack.people.say(JOHN, INTAKE, "確認お願いします")
    await at.slack.people.edit(JOHN, INTAKE, note["ts"], "https://smbc-card.com.evil.duckdns.org/login")
    await at.slack.people.unfurl(INTAKE, root["ts"])
    await at.idle()

    assert at.slack.workspace.replies(GENERAL, elsewhere["ts"]) == []
    assert at.slack.workspace.replies(INTAKE, note["ts"]) == []
    assert len(at.slack.workspace.replies(INTAKE, root["ts"])) == 1


async def test_file_still_being_scanned_is_waited_for(at: Office) -> None:
    """Slack Connect gives only an id, and a scan leaves types empty: the file is asked for until it is there."""
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A, scan="check_file_info")
    (answer,) = await at.replies(INTAKE, root["ts"])

    assert answer["text"].startswith("🔴 危険")


async def test_several_mails_in_one_message_get_one_answer_each(at: Office) -> None:
    """Two files in one post are two submissions."""
    first = at.slack.people.add_file("a.eml", CASE_A)
    second = at.slack.people.add_file("b.eml", CASE_B)
    root = await at.slack.people.say(HANAKO, INTAKE, "", subtype="file_share", files=[first, second])
    await at.slack.workspace.until(lambda: len(at.slack.workspace.replies(INTAKE, root["ts"])) == 2, timeout=15)
    await at.idle()

    assert sorted(post["text"][:20] for post in at.slack.workspace.replies(INTAKE, root["ts"])) == [
        "🔴 危険｜クリックしないでください 「カ",
        "🔴 危険｜クリックしないでください 社内",
    ]


async def test_ordinary_newsletter_has_no_clear_sign_and_alarms_nobody(at: Office) -> None:
    """An honest mail is never called safe, and the security channel stays quiet."""
    root = await at.slack.people.upload(HANAKO, INTAKE, "news.eml", NEWS)
    (answer,) = await at.replies(INTAKE, root["ts"])

    assert answer["text"] == (
        "🔵 目立った不審点は見つかりませんでした 確認できた範囲では、詐欺を示す点はありませんでした。安全を保証するものではありません。"
    )
    assert await at.posts(SECURITY) == []


async def test_hostile_subject_never_pings_or_links(at: Office) -> None:
    """What a stranger wrote stands in no mark-up, and no scheme survives."""
    mail = CASE_A.replace(b"From: ", b"X-Old: ", 1).replace(
        b"To: shop@", b"From: <!channel> <@U0JOHN> `x` http://evil.example.com <bad>\r\nTo: shop@", 1
    )
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", mail)
    (answer,) = await at.replies(INTAKE, root["ts"])

    assert "<!channel>" not in answer["text"]
    assert "<@U0JOHN>" not in answer["text"]
    assert "http://" not in said(answer)
    assert "https://" not in said(answer)
    assert '"type": "mrkdwn"' not in said(answer)
    assert '"type": "link"' not in said(answer)


async def test_trouble_before_the_first_answer_is_said_and_mended(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """When something breaks, the thread is told at once, and the same message becomes the answer of the next attempt."""
    broken = iter([True])

    def first_time_only(*arguments: object, **more: object) -> object:
        if next(broken, False):
            raise RuntimeError("broken on purpose")
        return short(*arguments, **more)

    monkeypatch.setattr("bot.cases.short", first_time_only)
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    await at.slack.workspace.until(lambda: at.slack.workspace.replies(INTAKE, root["ts"]), timeout=10)
    first = at.slack.workspace.replies(INTAKE, root["ts"])[0]["text"]
    (answer,) = await at.replies(INTAKE, root["ts"])

    assert (
        first
        == "調べている途中で問題が起きました。自動でもう一度試します。それまで、リンクや添付ファイルを開かないでください。急ぐときはセキュリティ担当に相談してください。"
    )
    assert answer["text"].startswith("🔴 危険")
