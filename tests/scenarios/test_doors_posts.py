"""Every post through which a mail comes in: direct messages, mentions, forwards, snippets, long texts in pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.demo.office import GENERAL, INTAKE, SALES
from bot.demo.workspace import BOT_USER
from tests.scenarios.doors import DANGER_JA, HELP_JA, LINK, found, said, told, whispered
from tests.scenarios.office import CASE_A, CASE_B, HANAKO, JOHN, Office, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

NOT_A_MAIL_EN = "This file cannot be read as a mail. Instead of a screenshot or an attachment, please send the original mail (an .eml file)."
ALREADY_JA = (
    "このメールは、すでにお調べしています。結果はこのスレッドの返事をご覧ください（いま、もう一度調べ直しました）。"
)
INTAKE_EN = (
    "Hello, this is Fuwake. Please send suspicious mails to this channel: drop the original (.eml) here, or paste the text or a"
    " link. I answer in the thread: where it came from, where its links really lead, and what to do now. Until then, do not open"
    " its links or attachments."
)
HEAD_B = CASE_B.decode("ascii", "ignore").replace("\r\n", "\n").partition("\n\n")[0]
LONG_TEXT = (
    HEAD_B
    + "\n"
    + "".join(f"X-Line-{n}: {'x' * 60}\n" for n in range(110))
    + "\n"
    + f"今日中に確認してください\n{LINK}\n"
)


@pytest.fixture(params=["socket", "http"])
async def at(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, mode=request.param) as opened:
        yield opened


async def test_direct_message_is_private_and_in_the_reader_s_language(at: Office) -> None:
    """John reads English, and nobody else reads his messages: no Japanese half, and the case is private."""
    root = await at.slack.people.upload(JOHN, JOHN, "mail.eml", CASE_A)
    (answer,) = await at.replies(at.slack.workspace.dm(JOHN).id, root["ts"])
    ((case, _),) = await at.reports_of(JOHN)

    assert answer["text"].startswith("🔴 Danger: do not click")
    assert "危険" not in said(answer)
    assert case.submission["private"]


async def test_channel_reads_the_reporter_s_language_first(at: Office) -> None:
    """In a channel both languages stand there, the one of who asked on top."""
    root = await at.slack.people.upload(JOHN, INTAKE, "mail.eml", CASE_A)
    (answer,) = await at.replies(INTAKE, root["ts"])
    ((case, _),) = await at.reports_of(JOHN)

    assert answer["text"].startswith("🔴 Danger: do not click")
    assert "危険" in said(answer)
    assert not case.submission["private"]


@pytest.mark.parametrize(
    "question",
    [
        "これは本物ですか",
        "このメール、取引先から届いたのですが、本物かどうか確認してもらえますか。急ぎの支払いだそうです。",
    ],
)
async def test_mention_in_a_thread_asks_about_its_top(at: Office, question: str) -> None:
    """The mention itself holds no mail, however many its words, so the post above it is answered, in that thread."""
    root = await at.slack.people.upload(HANAKO, GENERAL, "mail.eml", CASE_A)
    await at.slack.people.mention(JOHN, GENERAL, question, thread_ts=root["ts"])
    (answer,) = await at.replies(GENERAL, root["ts"])
    ((case, _),) = await at.reports_of(JOHN)

    assert answer["text"].startswith("🔴 Danger: do not click")
    assert (case.key, case.thread_ts) == (f"slack:{GENERAL}:{root['ts']}", root["ts"])


async def test_mention_in_a_thread_finds_every_mail_at_its_top(at: Office) -> None:
    """Two files at the top are two answers."""
    files = [at.slack.people.add_file("a.eml", CASE_A), at.slack.people.add_file("b.eml", CASE_B)]
    root = await at.slack.people.say(HANAKO, GENERAL, "", subtype="file_share", files=files)
    await at.slack.people.mention(HANAKO, GENERAL, thread_ts=root["ts"])
    await at.slack.workspace.until(lambda: len(at.slack.workspace.replies(GENERAL, root["ts"])) == 2, timeout=15)
    await at.idle()

    assert sorted(post["text"][:20] for post in at.slack.workspace.replies(GENERAL, root["ts"])) == [
        "🔴 危険｜クリックしないでください 「カ",
        "🔴 危険｜クリックしないでください 社内",
    ]


async def test_mention_with_a_link_in_a_thread_asks_about_the_link(at: Office) -> None:
    """What stands in the mention comes before what stands above it."""
    root = await at.slack.people.upload(HANAKO, GENERAL, "mail.eml", CASE_A)
    asked = await at.slack.people.mention(HANAKO, GENERAL, LINK, thread_ts=root["ts"])
    (answer,) = await at.replies(GENERAL, root["ts"])
    ((case, _),) = await at.reports_of(HANAKO)

    assert "リンクだけから判定" in said(answer)
    assert case.key == f"slack:{GENERAL}:{asked['ts']}"


async def test_mention_below_an_answer_is_told_that_it_stands_there(at: Office) -> None:
    """The mail was answered before: no second message, and who asks again is told where to look."""
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", CASE_A)
    await at.replies(INTAKE, root["ts"])
    await at.slack.people.mention(HANAKO, INTAKE, "これは？", thread_ts=root["ts"])
    await at.slack.workspace.until(lambda: whispered(at, HANAKO), timeout=10)
    await at.idle()

    assert [(one["text"], one["thread_ts"]) for one in whispered(at, HANAKO)] == [(ALREADY_JA, root["ts"])]
    assert len(at.slack.workspace.replies(INTAKE, root["ts"])) == 1


async def test_mention_with_nothing_to_look_at_gets_help(at: Office) -> None:
    """A name alone is a question how it works."""
    root = await at.slack.people.mention(HANAKO, GENERAL)
    (answer,) = await at.replies(GENERAL, root["ts"], edited=False)

    assert answer["text"] == HELP_JA


async def test_mention_below_our_own_post_is_no_question_about_it(at: Office) -> None:
    """The bot does not look into its own words."""
    await at.slack.people.invite_bot(SALES)
    (intro,) = await at.posts(SALES)
    await at.slack.people.mention(HANAKO, SALES, "これは？", thread_ts=intro["ts"])
    await at.slack.workspace.until(lambda: at.slack.workspace.replies(SALES, intro["ts"]), timeout=10)
    await at.idle()

    assert [post["text"] for post in at.slack.workspace.replies(SALES, intro["ts"])] == [HELP_JA]


async def test_forwarded_post_brings_its_file(at: Office) -> None:
    """A mail that arrived elsewhere is forwarded into the intake channel: its file lies inside an attachment."""
    elsewhere = await at.slack.people.email_in(GENERAL, CASE_B)
    root = await at.slack.people.share(HANAKO, INTAKE, GENERAL, elsewhere["ts"])
    (answer,) = await at.replies(INTAKE, root["ts"])

    assert "ho61v7smlr.free[.]hr" in said(answer)
    assert "Slack に届いたメールから判定" in said(answer)


@pytest.mark.parametrize("kept", ["text", "message_blocks"])
async def test_forwarded_post_brings_its_text(at: Office, kept: str) -> None:
    """A forwarded text stands in the attachment, as text or in its blocks alone."""
    elsewhere = await at.slack.people.say(JOHN, GENERAL, f"カードを停止しました。確認してください {LINK}")
    root = await at.slack.people.share(HANAKO, HANAKO, GENERAL, elsewhere["ts"])
    (first,) = await at.replies(at.slack.workspace.dm(HANAKO).id, root["ts"])
    attachment = {**root["attachments"][0], "text": "", "fallback": ""} if kept != "text" else root["attachments"][0]
    again = await at.slack.people.say(HANAKO, HANAKO, "", attachments=[attachment])
    (second,) = await at.replies(at.slack.workspace.dm(HANAKO).id, again["ts"])

    assert "evil.duckdns[.]org" in said(first)
    assert "evil.duckdns[.]org" in said(second)


async def test_snippet_is_fetched_whole(at: Office) -> None:
    """A long paste that Slack made a snippet of: the post holds a preview only."""
    root = await at.slack.people.snippet(HANAKO, INTAKE, HEAD_B)
    await at.replies(INTAKE, root["ts"])

    assert "222.227.84.50" in await found(at, HANAKO)


async def test_text_in_pieces_is_one_mail(at: Office) -> None:
    """Slack cuts a long paste into posts: one answer, below the first of them, from all of it."""
    root = await at.slack.people.say(HANAKO, INTAKE, LONG_TEXT)
    (answer,) = await at.replies(INTAKE, root["ts"], edited=False)
    reports = await at.reports_of(HANAKO)

    assert len(at.slack.workspace.channels[INTAKE].messages) == 4
    assert "222.227.84.50" in await found(at, HANAKO)
    assert "evil.duckdns[.]org" in said(answer)
    assert len(reports) == 1


async def test_text_in_pieces_after_a_mention(at: Office) -> None:
    """Only the first piece names the bot; the rest follows it even where nothing else is read."""
    root = await at.slack.people.mention(HANAKO, GENERAL, LONG_TEXT)
    (answer,) = await at.replies(GENERAL, root["ts"], edited=False)

    assert "evil.duckdns[.]org" in said(answer)
    assert "222.227.84.50" in await found(at, HANAKO)
    assert len([post for post in at.slack.workspace.channels[GENERAL].messages if post.get("bot_id")]) == 1


async def test_short_posts_in_a_row_stay_apart(at: Office) -> None:
    """Two links in two posts are two mails, however fast they were typed."""
    first = await at.slack.people.say(HANAKO, INTAKE, LINK)
    second = await at.slack.people.say(HANAKO, INTAKE, LINK)
    await at.replies(INTAKE, second["ts"])

    assert len(at.slack.workspace.replies(INTAKE, first["ts"])) == 1
    assert len(at.slack.workspace.replies(INTAKE, second["ts"])) == 1


async def test_picture_alone_is_explained_to_who_speaks_to_the_bot(at: Office) -> None:
    """A picture of the screen is no mail: said in a direct message, silence in a channel."""
    alone = await at.slack.people.upload(JOHN, JOHN, "screen.png", b"\x89PNG\r\n\x1a\nxxxx", text="is this real?")
    among = await at.slack.people.upload(JOHN, INTAKE, "screen.png", b"\x89PNG\r\n\x1a\nxxxx")
    (answer,) = await at.replies(at.slack.workspace.dm(JOHN).id, alone["ts"], edited=False)

    assert answer["text"].startswith(NOT_A_MAIL_EN)
    assert at.slack.workspace.replies(INTAKE, among["ts"]) == []


@pytest.mark.parametrize(
    "by",
    [
        {"bot_id": "B0OTHER", "user": "U0JOHN"},
        {"subtype": "bot_message", "bot_id": "B0OTHER"},
        {"user": "USLACKBOT", "subtype": "slackbot_response"},
        {"user": "USLACKBOT"},
        {"user": BOT_USER, "bot_id": "B0FUWAKE"},
    ],
)
async def test_machines_are_not_answered(at: Office, by: dict[str, str]) -> None:
    """Other bots, Slackbot's automatic answers and our own posts start nothing: two bots would talk for ever."""
    text = {"user": JOHN, "text": f"<@{BOT_USER}> <{LINK}>"}
    root = at.slack.people._put(at.slack.workspace.channels[INTAKE], text | by)
    await at.idle()

    assert at.slack.workspace.replies(INTAKE, root["ts"]) == []


