"""Addresses as a browser reads them, and as they stand in prose."""

import pytest

from analyzers.links.url import host_shown, links_in_text, make_link, refang


@pytest.mark.parametrize(
    ("href", "host", "path", "userinfo"),
    [
        ("https://example.org/a/b?c=d#e", "example.org", "/a/b", None),
        ("https://EXAMPLE.org:8443", "example.org", "/", None),
        ("https://bank.example@evil.example/x", "evil.example", "/x", "bank.example"),
        ("https://a:b@c@evil.example", "evil.example", "/", "a:b@c"),
        ("http://0xb2a2f51a/", "178.162.245.26", "/", None),
        ("http://0177.0.0.1/", "127.0.0.1", "/", None),
        ("http://2130706433", "127.0.0.1", "/", None),
        ("http://127.1", "127.0.0.1", "/", None),
        ("http://[2001:db8::1]:80/x", "2001:db8::1", "/x", None),
        ("http:\\\\example.org\\x", "example.org", "/x", None),
        ("https:example.org", "example.org", "/", None),
        ("https:///example.org", "example.org", "/", None),
        ("hhttps://example.org", "example.org", "/", None),
        ("http://例え.jp/", "xn--r8jz45g.jp", "/", None),
        ("http://ｅｘａｍｐｌｅ。ｏｒｇ/", "example.org", "/", None),
        ("http://𝐞𝐱𝐚𝐦𝐩𝐥𝐞.org/", "example.org", "/", None),
        ("http://ex%61mple.org/", "example.org", "/", None),
        ("http://example.org./", "example.org", "/", None),
        ("http://-a-.example.org/", "-a-.example.org", "/", None),
    ],
)
def test_web_addresses(href, host, path, userinfo):
    """The host that a browser would reach, whatever the address looks like."""
    link = make_link(href, where="html")

    assert (link.host.name, link.path, link.userinfo) == (host, path, userinfo)


@pytest.mark.parametrize(
    "href",
    [
        "mailto:a@example.org",
        "javascript:x",
        "tel:1",
        "http://",
        "http://a b/",
        "http://1.2.3.4.5/",
        "http://999.1.1.1/",
        "x",
        "",
        "http://[::zz]/",
    ],
)
def test_addresses_that_lead_to_no_host(href):
    """What no browser opens has no host, and raises nothing."""
    assert make_link(href, where="html").host is None


@pytest.mark.parametrize(
    ("text", "hrefs"),
    [
        ("See https://example.org/a.", ["https://example.org/a"]),
        ("（https://example.org/a）", ["https://example.org/a"]),
        ("こちらhttps://example.org/aをクリック", ["https://example.org/a"]),
        ("https://example.orgをクリック", ["https://example.org"]),
        ("①https://example.org/a ②example.net", ["https://example.org/a", "http://example.net"]),
        ("https://日本語.jp/道 へ", ["https://日本語.jp/"]),
        ("https://example。org/a", ["https://example.org/a"]),
        ("https://example.org。次の文", ["https://example.org"]),
        ("詳しくはexample.orgまで", ["http://example.org"]),
        ("<https://example.org/a>", ["https://example.org/a"]),
        ("hxxps://example[.]org/a[.]html", ["https://example.org/a.html"]),
        ("hXXp://example(.)org", ["http://example.org"]),
        ("mail a.b@example.org or shop.info@example.org", []),
        ("x@aa.bb.jp and aa.bb.jp@x.example", []),
        ("run setup.py, read notes.md, version 1.2.3", []),
        ("example.org/pay", ["http://example.org/pay"]),
        ("xn--r8jz45g.xn--zckzah", []),
        ("https://example.org/a https://example.org/a", ["https://example.org/a"]),
        ("https://user@example.org/", ["https://user@example.org/"]),
        ("http://192.0.2.1/x", ["http://192.0.2.1/x"]),
    ],
)
def test_addresses_in_prose(text, hrefs):
    """Japanese prose touches an address without a space; mail addresses and file names are no links."""
    assert [link.href for link in links_in_text(text, where="text", limit=50)] == hrefs


def test_bare_domains_are_left_out_when_asked():
    """In HTML only what a mail program would turn into a link is one."""
    found = links_in_text("example.org www.example.org example.org/x", where="html", limit=9, bare=False)

    assert [link.href for link in found] == ["http://www.example.org", "http://example.org/x"]


def test_a_limit():
    """No more addresses are read than asked for."""
    text = " ".join(f"https://example.org/{number}" for number in range(100))

    assert len(list(links_in_text(text, where="text", limit=7))) == 7


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://example.org/a", "example.org"),
        ("example.org", "example.org"),
        (" <www.example.org> ", "www.example.org"),
        ("「https://example.org/」", "example.org"),
        ("ｅｘａｍｐｌｅ．ｏｒｇ", "example.org"),
        ("hxxps://example[.]org", "example.org"),
        ("Click here", None),
        ("Go to example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_what_a_link_shows(text, host):
    """Only a text that is an address and nothing else claims a host."""
    shown = host_shown(text)

    assert (shown.name if shown else None) == host


def test_refanging():
    """Every way in which people bracket a dot."""
    assert refang("a[.]b a(.)b a{.}b a[dot]b a(DOT)b a[x]b") == "a.b a.b a.b a.b a.b a[x]b"
