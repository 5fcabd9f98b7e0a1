"""What a mail looks like, and that nothing in it can be clicked."""

from __future__ import annotations

from bot.mailbox.pages import Line, Page, as_html, as_text

PAGES = [
    Page(
        "ja",
        [
            Line("small", "English below."),
            Line("say", "件名「<b>重要</b>」について："),
            Line("verdict", "🔴 危険"),
            Line("say", "偽物です。"),
            Line("title", "いますること"),
            Line("item", "消してください。"),
            Line("item", "保存してください："),
            Line("step", "Gmail"),
            Line("step", "Outlook"),
            Line("small", "出典：MaxMind (www.maxmind.com)"),
        ],
    ),
    Page(
        "en", [Line("item", "It leads to login.smbc.co[.]jp. See smbc.co[.]jp/a.b and manual.docx."), Line("step", "x")]
    ),
]


def test_text():
    """Headings apart, items hanging, one language below the other."""
    assert as_text(PAGES) == (
        "English below.\n\n件名「<b>重要</b>」について：\n\n🔴 危険\n偽物です。\n\n■ いますること\n・消してください。\n"
        "・保存してください：\n    - Gmail\n    - Outlook\n\n出典：MaxMind (www[.]maxmind[.]com)\n\n"
        "----------------------------------------\n\n"
        "・It leads to login[.]smbc[.]co[.]jp. See smbc[.]co[.]jp/a.b and\n  manual.docx.\n    - x\n"
    )


def test_html():
    """What a stranger wrote is text; there is neither a link nor a picture."""
    made = as_html(PAGES)

    assert "件名「&lt;b&gt;重要&lt;/b&gt;」について：" in made
    assert "<li>保存してください：\n<ul>\n<li>Gmail</li>\n<li>Outlook</li>\n</ul></li>" in made
    assert (
        "<li>It leads to login[.]smbc[.]co[.]jp. See smbc[.]co[.]jp/a.b and manual.docx.\n<ul>\n<li>x</li>\n</ul></li>"
        in made
    )
    assert made.count("<div lang=") == 2
    assert [word for word in ("<a", "href", "<img", "src=", "<script", "://", "www.") if word in made] == []


def test_a_step_alone_and_an_endless_line():
    """Neither breaks the page."""
    made = as_html([Page("en", [Line("step", "a"), Line("item", "b"), Line("say", "x" * 9_000)])])

    assert "<li>a</li>\n<li>b</li>\n</ul>" in made
    assert len(made) < 3_000
