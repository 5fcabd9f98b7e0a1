"""The settings of the mailbox: each wrong one is one line that names it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.config import SettingsError, load
from bot.mailbox.imap_account import account_of

GOOD = {"FUWAKE_IMAP_HOST": "imap.example.com", "FUWAKE_IMAP_USER": "u", "FUWAKE_IMAP_PASSWORD": "p"}


@pytest.mark.parametrize(
    ("host", "security", "found"),
    [
        ("imap.example.com", "tls", ("imap.example.com", 993)),
        ("imap.example.com", "starttls", ("imap.example.com", 143)),
        ("imap.example.com:1993", "tls", ("imap.example.com", 1993)),
        ("[2001:db8::1]:1143", "starttls", ("2001:db8::1", 1143)),
        ("2001:db8::1", "tls", ("2001:db8::1", 993)),
        ("::1", "none", ("::1", 143)),
        ("localhost:1143", "none", ("localhost", 1143)),
    ],
)
def test_servers(host: str, security: str, found: tuple[str, int]) -> None:
    """Host, port and how it is spoken to."""
    account = account_of(load(_env_file=None, **GOOD | {"FUWAKE_IMAP_HOST": host, "FUWAKE_IMAP_SECURITY": security}))

    assert account is not None
    assert (account.host, account.port) == found
    assert "password" not in repr(account)


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (
            {"FUWAKE_IMAP_HOST": "imap://x/"},
            "FUWAKE_IMAP_HOST: 'imap://x/' is no server (host, host:port or [ipv6]:port)",
        ),
        ({"FUWAKE_IMAP_HOST": "x:70000"}, "FUWAKE_IMAP_HOST: 'x:70000' is no server (host, host:port or [ipv6]:port)"),
        (
            {"FUWAKE_IMAP_SECURITY": "none"},
            "FUWAKE_IMAP_SECURITY: none is only for a server on this machine; use tls or starttls",
        ),
        ({"FUWAKE_IMAP_USER": None}, "FUWAKE_IMAP_USER: it is not set, and FUWAKE_IMAP_HOST is"),
        ({"FUWAKE_IMAP_PASSWORD": None}, "FUWAKE_IMAP_PASSWORD: neither it nor FUWAKE_OAUTH_TOKEN_URL is set"),
        ({"FUWAKE_IMAP_PASSWORD": "a\nb"}, "FUWAKE_IMAP_PASSWORD: it holds more than one line"),
        ({"FUWAKE_IMAP_DONE": "a*"}, "FUWAKE_IMAP_DONE: 'a*' is no name of a folder"),
        (
            {"FUWAKE_IMAP_FAILED": "inbox"},
            "FUWAKE_IMAP_DONE, FUWAKE_IMAP_FAILED: mail cannot stay in the folder it is taken from",
        ),
    ],
)
def test_wrong_settings(more: dict[str, Any], line: str) -> None:
    """Said before anything is connected."""
    values = {name: value for name, value in (GOOD | more).items() if value is not None}
    with pytest.raises(SettingsError) as error:
        account_of(load(_env_file=None, **values))

    assert str(error.value) == line
