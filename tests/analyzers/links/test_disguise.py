"""Hosts that are written so as not to be read."""

import pytest

from analyzers.links.url import links_in_text, make_link


@pytest.mark.parametrize(
    ("href", "how"),
    [
        ("https://evil.example/", None),
        ("https://EVIL.example./", None),
        ("https://例え.jp/", None),
        ("https://例え。jp/", None),
        ("https://%E4%BE%8B%E3%81%88.jp/", None),
        ("https://xn--r8jz45g.jp/", None),
        ("http://203.0.113.7/", None),
        ("http://[2001:db8::7]/", None),
        ("http://0xcb.0.113.7/", "number"),
        ("http://3405803783/", "number"),
        ("http://0313.0.0161.07/", "number"),
        ("http://203.28935/", "number"),
        ("https://𝐞𝐯𝐢𝐥.example/", "letters"),
        ("https://ⓔⓥⓘⓛ.example/", "letters"),
        ("https://evｉl.example/", "letters"),
        ("https://evil。example/", "letters"),
        ("https://ｅｖｉｌ．ｅｘａｍｐｌｅ/", "wide"),
        ("https://ev\u00adil.example/", "invisible"),
        ("https://ev\u200bil.example/", "invisible"),
        ("https://%65vil.example/", "percent"),
        ("https://evil%2Eexample/", "percent"),
    ],
)
def test_in_mark_up(href, how):
    """An honest address needs none of this; names in other scripts are written as people write them."""
    assert make_link(href, where="html").disguise == how


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("https://evil.example/a", None),
        ("日本語の文。https://evil.example/aを見る", None),
        ("１．https://evil.example/a", None),
        ("https://evil。example/a", None),
        ("https://例え.jp/a", None),
        ("https://evil\u200b.example/a", None),
        ("https://\u200bevil.\u200bexample/a", None),
        ("ev\u200bil.example", None),
        ("𝗵𝘁𝘁𝗽𝘀://𝗲𝘃𝗶𝗹.𝗲𝘅𝗮𝗺𝗽𝗹𝗲/a", "letters"),
        ("https://𝚎𝚟𝚒𝚕.example/a", "letters"),
        ("ｈｔｔｐｓ：／／ｅｖｉｌ．ｅｘａｍｐｌｅ／ａ", "wide"),
        ("https://ｅｖil.example/a", "letters"),
        ("https://ev\u200bil.example/a", "invisible"),
        ("www.ev\u00adil.example", "invisible"),
        ("http://0x7f.1/ と １", "number"),
    ],
)
def test_in_text(text, how):
    """Around an address there may be anything; beside a dot, honest writers hide characters to keep programs from linking."""
    assert [link.disguise for link in links_in_text(text, where="text", limit=9)] == [how]
