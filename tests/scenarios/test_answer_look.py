"""How an answer looks and what its buttons show: exact lines, over Socket Mode and signed HTTP where it matters."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from bot.demo.office import GENERAL, INTAKE, SECURITY
from bot.words import words
from tests.scenarios.desk import WHEN, card, lines, press, reported, whispers
from tests.scenarios.doors import heard
from tests.scenarios.office import CASE_A, CASE_B, HANAKO, JOHN, NEWS, TAKERU, Office, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

BUTTONS_EN = "[Details] [I clicked or typed something] [Not phishing] [Helpful] [日本語]"
NOW_EN = [
    "Do now",
    "• Do not open its links or attachments and do not reply; delete the mail.",
    (
        '• If you already clicked, typed or opened something, press the button "I clicked or typed something": '
        "it tells you what to do, step by step, and lets the security team know. Nobody will blame you."
    ),
]


@pytest.fixture(params=["socket", "http"])
async def at(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, mode=request.param) as opened:
        yield opened


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


async def reply_of(at: Office, place: tuple[str, str]) -> dict:
    """The bot's one answer in the thread of a post."""
    await at.idle()
    (answer,) = at.slack.workspace.replies(*place)
    return answer


def reactions(at: Office, place: tuple[str, str]) -> list[str]:
    """What stands under a post."""
    channel, ts = place
    post = at.slack.workspace.find(at.slack.workspace.channels[channel], ts)
    return [one["name"] for one in post.get("reactions", [])]


def window(at: Office, user: str) -> list[str]:
    """The window on somebody's screen."""
    return lines(at.slack.people.view(user)["blocks"])


async def test_in_a_direct_message(here: Office) -> None:
    """Verdict and reason, what to do, five findings by what they speak of, what was checked, the buttons; one language."""
    place = await reported(here, JOHN, JOHN, CASE_B)
    answer = await reply_of(here, place)
    shown = lines(answer["blocks"])
    number = (await here.reports_of(JOHN))[0][0].id

    assert shown == [
        "🔴 Danger: do not click",
        "It claims to be Kagoya, but the sender's address (mue.biglobe.ne[.]jp) does not belong to Kagoya.",
        *NOW_EN,
        "Sender",
        (
            "• The sending address 222.227.84.50 is on public lists of sources of spam or attacks (Passive Spam Block List): "
            "it seems that others were sent spam or worse from the same line"
        ),
        (
            "• It came out of BIGLOBE's own mail server (mta-sp-w02.biglobe.ne[.]jp). The address was not forged: "
            "most likely a real BIGLOBE customer's account was stolen, or opened for this"
        ),
        "Links",
        (
            '• "activemail.kagoya[.]com" in the link\'s address is only the name of a place within the site. '
            "The site belongs to whoever registered or rents ho61v7smlr.free[.]hr. "
            "The link really leads to cpkagoya.ho61v7smlr.free[.]hr (192.0.2.80, Canada). "
            "free[.]hr (the service that rents out this name): holder GRANSY"
        ),
        (
            '• The link\'s address contains "cpkagoya", a name that the owner of the site may choose freely. '
            "The owner is whoever registered or rents ho61v7smlr.free[.]hr, the name at its end"
        ),
        "Content",
        (
            '• It has words that rush you ("24時間以内にメール設定の更新が必要です") and words that ask you to log in or enter '
            'information ("次の手順に沿って、アカウントのログイン情報を確認してください"). That is common in fraudulent mail'
        ),
        '3 more things do not fit (see "Details")',
        "Checked: sender, sender authentication, route, links, content, attachments",
        "judged from the original (.eml)",
        "Location data: IP Geolocation by DB-IP (db-ip.com), AS numbers: routeviews.org, DB-IP, nro.net",
        f"No. {number}",
        BUTTONS_EN,
    ]
    assert answer["text"] == f"{shown[0]} {shown[1]}"


async def test_in_a_channel(here: Office) -> None:
    """The reporter's language first with the buttons, then the other one."""
    place = await reported(here, HANAKO, INTAKE, CASE_A)
    answer = await reply_of(here, place)
    shown = lines(answer["blocks"])
    number = (await here.reports_of(HANAKO))[0][0].id
    buttons = shown.index(
        "[詳しく見る / Details] [押した・入力してしまった / I clicked or typed something] "
        "[詐欺ではない / Not phishing] [役に立った / Helpful]"
    )

    assert shown[:6] == [
        "🔴 危険｜クリックしないでください",
        "社内（example-shop[.]jp）を名乗っていますが、社内のアドレスから送られたメールではありません。",
        "いますること",
        "• リンクや添付ファイルを開かず、返信もせず、このメールを削除してください。",
        (
            "• もうリンクを押した、何かを入力した、ファイルを開いたという方は、「押した・入力してしまった」のボタンを押してください。"
            "次にすることを順にご案内し、セキュリティ担当にも知らせます。責められることはありません。"
        ),
        "送信元",
    ]
    assert shown[buttons + 1 : buttons + 6] == [
        "🔴 Danger: do not click",
        "It claims to come from our own example-shop[.]jp but was not sent from an address of ours.",
        *NOW_EN,
    ]
    assert [shown[buttons - 1], shown[-1]] == [f"No. {number}"] * 2
    assert answer["text"] == f"{shown[0]} {shown[1]}"


