"""What Slack makes of typed text."""

from __future__ import annotations

import pytest

from bot.demo.rewriting import rewrite, split


@pytest.mark.parametrize(
    ("typed", "delivered"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<info@kagoya.com>", "&lt;<mailto:info@kagoya.com|info@kagoya.com>&gt;"),
        ("https://a.example/x?y=1&z=2.", "<https://a.example/x?y=1&amp;z=2>."),
        ("(http://192.0.2.1/login)", "(<http://192.0.2.1/login>)"),
        ("kagoya.comから", "<http://kagoya.com|kagoya.com>から"),
        ("see kagoya.com/login now", "see <http://kagoya.com/login|kagoya.com/login> now"),
        ("smtp.mailfrom=evil.co.jp;", "smtp.mailfrom=<http://evil.co.jp|evil.co.jp>;"),
        ("from mx.local (10.0.0.1)", "from mx.local (10.0.0.1)"),
        ("version 1.2.3 and 12:30:45", "version 1.2.3 and 12:30:45"),
        ("@fuwake これは", "<@U0FUWAKE> これは"),
        ("@here @nobody", "<!here> @nobody"),
        ("*太字* `code` :100:", "*太字* `code` :100:"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)
def test_text_arrives_as_slack_rewrites_it(typed, delivered):
    """Entities, marked links, marked names."""
    assert rewrite(typed, {"fuwake": "U0FUWAKE"}).text == delivered


def test_the_block_beside_it_holds_the_words_unescaped():
    """The composer's rich text has no entities."""
    expected = [{"type": "text", "text": "a & "}, {"type": "link", "url": "https://b.example/?c&d"}]

    assert rewrite("a & https://b.example/?c&d").elements == expected


@pytest.mark.parametrize(("length", "pieces"), [(4000, 1), (4001, 2), (8000, 2), (8001, 3)])
def test_long_text_is_split_at_4000(length, pieces):
    """A pasted mail may come as several messages."""
    assert len(split("x" * length)) == pieces


def test_splitting_prefers_line_ends_and_loses_nothing():
    """The pieces make up the whole."""
    text = "\n".join(["x" * 90] * 100)
    pieces = split(text)

    assert "".join(pieces) == text
    assert all(piece.endswith("\n") for piece in pieces[:-1])
