"""Letters that a page shows in another order or place than its source has them."""

import time

import pytest

from analyzers.parsers.html import parse

RTL = 'style="unicode-bidi: bidi-override; direction: rtl"'


def cells(*words):
    """A table with a row for each word and a cell for each letter."""
    rows = ("".join(f"<td>{letter}</td>" for letter in word) for word in words)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"<p {RTL}>yadot tnuocca ruoy mrifnoC</p>", "Confirm your account today"),
        (f"<p {RTL}>yadot <b>tnuocca ruoy</b> mrifnoC</p>", "Confirm your account today"),
        (f"<p><span {RTL}>tnuocca ruoy mrifnoC</span> now</p>", "Confirm your account now"),
        ("<bdo dir=rtl>yadot tnuocca ruoy mrifnoC</bdo>", "Confirm your account today"),
        (f'<a href="https://a.example"><i {RTL}>yadot tnuocca ruoy mrifnoC</i></a>', "Confirm your account today"),
    ],
)
def test_turned(html, text):
    """Text that stands backwards reads as it is shown, in anchors, too."""
    page = parse(html)

    assert (page.text, page.tricks) == (text, ("turned",))
    assert [link.shown for link in page.links] == [text] * len(page.links)


@pytest.mark.parametrize(
    "html",
    [
        '<p dir="rtl">Confirm your account today</p>',
        '<p style="direction:rtl">Confirm your account today</p>',
        f"<div {RTL}><p>Confirm your account today</p></div>",
        f"<p {RTL}>אנא אשר את החשבון שלך</p>",
    ],
)
def test_not_turned(html):
    """A direction alone, blocks inside, and scripts that run to the left turn nothing."""
    page = parse(html)

    assert page.tricks == ()
    assert page.text in {"Confirm your account today", "אנא אשר את החשבון שלך"}


def test_a_little_that_is_turned():
    """An address that is guarded against robots is read, and is no trick."""
    page = parse(f"<p>Write to <span {RTL}>elpmaxe.a@b</span></p>")

    assert (page.text, page.tricks) == ("Write to b@a.example", ())


def test_cells():
    """Words of single letters, each letter in a cell, also inside other tags and with gaps."""
    html = cells("account", "verify", "today").replace("<td>y</td>", "<td> <b>y</b> </td>")
    page = parse(html + "<table><tr><td>a</td><td>b</td><td></td><td>c</td></tr></table>")

    assert (page.text, page.tricks) == ("account\nverify\ntoday\nab c", ("cells",))


@pytest.mark.parametrize(
    "html",
    [
        cells("SMTWTFS", "SMTWTFS", "SMTWTFS"),
        cells(*["123456"] * 4),
        "<table>" + "<tr><td>Tanaka</td><td>a</td><td>b</td><td>c</td><td>d</td><td>e</td></tr>" * 4 + "</table>",
    ],
)
def test_tables_of_single_letters(html):
    """Calendars, codes and timetables are no words."""
    assert parse(html).tricks == ()


@pytest.mark.parametrize(
    "html",
    [
        "<table>" * 150 + cells("account", "verify", "today") + "</table>" * 150,
        f"<i {RTL}>" * 150 + "x" * 1000,
        f"<p {RTL}>a</p>" * 10_000,
        cells(*["account"] * 5_000),
    ],
)
def test_it_takes_linear_time(html):
    """Nested and many."""
    before = time.process_time()
    parse(html)

    assert time.process_time() - before < 3
