"""HTML bodies: what a reader sees and where it can lead."""

import time

import pytest

from analyzers import read
from analyzers.links.url import make_link
from analyzers.reading.bodies import MAX_LINKS, Bodies
from analyzers.reading.html import MAX_HTML, by_pattern, is_harmless, read_html
from analyzers.worker import Budget


def links_of(html):
    """Links of one HTML body, as pairs."""
    bodies = Bodies()
    bodies.add_html(html)
    return [(link.href, link.shown, link.kind) for link in bodies.done()[1]]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="https://example.org/x">Go <b>there</b></a>', [("https://example.org/x", "Go there", "anchor")]),
        ('<a href=" https://exa\nmple.org\t/x ">x</a>', [("https://example.org/x", "x", "anchor")]),
        ('<a href="&#104;ttps://example.org/?a=1&amp;b=2">x</a>', [("https://example.org/?a=1&b=2", "x", "anchor")]),
        ('<a href="\x01https://example.org">x</a>', [("https://example.org", "x", "anchor")]),
        ('<a href="//example.org/x">x</a>', [("https://example.org/x", "x", "anchor")]),
        (
            '<base href="https://example.org/dir/"><a href="page">x</a>',
            [("https://example.org/dir/page", "x", "anchor")],
        ),
        (
            '<base href="https://example.org/"><a href="https://example.net">x</a>',
            [("https://example.net", "x", "anchor")],
        ),
        (
            '<meta http-equiv="refresh" content="0; URL=\'https://example.org/\'">',
            [("https://example.org/", None, "meta-refresh")],
        ),
        ('<form action="https://example.org/post"><input></form>', [("https://example.org/post", None, "form")]),
        ('<map><area href="https://example.org/" alt="map"></map>', [("https://example.org/", "map", "area")]),
        ('<iframe src="https://example.org/"></iframe>', [("https://example.org/", None, "frame")]),
        ('<a href="https://example.org/"><img src=x></a>', [("https://example.org/", None, "anchor")]),
        ('<a href="javascript:location=1">x</a>', [("javascript:location=1", "x", "anchor")]),
        ('<a href="data:text/html,hi">x</a>', [("data:text/html,hi", "x", "anchor")]),
        ('<a href="#top">x</a><a href="mailto:a@example.org">x</a><a href="">x</a><a>x</a>', []),
        ("text https://example.org/a text", [("https://example.org/a", None, "text")]),
        ("<p>example.org is mentioned</p>", []),
        ("www.example.org", [("http://www.example.org", None, "text")]),
        ("<A HREF=HTTPS://EXAMPLE.ORG>x</A>", [("HTTPS://EXAMPLE.ORG", "x", "anchor")]),
        ("\x00<a hr\x00ef=https://example.org>x</a>", [("https://example.org", "x", "anchor")]),
    ],
)
def test_links(html, found):
    """Every kind of mark-up that leads somewhere, as a pair of address and shown text."""
    assert links_of(html) == found


@pytest.mark.parametrize(
    "shown", ["https://bank.example/login", "www.bank.example", "<b>https://bank</b>.example/login"]
)
def test_what_an_anchor_shows_is_no_link_of_its_own(shown):
    """The text of an anchor leads where the anchor leads."""
    assert [href for href, _, _ in links_of(f'<p>see <a href="https://evil.example/"> {shown} </a> now</p>')] == [
        "https://evil.example/"
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>one</div>two<p>three</p>", "one\ntwo\nthree"),
        ("pass<b>wo</b>rd<br>next", "password\nnext"),
        ("<td>a</td><td>b</td>", "ab"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<style>x{}</style><script>y</script><title>t</title><!-- c -->seen", "seen"),
        ("a   b\n\tc", "a b c"),
        ("", ""),
        ("&lt;script&gt; &amp; &#x4e;", "<script> & N"),
    ],
)
def test_text(html, text):
    """What a reader sees, in reading order."""
    assert read_html(html, Budget()).text == text


def test_text_that_is_turned_round():
    """A sign that turns letters (U+202E) is followed, as a screen follows it; what runs to the left is left as it is."""
    bodies = Bodies()
    bodies.add_text("your \u202enozamA\u202c account\n\u202eשלום")
    bodies.add_html("<p>\u202elapyaP</p>")

    assert read("From: a@a.example\nSubject: Your \u202enozamA\n\nx".encode()).subject == "Your \u202dAmazon"
    assert bodies.done()[0] == "your \u202dAmazon\u202c account\n\u202eשלום\n\u202dPaypal"


LETTERS = "<p>" + "".join(f"<b id={i}>" for i in range(190))


@pytest.mark.parametrize(
    "html",
    ["<div>" * 100_000, "<div>" * 201, "<p>x" * 150_000, LETTERS + "<p>x" * 80_000, "<table><b>" * 5_000],
    ids=["deep", "just too deep", "large", "copied letters", "fostered"],
)
def test_what_is_not_parsed_in_this_process(html):
    """Deep, large or multiplying mark-up is none of our memory's business."""
    assert not is_harmless(html)


