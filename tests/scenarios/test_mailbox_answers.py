"""Who reported by mail is answered: in Slack who is there, by mail who is not, and nobody who could not be confirmed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from bot.demo.office import SECURITY
from bot.mailbox.intake import MAIL
from bot.mailbox.outgoing import is_own
from bot.mailbox.spool import Spool
from bot.slack.listeners import ANSWER
from bot.submission import Submission
from bot.tables import servers_seen
from tests.scenarios.desk import WHEN, case_id, lines, press
from tests.scenarios.doors import told
from tests.scenarios.office import CASE_A, CASE_B, HANAKO, NEWS, office
from tests.scenarios.report_mail import KENJI, attached, report
from tests.servers.mail_sink import mail_sink

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.scenarios.office import Office
    from tests.servers.mail_sink import MailSink

SUBJECT = "FW: ご利用のメールは本日、非アクティブに設定されました"
LETTER = {"to": KENJI, "message_id": "<r1@example-shop.jp>", "references": "<r0@example-shop.jp> <r1@example-shop.jp>"}
ABOUT = "メールでご報告いただいた「ご利用のメールは本日、非アクティブに設定されました」について："
DANGER = "🔴 危険｜クリックしないでください"


@pytest.fixture
async def sink() -> AsyncIterator[MailSink]:
    async with mail_sink() as running:
        yield running


def by_mail(sink: MailSink) -> dict[str, Any]:
    """Settings with which answers go by mail."""
    return {
        "FUWAKE_SMTP_HOST": sink.place,
        "FUWAKE_SMTP_SECURITY": "none",
        "FUWAKE_MAIL_FROM": "fuwake@example-shop.jp",
        "FUWAKE_REPORT_ADDRESSES": ("phish@example-shop.jp",),
    }


async def reported(at: Office, user: str, mail: bytes | None = CASE_A, name: str = "m", **more: Any) -> Submission:
    """A mail was taken from the spool for `user`, and all is done that follows."""
    original = f"{name}.1" if mail is not None else None
    if original and mail is not None:
        await spool(at).take(original, mail, door="part", parent=name)
    plain: dict[str, Any] = {"channel": "", "thread_ts": "", "text": "", "file": None, "direct": True, "private": True}
    plain |= {"letter": None if more.get("silent") else LETTER | {"subject": SUBJECT}, "original": original}
    submission = Submission(**(plain | {"key": f"mail:{name}:1", "user": user, "door": "mail"} | more))
    await at.bot.jobs.put(ANSWER, submission.as_json(), key=f"{ANSWER}:{submission.key}")
    await at.idle()
    assert await at.bot.jobs.failed() == []
    return submission


def spool(at: Office) -> Spool:
    return Spool(at.bot.store._engine)


async def posts(at: Office) -> list[dict[str, Any]]:
    """Everything that the bot said anywhere but in the security channel."""
    await at.idle()
    places = [place for name, place in at.slack.workspace.channels.items() if name != SECURITY]
    return [post for place in places for post in place.messages if post.get("bot_id")]


async def card(at: Office) -> list[str]:
    """The card as it is read, in its first language."""
    (post,) = [one for one in await at.posts(SECURITY) if any(block["type"] == "actions" for block in one["blocks"])]
    return lines(post["blocks"])


async def test_in_slack(tmp_path: Path, sink: MailSink) -> None:
    """A direct message that says which mail it is about, with all its buttons; no mail, and the original is gone."""
    async with office(tmp_path, **by_mail(sink)) as at:
        submission = await reported(at, HANAKO)
        (post,) = await told(at, HANAKO)
        shown = lines(post["blocks"])

        assert shown[:2] == [ABOUT, DANGER]
        assert shown[-1] == "[詳しく見る] [押した・入力してしまった] [詐欺ではない] [役に立った] [English]"
        assert "edited" in post
        assert await spool(at).state(str(submission.original)) == ("done", None)
        assert (await spool(at).get(str(submission.original))).raw is None  # type: ignore[union-attr]
        assert sink.taken == []
        assert at.slack.web_api.called("reactions.add") == []
        assert "報告：1件（最初の報告：<when>）" in "\n".join(await card(at))
        assert HANAKO not in json.dumps(at.slack.workspace.channels[SECURITY].messages)


async def test_in_slack_with_everything_that_follows(tmp_path: Path) -> None:
    """The other language, what was given away, the decision: as for any direct message."""
    async with office(tmp_path) as at:
        await reported(at, HANAKO)
        (post,) = await told(at, HANAKO)
        channel = at.slack.workspace.dm(HANAKO).id
        await at.slack.people.click(HANAKO, channel, post["ts"], "other_language")
        await at.idle()
        (turned,) = await at.posts(channel)

        assert lines(turned["blocks"])[0] == (
            'About the mail "ご利用のメールは本日、非アクティブに設定されました" that you reported by e-mail:'
        )
        await press(at, "triage_legitimate")
        ruled, news = await told(at, HANAKO, 2)
        assert lines(ruled["blocks"])[:3] == [
            ABOUT,
            "🟢 セキュリティ担当が確認しました：本物のメールです",
            "自動の判定は「危険」でした。",
        ]
        assert "本物のメールでした" in "".join(lines(news["blocks"]))


async def test_repeated_after_it_was_done(tmp_path: Path) -> None:
    """A job that ended in a crash finds its mail gone, and says nothing more."""
    async with office(tmp_path) as at:
        submission = await reported(at, HANAKO)
        before = lines((await told(at, HANAKO))[0]["blocks"])
        await at.bot.jobs.put(ANSWER, submission.as_json(), key="again")
        (post,) = await told(at, HANAKO)

        assert lines(post["blocks"]) == before
        assert await at.bot.jobs.failed() == []


async def test_by_mail(tmp_path: Path, sink: MailSink) -> None:
    """One mail, in both languages, to the address that was proven; nobody else learns of it but the security team."""
    async with office(tmp_path, **by_mail(sink)) as at:
        submission = await reported(at, f"mail:{KENJI}")
        (taken,) = sink.taken
        number = await case_id(at)

        assert (taken.sender, taken.recipients) == (None, [KENJI])
        headers = {name: str(value) for name, value in taken.mail.items()}
        assert is_own(headers.pop("Message-ID"))
        assert set(headers) - {"Date", "MIME-Version", "Content-Type"} == {
            "From", "To", "Subject", "In-Reply-To", "References", "Auto-Submitted", "X-Auto-Response-Suppress", "Precedence",
        }  # fmt: skip
        assert headers["From"] == "Fuwake <fuwake@example-shop.jp>"
        assert headers["To"] == KENJI
        assert headers["Subject"] == f"【Fuwake 自動回答】危険｜クリックしないでください（{SUBJECT}）"
        assert headers["In-Reply-To"] == "<r1@example-shop.jp>"
        assert headers["References"] == "<r0@example-shop.jp> <r1@example-shop.jp>"
        assert headers["Auto-Submitted"] == "auto-replied"
        text = taken.text()
        assert text.startswith(
            "English below.\n\nメールでご報告いただいた「ご利用のメールは本日、非アクティブに設定されま\nした」について："
            "\n\n「このメール」と書いてあるのは、ご報告いただいたメールのことです。\n\n🔴 危険｜クリックしないでください\n"
            "社内（example-shop[.]jp）を名乗っていますが、社内のアドレスから送られた\nメールではありません。\n\n■ いますること\n"
            "・リンクや添付ファイルを開かず、返信もせず、このメールを削除してくださ\n  い。\n"
            "・パスワードを入力してしまった方は、"
        )
        assert "\n🔴 Danger: do not click\n" in text
        assert text.count(f"No. {number}\n") == 2
        assert "ボタン" not in text
        assert "button" not in text
        assert max(map(len, text.split("\n"))) <= 78
        assert await spool(at).state(str(submission.original)) == ("done", None)
        assert await posts(at) == []
        assert f"• メールで報告した人：{KENJI}" in await card(at)
        elsewhere = [one.arguments for one in at.slack.web_api.calls if one.arguments.get("channel") != SECURITY]
        assert KENJI not in json.dumps(elsewhere)


async def test_nothing_in_the_mail_can_be_clicked(tmp_path: Path, sink: MailSink) -> None:
    """Neither in its text nor in its HTML is there an address that a mail program would make a link of."""
    import re

    async with office(tmp_path, **by_mail(sink)) as at:
        for number, mail in enumerate((CASE_A, CASE_B, NEWS)):
            await reported(at, f"mail:{KENJI}", mail, f"m{number}")
        said = [body for taken in sink.taken for body in (taken.text(), re.sub(r"<[^>]+>", " ", taken.text("html")))]

    assert len(said) == 6
    assert [word for body in said for word in ("http", "href", "<a ", "www.", "mailto") if word in body] == []
    names = r"(?i)\b[a-z0-9-]+\.(?:com|jp|org|net|co|ne|ac|or|us|info|cn|app|io|html?|php)\b"
    assert [found for body in said for found in re.findall(names, body)] == []


async def test_decision(tmp_path: Path, sink: MailSink) -> None:
    """What the security team decides against the answer comes by one more mail, in the same thread; what agrees does not."""
    async with office(tmp_path, **by_mail(sink)) as at:
        await reported(at, f"mail:{KENJI}")
        await press(at, "triage_confirm")
        assert len(sink.taken) == 1
        await press(at, "triage_legitimate")
        await press(at, "triage_original")
        answer, genuine, original = sink.taken

        assert genuine.mail["Subject"] == f"【Fuwake 自動回答】セキュリティ担当が確認しました（{SUBJECT}）"
        assert genuine.mail["In-Reply-To"] == answer.mail["Message-ID"] != genuine.mail["Message-ID"]
        assert genuine.mail["References"].split()[-1] == answer.mail["Message-ID"]
        assert (genuine.sender, genuine.recipients, genuine.mail["Auto-Submitted"]) == (None, [KENJI], "auto-replied")
        assert "\n🟢 セキュリティ担当が確認しました：本物のメールです\n" in genuine.text()
        assert "\n🟢 Checked by the security team: a genuine mail\n" in genuine.text()
        assert original.mail["Subject"] == f"【Fuwake 自動回答】元のメールをお送りください（{SUBJECT}）"
        assert "\n・Outlook（クラシック）：" in original.text()
        assert await posts(at) == []
        assert "U0TAKERU" not in genuine.text() + original.text()
        assert at.slack.web_api.called("chat.postMessage")[1:] == []


async def test_several_reporters_of_one_mail(tmp_path: Path, sink: MailSink) -> None:
    """Each hears of the decision where the answer was: in Slack, by mail, or not at all."""
    async with office(tmp_path, **by_mail(sink)) as at:
        await reported(at, HANAKO, name="a")
        await reported(at, f"mail:{KENJI}", name="b")
        await reported(at, "mail:forged@example-shop.jp", name="c", silent=True)
        await press(at, "triage_legitimate")

        assert len(await told(at, HANAKO, 2)) == 2
        assert [one.recipients for one in sink.taken] == [[KENJI]] * 2
        shown = await card(at)
        assert f"• 報告：3件（最初の報告：{WHEN}）" in shown
        assert f"• メールで報告した人：{KENJI}" in shown
        assert "• メールでの報告（回答していません。本人とは限りません）：forged@example-shop[.]jp" in shown


@pytest.mark.parametrize("user", ["mail:forged@example-shop.jp", "mail:", HANAKO])
async def test_nobody(tmp_path: Path, sink: MailSink, user: str) -> None:
    """A report that must not be answered is not, whoever it names, now or later; the security team sees it."""
    async with office(tmp_path, **by_mail(sink)) as at:
        submission = await reported(at, user, silent=True)
        await press(at, "triage_legitimate")

        assert (sink.taken, await posts(at)) == ([], [])
        assert await spool(at).state(str(submission.original)) == ("done", None)
        unconfirmed = [line for line in await card(at) if "回答していません" in line]
        assert (
            unconfirmed
            == {
                "mail:forged@example-shop.jp": [
                    "• メールでの報告（回答していません。本人とは限りません）：forged@example-shop[.]jp"
                ],
                "mail:": ["• メールでの報告（差出人の記載がなく、回答していません）"],
                HANAKO: [],
            }[user]
        )


@pytest.mark.parametrize(("silent", "taught"), [(False, True), (True, False)])
async def test_whom_the_servers_are_learned_from(tmp_path: Path, silent: bool, taught: bool) -> None:  # noqa: FBT001
    """Whoever can send us a mail could else teach us whose servers are ours."""
    async with office(tmp_path, FUWAKE_TRUSTED_SERVERS=()) as at:
        await reported(at, f"mail:{KENJI}", silent=silent)
        with at.bot.store._engine.connect() as connection:
            known = connection.execute(sa.select(servers_seen.c.reporter)).scalars().all()

    assert bool(known) is taught


async def test_without_a_server(tmp_path: Path) -> None:
    """Nobody is answered by mail; the security team sees who reported."""
    async with office(tmp_path) as at:
        await reported(at, f"mail:{KENJI}")
        await press(at, "triage_legitimate")

        assert await posts(at) == []
        assert f"• メールで報告した人：{KENJI}" in await card(at)


@pytest.mark.parametrize("user", [HANAKO, f"mail:{KENJI}"])
async def test_no_mail(tmp_path: Path, sink: MailSink, user: str) -> None:
    """What cannot be read as a mail, and a report that brings nothing, are explained; the report is named."""
    async with office(tmp_path, **by_mail(sink)) as at:
        await reported(at, user, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "a")
        await reported(at, user, None, "b")
        said = [lines(post["blocks"]) for post in await posts(at)] or [one.text().split("\n") for one in sink.taken]

    assert len(said) == 2
    assert ["このファイルはメールとして読めません" in "".join(one) for one in said] == [True, False]
    assert ["添付ファイルとして転送" in "".join(one) for one in said] == [False, True]
    assert ["FW: ご利用のメールは" in "".join(one) for one in said] == [True, True]
    assert [one.mail["Subject"] for one in sink.taken] == (
        [] if user == HANAKO else [f"【Fuwake 自動回答】{SUBJECT}"] * 2
    )


async def test_the_original_is_gone(tmp_path: Path, sink: MailSink) -> None:
    """Whoever asks again is told so."""
    async with office(tmp_path, **by_mail(sink)) as at:
        await spool(at).take("gone.1", CASE_A, door="part")
        await spool(at).finish("gone.1", "failed", "expired")
        await reported(at, f"mail:{KENJI}", None, "gone", original="gone.1")

    assert "ファイルが削除されているため" in sink.taken[0].text()


async def test_limit(tmp_path: Path, sink: MailSink) -> None:
    """Beyond it nobody is answered, and the security team still sees each case."""
    async with office(tmp_path, **by_mail(sink), FUWAKE_MAIL_ANSWERS_PER_HOUR=2, FUWAKE_TRIAGE="all") as at:
        for number, mail in enumerate((CASE_A, CASE_B, NEWS)):
            await reported(at, f"mail:{KENJI}", mail, f"m{number}")
        cards = [one for one in await at.posts(SECURITY) if "No. " in str(one["blocks"])]

    assert (len(sink.taken), len(cards)) == (2, 3)


async def taken(at: Office, mail: bytes, name: str) -> None:
    """A mail came to the report mailbox, and all is done that follows."""
    await spool(at).take(name, b"Return-Path: <kenji.mori@example-shop.jp>\r\n" + mail, door="lmtp")
    await at.bot.jobs.put(MAIL, {"spool": name}, key=f"mail:{name}")
    await at.idle()


async def test_from_the_mailbox_to_the_answer(tmp_path: Path, sink: MailSink) -> None:
    """A report with the original attached: its author is asked for in Slack, and answered by mail at his From address alone."""
    mail = attached(CASE_A, Reply_To="other@example.org", Return_Receipt_To="other@example.org")
    async with office(tmp_path, **by_mail(sink)) as at:
        await taken(at, mail, "r1")

        assert [one["email"] for one in at.slack.web_api.called("users.lookupByEmail")] == [KENJI]
        assert [one.recipients for one in sink.taken] == [[KENJI]]
        assert "other@" not in sink.taken[0].raw.decode()
        assert "メールでご報告いただいた「ご利用のメールは本日" in sink.taken[0].text()


async def test_no_loop(tmp_path: Path, sink: MailSink) -> None:
    """Whatever comes back for our answer is never answered: an automatic reply, a bounce, thanks, and the answer itself."""
    async with office(tmp_path, **by_mail(sink)) as at:
        await reported(at, f"mail:{KENJI}")
        answer = sink.taken[0]
        own = str(answer.mail["Message-ID"])
        away = report(Subject="自動応答: 不在", Auto_Submitted="auto-replied", In_Reply_To=own)
        away.set_content("不在です。https://example.org/")
        thanks = report(Subject="Re: 判定", In_Reply_To=own, References=own)
        thanks.set_content("ありがとうございます。")
        mails = (away.as_bytes(), thanks.as_bytes(), attached(answer.raw), answer.raw)
        for number, mail in enumerate(mails):
            await taken(at, mail, f"back{number}")
        ended = [await spool(at).state(f"back{number}") for number in range(4)]

    assert len(sink.taken) == 1
    assert [state for state, _ in filter(None, ended)] == ["done"] * 4
