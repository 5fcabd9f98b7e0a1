"""The mailbox that is read by IMAP, as the settings tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.mailbox.oauth import Tokens, tokens_of
from bot.settings.base import SettingsError
from bot.settings.values import host_port, loopback

if TYPE_CHECKING:
    from bot.config import Config


@dataclass(frozen=True, slots=True)
class Account:
    """Where the mailbox is, who reads it, and its folders as the administrator named them; either a password or tokens."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    user: str
    password: str | None = field(repr=False)
    tokens: Tokens | None = field(repr=False)
    folder: str
    done: str
    failed: str


def account_of(config: Config) -> Account | None:
    """The account, None when no mailbox is read. Raises SettingsError."""
    if config.imap_host is None:
        return None
    try:
        host, port = host_port(config.imap_host, 993 if config.imap_security == "tls" else 143)
    except ValueError as error:
        raise SettingsError(f"FUWAKE_IMAP_HOST: {error}") from None
    if config.imap_security == "none" and not loopback(host):
        raise SettingsError("FUWAKE_IMAP_SECURITY: none is only for a server on this machine; use tls or starttls")
    user = config.imap_user
    if not user or re.search(r"[\x00-\x1f\x7f]", user):
        raise SettingsError("FUWAKE_IMAP_USER: it is not set, and FUWAKE_IMAP_HOST is")
    tokens = tokens_of(config, user)
    password = None if config.imap_password is None else config.imap_password.get_secret_value()
    if tokens is None and not password:
        raise SettingsError("FUWAKE_IMAP_PASSWORD: neither it nor FUWAKE_OAUTH_TOKEN_URL is set")
    if tokens is None and password and re.search(r"[\x00\r\n]", password):
        raise SettingsError("FUWAKE_IMAP_PASSWORD: it holds more than one line")
    names = (config.imap_folder, config.imap_done, config.imap_failed)
    for name, setting in zip(names, ("FOLDER", "DONE", "FAILED"), strict=True):
        if not name.strip("/.") or re.search(r"[\x00-\x1f\x7f%*]", name):
            raise SettingsError(f"FUWAKE_IMAP_{setting}: {name!r} is no name of a folder")
    if names[0].casefold() in {name.casefold() for name in names[1:]}:
        raise SettingsError("FUWAKE_IMAP_DONE, FUWAKE_IMAP_FAILED: mail cannot stay in the folder it is taken from")
    return Account(host, port, config.imap_security, user, password, tokens, *names)
