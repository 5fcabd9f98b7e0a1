"""Lines that fit a mail, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mailbox.wrapping import columns, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("リンクを開かないでください。", 10, ["リンクを開", "かないでく", "ださい。"]),
        ("あいうえ、かき", 8, ["あいう", "え、かき"]),
        ("あいう「えお」か", 8, ["あいう", "「えお」", "か"]),
        ("a" * 20, 8, ["a" * 20]),
        ("行き先は quercus[.]org です", 10, ["行き先は", "quercus[.]org", "です"]),
        ("", 8, [""]),
    ],
)
def test_breaks(text, width, lines):
    """Between words, between letters of Japanese, never before a closing mark or inside a name."""
    assert wrap(text, width=width).split("\n") == lines


def test_hanging():
    """An item's further lines stand below its text."""
    assert wrap("あいうえおかき", first="・", rest="  ", width=10) == "・あいうえ\n  おかき"


@given(st.text(alphabet="abc .、。「」あ漢ー…\n", max_size=200))
def test_nothing_is_lost(text):
    """But white space."""
    wrapped = wrap(text, width=12)

    assert "".join(wrapped.split()) == "".join(text.split())
    assert all(columns(line) <= 12 or " " not in line.strip() for line in wrapped.split("\n"))
