"""Tokens for the mailbox: by each grant, kept as long as they are good, and no secret in what goes wrong."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.config import SettingsError, load
from bot.mailbox.oauth import TokenError, Tokens, tokens_of
from tests.servers.process import free_port
from tests.servers.token_server import CLIENT, REFRESH, SECRET, TokenServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USER = "phish@example.co.jp"


@pytest.fixture
def server() -> Iterator[TokenServer]:
    with TokenServer(USER) as running:
        yield running


def given(server: TokenServer, **more: Any) -> dict[str, Any]:
    client = {"FUWAKE_OAUTH_CLIENT_ID": CLIENT, "FUWAKE_OAUTH_CLIENT_SECRET": SECRET}
    return {"FUWAKE_OAUTH_TOKEN_URL": server.token_url, **client, **more}


def tokens(values: dict[str, Any], user: str = USER) -> Tokens:
    made = tokens_of(load(_env_file=None, **values), user)
    assert made is not None
    return made


def active(server: TokenServer, token: str) -> bool:
    return bool(server.answer("/introspect", {"token": token})[1]["active"])


async def test_a_refresh_token(server: TokenServer) -> None:
    """RFC 6749, section 6."""
    token = await tokens(given(server, FUWAKE_OAUTH_REFRESH_TOKEN=REFRESH)).token()

    assert active(server, token)
    assert server.asked == [
        {"client_id": CLIENT, "client_secret": SECRET, "grant_type": "refresh_token", "refresh_token": REFRESH}
    ]


async def test_client_credentials(server: TokenServer) -> None:
    """RFC 6749, section 4.4; without a scope it is Microsoft's."""
    token = await tokens(given(server)).token()

    assert active(server, token)
    assert server.asked[0]["scope"] == "https://outlook.office365.com/.default"
    assert server.asked[0]["grant_type"] == "client_credentials"


async def test_a_service_account(server: TokenServer, tmp_path: Path) -> None:
    """RFC 7523: the server checks signature, audience, subject and scope."""
    made = tokens({"FUWAKE_OAUTH_SERVICE_ACCOUNT": server.key_file(tmp_path / "key.json")})

    assert active(server, await made.token())
    assert set(server.asked[0]) == {"grant_type", "assertion"}


async def test_a_service_account_that_may_not_act_for_the_user(server: TokenServer, tmp_path: Path) -> None:
    """The one line has the server's code."""
    made = tokens({"FUWAKE_OAUTH_SERVICE_ACCOUNT": server.key_file(tmp_path / "key.json")}, "ceo@example.co.jp")
    with pytest.raises(TokenError) as error:
        await made.token()

    assert (str(error.value), error.value.refused) == ("the token server gives no token: unauthorized_client", True)


async def test_a_token_is_kept(server: TokenServer) -> None:
    """However many ask, one request is made."""
    made = tokens(given(server))
    found = await asyncio.gather(*(made.token() for _ in range(5)))

    assert (len(set(found)), len(server.asked)) == (1, 1)


@pytest.mark.parametrize(("seconds", "kept"), [(3600, True), ("3600", True), (None, True), (1, False), ("soon", True)])
async def test_a_token_ends(seconds: object, *, kept: bool) -> None:
    """It is renewed shortly before its end; where the end is not said, it is kept for minutes."""
    with TokenServer(USER, expires_in=seconds) as server:
        made = tokens(given(server))
        first = await made.token()
        made._until -= 1
        second = await made.token()

    assert (first == second) is kept


async def test_a_token_that_the_mailbox_refuses(server: TokenServer) -> None:
    """The next one is new; an old one that is refused late costs nothing."""
    made = tokens(given(server))
    first = await made.token()
    made.refused(first)
    second = await made.token()
    made.refused(first)

    assert first != second
    assert await made.token() == second


async def test_refresh_tokens_that_are_good_once() -> None:
    """RFC 6749, section 6: the new refresh token takes the place of the old one."""
    with TokenServer(USER, rotate=True) as server:
        made = tokens(given(server, FUWAKE_OAUTH_REFRESH_TOKEN=REFRESH))
        for _ in range(3):
            made.refused(await made.token())

    assert len({form["refresh_token"] for form in server.asked}) == 3


