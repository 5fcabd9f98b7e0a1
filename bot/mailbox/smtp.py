"""Smtp: hands a mail to our own mail server, which takes it further. Errors are two: no use, and perhaps later."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import aiosmtplib
import structlog

from bot.config import SettingsError
from bot.settings.values import host_port

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

    from pydantic import SecretStr

TIMEOUT: Final = 30.0  # seconds for each word of the server, and
WHOLE: Final = 90.0  # for all of them: less than a job may take
_PORTS: Final = {"tls": 465, "starttls": 587, "none": 25}
_LOOPBACK: Final = {"127.0.0.1", "::1", "localhost"}
log = structlog.get_logger(__name__)


class NotTaken(Exception):  # noqa: N818 -- it says what the server said
    """The server refuses the mail for good (`passing` False), or it may take it later. `why` is its code, or our word."""

    def __init__(self, why: str, *, passing: bool) -> None:
        super().__init__(why)
        self.why = why
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Server:
    """`host` and `port`; `security` as the settings have it. Without TLS a password goes nowhere but to this machine."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"] = "starttls"
    user: str | None = None
    password: SecretStr | None = None
    tls: ssl.SSLContext | None = None

    @property
    def trusted(self) -> bool:
        """Whether it may be told the password."""
        return self.security != "none" or self.host in _LOOPBACK


def server_of(place: str, **more: object) -> Server:
    """`place` is host, host:port, or [ipv6]:port. Raises SettingsError."""
    try:
        host, port = host_port(place, _PORTS[str(more.get("security", "starttls"))])
    except ValueError as error:
        raise SettingsError(f"FUWAKE_SMTP_HOST: {error}") from None
    return Server(host, port, **more)  # type: ignore[arg-type]


@contextlib.asynccontextmanager
async def connected(server: Server, *, each: float, whole: float) -> AsyncIterator[aiosmtplib.SMTP]:
    """Connected and logged in; `each`: seconds for each answer, `whole` for all. Raises NotTaken, and what the library raises."""
    way = {"use_tls": server.security == "tls", "start_tls": server.security == "starttls", "tls_context": server.tls}
    session = aiosmtplib.SMTP(hostname=server.host, port=server.port, timeout=each, **way)  # type: ignore[arg-type]
    async with asyncio.timeout(whole), session:
        await _login(session, server)
        yield session


async def hand_over(server: Server, raw: bytes, *, sender: str, recipient: str) -> None:
    """One mail with the null return path, so that nothing answers it (RFC 3834, section 3.3). Raises NotTaken."""
    try:
        async with connected(server, each=TIMEOUT, whole=WHOLE) as session:
            await _send(session, raw, sender, recipient)
    except NotTaken:
        raise
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        raise NotTaken(type(error).__name__, passing=True) from error


async def _login(session: aiosmtplib.SMTP, server: Server) -> None:
    if server.user and server.password:
        if not server.trusted:
            raise NotTaken("password-without-tls", passing=True)
        await session.login(server.user, server.password.get_secret_value())


async def _send(session: aiosmtplib.SMTP, raw: bytes, sender: str, recipient: str) -> None:
    """Some servers of providers take nothing without a return path: those get our address, whose mail nobody reads."""
    try:
        await _deliver(session, raw, "", recipient)
    except aiosmtplib.SMTPSenderRefused as error:
        if error.code < 500:
            raise NotTaken(str(error.code), passing=True) from error
        log.info("null_return_path_refused", code=error.code)
        with contextlib.suppress(aiosmtplib.SMTPException):
            await session.rset()
        await _deliver_from(session, raw, sender, recipient)


async def _deliver_from(session: aiosmtplib.SMTP, raw: bytes, sender: str, recipient: str) -> None:
    try:
        await _deliver(session, raw, sender, recipient)
    except aiosmtplib.SMTPSenderRefused as error:
        raise NotTaken(str(error.code), passing=error.code < 500) from error


async def _deliver(session: aiosmtplib.SMTP, raw: bytes, sender: str, recipient: str) -> None:
    """What the server says may hold the address, so its code alone is told on."""
    try:
        await session.sendmail(sender, [recipient], raw)
    except aiosmtplib.SMTPSenderRefused:
        raise
    except aiosmtplib.SMTPRecipientsRefused as error:
        code = max((one.code for one in error.recipients), default=450)
        raise NotTaken(str(code), passing=code < 500) from error
    except aiosmtplib.SMTPResponseException as error:
        raise NotTaken(str(error.code), passing=error.code < 500) from error