async def test_mail_to_the_channel_has_no_reporter(at: Office) -> None:
    """Slack's own name stands over it, which nobody can write to."""
    root = await at.slack.people.email_in(INTAKE, CASE_B)
    (answer,) = await at.replies(INTAKE, root["ts"])
    case = await at.bot.store.case(_case_id(answer))

    assert case is not None
    assert case.user == ""


def _case_id(answer: dict) -> str:
    import re

    found = re.search(r"No\. (\d{4}-\d{4}-\d+)", said(answer))
    assert found
    return found[1]


async def test_deleted_and_edited_posts_start_nothing(at: Office) -> None:
    """A link that is written into an old post, and one that is taken away, are left alone."""
    note = await at.slack.people.say(JOHN, INTAKE, "お昼どうしますか")
    await at.slack.people.edit(JOHN, INTAKE, note["ts"], LINK)
    await at.slack.people.delete(JOHN, INTAKE, note["ts"])
    await at.idle()

    assert await at.posts(INTAKE) == []


async def test_channel_is_greeted_once(at: Office) -> None:
    """Whoever brings the bot in is told how to use it; coming again says nothing new, others' coming neither."""
    await at.slack.people.invite_bot(SALES)
    await at.posts(SALES)
    await at.slack.people.invite_bot(SALES)
    at.slack.people._events.joined(at.slack.workspace.channels[GENERAL], HANAKO)
    (greeting,) = await at.posts(SALES)

    assert greeting["text"] == (
        "はじめまして、Fuwake です。不審なメールが話題になったら、そのメッセージのメニュー（︙）から「フィッシング判定」を選ぶか、"
        "そのスレッドでわたしをメンションしてください。どこから送られたか、リンクが本当はどこへ行くか、いま何をすればよいかを、"
        "スレッドでお答えします。呼ばれないかぎり、このチャンネルの投稿は調べません。"
    )
    assert await at.posts(GENERAL) == []


async def test_intake_channel_is_greeted_as_such(at: Office) -> None:
    """There every post is looked at, and the greeting says so in both languages."""
    await at.slack.people.invite_bot(INTAKE)
    (greeting,) = await at.posts(INTAKE)

    assert INTAKE_EN in said(greeting)


async def test_without_users_read_everybody_reads_the_default(at: Office) -> None:
    """The locale cannot be asked, and that is no error."""
    at.slack.workspace.scopes.discard("users:read")
    await at.slack.people.upload(JOHN, JOHN, "mail.eml", CASE_A)
    (answer,) = await told(at, JOHN)

    assert answer["text"].startswith(DANGER_JA)
