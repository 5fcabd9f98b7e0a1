"""A case becomes a warning to two channels, once, and is taken back."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.demo.office import GENERAL, INTAKE, SALES, SECURITY, SECURITY_GROUP
from tests.scenarios.office import CASE_A, CASE_B, HANAKO, TAKERU, Office, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


async def noticed(at: Office, mail: bytes = CASE_A) -> dict[str, Any]:
    """A mail was reported; the notice in the security channel."""
    root = await at.slack.people.upload(HANAKO, INTAKE, "mail.eml", mail)
    await at.replies(INTAKE, root["ts"])
    return next(post for post in await at.posts(SECURITY) if "warn_open" in json.dumps(post["blocks"]))


def filled(at: Office, **changes: Any) -> dict[str, Any]:
    """The open window's drafts as they stand, with changes."""
    view = at.slack.people.view(TAKERU)
    drafts = {b["block_id"]: b["element"].get("initial_value") for b in view["blocks"] if b["type"] == "input"}
    return {
        "text_ja": drafts["text_ja"],
        "text_en": drafts["text_en"],
        "channels": [GENERAL, SALES],
        "at_channel": [],
    } | changes


def text_of(post: dict[str, Any]) -> str:
    return json.dumps(post["blocks"], ensure_ascii=False)


async def test_warning_goes_to_two_channels_once_and_is_taken_back(at: Office) -> None:
    """The whole way: notice, window, two posts, account, reason, two edits."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    sent = await at.slack.people.submit(TAKERU, filled(at))
    await at.idle()
    general, sales = await at.posts(GENERAL), await at.posts(SALES)

    assert sent.accepted
    assert (len(general), len(sales)) == (1, 1)
    assert "【注意喚起】不審なメールが届いています" in text_of(general[0])
    assert "社内（example-shop[.]jp）を名乗るメールです。" in text_of(general[0])
    assert "リンク先：quercus[.]org" in text_of(general[0])
    assert "change it at once on the real site, from another computer or phone" in text_of(general[0])
    assert "https://" not in text_of(general[0])
    assert "<!channel>" not in general[0]["text"]
    assert '"broadcast"' not in text_of(general[0])

    account = (await at.posts(SECURITY))[-1]
    assert "2個のチャンネルに注意喚起を出しました（No. " in text_of(account)

    await at.slack.people.click(TAKERU, SECURITY, account["ts"], "retract_open")
    await at.slack.people.submit(TAKERU, {"reason": "訓練メールでした"})
    await at.idle()
    general, sales = await at.posts(GENERAL), await at.posts(SALES)

    assert (len(general), len(sales)) == (1, 1)
    for post in (general[0], sales[0]):
        assert post["text"] == "【取り消し】この注意喚起は取り消されました"
        assert "理由：訓練メールでした" in text_of(post)
        assert '"strike": true' in text_of(post)
    assert "retract_open" not in text_of((await at.posts(SECURITY))[-1])

    trail = await at.bot.store.audit_of((await case_of(at, notice)).id)
    assert [(entry.who, entry.what) for entry in trail] == [
        (TAKERU, "warning-sent"),
        (TAKERU, "warning-taken-back"),
    ]


async def case_of(at: Office, notice: dict[str, Any]) -> Any:
    """The case that a notice is about."""
    value = next(e["value"] for b in notice["blocks"] if b["type"] == "actions" for e in b["elements"])
    return await at.bot.store.case(value)


async def test_two_windows_submitted_at_once_send_one_warning(at: Office) -> None:
    """A double click, or two people, make one warning and not two."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    first = filled(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    await asyncio.gather(at.slack.people.submit(TAKERU, first), at.slack.people.submit(TAKERU, first))
    await at.idle()

    assert len(await at.posts(GENERAL)) == 1
    assert len(await at.posts(SALES)) == 1


