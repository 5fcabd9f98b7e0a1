"""Who may decide: the security team, from its own channel, at the moment of the deed. Everybody else is told so, alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.demo.office import INTAKE, SECURITY, SECURITY_GROUP
from tests.scenarios.desk import answers, card, lines, press, reported, trail, two_reports, whispers
from tests.scenarios.office import CASE_A, HANAKO, JOHN, TAKERU, Office, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

NO_JA = "このボタンを使えるのは、セキュリティ担当だけです。気になることがあれば、セキュリティ担当に声をかけてください。"
NO_EN = "Only the security team can use this button. If something worries you, please talk to them."
ACTIONS = (
    "triage_confirm",
    "triage_legitimate",
    "triage_spam",
    "triage_simulation",
    "triage_original",
    "triage_assign",
)


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_others_are_refused_alone_and_it_is_written_down(tmp_path: Path, mode: str) -> None:
    """Somebody else in the security channel presses everything: nothing happens, over both transports."""
    async with office(tmp_path, mode=mode) as at:
        place = await reported(at)
        before = await answers(at, place)
        at.slack.workspace.channels[SECURITY].members.add(JOHN)
        for action in (*ACTIONS, "triage_comment"):
            await press(at, action, JOHN)
        written = await trail(at)
        shown = lines((await card(at))["blocks"])
        after = await answers(at, place)
        said = whispers(at, JOHN)

    assert said == [NO_EN] * 7
    assert written == [(JOHN, "triage-refused", {"action": action}) for action in (*ACTIONS, "triage_comment")]
    assert shown[1] == "未確認です"
    assert after == before
    assert JOHN not in at.slack.workspace.view_stacks


async def test_group_that_slack_does_not_tell_means_no(at: Office) -> None:
    """Fail closed: without an answer nobody belongs to the team, in the language of who asks."""
    await reported(at)
    at.slack.workspace.scopes.discard("usergroups:read")
    await press(at, "triage_confirm")

    assert whispers(at, TAKERU) == [NO_JA]
    assert [what for _, what, _ in await trail(at)] == ["triage-refused"]


async def test_whoever_left_the_team_may_not_send_the_window_off(at: Office) -> None:
    """The permission is asked for again when the comment is submitted."""
    await reported(at)
    await press(at, "triage_comment")
    at.slack.workspace.usergroups[SECURITY_GROUP.id] = replace(SECURITY_GROUP, members=())
    await at.slack.people.submit(TAKERU, {"comment": "もう担当ではありません", "shown": ["shown"]})
    await at.idle()

    assert not [line for line in lines((await card(at))["blocks"]) if "もう担当" in line]
    assert [what for _, what, _ in await trail(at)] == ["triage-refused"]


async def test_another_persons_window_is_not_taken(at: Office) -> None:
    """Somebody submits the team's window as his own: refused."""
    await reported(at)
    await press(at, "triage_comment")
    at.slack.workspace.view_stacks[JOHN] = list(at.slack.workspace.view_stacks[TAKERU])
    await at.slack.people.submit(JOHN, {"comment": "nothing to see", "shown": ["shown"]})
    await at.idle()

    assert await trail(at) == [(JOHN, "triage-refused", {"action": "triage_comment"})]


async def test_a_card_elsewhere_does_nothing(at: Office) -> None:
    """Even the team decides in its own channel only: a card that got elsewhere is dead."""
    await reported(at)
    post = await card(at)
    copy = {key: value for key, value in post.items() if key not in {"ts", "thread_ts"}}
    stray = at.slack.workspace.put(at.slack.workspace.channels[INTAKE], copy)
    await at.slack.people.click(TAKERU, INTAKE, stray["ts"], "triage_legitimate")
    await at.idle()

    assert await trail(at) == [(TAKERU, "triage-refused", {"action": "triage_legitimate", "channel": INTAKE})]
    assert whispers(at, TAKERU) == [NO_JA]


