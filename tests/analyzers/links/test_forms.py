"""Every form in which a real mail holds a link, read from the bytes of a whole mail."""

import base64

import pytest

from analyzers import read
from tests.analyzers.mails import eml


def links(data):
    """The links of one mail: address, shown text, kind and where."""
    return [(link.href, link.shown, link.kind, link.where) for link in read(data).links]


def part(kind, body, coding="8bit"):
    """A mail of one part, in the given transfer encoding."""
    head = (
        "Received: from a.example (a.example [203.0.113.5]) by mx.example.jp; Fri, 9 May 2025 07:00:55 +0900\n"
        "From: a@example.com\nTo: user@example.jp\nSubject: x\nDate: Fri, 9 May 2025 07:00:49 +0900\nMIME-Version: 1.0\n"
        f"Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: {coding}\n\n"
    )
    return head.encode() + (body if isinstance(body, bytes) else body.encode())


PLAIN = "https://evil.example/a"


@pytest.mark.parametrize(
    ("text", "hrefs"),
    [
        ("see https://evil.example/a now", [PLAIN]),
        ("see http://evil.example/a。次の文", ["http://evil.example/a"]),
        ("see www.evil.example now", ["http://www.evil.example"]),
        ("see evil.example now", ["http://evil.example"]),
        ("https://bank.example@evil.example/a", ["https://bank.example@evil.example/a"]),
        ("ｈｔｔｐｓ：／／ｅｖｉｌ．ｅｘａｍｐｌｅ／ａ", [PLAIN]),
        ("𝗵𝘁𝘁𝗽𝘀://𝗲𝘃𝗶𝗹.𝗲𝘅𝗮𝗺𝗽𝗹𝗲/a", [PLAIN]),
        ("𝚑𝚝𝚝𝚙𝚜://ⓔⓥⓘⓛ.example/a", [PLAIN]),
        ("https://evil。example/a", [PLAIN]),
        ("https://ev\u200bil.exam\u00adple/a", [PLAIN]),
        ("hxxps://evil[.]example/a", [PLAIN]),
        ("hXXps[:]//evil(.)example/a", [PLAIN]),
        ("h**ps://evil{.}example/a", [PLAIN]),
        ("hxxps[://]evil[dot]example[/]a", [PLAIN]),
        ("https :// evil.example/a", [PLAIN]),
        ("hhttps://evil.example/a ttps://evil.example/b", [PLAIN, "https://evil.example/b"]),
        (
            "https://evil.example/a,https://evil.example/b;https://evil.example/c",
            [PLAIN, *(PLAIN[:-1] + c for c in "bc")],
        ),
        (
            "- https://evil.example/a\n- evil.example/b\n1. www.evil.example",
            [PLAIN, "http://evil.example/b", "http://www.evil.example"],
        ),
        ("http://0xb2a2f51a/a", ["http://0xb2a2f51a/a"]),
        ("https://[2001:db8::1]/a", ["https://[2001:db8::1]/a"]),
        ("https://例え.jp/a", ["https://例え.jp/a"]),
    ],
)
def test_in_text(text, hrefs):
    """Plain, bare, disguised, defanged, in a list."""
    assert links(eml(text=text)) == [(href, None, "text", "text") for href in hrefs]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="https://evil.example/a">Go</a>', (PLAIN, "Go", "anchor")),
        ('<map><area href="https://evil.example/a" alt="Go"></map>', (PLAIN, "Go", "area")),
        ('<form action="https://evil.example/a"><input></form>', (PLAIN, None, "form")),
        ('<form><button formaction="https://evil.example/a">Go</button></form>', (PLAIN, "Go", "form")),
        ('<form><input type=submit value=Go formaction="https://evil.example/a"></form>', (PLAIN, "Go", "form")),
        ("<meta http-equiv=refresh content='0;URL=https://evil.example/a'>", (PLAIN, None, "meta-refresh")),
        ("<meta http-equiv=Refresh content='5, https://evil.example/a'>", (PLAIN, None, "meta-refresh")),
        ('<base href="https://evil.example/"><a href="a">Go</a>', (PLAIN, "Go", "anchor")),
        ('<base href="//evil.example"><a href="/a">Go</a>', (PLAIN, "Go", "anchor")),
        (
            '<base href="http://evil.example/x/"><a href="https:/\\evil.example\\a">Go</a>',
            ("https:/\\evil.example\\a", "Go", "anchor"),
        ),
        ('<base href="https://evil.example/x"><a href="https:a">Go</a>', (PLAIN, "Go", "anchor")),
        ('<a href="//evil.example/a">Go</a>', (PLAIN, "Go", "anchor")),
        ('<a href="\\\\evil.example/a">Go</a>', ("https:\\\\evil.example/a", "Go", "anchor")),
        ('<img src="//evil.example/a">', (PLAIN, None, "image")),
        ('<table background="https://evil.example/a"><tr><td></table>', (PLAIN, None, "image")),
        ('<a href="&#104;ttps&colon;//evil&period;example/a">Go</a>', (PLAIN, "Go", "anchor")),
        ('<a href=" ht\ttps://evil.\nexample/a\x01">Go</a>', (PLAIN, "Go", "anchor")),
        ('<a href="https://%65vil.example/a">Go</a>', ("https://%65vil.example/a", "Go", "anchor")),
        ('<a href="https:evil.example/a">Go</a>', ("https:evil.example/a", "Go", "anchor")),
        ('<a href="https://evil.example/a"><b>Go</b> <i>on</i><img alt=x></a>', (PLAIN, "Go on", "anchor")),
        ('<a href="https://evil.example/a"><img alt="Go"><img alt="on"></a>', (PLAIN, "Go on", "anchor")),
        ('<iframe src="https://evil.example/a"></iframe>', (PLAIN, None, "frame")),
        ('<object data="https://evil.example/a"></object>', (PLAIN, None, "frame")),
        ('<svg><a xlink:href="https://evil.example/a"><text>Go</text></a></svg>', (PLAIN, "Go", "anchor")),
        ('<v:roundrect href="https://evil.example/a"><center>Go</center></v:roundrect>', (PLAIN, "Go", "anchor")),
        ('<!--[if mso]><a href="https://evil.example/a">Go</a><![endif]-->', (PLAIN, "Go", "anchor")),
        ("<div onclick=\"window.location='https://evil.example/a'\">Go</div>", (PLAIN, "Go", "script")),
        ("<script>location.replace('https:\\/\\/evil.example\\/a')</script>", (PLAIN, None, "script")),
        ("<p>https://evil.example/a</p>", (PLAIN, None, "text")),
        ("<p>ht<b>tps://ev</b>il&#173;.exam&#8203;ple/a</p>", (PLAIN, None, "text")),
    ],
)
def test_in_html(html, found):
    """Every kind of mark-up that leads somewhere, as a pair of address and shown text."""
    assert links(part("text/html", f"<html><body>{html}</body></html>")) == [(*found, "html")]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:location='https://evil.example/a'",
        "javascript:window.open(%22https:%2F%2Fevil.example%2Fa%22)",
        "data:text/html,<script>location='https://evil.example/a'</script>",
        "data:text/html;base64,"
        + base64.b64encode(b"<meta http-equiv=refresh content='0;https://evil.example/a'>").decode(),
        "data:text/html;base64," + base64.b64encode(b" " * 20_000 + b"<a href='https://evil.example/a'>x</a>").decode(),
        "JaVaScRiPt:location='https:\\/\\/evil.example/a'",
    ],
)
def test_an_address_inside_code(href):
    """It is a link of its own, beside the one that carries it."""
    found = read(eml(html=f'<a href="{href.replace(chr(34), "&quot;")}">Go</a>')).links

    assert [(link.href, link.shown, link.kind, link.where) for link in found if link.host] == [
        (PLAIN, "Go", "anchor", "html")
    ]
    assert [link.href[:5].lower() for link in found if not link.host] == [href[:5].lower()]