async def test_button_of_a_warned_case_says_who_warned(at: Office) -> None:
    """A second attempt opens no draft."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    await at.slack.people.submit(TAKERU, filled(at))
    await at.idle()
    await at.slack.people.close_view(TAKERU)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")

    view = at.slack.people.view(TAKERU)
    assert [block["type"] for block in view["blocks"]] == ["section"]
    assert view["blocks"][0]["text"]["text"].startswith("この案件の注意喚起は、すでに出ています")


async def test_others_are_refused_kindly_and_nothing_is_opened(at: Office) -> None:
    """Who is not in the security team gets a sentence only for himself."""
    notice = await noticed(at)
    at.slack.workspace.channels[SECURITY].members.add(HANAKO)
    await at.slack.people.click(HANAKO, SECURITY, notice["ts"], "warn_open")
    await at.idle()

    said = [row.message for row in at.slack.workspace.ephemerals if row.user == HANAKO]
    assert len(said) == 1
    assert said[0]["text"].startswith("注意喚起を出せるのはセキュリティ担当だけです。")
    assert at.slack.web_api.called("views.open") == []


async def test_submission_is_checked_again(at: Office) -> None:
    """Who lost the permission while the window was open sends nothing."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    answers = filled(at)
    case = await case_of(at, notice)
    # another person submits the very same window
    view = at.slack.people.view(TAKERU)
    at.slack.workspace.view_stacks[HANAKO] = list(at.slack.workspace.view_stacks[TAKERU])
    assert view["private_metadata"] == case.id
    await at.slack.people.submit(HANAKO, answers)
    await at.idle()

    assert await at.posts(GENERAL) == []
    assert await at.bot.store.active_warning(case.id) is None


async def test_unreadable_usergroup_means_no(at: Office) -> None:
    """When Slack does not tell who belongs to the team, nobody does."""
    notice = await noticed(at)
    at.slack.workspace.scopes.discard("usergroups:read")
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    await at.idle()

    assert at.slack.web_api.called("views.open") == []
    assert at.slack.workspace.ephemerals[-1].message["text"].startswith("注意喚起を出せるのは")


async def test_channels_that_are_not_allowed_are_named(at: Office) -> None:
    """The window says which channel may not be warned, and stays open."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    sent = await at.slack.people.submit(TAKERU, filled(at, channels=[GENERAL, INTAKE]))

    assert sent.errors == {"channels": "C0INTAKE は、注意喚起の投稿先として許可されていません。"}
    assert await at.posts(GENERAL) == []


async def test_at_channel_only_when_ticked(at: Office) -> None:
    """The tick makes the one ping, in text and in blocks."""
    notice = await noticed(at, CASE_B)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    await at.slack.people.submit(TAKERU, filled(at, channels=[GENERAL], at_channel=["at_channel"]))
    (post,) = await at.posts(GENERAL)

    assert post["text"].startswith("<!channel> 【注意喚起】")
    assert text_of(post).count('{"type": "broadcast", "range": "channel"}') == 1


async def test_text_of_the_team_is_defanged_and_cannot_ping(at: Office) -> None:
    """What is typed into the window is text: no live link, no mention."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    answers = filled(at, text_ja="<!here> https://evil.example.com/x を開かないで", channels=[GENERAL])
    await at.slack.people.submit(TAKERU, answers)
    (post,) = await at.posts(GENERAL)

    assert post["text"] == "&lt;!here&gt; hxxps://evil.example[.]com/x を開かないで"
    assert "https://" not in text_of(post)


async def test_post_whose_answer_was_lost_is_not_repeated(at: Office) -> None:
    """A crash between Slack and our table leaves one copy in each channel."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    at.slack.web_api.drop_next("chat.postMessage", accept=True)
    await at.slack.people.submit(TAKERU, filled(at))
    await at.slack.workspace.until(lambda: len(at.slack.workspace.channels[SALES].messages) > 0, timeout=15)
    await at.idle()

    assert len(await at.posts(GENERAL)) == 1
    assert len(await at.posts(SALES)) == 1


async def test_archived_channel_does_not_keep_the_others_waiting(at: Office) -> None:
    """One channel cannot be posted to: the other is warned, and the team is told."""
    notice = await noticed(at)
    at.slack.workspace.channels[GENERAL].is_archived = True
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    await at.slack.people.submit(TAKERU, filled(at))
    await at.idle()

    assert len(await at.posts(SALES)) == 1
    assert "C0GENERAL には投稿できませんでした（is_archived）" in text_of((await at.posts(SECURITY))[-1])


async def test_reason_is_needed_to_take_a_warning_back(at: Office) -> None:
    """An empty reason keeps the window open."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    await at.slack.people.submit(TAKERU, filled(at))
    account = (await at.posts(SECURITY))[-1]
    await at.slack.people.close_view(TAKERU)
    await at.slack.people.click(TAKERU, SECURITY, account["ts"], "retract_open")
    sent = await at.slack.people.submit(TAKERU, {"reason": "   "})

    assert sent.errors == {"reason": "理由を入力してください。"}


