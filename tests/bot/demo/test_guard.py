"""Only this machine, and only the page itself."""

from __future__ import annotations

import aiohttp
import pytest

from bot.demo import DemoSlack
from bot.demo.guard import is_loopback


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1:8080", True),
        ("localhost", True),
        ("[::1]:80", True),
        ("127.0.0.1.evil.example", False),
        ("evil.example:8080", False),
        ("192.0.2.1", False),
        ("[", False),
        ("", False),
    ],
)
def test_loopback_names(host, expected):
    """A name that looks like loopback is not loopback."""
    assert is_loopback(host) is expected


@pytest.mark.parametrize("path", ["/", "/page.js", "/demo/state", "/api/auth.test"])
async def test_a_foreign_host_is_refused_everywhere(slack, path):
    """DNS rebinding ends here."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(slack.base_url + path, headers={"Host": "evil.example"}) as response,
    ):
        assert response.status == 403


@pytest.mark.parametrize(
    ("origin", "status"),
    [(None, 403), ("http://evil.example", 403), ("null", 403), ("http://127.0.0.1:1", 403), ("own", 200)],
)
async def test_only_the_page_itself_may_post(slack, origin, status):
    """A foreign or absent Origin is refused."""
    headers = {} if origin is None else {"Origin": slack.base_url if origin == "own" else origin}
    body = {"user": "U0HANAKO", "channel": "C0INTAKE", "text": "x"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(slack.base_url + "/demo/say", json=body, headers=headers) as response,
    ):
        assert response.status == status


async def test_the_page_forbids_everything_foreign(slack):
    """Content-Security-Policy: default-src 'self'."""
    async with aiohttp.ClientSession() as session, session.get(slack.page_url) as response:
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")


async def test_a_refused_deed_is_said(slack):
    """John is not in the security channel."""
    body = {"user": "U0JOHN", "channel": "C0SECURITY", "text": "x"}
    headers = {"Origin": slack.base_url}
    async with (
        aiohttp.ClientSession() as session,
        session.post(slack.base_url + "/demo/say", json=body, headers=headers) as response,
    ):
        assert (response.status, await response.json()) == (400, {"error": "U0JOHN is not in security"})


def test_the_workspace_is_never_served_to_a_network():
    """0.0.0.0 is refused before anything is opened."""
    with pytest.raises(ValueError, match="loopback only"):
        DemoSlack(host="0.0.0.0")


def test_nothing_in_the_page_parses_data_as_html():
    """No innerHTML, no outside asset, no inline script or style."""
    from bot.demo import page

    texts = {name: (page._HERE / name).read_text("utf-8") for name in page._ASSETS}

    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "https://",
        "http://",
        "style=",
    ):
        assert [name for name, text in texts.items() if word in text] == [], word
