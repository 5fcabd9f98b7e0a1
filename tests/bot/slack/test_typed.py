"""What was typed, out of what Slack made of it."""

from __future__ import annotations

import pytest

from bot.demo.rewriting import rewrite
from bot.slack.typed import typed, written


@pytest.mark.parametrize(
    ("delivered", "written"),
    [
        ("&lt;<mailto:x@y.jp|x@y.jp>&gt;", "<x@y.jp>"),
        ("from <http://mta.biglobe.ne.jp|mta.biglobe.ne.jp> (a [192.0.2.1])", "from mta.biglobe.ne.jp (a [192.0.2.1])"),
        ("<https://evil.example.com/a?b=1&amp;c=2>", "https://evil.example.com/a?b=1&c=2"),
        ("&amp;lt; stays", "&lt; stays"),
        ("<@U0FUWAKE> これは？", " これは？"),
        ("<!channel> <#C1|general> x", "  x"),
        ("```\nFrom: a@example.com\n```", "From: a@example.com"),
        ("a\u00a0b", "a b"),
        ("<https://evil.example/x?a=1&amp;b=2|&gt;&gt; 手順>", "<https://evil.example/x?a=1&amp;b=2|&gt;&gt; 手順>"),
        ("<https://evil.example/|https://bank.example/>", "<https://evil.example/|https://bank.example/>"),
        ("<https://bank.example/|https://bank.example>", "https://bank.example"),
        ("<http://bank.example/a|bank.example/a>", "bank.example/a"),
    ],
)
def test_mark_up_is_undone(delivered, written):
    """Entities, links and mentions become what a person had typed."""
    assert typed(delivered) == written


def test_a_pasted_header_block_survives_slack():
    """Rewriting and undoing give the block back, line by line."""
    block = (
        "Received: from mta.example.ne.jp (mta.example.ne.jp [192.0.2.7])\n\tby mx.example.jp; Fri, 10 Jan 2025 01:27:40 +0900\n"
        'From: "Support & Co" <a@example.com>\nTo: <b@example.jp>\nSubject: =?utf-8?B?44Ki?='
    )

    assert typed(rewrite(block, {}).text) == block


def test_blocks_say_what_was_written():
    """A rich text gives its lines, literal and escaped; people's names are left out, as in what was typed."""
    section = {
        "type": "rich_text_section",
        "elements": [
            {"type": "user", "user_id": "U1"},
            {"type": "text", "text": "<From> & "},
            {"type": "link", "url": "http://a.example", "text": "a.example"},
            {"type": "emoji", "name": "100"},
        ],
    }
    quote = {"type": "rich_text_quote", "elements": [{"type": "link", "url": "https://b.example/?a=1&b=2"}]}
    rows = {
        "type": "rich_text_list",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
    }
    said = written(
        [
            {"type": "rich_text", "elements": [section, quote, rows]},
            {"type": "context", "elements": [{"type": "plain_text", "text": "small"}]},
            {"type": "divider"},
        ]
    )

    assert said == ("&lt;From&gt; &amp; <http://a.example|a.example>:100:\n<https://b.example/?a=1&amp;b=2>\nx\nsmall")
    assert typed(said) == "<From> & a.example:100:\nhttps://b.example/?a=1&b=2\nx\nsmall"
