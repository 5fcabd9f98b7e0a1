"""Names that a stranger wrote: asked only when they can exist, shown only as what they can hold."""

import doctest

import pytest

from analyzers.lookups import hostnames, resolver, zones
from analyzers.lookups.hostnames import a_label, address, host_text


@pytest.mark.parametrize("module", [hostnames, resolver, zones])
def test_examples_hold(module):
    """The examples in the docstrings say the truth."""

    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Example.JP", "example.jp"),
        ("example.jp.", "example.jp"),
        ("_dmarc.example.jp", "_dmarc.example.jp"),
        ("日本語.jp", "xn--wgv71a119e.jp"),
        ("ｅｘａｍｐｌｅ。ｊｐ", "example.jp"),
        ("☃.net", "xn--n3h.net"),
        ("exam\u200bple.jp", "example.jp"),
        ("xn--wgv71a119e.jp", "xn--wgv71a119e.jp"),
        ("localhost", "localhost"),
        ("a" * 63 + ".jp", "a" * 63 + ".jp"),
    ],
)
def test_names_become_a_labels(written, asked):
    """A name that can exist is asked in lower case and A-labels."""

    assert a_label(written) == asked


@pytest.mark.parametrize(
    "written",
    [
        "",
        ".",
        "..",
        "a..jp",
        ".jp",
        "a" * 64 + ".jp",
        "あ" * 60 + ".jp",
        ".".join(["a" * 60] * 5),
        "a" * 100_000,
        "あ" * 100_000,
        "a b.jp",
        "a\x00b.jp",
        "<b>.jp",
        "theskimm,com",
        "a|b.jp",
        "\ud800.jp",
        "192.0.2.5",
        "127.1",
        "2130706433",
        "[192.0.2.5]",
    ],
)
def test_impossible_names_are_not_asked(written):
    """Empty and over-long labels, odd characters and bare addresses are no names."""

    assert a_label(written) is None


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        ([b"Mail", b"Example", b"JP", b""], "mail.example.jp"),
        ([b"a.b", b"jp", b""], "a?b.jp"),
        ([b"<script>", b"\xe2\x80\xae", b"jp"], "?script?.???.jp"),
        ([b""], ""),
    ],
)
def test_answers_are_cleaned(labels, shown):
    """What stands in no host name is replaced, and the replaced name is never asked."""

    assert host_text(labels) == shown
    assert "?" not in shown or a_label(shown) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("203.0.113.5", "203.0.113.5"), ("::FFFF:203.0.113.5", "203.0.113.5"), ("2001:DB8::1", "2001:db8::1")],
)
def test_addresses_have_one_form(text, found):
    """An IPv4 address in IPv6 clothes is that IPv4 address."""

    assert str(address(text)) == found


@pytest.mark.parametrize("text", ["", "example.jp", "1.2.3", "fe80::1%eth0", "1.2.3.4/24"])
def test_no_addresses(text):
    """A name, half an address, a network and an address bound to a link are no addresses."""

    assert address(text) is None