@pytest.mark.parametrize(
    ("status", "content", "line", "refused"),
    [
        (401, b'{"error": "invalid_client", "error_description": "AADSTS of x"}', "invalid_client", True),
        (400, b'{"error": "invalid_client", "error_codes": [7000215]}', "invalid_client (7000215)", True),
        (400, b'{"error": "\\u0000<b>me@example.com"}', "HTTP 400", True),
        (429, b"{}", "HTTP 429", False),
        (503, b"<html>later</html>", "HTTP 503", False),
        (200, b"[" * 40_000, "HTTP 200", False),
        (200, b'{"access_token": "' + b"a" * 70_000 + b'"}', "HTTP 200", False),
    ],
)
async def test_no_token(server: TokenServer, status: int, content: bytes, line: str, *, refused: bool) -> None:
    """One line: the server's code, never its sentence."""
    server.instead = [(status, content)]
    with pytest.raises(TokenError) as error:
        await tokens(given(server)).token()

    assert (str(error.value), error.value.refused) == (f"the token server gives no token: {line}", refused)


@pytest.mark.parametrize("token", ["", "a b", "x\r\ny", "ほ", 5, "y" * 20_000])
async def test_a_token_that_is_none(server: TokenServer, token: object) -> None:
    """It would end up in a command to the mail server."""
    server.instead = [(200, json.dumps({"access_token": token}).encode())]
    with pytest.raises(TokenError, match="holds no token"):
        await tokens(given(server)).token()


async def test_a_token_of_another_kind(server: TokenServer) -> None:
    """XOAUTH2 carries bearer tokens."""
    server.instead = [(200, b'{"access_token": "a", "token_type": "mac"}')]
    with pytest.raises(TokenError, match="not a bearer token"):
        await tokens(given(server)).token()


async def test_a_server_that_is_away(server: TokenServer) -> None:
    """It is tried again soon."""
    values = given(server, FUWAKE_OAUTH_TOKEN_URL=f"http://127.0.0.1:{free_port()}/token")
    with pytest.raises(TokenError) as error:
        await tokens(values).token()

    assert (str(error.value), error.value.refused) == ("the token server cannot be reached (ConnectError)", False)


def test_secrets_are_not_shown(server: TokenServer, tmp_path: Path) -> None:
    """Neither in a grant's own words nor in an account's."""
    plain = tokens(given(server, FUWAKE_OAUTH_REFRESH_TOKEN=REFRESH))
    signed = tokens({"FUWAKE_OAUTH_SERVICE_ACCOUNT": server.key_file(tmp_path / "key.json")})

    assert not [part for part in (SECRET, REFRESH, "PRIVATE") if part in repr(plain._grant) + repr(signed._grant)]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        (
            {"FUWAKE_OAUTH_TOKEN_URL": "http://login.example.com/t"},
            "FUWAKE_OAUTH_TOKEN_URL: the token server's address must begin with https://",
        ),
        (
            {"FUWAKE_OAUTH_TOKEN_URL": "https://[/"},
            "FUWAKE_OAUTH_TOKEN_URL: the token server's address must begin with https://",
        ),
        ({"FUWAKE_OAUTH_CLIENT_ID": None}, "FUWAKE_OAUTH_CLIENT_ID: it is not set, and FUWAKE_OAUTH_TOKEN_URL is"),
        (
            {"FUWAKE_OAUTH_CLIENT_SECRET": None},
            "FUWAKE_OAUTH_CLIENT_SECRET: neither it nor FUWAKE_OAUTH_REFRESH_TOKEN is set",
        ),
    ],
)
def test_wrong_settings(server: TokenServer, values: dict[str, Any], line: str) -> None:
    """Each is one line that names the setting."""
    with pytest.raises(SettingsError) as error:
        tokens({name: value for name, value in given(server, **values).items() if value is not None})

    assert str(error.value) == line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"no json", "is not the key file (JSON) of a service account"),
        (
            b'{"client_email": "a@b", "private_key": "-----BEGIN"}',
            "the token server's address must begin with https://",
        ),
        (b'{"client_email": "a@b", "private_key": "x", "token_uri": "https://t.example/"}', "cannot be used"),
    ],
)
def test_a_wrong_key_file(tmp_path: Path, content: bytes, line: str) -> None:
    """So is a key file that is none."""
    path = tmp_path / "key.json"
    path.write_bytes(content)
    with pytest.raises(SettingsError) as error:
        tokens({"FUWAKE_OAUTH_SERVICE_ACCOUNT": path})

    assert str(error.value).startswith("FUWAKE_OAUTH_SERVICE_ACCOUNT: ")
    assert str(error.value).endswith(line)


def test_no_token_is_wanted() -> None:
    """Where there is a password, nobody is asked."""
    assert tokens_of(load(_env_file=None), USER) is None
