"""The layout stays within Slack's limits, whatever the report holds."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.demo.blocks import message_problem
from bot.reply import Reply, Section
from bot.slack import render

BUTTONS = ("details", "gave_open", "not_phishing", "helpful")


def a_reply(line: str, *, lines: int = 12, language: str = "ja", **more: object) -> Reply:
    said = Reply(
        language=language,
        emoji="🔴",
        headline=line[:400],
        summary=line,
        now_title="いますること",
        now=(line, line),
        how=(),
        sections=tuple(Section(title, (line,) * lines) for title in ("送信元", "リンク先", "文面")),
        footer=(line,) * 14,
    )
    return replace(said, **more)


def actions(made: dict) -> list[dict]:
    """The rows of buttons in a message."""
    return [block for block in made["blocks"] if block["type"] == "actions"]


def test_longest_reply_in_two_languages_is_still_accepted():
    """Long sentences are cut and lists shortened until Slack would take the message."""
    made = render.message([a_reply("長い文です。" * 300), a_reply("a long sentence. " * 300)])

    assert message_problem(made["blocks"]) is None
    assert len(json.dumps(made["blocks"], ensure_ascii=False)) < 10_000
    assert len(made["text"]) <= 4_000


@pytest.mark.parametrize("line", ["長い文です。" * 300, "🧨" * 900, "x" * 10_000, "<&>" * 500, "\\\"'" * 700, " "])
def test_everything_at_its_longest_is_still_accepted(line):
    """With steps, remarks and buttons as well, and where each character counts as the name of an emoji."""
    more = {"now": (line,) * 6, "how": (line,) * 6, "more": line, "case_id": "2025-0509-3", "buttons": BUTTONS}
    made = render.message([a_reply(line, language="ja", **more), a_reply(line, language="en", **more)])

    assert message_problem(made["blocks"], budget=render.MAX_BLOCKS_TEXT) is None
    assert render.size(made["blocks"]) <= render.MAX_BLOCKS_TEXT
    assert len(actions(made)) == 1


def test_short_reply_keeps_every_line():
    """Nothing is dropped without need."""
    made = render.message([a_reply("短い文", lines=5)])

    assert json.dumps(made["blocks"], ensure_ascii=False).count("短い文") == 1 + 1 + 2 + 15 + 8


def test_notification_text_is_escaped():
    """The fallback is the one place where Slack reads mark-up."""
    made = render.message([a_reply("<!channel> & <@U1>")])

    assert made["text"] == "🔴 &lt;!channel&gt; &amp; &lt;@U1&gt; &lt;!channel&gt; &amp; &lt;@U1&gt;"


def test_notification_text_draws_nothing():
    """No bold, no code, no emoji that a stranger wrote; times stay readable."""
    assert render.fallback("*a* `b` ~c~ :bomb: 12:30") == "∗a∗ ‘b‘ ∼c∼ ∶bomb: 12:30"


def test_first_block_is_verdict_and_reason():
    """In one piece, as a desktop notification shows it."""
    made = render.message([a_reply("理由", lines=1)])
    (section,) = made["blocks"][0]["elements"]

    assert "".join(piece["text"] for piece in section["elements"]) == "🔴 理由\n理由"


def test_who_sees_it_alone_reads_one_language():
    """The other one is a button, in its own words; whichever is asked for is shown."""
    both = [
        a_reply("日本語", lines=1, language="ja", alone=True, case_id="1", buttons=BUTTONS),
        a_reply("English", lines=1, language="en", alone=True, case_id="1", buttons=BUTTONS),
    ]
    first, second = render.message(both), render.message(both, "en")

    assert [("English" in json.dumps(m["blocks"][:-1])) for m in (first, second)] == [False, True]
    assert [actions(m)[0]["block_id"] for m in (first, second)] == ["answer:ja", "answer:en"]
    assert [actions(m)[0]["elements"][-1]["text"]["text"] for m in (first, second)] == ["English", "日本語"]
    assert [e["action_id"] for e in actions(first)[0]["elements"]] == [*BUTTONS, "other_language"]
    assert {e["value"] for e in actions(first)[0]["elements"]} == {"1"}


def test_one_language_needs_no_other():
    """An office with one language has no button for another."""
    made = render.message([a_reply("x", lines=1, alone=True, case_id="1", buttons=BUTTONS)])

    assert [e["action_id"] for e in actions(made)[0]["elements"]] == list(BUTTONS)


def test_while_the_lookups_run_only_help_is_offered():
    """No details yet, and no other language of what changes in a moment."""
    said = a_reply("x", lines=1, alone=True, case_id="1", buttons=("gave_open",), pending=True)
    made = render.message([said, replace(said, language="en")])

    assert [e["action_id"] for e in actions(made)[0]["elements"]] == ["gave_open"]


def test_decision_stands_under_the_verdict():
    """Who decided, in each language that is shown."""
    both = [a_reply("a", lines=1, language="ja"), a_reply("b", lines=1, language="en")]
    ruling = {language: [render.text(f"by {language}")] for language in ("ja", "en")}
    shown = [json.dumps(block) for block in render.message(both, ruling=ruling)["blocks"]]

    assert ["by ja" in shown[1], "by en" in shown[shown.index('{"type": "divider"}') + 2]] == [True, True]


def test_what_was_left_out_is_told_with_what_is_there():
    """A message cut down to its first lines does not speak of more findings."""
    made = render.message([a_reply("x", lines=1, more="ほかに3件")])
    bare = render.message([a_reply("x", lines=1, more="ほかに3件", sections=())])

    assert ["ほかに3件" in json.dumps(m["blocks"], ensure_ascii=False) for m in (made, bare)] == [True, False]
