"""The way in for mail servers: they hand over report mails by LMTP or SMTP, and may forget each one that was taken."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ipaddress
import os
import socket
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from bot import metrics
from bot.config import SettingsError
from bot.mailbox.conversation import Conversation, LmtpConversation
from bot.mailbox.gate import Gate
from bot.mailbox.identity import identity
from bot.mailbox.intake import MAIL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.mailbox.spool import Spool
    from bot.settings.mailbox import Mailbox
    from bot.slack.listeners import Put

    Speaks = type[Conversation]

DRAIN = 8.0  # seconds that a mail which is being received may take when the bot stops
BACKLOG = 64

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Listening:
    """Where mail is taken: `host:port` or the path of a socket; None: nowhere."""

    lmtp: str | None
    smtp: str | None


@contextlib.asynccontextmanager
async def listening(config: Mailbox, spool: Spool, put: Put) -> AsyncIterator[Listening]:
    """Takes mail where the settings say. `put` is that of the jobs. Raises SettingsError with one line.

    At the end a mail that is being received is waited for; servers keep the others.
    """

    async def take(raw: bytes, door: str) -> None:
        name = await asyncio.to_thread(identity, raw)
        new = await spool.take(name, raw, door=door)
        if new or await spool.state(name) == ("taken", None):
            await put(MAIL, {"spool": name}, key=f"{MAIL}:{name}")
        metrics.report_mail(door, "taken" if new else "known")
        log.info("mail_taken", door=door, spool=name, new=new)

    peers = tuple(ipaddress.ip_network(each, strict=False) for each in config.mail_peers)
    gate = Gate(take, peers, frozenset(config.report_addresses), name=socket.gethostname() or "fuwake")
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(_empty, gate)
        lmtp = await _open(stack, gate, "FUWAKE_LMTP_LISTEN", config.lmtp_listen, LmtpConversation)
        smtp = await _open(stack, gate, "FUWAKE_SMTP_LISTEN", config.smtp_listen, Conversation)
        yield Listening(lmtp, smtp)


async def _open(
    stack: contextlib.AsyncExitStack, gate: Gate, name: str, value: str | None, speaks: Speaks
) -> str | None:
    """Listen at one address until the stack ends; the address."""
    if value is None:
        return None
    loop, path = asyncio.get_running_loop(), Path(value)
    unix = "/" in value and speaks is LmtpConversation
    place: dict[str, Any] = {} if unix else _place(name, value)
    try:
        if unix:
            server = await loop.create_unix_server(lambda: speaks(gate), sock=_socket(path), backlog=BACKLOG)
            stack.callback(path.unlink, missing_ok=True)
        else:
            server = await loop.create_server(lambda: speaks(gate), **place, backlog=BACKLOG)
    except OSError as error:
        # Negative when a name is not found; from Python 3.13 on None when nothing of it is an address of this host.
        number = errno.EADDRNOTAVAIL if error.errno is None else error.errno
        reason = os.strerror(number) if number > 0 else error.strerror or str(error)
        busy = number == errno.EADDRINUSE  # by the process that ends just now, perhaps
        raise SettingsError(f"{name}: {value!r} cannot be listened at ({reason})", passing=busy) from None
    stack.callback(server.close)
    host, port = (value, None) if unix else server.sockets[0].getsockname()[:2]
    bound = host if port is None else f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    log.info("mail_listening", door=speaks.door, at=bound)
    return bound


def _place(name: str, value: str) -> dict[str, Any]:
    host, _, port = value.rpartition(":")
    if not host or not (port.isascii() and port.isdecimal()) or int(port) > 65535:
        raise SettingsError(f"{name}: {value!r} is not host:port")
    return {"host": host.removeprefix("[").removesuffix("]"), "port": int(port)}


def _socket(path: Path) -> socket.socket:
    """A socket file for us and our group; one that a dead process left is replaced. Raises OSError."""
    made = socket.socket(socket.AF_UNIX)
    try:
        with contextlib.suppress(FileNotFoundError):
            if stat.S_ISSOCK(path.lstat().st_mode) and not _answers(path):
                path.unlink()
        made.bind(str(path))
        path.chmod(0o660)  # nobody can connect before it listens
    except OSError:
        made.close()
        raise
    return made


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(0)
        try:
            caller.connect(str(path))
        except ConnectionRefusedError:
            return False
        except BlockingIOError:  # its queue is full
            return True
    return True


async def _empty(gate: Gate) -> None:
    """Wait for the mails that are being received, and end every conversation."""
    gate.closing = True
    for conversation in list(gate.open):
        conversation.part()
    for patience in (DRAIN, 1.0):
        if left := {conversation.gone for conversation in gate.open}:
            await asyncio.wait(left, timeout=patience)
        for conversation in list(gate.open):
            conversation.abort()
