"""Brands: names are folded before they are compared."""

import sys
import unicodedata

import pytest

from analyzers.brands import normalise
from analyzers.wording import first_match


def test_no_invisible_character_survives():
    """Every format character that this Python knows is taken away."""
    invisible = [chr(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) == "Cf"]

    assert normalise(f"あ{''.join(invisible)}い") == "あい"
    assert len(invisible) > 150


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Amazon", "Amazon"),
        ("Ａｍａｚｏｎ", "Amazon"),
        ("Ama\u200bzon", "Amazon"),
        ("ｱﾏｿﾞﾝ", "アマゾン"),
        ("a\tb", "a\tb"),
    ],
)
def test_names_are_folded(text, folded):
    """Wide letters, half-width kana and zero-width characters hide no name."""
    assert normalise(text) == folded


@pytest.mark.parametrize(
    ("theme", "text", "words"),
    [
        ("urgency", "Your account expires TODAY, act.", "Your account expires TODAY"),
        ("urgency", "本日中に確認してください", "本日中に確認してください"),
        ("credential", "パスワードを入力してください", "パスワードを入力してください"),
        ("urgency", "a" * 59_999 + " 至急、ご確認" + "a" * 60_000, None),
        ("urgency", "Nothing presses here.", None),
    ],
)
def test_wording(theme, text, words):
    """The words that press or ask, with their clause; the first 60,000 characters count."""
    assert first_match(theme, text) == words
