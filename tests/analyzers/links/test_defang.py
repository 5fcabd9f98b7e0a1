"""Nothing that is shown can be clicked."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyzers.links.defang import defang, defang_url


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://quercus.org/valid/valid.html", "hxxps://quercus[.]org/valid/valid.html"),
        ("HTTP://Example.ORG", "Hxxp://Example[.]ORG"),
        ("http://192.0.2.1/x", "hxxp://192.0.2[.]1/x"),
        ("http://a.example@b.example/", "hxxp://a.example@b[.]example/"),
        ("日http://example.org", "日hxxp://example[.]org"),
        ("http://「evil.example」", "hxxp://「evil[.]example」"),
        ("ftp://example.org/x.y", "ftp[:]//example[.]org/x.y"),
        ("javascript:alert(1)", "javascript[:]alert(1)"),
        ("mailto:a@example.org", "mailto[:]a@example[.]org"),
        ("a@example.org", "a@example[.]org"),
        ("[example.org]", "[example[.]org]"),
        ("auth.sso.example-shop.jp", "auth.sso.example-shop[.]jp"),
        ("例え.みんな", "例え[.]みんな"),
        ("example。com", "example[.]com"),
        ("evil.com.1", "evil[.]com[.]1"),
        ("203.0.113.5 and 1.2", "203.0.113.5 and 1.2"),
        ("example[.]org", "example[.]org"),
        ("hxxps://example[.]org/", "hxxps://example[.]org/"),
        ("No. 5. Next", "No. 5. Next"),
        ("", ""),
    ],
)
def test_defanging(text, shown):
    """Schemes are broken, names are bracketed, numbers and what is defanged already stay readable."""
    assert defang(text) == shown


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://quercus.org/a.b/c", "hxxps://quercus[.]org/a.b/c"),
        ("https://example.org/?next=http://example.net", "hxxps://example[.]org/?next=hxxp://example.net"),
        ("http:\\\\example.org\\x", "hxxp:\\\\example[.]org\\x"),
        ("https:example.org", "hxxps:example[.]org"),
        ("//example.org", "//example[.]org"),
        ("javascript:location='http://example.org'", "javascript[:]location='hxxp://example[.]org'"),
    ],
)
def test_defanging_one_address(href, shown):
    """A whole address keeps its path."""
    assert defang_url(href) == shown


@given(st.text(alphabet=st.sampled_from(list("htpsfjavcri:/\\.[]@ ax日。「-_0\n")), max_size=60))
@example("http://")
@example("http:///")
@example("hhttp://x.yy")
@example("http:/\\x")
def test_no_scheme_survives(text):
    """Whatever the text, no scheme that opens anything is left, and defanging twice changes nothing more of it."""
    shown = defang(text).lower()

    assert "http:" not in shown
    assert "https:" not in shown
    assert "://" not in shown.replace("hxxp://", "").replace("hxxps://", "")