async def test_warning_is_opened_by_the_team_from_its_channel_only(at: Office) -> None:
    """Somebody else, and a member of the team elsewhere: refused in the own language, and written down with the case."""
    await reported(at)
    post = await card(at)
    at.slack.workspace.channels[SECURITY].members.add(JOHN)
    await at.slack.people.click(JOHN, SECURITY, post["ts"], "warn_open")
    copy = {key: value for key, value in post.items() if key not in {"ts", "thread_ts"}}
    stray = at.slack.workspace.put(at.slack.workspace.channels[INTAKE], copy)
    await at.slack.people.click(TAKERU, INTAKE, stray["ts"], "warn_open")
    await at.idle()

    assert whispers(at, JOHN) == [
        "Only the security team can send a warning to a channel. If something worries you, please talk to them."
    ]
    assert whispers(at, TAKERU)[0].startswith("注意喚起を出せるのはセキュリティ担当だけです。")
    assert await trail(at) == [(JOHN, "warning-refused", {}), (TAKERU, "warning-refused", {"elsewhere": True})]
    assert at.slack.web_api.called("views.open") == []


async def test_buttons_of_the_team_stand_in_its_channel_only(at: Office) -> None:
    """No answer, message or Home tab outside of it has one."""
    hanako, john = await two_reports(at)
    await press(at, "triage_legitimate")
    await at.slack.people.open_home(JOHN)
    await at.idle()
    seen: list[Any] = [
        at.slack.workspace.thread(*hanako),
        at.slack.workspace.thread(*john),
        at.slack.workspace.homes[JOHN],
    ]

    assert "triage_" not in json.dumps(seen)
    assert "warn_open" not in json.dumps(seen)


async def test_without_a_team_it_is_said_what_to_set(tmp_path: Path) -> None:
    """Nobody was named: the buttons say so."""
    async with office(tmp_path, FUWAKE_SECURITY_USERGROUP=None) as at:
        await reported(at)
        await press(at, "triage_confirm")
        said = whispers(at, TAKERU)

    assert said[0].startswith("セキュリティ担当が設定されていないため、このボタンは使えません。")


async def test_private_report_names_nobody(at: Office) -> None:
    """What came in a direct message leaves no trace of its reporter: not in the other's thread, not on the card."""
    hanako, _ = await two_reports(at)
    await press(at, "triage_legitimate")
    seen = json.dumps([await at.posts(SECURITY), at.slack.workspace.thread(*hanako)], ensure_ascii=False)

    assert JOHN not in seen
    assert "D0JOHN" not in seen


async def test_card_of_a_private_report_leads_nowhere(at: Office) -> None:
    """No link into somebody's direct message."""
    await reported(at, JOHN, JOHN)
    seen = json.dumps((await card(at))["blocks"], ensure_ascii=False)

    assert "報告のあったスレッド" not in seen
    assert JOHN not in seen


async def test_recipients_are_redacted_wherever_others_read(at: Office) -> None:
    """The address stands in the link, in its text, in the subject and encoded: nobody else learns it."""
    mail = CASE_A.partition(b"Content-Type")[0].replace(b"Subject: ", b"Subject: shop@example-shop.jp ") + (
        b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>shop@example-shop.jp, your password expires today, log in: "
        b'<a href="https://bad.duckdns.org/x?u=shop@example-shop.jp">https://auth.sso.example-shop.jp/Shop%40example-shop.jp</a> '
        b'<a href="https://bad.duckdns.org/y?c2hvcEBleGFtcGxlLXNob3AuanA=">here</a></p>'
    )
    place = await reported(at, mail=mail)
    ts = (await card(at))["ts"]
    await at.slack.people.click(TAKERU, SECURITY, ts, "warn_open")
    ((case, _),) = await at.reports_of(HANAKO)
    seen = json.dumps(
        [at.slack.workspace.replies(*place), at.slack.people.view(TAKERU), case.report, case.replies],
        ensure_ascii=False,
    ).lower()

    assert "s***@example-shop" in seen
    for hidden in ("shop@example-shop", "shop%40example-shop", "c2hvcebleg"):
        assert hidden not in seen