async def test_draft_names_no_genuine_site(at: Office) -> None:
    """A mail that also links to the real company does not make the draft call that company a fake."""
    mail = CASE_A.partition(b"Content-Type")[0] + (
        b'Content-Type: text/html; charset=utf-8\r\n\r\n<p><a href="https://www.smbc-card.com/">home</a> '
        b'<a href="https://bad.duckdns.org/x">https://auth.sso.example-shop.jp/</a> '
        b'<a href="https://www.example-shop.jp/">us</a></p>'
    )
    notice = await noticed(at, mail)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")

    assert "リンク先：bad.duckdns[.]org（公式のサイトではありません" in filled(at)["text_ja"]


async def test_channel_that_refuses_the_edit_does_not_keep_the_others_warned(at: Office) -> None:
    """A warning is taken back everywhere it can be: one archived channel stops nothing."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    await at.slack.people.submit(TAKERU, filled(at))
    account = (await at.posts(SECURITY))[-1]
    at.slack.workspace.channels[GENERAL].is_archived = True
    await at.slack.people.close_view(TAKERU)
    await at.slack.people.click(TAKERU, SECURITY, account["ts"], "retract_open")
    await at.slack.people.submit(TAKERU, {"reason": "訓練メールでした"})
    (sales,) = await at.posts(SALES)

    assert sales["text"] == "【取り消し】この注意喚起は取り消されました"
    assert "C0GENERAL" in text_of((await at.posts(SECURITY))[-1])
    assert await at.bot.jobs.failed() == []


async def test_refusal_of_any_kind_reaches_the_team_at_once(at: Office) -> None:
    """A channel that Slack refuses for a reason we never heard of is named; the other channel is warned."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    at.slack.web_api.fail_next("chat.postMessage", 200, {}, {"ok": False, "error": "team_access_not_granted"})
    await at.slack.people.submit(TAKERU, filled(at))

    assert [len(await at.posts(channel)) for channel in (GENERAL, SALES)] == [0, 1]
    assert "C0GENERAL には投稿できませんでした（team_access_not_granted）" in text_of((await at.posts(SECURITY))[-1])


async def test_slack_in_trouble_is_no_unsure_channel(at: Office) -> None:
    """While Slack answers 503 nobody can look for the post: it is looked for later, and every channel is accounted for."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    at.slack.web_api.drop_next("chat.postMessage", accept=True)
    at.slack.web_api.fail_next("conversations.history", 503, {}, {})
    await at.slack.people.submit(TAKERU, filled(at))

    assert [len(await at.posts(channel)) for channel in (GENERAL, SALES)] == [1, 1]
    assert "2個のチャンネルに注意喚起を出しました" in text_of((await at.posts(SECURITY))[-1])


async def test_who_left_the_group_while_the_window_was_open_sends_nothing(at: Office) -> None:
    """The group is asked again at the submission."""
    notice = await noticed(at)
    await at.slack.people.click(TAKERU, SECURITY, notice["ts"], "warn_open")
    groups = at.slack.workspace.usergroups
    groups[SECURITY_GROUP.id] = replace(groups[SECURITY_GROUP.id], members=())
    await at.slack.people.submit(TAKERU, filled(at))

    assert [await at.posts(channel) for channel in (GENERAL, SALES)] == [[], []]