async def test_first_block_is_the_whole_verdict(here: Office) -> None:
    """Desktop notifications show the first block, phones the text: both say the same."""
    answer = await reply_of(here, await reported(here, JOHN, JOHN, NEWS))

    assert " ".join(lines(answer["blocks"][:1])) == answer["text"]
    assert answer["text"] == (
        "🔵 No clear sign found Nothing that could be checked points to fraud. This is not a guarantee."
    )


async def test_one_reaction_shows_how_far_it_is(at: Office) -> None:
    """Eyes while it is looked at, then the colour of the level, and nothing else."""
    place = await reported(at)
    await at.idle()
    calls = [
        (call.method, call.arguments["name"]) for call in at.slack.web_api.calls if call.method.startswith("reactions.")
    ]

    assert calls == [("reactions.add", "eyes"), ("reactions.add", "red_circle"), ("reactions.remove", "eyes")]
    assert reactions(at, place) == ["red_circle"]


async def test_of_several_mails_the_worst_is_shown(here: Office) -> None:
    """One post, one reaction, whatever the order in which its mails are done."""
    files = [here.slack.people.add_file(name, mail) for name, mail in (("a.eml", NEWS), ("b.eml", CASE_A))]
    root = await here.slack.people.say(HANAKO, INTAKE, "", subtype="file_share", files=files)
    await here.slack.workspace.until(lambda: len(here.slack.workspace.replies(INTAKE, root["ts"])) == 2, timeout=15)
    await here.idle()

    assert reactions(here, (INTAKE, root["ts"])) == ["red_circle"]


async def test_a_crowd_of_mails_leaves_no_second_reaction(here: Office) -> None:
    """What could not be taken away again is not put there."""
    roots = [await here.slack.people.upload(HANAKO, INTAKE, f"{n}.eml", NEWS) for n in range(14)]
    await here.slack.workspace.until(
        lambda: all(here.slack.workspace.replies(INTAKE, root["ts"]) for root in roots), timeout=30
    )
    await here.idle()
    shown = [reactions(here, (INTAKE, root["ts"])) for root in roots]

    assert [one for one in shown if one not in ([], ["large_blue_circle"])] == []
    assert ["large_blue_circle"] in shown


async def test_without_the_permission_there_is_no_reaction(here: Office) -> None:
    """And no other difference; Slack is asked once."""
    here.slack.workspace.scopes.discard("reactions:write")
    first = await reported(here)
    second = await reported(here, JOHN, INTAKE, CASE_B)
    await here.idle()

    assert [reactions(here, place) for place in (first, second)] == [[], []]
    assert len(here.slack.web_api.called("reactions.add")) == 1
    assert [(await reply_of(here, place))["text"][:4] for place in (first, second)] == ["🔴 危険", "🔴 Da"]


async def test_chatter_gets_no_reaction(here: Office) -> None:
    """Nobody sees that the bot reads along."""
    root = await here.slack.people.say(HANAKO, INTAKE, "お昼どうしますか")
    await here.idle()

    assert here.slack.web_api.called("reactions.add") == []
    assert reactions(here, (INTAKE, root["ts"])) == []


async def test_decision_changes_the_reaction(here: Office) -> None:
    """What the team found out is what the post shows."""
    place = await reported(here)
    await press(here, "triage_legitimate")

    assert reactions(here, place) == ["large_green_circle"]


