"""The report mailbox: where mail is handed over, where it is fetched, and by whom answers are sent."""

from __future__ import annotations

import os
import ssl
from typing import TYPE_CHECKING, Final

import aiosmtplib

from bot.config import SettingsError
from bot.doctor.finding import Finding, told
from bot.doctor.ports import greeting, listener
from bot.mailbox.imap_account import account_of
from bot.mailbox.imap_errors import MailboxTrouble
from bot.mailbox.imap_thread import Connection
from bot.mailbox.oauth import TokenError
from bot.mailbox.smtp import NotTaken, connected, server_of
from bot.settings.values import host_port

if TYPE_CHECKING:
    from bot.config import Config
    from bot.mailbox.imap_account import Account
    from bot.mailbox.smtp import Server

_PATIENCE: Final = 15.0  # seconds for each word of a mail server
_MANY: Final = 100  # mails that are counted


async def findings(config: Config) -> list[Finding]:
    """Nothing, when there is no mailbox."""
    lines = [
        await _listener(protocol, value)
        for protocol, value in (("LMTP", config.lmtp_listen), ("SMTP", config.smtp_listen))
        if value
    ]
    if lines and not config.report_addresses:
        lines.append(Finding("warn", "report addresses", "none is named, so mail for any address is taken as a report"))
    return [*lines, *await _imap(config), *await _answers(config, expected=bool(lines) or config.imap_host is not None)]


async def _listener(protocol: str, value: str) -> Finding:
    """Free, or taken by what is probably the bot that runs."""
    what = f"mail by {protocol}"
    place: tuple[str, int] | str = value
    why: str | None = "Address already in use"
    if "/" not in value or protocol == "SMTP":
        try:
            place = host_port(value, 24 if protocol == "LMTP" else 25)
        except ValueError as error:
            return Finding("fail", what, str(error))
        why = await listener(*place)
    said = await greeting(place)
    if said.startswith("220 "):
        return Finding("ok", what, f"a mail server answers at {value}: the bot, if it runs")
    if why is None or (isinstance(place, str) and not said):
        return Finding("ok", what, f"{value} is free; mail is taken there when the bot runs")
    return Finding("fail", what, f"{value} cannot be listened at ({why}), and no mail server answers there")


async def _imap(config: Config) -> list[Finding]:
    try:
        account = account_of(config)
    except SettingsError as error:
        return [Finding("fail", "mailbox", str(error))]
    if account is None:
        return []
    try:
        return [await _mailbox(account)]
    except (MailboxTrouble, TokenError) as error:
        return [Finding("fail", "mailbox", f"{error}; no mail is taken from it")]


async def _mailbox(account: Account) -> Finding:
    """Logs in as the bot does, which makes the two folders where they are missing."""
    token = None if account.tokens is None else await account.tokens.token()
    connection = await Connection.open(account, token)
    try:
        listed = await connection.call(lambda: connection.session.listing(_MANY))
        idles = connection.session.idles
    finally:
        await connection.close()
    news = "tells of new mail by itself" if idles else "is asked for new mail again and again"
    waiting = f"{len(listed.sizes)}{'' if listed.whole else ' or more'}"
    said = f"login works; {waiting} mails wait in {account.folder}; {account.done} and {account.failed} are there"
    return Finding("ok", "mailbox", f"{said}; the server {news}")


async def _answers(config: Config, *, expected: bool) -> list[Finding]:
    """`expected`: reports come by mail."""
    if config.smtp_host is None or config.mail_from is None:
        lacking = "FUWAKE_MAIL_FROM" if config.smtp_host else "FUWAKE_SMTP_HOST"
        lines = [told("answers by mail", f"{lacking} is not set; who has no Slack account is not answered", fine=False)]
        return lines if expected or config.smtp_host else []
    try:
        server = server_of(
            config.smtp_host, security=config.smtp_security, user=config.smtp_user, password=config.smtp_password
        )
        await _sender(server, config.mail_from)
    except SettingsError as error:
        return [Finding("fail", "answers by mail", str(error))]
    except (NotTaken, aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as error:
        return [Finding("fail", "answers by mail", f"{config.smtp_host} does not take them ({_why(error)})")]
    return [Finding("ok", "answers by mail", f"{config.smtp_host} takes them from our address")]


def _why(error: Exception) -> str:
    """What a server says may hold an address, so its code alone is told; what is said on our side is told whole."""
    if type(error) in {aiosmtplib.SMTPException, NotTaken, ValueError}:
        return str(error).rstrip(".")
    if isinstance(cause := error.__cause__, OSError) and cause.strerror:
        # Negative when a name is not found; TLS counts its errors by numbers of its own.
        number = 0 if isinstance(cause, ssl.SSLError) else cause.errno or 0
        return os.strerror(number) if number > 0 else cause.strerror
    code = getattr(error, "code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


async def _sender(server: Server, sender: str) -> None:
    """Logs in and names the sender; no mail is sent."""
    async with connected(server, each=_PATIENCE, whole=4 * _PATIENCE) as session:
        await session.mail(sender)
        await session.rset()
