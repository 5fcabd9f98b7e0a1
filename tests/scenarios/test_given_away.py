"""Somebody typed a password: the steps, the quiet alert, who takes it on, and the reminder when nobody does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.demo import DemoSlack
from bot.demo.office import GENERAL, INTAKE, SECURITY
from tests.scenarios.desk import WHEN, lines, reported, whispers
from tests.scenarios.office import CASE_A, HANAKO, JOHN, TAKERU, Office, office
from tests.scenarios.process import BotProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ALERT = "🆘"
INTRO_JA = (
    "知らせてくださって、ありがとうございます。責められることはありません。"
    "あわてなくて大丈夫ですので、上から順に進めてください。"
)
ALERTED_JA = (
    "• セキュリティ担当には、わたし（Fuwake）からも知らせています。返事を待たずに進めてください。"
    "分からないことがあれば、セキュリティ担当に声をかけてください。"
)
SENT_JA = (
    "同じ手順を、わたし（Fuwake）からのダイレクトメッセージにも送りました。スマートフォンなど、別の端末でも見られます。"
)
TAKEN_JA = "この件は、<@U0TAKERU> さんが先に担当になりました。"
ALONE_JA = "• セキュリティ担当に、いますぐ電話などで直接知らせてください（わたしからは知らせることができていません）。"


@pytest.fixture(params=["socket", "http"])
async def at(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, mode=request.param) as opened:
        yield opened


@pytest.fixture
async def team(tmp_path: Path) -> AsyncIterator[Office]:
    """Two people in the security team, both in its channel."""
    async with office(tmp_path, FUWAKE_SECURITY_USERS=(JOHN,)) as opened:
        opened.slack.workspace.channels[SECURITY].members.add(JOHN)
        yield opened


def alerts(at: Office) -> list[dict[str, Any]]:
    """The alerts in the security channel."""
    posts = at.slack.workspace.channels[SECURITY].messages
    return [post for post in posts if lines(post.get("blocks", []))[:1] and lines(post["blocks"])[0][:1] in "🆘✅"]


def seen(at: Office) -> list[str]:
    """The one alert, as it is read."""
    (alert,) = alerts(at)
    return lines(alert["blocks"])


def alone(at: Office, user: str) -> list[list[str]]:
    """What only `user` sees."""
    return [lines(row.message.get("blocks", [])) for row in at.slack.workspace.ephemerals if row.user == user]


def in_dm(at: Office, user: str) -> list[list[str]]:
    """What the bot wrote to somebody directly."""
    posts = at.slack.workspace.dm(user).messages
    return [lines(post["blocks"]) for post in posts if post.get("bot_id")]


def case_of(at: Office, place: tuple[str, str]) -> str:
    """The case of an answer."""
    answer, *_ = at.slack.workspace.replies(*place)
    return next(e["value"] for b in answer["blocks"] if b["type"] == "actions" for e in b["elements"])


async def opened(at: Office, user: str, place: tuple[str, str]) -> dict[str, Any]:
    """The window, after a click on the button under the answer."""
    answer, *_ = at.slack.workspace.replies(*place)
    await at.slack.people.click(user, place[0], answer["ts"], "gave_open")
    await at.slack.workspace.until(lambda: at.slack.workspace.view_stacks.get(user))
    return at.slack.people.view(user)


async def told(at: Office, user: str, place: tuple[str, str], *gave: str, **more: str) -> None:
    """Somebody says what he gave away, and everything that follows is done."""
    await opened(at, user, place)
    sent = await at.slack.people.submit(user, {"gave": list(gave), **more})
    assert sent.accepted
    await at.idle()


async def pressed(at: Office, user: str, action: str) -> None:
    (alert,) = alerts(at)
    await at.slack.people.click(user, SECURITY, alert["ts"], action)


async def test_typed_a_password(at: Office) -> None:
    """The whole way in the intake channel: window, steps for one pair of eyes, alert."""
    place = await reported(at)
    await told(
        at, HANAKO, place, "clicked", "password", when="now", account="社内メール / hanako https://evil.example.com"
    )
    case = case_of(at, place)
    steps = [
        "📋 いますること",
        INTRO_JA,
        (
            "• 会社のパスワードを、別のパソコンかスマートフォンから、いますぐ変えてください。メールのリンクは使わず、"
            "いつもの入り口から入ります。自分で変えられないときは、セキュリティ担当に頼んでください。"
        ),
        "• 設定の中の「すべての端末からログアウト」を選んでください。もう誰かに入られていても、これで追い出せます。",
        (
            "• 二段階認証（パスワードのほかに、スマートフォンなどでも確かめるしくみ）を使う設定にしてください。"
            "身に覚えのない確認の通知が来ても、承認せず、コードも誰にも教えないでください。"
        ),
        "• 同じパスワードをほかでも使っていたら、そこもすべて、別々のものに変えてください。",
        (
            "• メールの自動転送や振り分け、登録してある電話番号とメールアドレスが、知らないものに変えられていないか"
            "確かめてください。"
        ),
        (
            "• メールは、まだ消さないでください。開いたファイル、出てきた画面、電話の履歴なども残しておくと、"
            "調べたり届け出たりするときに役立ちます。"
        ),
        ALERTED_JA,
        "☎️ 相談・届け出の窓口",
        "• #9110（警察の相談窓口）：被害に遭ったかもしれないとき",
        "• info@antiphishing.jp（フィッシング対策協議会）：届いたメールを、そのまま転送して報告する",
        "海外にいる方は、現地の警察と、カードや銀行の海外用の番号に連絡してください。",
    ]

    assert alone(at, HANAKO) == [[*steps, SENT_JA]]
    assert at.slack.workspace.ephemerals[-1].message["thread_ts"] == place[1]
    assert in_dm(at, HANAKO) == [steps]
    assert alone(at, JOHN) == alone(at, TAKERU) == in_dm(at, JOHN) == []

    shown = seen(at)
    assert shown[:6] == [
        f"🆘 手助けが必要な人がいます / Somebody needs help｜No. {case}",
        "まだ誰も担当していません",
        f"• 知らせた人：@U0HANAKO さん（{WHEN}）",
        "• したこと：リンクを押した、パスワードを入力した",
        "• した時期：この1時間以内",
        "• アカウントやカード：社内メール / hanako hxxps://evil.example[.]com",
    ]
    assert shown[6].startswith("• メール（危険）：")
    assert shown[7:12] == [
        "Nobody has taken this on yet",
        f"• Told by @U0HANAKO ({WHEN})",
        "• What happened: I followed a link, I typed a password",
        "• When: Within the last hour",
        "• Account or card: 社内メール / hanako hxxps://evil.example[.]com",
    ]
    assert shown[-2:] == ["[報告のあったスレッド]", "[自分が担当する] [完了にする]"]
    (alert,) = alerts(at)
    assert alert["text"] == (
        f"🆘 手助けが必要な人がいます / Somebody needs help｜No. {case} リンクを押した、パスワードを入力した"
    )
    assert [(row.who, row.what) for row in await at.bot.store.audit_of(case)] == [(HANAKO, "gave-told")]


async def test_window_in_both_languages(at: Office) -> None:
    """Kind words, a required choice, and a field that asks for no secret."""
    place = await reported(at)
    japanese = await opened(at, HANAKO, place)
    english = await opened(at, JOHN, place)

    assert (japanese["title"]["text"], english["title"]["text"]) == ("次にすることのご案内", "What to do next")
    assert japanese["blocks"][0]["text"]["text"] == (
        "知らせてくださって、ありがとうございます。責められることはありません。あてはまるものを選ぶと、"
        "次にすることを順番にご案内し、セキュリティ担当にも知らせます。"
    )
    assert [option["text"]["text"] for option in english["blocks"][1]["element"]["options"]] == [
        "I followed a link",
        "I typed a password",
        "I typed a card number",
        "I opened an attachment",
        "I gave my name, address, a photo of my ID or the like",
        "I sent money, or the codes of gift cards",
        "I called, or talked on the phone",
    ]
    assert english["blocks"][3]["hint"]["text"] == (
        "The name of the service and your user name or mail address are enough. "
        "Please do not write the password, the card number or a code itself."
    )
    refused = await at.slack.people.submit(HANAKO, {"gave": []})
    assert list(refused.errors) == ["gave"]


async def test_direct_message_is_answered_there_in_english(at: Office) -> None:
    """John wrote to the bot alone: the steps stand in his thread; no other colleague learns of it, security does."""
    place = await reported(at, JOHN, JOHN)
    await told(at, JOHN, place, "card")
    posts = at.slack.workspace.replies(*place)
    steps = lines(posts[1]["blocks"])

    assert len(posts) == 2
    assert steps[:3] == [
        "📋 What to do now",
        "Thank you for telling us. Nobody will blame you. There is no need to panic: go through these from the top.",
        (
            "• Have the card stopped: call the number on the back of the card, or lock it in the official app. "
            "Do not use a number from the mail or from the page you opened."
        ),
    ]
    assert steps[-5:] == [
        "☎️ Where to turn to (Japan)",
        "• #9110 (police advice line): when you may have become a victim",
        "• 188 (consumer hotline): about your own money, cards and contracts",
        "• info@antiphishing.jp (Council of Anti-Phishing Japan): forward the mail there to report it",
        (
            "These are services in Japan and answer mostly in Japanese; a colleague who speaks Japanese can call with you. "
            "If you are outside Japan, turn to the local police and to the number that your bank or card has for calls "
            "from abroad."
        ),
    ]
    assert "• ダイレクトメッセージでの報告です。誰が報告したかを、ほかの社員に伝えないでください。" in seen(at)
    assert "[報告のあったスレッド]" not in seen(at)
    everywhere = [at.slack.workspace.channels[channel].messages for channel in (INTAKE, GENERAL)]
    assert everywhere == [[], []]
    assert alone(at, HANAKO) == in_dm(at, HANAKO) == []


async def test_telling_it_again_edits_and_does_not_double(at: Office) -> None:
    """The window holds what was told before; what is new stands below the alert, and one person has one row."""
    place = await reported(at)
    await told(at, HANAKO, place, "clicked", account="hanako")
    view = await opened(at, HANAKO, place)
    boxes, _, account = (block["element"] for block in view["blocks"][1:])
    assert [option["value"] for option in boxes["initial_options"]] == ["clicked"]
    assert account["initial_value"] == "hanako"

    await at.slack.people.submit(HANAKO, {"gave": ["clicked", "card"]})
    await at.idle()
    (alert,) = alerts(at)
    remarks = [lines(post["blocks"]) for post in at.slack.workspace.replies(SECURITY, alert["ts"])]

    assert "• したこと：リンクを押した、カード番号を入力した" in seen(at)
    assert remarks == [
        [
            "@U0HANAKO さんから追加の知らせがありました：カード番号を入力した",
            "@U0HANAKO has added: I typed a card number",
        ]
    ]
    assert len(in_dm(at, HANAKO)) == 1
    assert in_dm(at, HANAKO)[0][2].startswith("• カードを止めてください。")
    assert [steps[2][:9] for steps in alone(at, HANAKO)] == ["• 開いたページは", "• カードを止めて"]


async def test_telling_it_again_in_a_direct_message_says_that_the_steps_changed(at: Office) -> None:
    """They stand above, edited, and an edit rings no bell."""
    place = await reported(at, HANAKO, HANAKO)
    await told(at, HANAKO, place, "clicked")
    await told(at, HANAKO, place, "opened")
    _, steps = at.slack.workspace.replies(*place)

    assert lines(steps["blocks"])[2].startswith(
        "• 添付ファイルを開いたパソコンを、すぐにネットワークから外してください"
    )
    assert alone(at, HANAKO) == [["上の手順を、いま選ばれた内容に合わせて書き換えました。"]]


async def test_security_takes_it_and_closes_it(at: Office) -> None:
    """Both in place, with who and when, and in the audit log."""
    place = await reported(at)
    await told(at, HANAKO, place, "password")
    await pressed(at, TAKERU, "gave_take")
    await at.idle()
    taken = seen(at)
    await pressed(at, TAKERU, "gave_close")
    await at.idle()
    closed = seen(at)

    assert taken[1] == f"@U0TAKERU さんが担当しています（{WHEN}）"
    assert taken[-1] == "[完了にする]"
    assert closed[:2] == [
        f"✅ 手助けが必要な人がいます / Somebody needs help｜No. {case_of(at, place)}",
        f"@U0TAKERU さんが完了にしました（{WHEN}）",
    ]
    assert f"@U0TAKERU marked it as done ({WHEN})" in closed
    assert closed[-1] == "[報告のあったスレッド]"
    assert [(row.who, row.what, row.detail) for row in await at.bot.store.audit_of(case_of(at, place))] == [
        (HANAKO, "gave-told", {"what": ["password"]}),
        (TAKERU, "gave-taken", {"reporter": HANAKO}),
        (TAKERU, "gave-closed", {"reporter": HANAKO}),
    ]


async def test_two_take_it_at_once(team: Office) -> None:
    """The first has it; the second is told who, alone and in his language."""
    place = await reported(team)
    await told(team, HANAKO, place, "password")
    await asyncio.gather(*(pressed(team, who, "gave_take") for who in (TAKERU, JOHN)))
    await team.idle()
    trail = [row.who for row in await team.bot.store.audit_of(case_of(team, place)) if row.what == "gave-taken"]
    (winner,) = trail
    late = {TAKERU: "この件は、<@U0JOHN> さんが先に担当になりました。", JOHN: "<@U0TAKERU> took this on first."}

    assert seen(team)[1] == f"@{winner} さんが担当しています（{WHEN}）"
    assert whispers(team, winner) == []
    assert [whispers(team, who) for who in late if who != winner] == [[late[who]] for who in late if who != winner]


async def test_who_is_too_late_to_close(team: Office) -> None:
    """The same for what is done already."""
    place = await reported(team)
    await told(team, HANAKO, place, "password")
    (alert,) = alerts(team)
    buttons = alert["blocks"]
    await pressed(team, TAKERU, "gave_close")
    await team.idle()
    alert["blocks"] = buttons  # as somebody still sees it whose Slack is slow
    await pressed(team, JOHN, "gave_take")
    await team.idle()

    assert whispers(team, JOHN) == ["<@U0TAKERU> already marked this as done."]
    assert seen(team)[1] == f"@U0TAKERU さんが完了にしました（{WHEN}）"


@pytest.mark.parametrize("action", ["gave_take", "gave_close"])
async def test_others_are_refused(at: Office, action: str) -> None:
    """Who does not belong to the team changes nothing, and it is written down."""
    place = await reported(at)
    await told(at, HANAKO, place, "password")
    at.slack.workspace.channels[SECURITY].members.add(HANAKO)
    await pressed(at, HANAKO, action)
    await at.idle()
    last = (await at.bot.store.audit_of(case_of(at, place)))[-1]

    assert seen(at)[1] == "まだ誰も担当していません"
    assert whispers(at, HANAKO)[-1].startswith("このボタンを使えるのは、セキュリティ担当だけです。")
    assert (last.who, last.what, last.detail["action"]) == (HANAKO, "triage-refused", action)


async def test_team_that_cannot_be_read_is_nobody(at: Office) -> None:
    """Fail closed: without the scope even the right person is refused."""
    place = await reported(at)
    await told(at, HANAKO, place, "password")
    at.slack.workspace.scopes.discard("usergroups:read")
    await pressed(at, TAKERU, "gave_take")
    await at.idle()

    assert seen(at)[1] == "まだ誰も担当していません"


async def test_somebody_elses_private_case_opens_no_window(at: Office) -> None:
    """A button that was carried elsewhere tells nothing about a private report."""
    private = await reported(at, JOHN, JOHN)
    public = await reported(at, HANAKO)
    (answer,) = at.slack.workspace.replies(*public)
    for block in answer["blocks"]:
        for element in block.get("elements", ()):
            if element.get("action_id") == "gave_open":
                element["value"] = case_of(at, private)
    await at.slack.people.click(HANAKO, public[0], answer["ts"], "gave_open")
    await at.idle()

    assert not at.slack.workspace.view_stacks.get(HANAKO)
    assert whispers(at, HANAKO) == ["この案件は見つかりません。"]


async def test_form_goes_the_same_way(at: Office) -> None:
    """What is ticked in the report is alerted at once; steps and alert know the mail once it was looked at."""
    file = at.slack.people.add_file("mail.eml", CASE_A)
    await at.slack.people.shortcut(JOHN, "report_mail")
    await at.slack.people.submit(JOHN, {"files": [file], "gave": ["password"]})
    await at.slack.workspace.until(lambda: len(in_dm(at, JOHN)) == 2, timeout=15)
    await at.idle()
    steps = next(said for said in in_dm(at, JOHN) if said[0] == "📋 What to do now")

    assert len(in_dm(at, JOHN)) == 2
    assert steps[2].startswith("• Change your company password now, from another computer or phone.")
    assert any(line.startswith("• The mail (Danger): ") for line in seen(at))
    assert alone(at, JOHN) == []


async def test_form_without_a_mail_is_no_reason_to_be_silent(at: Office) -> None:
    """There is nothing to judge, but somebody typed a password: steps and alert all the same."""
    await at.slack.people.shortcut(HANAKO, "report_mail")
    await at.slack.people.submit(HANAKO, {"text": "変な画面が出ました", "gave": ["password"]})
    await at.slack.workspace.until(lambda: alerts(at), timeout=15)
    await at.idle()

    assert any(said[0] == "📋 いますること" for said in in_dm(at, HANAKO))
    assert "• したこと：パスワードを入力した" in seen(at)


async def test_nobody_takes_it(tmp_path: Path) -> None:
    """After a while the channel is reminded, once, with the way to the alert."""
    async with office(tmp_path, FUWAKE_REMINDER_HOURS=0.0002) as at:
        place = await reported(at)
        await told(at, HANAKO, place, "password")
        posts = at.slack.workspace.channels[SECURITY].messages
        await at.slack.workspace.until(lambda: "⏰" in lines(posts[-1]["blocks"])[0], timeout=15)
        await asyncio.sleep(1)
        case = case_of(at, place)

        assert lines(posts[-1]["blocks"]) == [
            f"⏰ No. {case}：@U0HANAKO さんの件を、まだ誰も担当していません（知らせがあったのは {WHEN}）。",
            f"⏰ No. {case}: nobody has taken on what @U0HANAKO told us ({WHEN}).",
            "[この件の知らせを開く]",
        ]
        assert len([post for post in posts if "⏰" in post["text"]]) == 1


async def test_somebody_has_taken_it(tmp_path: Path) -> None:
    """No reminder then."""
    async with office(tmp_path, FUWAKE_REMINDER_HOURS=0.001) as at:
        place = await reported(at)
        await told(at, HANAKO, place, "password")
        await pressed(at, TAKERU, "gave_take")
        await at.idle()
        for _ in range(200):  # the reminder is due after 3.6 seconds
            if await at.bot.jobs.waiting():
                await asyncio.sleep(0.1)

        assert await at.bot.jobs.waiting() == []
        assert not any("⏰" in post["text"] for post in at.slack.workspace.channels[SECURITY].messages)


async def test_security_channel_that_refuses(at: Office) -> None:
    """The person is not told that the team knows when it does not."""
    place = await reported(at)
    at.slack.workspace.channels[SECURITY].is_archived = True
    await told(at, HANAKO, place, "password")

    assert alerts(at) == []
    assert ALONE_JA in in_dm(at, HANAKO)[0]
    assert await at.bot.jobs.failed() == []


async def test_without_a_security_channel(tmp_path: Path) -> None:
    """The window promises nothing, and the steps end with telling the team oneself."""
    async with office(tmp_path, FUWAKE_SECURITY_CHANNEL=None) as at:
        place = await reported(at)
        view = await opened(at, HANAKO, place)
        await at.slack.people.submit(HANAKO, {"gave": ["card"]})
        await at.idle()

        assert "セキュリティ担当にも知らせます" not in view["blocks"][0]["text"]["text"]
        assert ALONE_JA in in_dm(at, HANAKO)[0]


async def test_without_the_scope_for_direct_messages(at: Office) -> None:
    """The steps are still shown where the person clicked."""
    place = await reported(at)
    at.slack.workspace.scopes.discard("im:write")
    await told(at, HANAKO, place, "card")

    assert alone(at, HANAKO)[0][0] == "📋 いますること"


async def test_window_that_comes_too_late(at: Office) -> None:
    """Slack allows three seconds; the person is asked to press again."""
    place = await reported(at)
    at.slack.workspace.trigger_seconds = -1
    answer, *_ = at.slack.workspace.replies(*place)
    await at.slack.people.click(HANAKO, place[0], answer["ts"], "gave_open")
    await at.idle()
    await at.slack.workspace.until(lambda: whispers(at, HANAKO))

    assert whispers(at, HANAKO) == ["画面を開けませんでした。もう一度ボタンを押してください。"]


async def test_alert_whose_answer_was_lost_is_not_repeated(at: Office) -> None:
    """Slack took the alert, and its answer never came."""
    place = await reported(at)
    await opened(at, HANAKO, place)
    at.slack.web_api.drop_next("chat.postMessage", accept=True)
    await at.slack.people.submit(HANAKO, {"gave": ["password"]})
    await at.slack.workspace.until(lambda: alerts(at) and in_dm(at, HANAKO), timeout=20)
    await at.idle()

    assert (len(alerts(at)), len(in_dm(at, HANAKO))) == (1, 1)


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.1, 0.3])
async def test_killed_after_it_was_told(tmp_path: Path, delay: float) -> None:
    """Between the acknowledgement and the alert, at any moment: after the restart one alert, one list of steps."""
    async with DemoSlack(retry_delays=(0, 0.5, 1)) as slack:
        bot = BotProcess(slack, tmp_path)
        await bot.start()
        root = await slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
        await slack.workspace.until(
            lambda: [post for post in slack.workspace.replies(INTAKE, root["ts"]) if "edited" in post], timeout=20
        )
        (answer,) = slack.workspace.replies(INTAKE, root["ts"])
        await slack.people.click(HANAKO, INTAKE, answer["ts"], "gave_open")
        await slack.workspace.until(lambda: slack.workspace.view_stacks.get(HANAKO))
        await slack.people.submit(HANAKO, {"gave": ["password"]})
        await asyncio.sleep(delay)
        await bot.kill()
        await bot.start()

        def both() -> bool:
            return "🆘" in str(slack.workspace.channels[SECURITY].messages) and "📋" in str(
                slack.workspace.dm(HANAKO).messages
            )

        await slack.workspace.until(both, timeout=40)
        await asyncio.sleep(1.5)
        await bot.stop()
        heads = [post["text"][:1] for post in slack.workspace.channels[SECURITY].messages]

    assert heads.count("🆘") == 1
    assert [post["text"][:1] for post in slack.workspace.dm(HANAKO).messages].count("📋") == 1