def test_what_is_parsed_in_this_process():
    """An ordinary newsletter is."""
    row = '<tr><td><font><b><a href="https://example.org/">x</a></b></font></td></tr>'

    assert is_harmless(f"<html><body><table>{row * 1000}</table></body></html>")


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ("<div>" * 100_000 + '<a href="https://example.org/a&amp;b">x</a>', "html-unreadable"),
        (LETTERS + "<p>x" * 80_000 + "<a href='https://example.org/a&amp;b'>x</a>", "html-unreadable"),
        ('<a href="https://example.org/a&amp;b">x</a>' + "<div>" * 300, None),
        ('<a href="https://example.org/a&amp;b">x</a>' + "x" * MAX_HTML, "html-too-long"),
        ("\x00" * 1000 + '<a href="https://example.org/a&amp;b">x</a>', None),
    ],
    ids=["deep", "copied letters", "less deep", "three megabytes", "NULs"],
)
def test_hostile_html_in_bounded_time(html, lost):
    """The links are found, the loss is said, and nobody waits longer than the child may live."""
    began = time.monotonic()
    page = read_html(html, Budget())

    assert time.monotonic() - began < 5
    assert [link.href for link in page.links] == ["https://example.org/a&b"]
    assert page.lost == lost


def test_many_hostile_parts_cost_no_more_than_a_few():
    """After some seconds the careful parser is given up, and links are found by pattern."""
    bodies = Bodies()
    began = time.monotonic()
    for number in range(20):
        bodies.add_html("<div>" * 100_000 + f'<a href="https://example.org/{number}">x</a>')

    assert time.monotonic() - began < 4
    assert len(bodies.done()[1]) == 20


def test_the_last_resort():
    """Addresses and text are found by pattern, entities read."""
    page = by_pattern("<p>Hi &amp; bye<a href=https://example.org/1><a HREF = 'https://example.org/2'>")

    assert [link.href for link in page.links] == ["https://example.org/1", "https://example.org/2"]
    assert (page.text.split(), page.lost) == (["Hi", "&", "bye"], "html-unreadable")


def test_many_links_hide_none():
    """When there are too many, one that leads to a host of its own takes the place of one that does not."""
    bodies = Bodies()
    for number in range(MAX_LINKS * 3):
        bodies.add_link(make_link(f"https://example.org/{number}", where="html"))
    bodies.add_link(make_link("https://evil.example/", where="html"))
    _, links, losses = bodies.done()

    assert len(links) == MAX_LINKS
    assert links[-1].href == "https://evil.example/"
    assert [loss.code for loss in losses] == ["links-capped"]


def test_thousands_of_links_in_bounded_time():
    """As many as no mail needs, in mark-up and in text."""
    began = time.monotonic()
    bodies = Bodies()
    bodies.add_html(
        "".join(f'<a href="https://h{n}.example/">x{n}</a><img src="//p{n}.example/">' for n in range(4_000))
    )
    bodies.add_text(" ".join(f"https://t{n}.example/" for n in range(9_000)))
    _, links, losses = bodies.done()

    assert time.monotonic() - began < 4
    assert (len([link for link in links if link.leads]), len(links) - MAX_LINKS) == (MAX_LINKS, 20)
    assert [loss.code for loss in losses] == ["links-capped"]


def test_comments_that_nest_only_together():
    """A page whose comments open what the page outside them closes is parsed in no more time than another."""
    began = time.monotonic()
    read_html("<!--[if mso]><div href=x><![endif]--></div>" * 9_000, Budget())

    assert time.monotonic() - began < 2


def test_links_of_many_users_in_bounded_time():
    """Addresses of nothing but @ are looked through once each."""
    began = time.monotonic()
    bodies = Bodies()
    bodies.add_html(f'<a href="http://{"@" * 8_000}:x">x</a>' * 300)

    assert time.monotonic() - began < 3
    assert bodies.done()[1] == ()


def test_comments_for_outlook_without_an_end():
    """A comment that is never closed is passed over."""
    assert links_of("<!--[if mso]>" * 2_000 + '<a href="https://example.org/">x</a>') == []


@pytest.mark.parametrize(("count", "capped"), [(MAX_LINKS - 1, False), (MAX_LINKS, False), (MAX_LINKS + 1, True)])
def test_links_are_capped(count, capped):
    """More links than are kept are said to be; a repeated one is not one more."""
    bodies = Bodies()
    for _ in range(2):
        for number in range(count):
            bodies.add_link(make_link(f"https://example.org/{number}", where="html"))
    _, links, losses = bodies.done()

    assert len(links) == min(count, MAX_LINKS)
    assert [(loss.code, loss.subject) for loss in losses] == ([("links-capped", "300")] if capped else [])
