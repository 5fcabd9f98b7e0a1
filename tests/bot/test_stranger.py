"""Whatever a stranger wrote is harmless once it is shown."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.stranger import MAX_LENGTH, MAX_MARKS, FileName, Plain, escape, redact, shorten, tame, visible, whole


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("http://evil.example/a", "hxxp://evil[.]example/a"),
        ("HTTPS://EVIL.EXAMPLE", "HxxpS://EVIL[.]EXAMPLE"),
        ("ht\u200btp://evil.exa\u200bmple", "hxxp://evil[.]example"),
        ("evil.example", "evil[.]example"),
        ("a@evil.example", "a@evil[.]example"),
        ("\u202egpj.exe", "gpj[.]exe"),
        ("a\u2066b\u2069c\u061cd\u200e", "abcd"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("a\nb\r\n\tc\x85d\u2028e", "a b c d e"),
        ("a\x00b\x1b[31mc\x7f", "ab[31mc"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 3),
        ("ก" + "\u0e49" * 50, "ก" + "\u0e49" * 3),
        ("\u3164\u115f\u2800x", "x"),
        ("\ue000\ud800x", "x"),
        ("  a   b  ", "a b"),
        ("a \u200b b", "a b"),
        ("", ""),
        ("日本語", "日本語"),
    ],
)
def test_taming(written, shown):
    """One line, visible, not clickable."""
    assert tame(written) == shown


@pytest.mark.parametrize(
    "written", ["<!channel>", "<!here|x>", "<@U1>", "<#C1>", "<http://evil.example|bank.example>", "&lt;!channel&gt;"]
)
def test_nothing_of_slacks_markup_survives(written):
    """After escaping, nobody is called and nothing is linked."""
    shown = escape(tame(written))

    assert not re.search(r"[<>]", shown)
    assert "&" not in re.sub(r"&(amp|lt|gt);", "", shown)


def test_a_long_word_is_cut():
    """Ten thousand characters are no more than a hundred and sixty."""
    assert tame("x" * 10_000) == "x" * (MAX_LENGTH - 1) + "…"


def test_what_is_ours_is_left_alone():
    """The name of a block list needs no taming."""
    assert tame(Plain("http://ours.example")) == "http://ours.example"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("請求書.docx", "請求書.docx"),
        ("invoice.pdf.exe", "invoice.pdf.exe"),
        ("backup.tar.gz", "backup.tar.gz"),
        ("report v1.2.xlsx", "report v1.2.xlsx"),
        ("注文書", "注文書"),
        ("a.zip", "a[.]zip"),
        ("clip.mov", "clip[.]mov"),
        ("notes.md", "notes[.]md"),
        ("setup.sh", "setup[.]sh"),
        ("evil.com.docx", "evil.com[.]docx"),
        ("evil．com　x.docx", "evil[.]com x[.]docx"),
        ("evil.comを見る.docx", "evil.comを見る[.]docx"),
        ("http://evil.example/a.docx", "hxxp://evil[.]example/a.docx"),
        ("書類/読んで.lnk", "書類/読んで.lnk"),
        ("evil.com/a.docx", "evil[.]com/a[.]docx"),
        ("//evil/a.docx", "//evil/a[.]docx"),
        ("a@evil.docx", "a@evil[.]docx"),
        ("\u202excod.pdf", "xcod.pdf"),
        ("x" * 200 + ".pdf", "x" * 159 + "…"),
    ],
)
def test_names_of_files(name, shown):
    """Easy to read, unless a part of it could be an address."""
    assert tame(FileName(name)) == shown


@pytest.mark.parametrize(
    ("cut", "kept"),
    [
        ("至急】多要素認証の更新", "至急 多要素認証の更新"),
        ("お客様情報」パスワード変更", "お客様情報 パスワード変更"),
        ("【重要】「本人確認」の(お願い)", "【重要】「本人確認」の(お願い)"),
        ("a (b [c) d", "a b c d"),
        ("」", ""),
    ],
)
def test_brackets_whose_partner_was_cut_off(cut, kept):
    """A quotation shows whole brackets only."""
    assert whole(cut) == kept


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("a cd", 3, "a…"), ("abc", 0, ""), ("abc", 1, "…")],
)
def test_shortening(text, limit, short):
    """What is cut shows that it was."""
    assert shorten(text, limit) == short


@pytest.mark.parametrize(
    ("address", "shown"),
    [("shop@example.jp", "s***@example.jp"), ("@example.jp", "***@example.jp"), ("nonsense", "***"), ("", "***")],
)
def test_redaction(address, shown):
    """Enough to recognise one's own address."""
    assert redact(address) == shown


HOSTILE = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from(list("http://..[]<>@:/\\\u202e\u200b\u0301\n日。"))),
    max_size=400,
)


@given(HOSTILE, st.integers(min_value=0, max_value=200))
@example("http://", 160)
@example("x" * 158 + ".example", 160)
@example("http:" + "/" * 50, 20)
def test_tamed_text_is_harmless(text, limit):
    """Never an address that opens, never a character that hides or turns, never longer than asked."""
    shown = tame(text, limit)

    assert len(shown) <= limit
    assert "http:" not in shown.lower()
    assert "https:" not in shown.lower()
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
    assert "\n" not in shown
    assert shown == shown.strip()


@given(HOSTILE)
@example("a \u200b b")
def test_visible_text_is_stable(text):
    """Making visible twice changes nothing more, and no letter bears more than a few marks."""
    shown = visible(text)
    marks = "".join("m" if unicodedata.category(c) in {"Mn", "Me"} else "." for c in shown)

    assert visible(shown) == shown
    assert "m" * (MAX_MARKS + 1) not in marks