def test_office_addresses():
    """What opens a document in a program leads to its server."""
    assert links(eml(html='<a href="ms-word:ofe|u|https://evil.example/a">Go</a>')) == [(PLAIN, "Go", "anchor", "html")]


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (b'<a href=3D"https://ev=\nil.exam=\nple/a">G=\no</a>', "quoted-printable"),
        (base64.encodebytes(b'<a href="https://evil.example/a">Go</a>'), "base64"),
    ],
)
def test_transfer_encodings(body, coding):
    """Soft line breaks and base64 hide nothing."""
    assert links(part("text/html", body, coding)) == [(PLAIN, "Go", "anchor", "html")]


@pytest.mark.parametrize(
    ("href", "host"),
    [
        ("http://user:pass@evil.example:8080/", "evil.example"),
        ("https://bank.example%2F@evil.example", "evil.example"),
        ("https://evil.example\\@bank.example/", "evil.example"),
        ("http://evil.example../", "evil.example"),
        ("http://[::ffff:203.0.113.7]/", "203.0.113.7"),
        ("http://[2001:DB8::7]/", "2001:db8::7"),
        ("http://0313.0.0161.07/", "203.0.113.7"),
        ("http://203.28935/", "203.0.113.7"),
        ("http://ev\u00adil.example/", "evil.example"),
        ("http://ev\u200dil.example/", "evil.example"),
        ("http://ⓔⓥⓘⓛ｡example/", "evil.example"),
        ("http://stra\u00dfe.example/", "xn--strae-oqa.example"),
        ("http://💩.example/", "xn--ls8h.example"),
        ("http://%E4%BE%8B%E3%81%88.example/", "xn--r8jz45g.example"),
        ("HTTP://EVIL.EXAMPLE", "evil.example"),
        ("http:evil.example", "evil.example"),
        ("http:///\\//evil.example", "evil.example"),
    ],
)
def test_hosts_as_browsers_read_them(href, host):
    """WHATWG URL: whatever it looks like, this is where it leads."""
    (link,) = read(eml(html=f'<a href="{href}">Go</a>')).links

    assert link.host.name == host


def test_header_links_lead_nobody():
    """List-Unsubscribe is kept, and is no destination."""
    found = read(
        eml(
            html='<a href="https://evil.example/a">Go</a>',
            more="List-Unsubscribe: <mailto:a@b.example>, <https://u.example/x>",
        )
    )

    assert [(link.where, link.kind, link.leads) for link in found.links if link.host.name == "u.example"] == [
        ("header", "unsubscribe", False)
    ]


def test_pictures_lead_nobody():
    """Of each place one is kept, behind the links."""
    html = (
        "".join(f'<img src="https://p{n % 3}.example/{n}.png">' for n in range(90))
        + '<a href="https://evil.example/a">Go</a>'
    )
    found = read(eml(html=html)).links

    assert [(link.href, link.leads) for link in found] == [
        (PLAIN, True),
        *((f"https://p{n}.example/{n}.png", False) for n in range(3)),
    ]