async def test_details_in_the_language_of_their_reader(at: Office) -> None:
    """Everything: each finding with its source, each hop, each link; in English for John, though Hanako reported it."""
    channel, ts = await reported(at)
    answer = await reply_of(at, (channel, ts))
    await at.slack.people.click(JOHN, channel, answer["ts"], "details")
    await at.slack.workspace.until(lambda: at.slack.workspace.view_stacks.get(JOHN), timeout=5)
    view = at.slack.people.view(JOHN)
    shown = window(at, JOHN)
    number = (await at.reports_of(HANAKO))[0][0].id

    assert (view["title"]["text"], view["close"]["text"], view["submit"]) == ("Details", "Close", None)
    assert shown[:2] == [
        "🔴 Danger",
        (
            "It claims to come from our own example-shop[.]jp but was not sent from an address of ours. The link that looks like "
            "one of our pages leads to another site (quercus[.]org) that could steal what you type."
        ),
    ]
    listed = shown.index(
        "• The sending address 218.219.125.240 is on public lists of sources of spam or attacks (Spamhaus ZEN, SpamCop): "
        "it seems that others were sent spam or worse from the same line"
    )
    assert shown[listed + 1 : listed + 3] == [
        f"• Known from: lists of spam sources and bad sites (Spamhaus ZEN 127.0.0.4 127.0.0.11) (asked {WHEN})",
        f"• Known from: lists of spam sources and bad sites (SpamCop 127.0.0.2) (asked {WHEN})",
    ]
    route = shown.index("Route (from where it arrived, backwards)")
    assert shown[route + 1 : route + 3] == [
        (
            "• Line 1: mx0.example-shop[.]jp received it from 218.219.125.240, 218-219-125-240.ppps.bbiq[.]jp, "
            "which called itself apchem.nagoya-u.ac[.]jp"
        ),
        f"• {WHEN}. This record tells which machine sent it",
    ]
    links = shown.index("Links")
    assert shown[links + 1 : links + 4] == [
        "• hxxps://quercus[.]org/valid/valid.html",
        "• Shown as: hxxps://auth.sso.example-shop[.]jp/mail/",
        "• Found in: the mail's text (HTML)",
    ]
    assert shown[-1] == f"No. {number}"
    assert "shop@example-shop" not in json.dumps(view["blocks"])


async def test_details_before_they_are_there(here: Office) -> None:
    """Who finds a case still being looked at is asked to wait."""
    channel, ts = await reported(here)
    answer = await reply_of(here, (channel, ts))
    for row in answer["blocks"]:
        for element in row.get("elements", []):
            if element.get("action_id") == "details":
                element["value"] = "2000-0101-1"
    await here.slack.people.click(HANAKO, channel, answer["ts"], "details")
    await heard(here, HANAKO)

    assert whispers(here, HANAKO) == [words("ja").say("warn-gone")]
    assert not here.slack.workspace.view_stacks.get(HANAKO)


async def test_details_of_what_was_reported_in_private(here: Office) -> None:
    """Its reporter and the security team may see them; nobody else, even where a button got into their hands."""
    channel, ts = await reported(here, JOHN, JOHN, CASE_A)
    answer = await reply_of(here, (channel, ts))
    general = here.slack.workspace.channels[GENERAL]
    stray = here.slack.workspace.put(general, {k: answer[k] for k in ("user", "bot_id", "text", "blocks")})
    for user in (HANAKO, TAKERU, JOHN):
        await here.slack.people.click(user, GENERAL, stray["ts"], "details")
    await here.slack.workspace.until(
        lambda: all(here.slack.workspace.view_stacks.get(user) for user in (TAKERU, JOHN)), timeout=5
    )
    await heard(here, HANAKO)

    assert whispers(here, HANAKO) == [words("ja").say("details-refused")]
    assert not here.slack.workspace.view_stacks.get(HANAKO)
    assert [window(here, user)[0] for user in (TAKERU, JOHN)] == ["🔴 危険", "🔴 Danger"]


async def test_window_that_opens_too_late(here: Office) -> None:
    """Slack gives three seconds; whoever was unlucky is asked to press again."""
    channel, ts = await reported(here)
    answer = await reply_of(here, (channel, ts))
    here.slack.web_api.fail_next("views.open", 200, {}, {"ok": False, "error": "expired_trigger_id"})
    await here.slack.people.click(HANAKO, channel, answer["ts"], "details")
    await heard(here, HANAKO)

    assert whispers(here, HANAKO) == [words("ja").say("warn-again")]


async def test_long_details_have_pages(here: Office) -> None:
    """Three hundred links are all there, page by page, each page within the limits."""
    links = "".join(f'<a href="https://host{n}.example.net/{"x" * 60}/{n}">Link {n}</a> ' for n in range(300))
    mail = CASE_B.partition(b"\r\n\r\n" if b"\r\n\r\n" in CASE_B else b"\n\n")[0]
    kept = [line for line in mail.splitlines() if not line.lower().startswith((b"content-", b"mime-"))]
    head = b"\r\n".join([*kept, b"MIME-Version: 1.0", b"Content-Type: text/html; charset=utf-8", b"", b""])
    channel, ts = await reported(here, JOHN, JOHN, head + links.encode())
    answer = await reply_of(here, (channel, ts))
    await here.slack.people.click(JOHN, channel, answer["ts"], "details")
    await here.slack.workspace.until(lambda: here.slack.workspace.view_stacks.get(JOHN), timeout=5)
    seen, pages = list(window(here, JOHN)), 1
    while "[Next]" in window(here, JOHN)[-1]:
        before = here.slack.people.view(JOHN)["hash"]
        await here.slack.people.click_in_view(JOHN, "details_next")
        await here.slack.workspace.until(lambda was=before: here.slack.people.view(JOHN)["hash"] != was, timeout=5)
        seen, pages = seen + window(here, JOHN), pages + 1

    assert pages > 5
    assert f"Page {pages} of {pages}" in seen
    assert all(any(f"hxxps://host{n}.example[.]net" in line for line in seen) for n in range(300))
    before = here.slack.people.view(JOHN)["hash"]
    await here.slack.people.click_in_view(JOHN, "details_back")
    await here.slack.workspace.until(lambda: here.slack.people.view(JOHN)["hash"] != before, timeout=5)
    assert f"Page {pages - 1} of {pages}" in window(here, JOHN)


