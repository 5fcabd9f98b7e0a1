"""What style keeps from a reader's eye, and what it does not."""

import time

import pytest

from analyzers.parsers.colours import colour_of
from analyzers.parsers.html import parse
from analyzers.reading.html import read_html
from analyzers.worker import Budget


@pytest.mark.parametrize(
    "html",
    [
        "<style>.x{display:none}</style><p>seen</p><p class=x>gone</p>",
        "<style>#x{display:none}</style><p>seen</p><p id=x>gone</p>",
        "<style>i{visibility:hidden}</style><p>seen</p><p><i>gone</i></p>",
        "<style>/* a */ p.X.y { DISPLAY : None }</style><p>seen</p><p class='y X z'>gone</p>",
        "<style>.a > .b i{display:none}</style><p>seen</p><div class=a><p class=b><b><i>gone</i></b></p></div>",
        "<style>@media screen{.x{display:none}}</style><p>seen</p><p class=x>gone</p>",
        "<style>@media (min-width:1px){.x{display:none}}</style><p>seen</p><p class=x>gone</p>",
        "<style>@import 'a.css';.q,.x{font:0/0 a}</style><p>seen</p><p class=x>gone</p>",
        "<style>.x{display:none !important}</style><p>seen</p><p class=x style='display:block'>gone</p>",
        "<style>.x{opacity:.05}</style><p>seen</p><p class=x>gone</p>",
        "<p>seen</p><p style='line-height:1px'>gone</p>",
        "<p>seen</p><p style='font-size:.5px'>gone</p>",
        "<p>seen</p><p style='position:absolute;left:-9999px'>gone</p>",
        "<p>seen</p><p style='height:0;overflow:hidden'>gone</p>",
        "<p>seen</p><p hidden>gone</p>",
        "<p>seen</p><p style='color:#fff'>gone</p>",
        "<p>seen</p><font color=white>gone</font>",
        "<style>.x{color:#fefefe}</style><p>seen</p><p class=x>gone</p>",
        "<p>seen</p><p style='color:transparent'>gone</p>",
        "<p>seen</p><table bgcolor='#222222'><td style='color:rgb(34, 34, 34)'>gone</table>",
        "<body bgcolor=white text=black><p>seen</p><p style='color:white'>gone</p>",
    ],
)
def test_hidden(html):
    """It stands behind what is seen, and is not lost."""
    page = parse(html)

    assert (page.text, page.hidden) == ("seen\ngone", "gone")


@pytest.mark.parametrize(
    "html",
    [
        "<style>@media only screen and (max-width:480px){.hide-on-mobile{display:none !important}}</style><p class=hide-on-mobile>seen</p>",
        "<style>@media (min-width:600px){.hide-on-desktop{display:none}}</style><p class=hide-on-desktop>seen</p>",
        "<style>@media (prefers-color-scheme:dark){p{color:#fff}}</style><p>seen</p>",
        "<style>@media print{p{display:none}}</style><p>seen</p>",
        "<style>p:hover{display:none} a[x]{display:none} p+p{display:none}</style><p></p><p>seen</p>",
        "<style>.x{display:none}</style><p class=x style='display:block'>seen</p>",
        "<style>.a .x{display:none}</style><p class=x>seen</p>",
        "<style>.x{display:none}.x{display:block}</style><p class=x>seen</p>",
        "<style>td{font-size:0}p{font-size:14px}</style><table><td><p>seen</p></table>",
        "<td style='font-size:0;line-height:0'><p style='font-size:14px;line-height:20px'>seen</p></td>",
        "<p style='line-height:1'>seen</p>",
        "<p style='font:700 14px/20px Arial'>seen</p>",
        "<p style='height:0'>seen</p>",
        "<table bgcolor=navy><td style='color:#fff'>seen</table>",
        "<table><td bgcolor='#0070c0'><p style='color:white'>seen</p></table>",
        "<table background='https://a.example/x.png'><td><p style='color:white'>seen</p></table>",
        "<div style='background:#eee url(x.png)'><p style='color:#eee'>seen</p></div>",
        "<style>.dark td{background:#000}</style><table class=dark><td style='color:#fff'>seen</table>",
        "<a style='color:#fff' href='https://a.example'>seen</a>",
        "<p style='color:#999'>seen</p>",
        "<p style='opacity:.5;text-indent:-20px'>seen</p>",
    ],
)
def test_seen(html):
    """What holds for some screens only, what is shown again, and light letters on something dark."""
    page = parse(html)

    assert (page.text, page.hidden) == ("seen", "")


def test_split_words():
    """Words that hidden letters split are whole, and that they were is told."""
    words = "".join(f"<p>pass<span class=x>qq{n}</span>word</p>" for n in range(5))
    page = parse(f"<style>.x{{display:none}}</style>{words}")

    assert page.text.startswith("password\npassword\n")
    assert page.tricks == ("split",)


def test_what_an_anchor_hides():
    """It is no part of what the anchor shows, and is read."""
    page = parse("<style>.x{display:none}</style><a href='https://a.example/'>bank<b class=x>x</b>.example</a>")

    assert [link.shown for link in page.links] == ["bank.example"]
    assert (page.text, page.hidden) == ("bank.example\nx", "x")


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#FFF", (255, 255, 255)),
        ("#0a0b0c", (10, 11, 12)),
        ("0a0b0c", (10, 11, 12)),
        ("rgb(1,2,3)", (1, 2, 3)),
        ("rgba(1, 2, 3, 1)", (1, 2, 3)),
        ("rgba(1, 2, 3, .5)", None),
        ("rgba(1, 2, 3, .)", None),
        ("rgba(1, 2, 3, 1.2.3)", None),
        ("White ", (255, 255, 255)),
        ("navy", None),
        ("fed", None),
        ("#12", None),
        ("", None),
    ],
)
def test_colours(written, colour):
    """Numbers, and the names of what is white or nearly so."""
    assert colour_of(written) == colour


@pytest.mark.parametrize(
    "html",
    [
        f"<style>{'/*' * 32_000}</style><p>x",
        f"<style>{'@media (x){' * 6_000}</style><p>x",
        f"<style>{'.q .b .b .b{color:red}' * 400}</style>{'<div class=b>' * 190}{'<i class=b></i>' * 5_000}x",
        f"<style>{'.a' * 30_000}{{color:red}}</style><p>x",
        f"<p style='color:white;background:{'rgb(' * 90_000}'>x",
        f"<p style='{'color:red;' * 30_000}'>x",
    ],
    ids=["comments", "blocks", "inside", "classes", "brackets", "declarations"],
)
def test_hostile_style_in_bounded_time(html):
    """Reading it takes time that grows with the page, and the text is kept."""
    began = time.monotonic()
    page = read_html(html, Budget())

    assert time.monotonic() - began < 3
    assert page.text == "x"
