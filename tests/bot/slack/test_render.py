"""The layout stays within Slack's limits, whatever the report holds."""

from __future__ import annotations

import json

from bot.demo.blocks import message_problem
from bot.reply import Reply, Section
from bot.slack import render


def a_reply(line: str, *, lines: int = 12) -> Reply:
    return Reply(
        language="ja",
        emoji="🔴",
        headline=line[:400],
        summary=line,
        now_title="いますること",
        now=(line, line),
        how=(),
        sections=tuple(Section(title, (line,) * lines) for title in ("送信元", "リンク先", "文面")),
        footer=(line,) * 14,
    )


def test_longest_reply_in_two_languages_is_still_accepted():
    """Long sentences are cut and lists shortened until Slack would take the message."""
    made = render.message([a_reply("長い文です。" * 300), a_reply("a long sentence. " * 300)])

    assert message_problem(made["blocks"]) is None
    assert len(json.dumps(made["blocks"], ensure_ascii=False)) < 10_000
    assert len(made["text"]) <= 4_000


def test_short_reply_keeps_every_line():
    """Nothing is dropped without need."""
    made = render.message([a_reply("短い文", lines=5)])

    assert json.dumps(made["blocks"], ensure_ascii=False).count("短い文") == 1 + 1 + 2 + 15 + 6


def test_notification_text_is_escaped():
    """The fallback is the one place where Slack reads mark-up."""
    made = render.message([a_reply("<!channel> & <@U1>")])

    assert made["text"] == "🔴 &lt;!channel&gt; &amp; &lt;@U1&gt; &lt;!channel&gt; &amp; &lt;@U1&gt;"