async def test_other_language_is_one_tap_away(at: Office) -> None:
    """And so is the way back; no second message, and nothing is asked again."""
    channel, ts = await reported(at, JOHN, JOHN, CASE_A)
    first = lines((await reply_of(at, (channel, ts)))["blocks"])
    answers = []
    for _ in range(2):
        answer = await reply_of(at, (channel, ts))
        before = answer["blocks"][-1]["block_id"]
        await at.slack.people.click(JOHN, channel, answer["ts"], "other_language")
        await at.slack.workspace.until(
            lambda was=before: at.slack.workspace.replies(channel, ts)[0]["blocks"][-1]["block_id"] != was, timeout=5
        )
        answers.append(dict(await reply_of(at, (channel, ts))))

    assert lines(answers[0]["blocks"])[0] == "🔴 危険｜クリックしないでください"
    assert (
        lines(answers[0]["blocks"])[-1]
        == "[詳しく見る] [押した・入力してしまった] [詐欺ではない] [役に立った] [English]"
    )
    assert answers[0]["text"].startswith("🔴 危険｜クリックしないでください 社内")
    assert lines(answers[1]["blocks"]) == first


async def test_other_language_under_an_answer_that_only_its_reader_sees(at: Office) -> None:
    """The command's answer changes where it stands."""
    await at.slack.people.command(JOHN, GENERAL, "/phish", "https://smbc-card.com.evil.duckdns.org/login")
    await at.slack.workspace.until(lambda: any("🟡 Caution" in m["text"] for m in seen_by(at, JOHN)), timeout=15)
    await at.idle()
    (answer,) = seen_by(at, JOHN)
    await at.slack.people.click(JOHN, GENERAL, answer["ts"], "other_language")
    await at.slack.workspace.until(lambda: "｜" in seen_by(at, JOHN)[0]["text"], timeout=5)
    (changed,) = seen_by(at, JOHN)

    assert lines(changed["blocks"])[-1].endswith("[English]")


def seen_by(at: Office, user: str) -> list[dict]:
    """What only this person sees."""
    return [one.message for one in at.slack.workspace.ephemerals if one.user == user]


async def test_decision_is_told_in_the_language_that_is_tapped(here: Office) -> None:
    """The other language shows what stands now."""
    channel, ts = await reported(here, JOHN, JOHN, CASE_A)
    await card(here)
    await press(here, "triage_spam")
    answer = here.slack.workspace.replies(channel, ts)[0]
    before = lines(answer["blocks"])
    await here.slack.people.click(JOHN, channel, answer["ts"], "other_language")
    await asyncio.sleep(0)
    await here.slack.workspace.until(
        lambda: "確認しました" in here.slack.workspace.replies(channel, ts)[0]["text"], timeout=5
    )
    after = lines(here.slack.workspace.replies(channel, ts)[0]["blocks"])

    assert before[0] == "🗑️ Checked by the security team: spam"
    assert after[0] == "🗑️ セキュリティ担当が確認しました：迷惑メールです"
    assert f"@{TAKERU} さんが {WHEN} に確認しました。" in after
    assert before[-1] == "[Details] [I clicked or typed something] [Helpful] [日本語]"


async def test_nothing_of_a_private_report_is_told_elsewhere(here: Office) -> None:
    """No other channel hears whose mail it was, and the answer itself does not name its recipient."""
    channel, ts = await reported(here, JOHN, JOHN, CASE_A)
    answer = await reply_of(here, (channel, ts))
    others = [post for name in (GENERAL, INTAKE) for post in here.slack.workspace.channels[name].messages]

    assert others == []
    assert "shop@example-shop" not in json.dumps(answer)
    assert JOHN not in json.dumps(answer["blocks"])
    assert JOHN not in json.dumps([post["blocks"] for post in await here.posts(SECURITY)])
