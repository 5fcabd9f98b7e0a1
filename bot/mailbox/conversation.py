"""A conversation with a mail server that hands over mail, by SMTP (RFC 5321) or LMTP (RFC 2033).

"Taken" is said when the mail is on disk and never before; whatever goes wrong on our side is "try again later", so
that the mail stays with the server. Nothing that is said here is ever logged: it is full of addresses.
"""

from __future__ import annotations

import asyncio
import collections
import logging
import re
from typing import TYPE_CHECKING, Any

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session, syntax

from bot.database import DatabaseError
from bot.jobs import JobsDown

if TYPE_CHECKING:
    from bot.mailbox.gate import Gate

MAX_MAIL = 50 * 1024 * 1024  # bytes
MAX_COMMAND = 4096  # bytes of a line; RFC 5321 asks for 512, and for more with each extension
PIECE = 65_536  # bytes of a mail that are read at once

LATER = "451 4.3.0 Not now: keep the mail and try again"
FULL = "452 4.3.1 Too much mail at once: keep this one and try again"
TOO_LARGE = "552 5.3.4 The mail is too large"
TAKEN = "250 2.0.0 Taken"

_END = b"\r\n.\r\n"
# The parts of a quoted name and of the rest begin with different characters, so this is linear. A route before the
# address is still taken and ignored (RFC 5321 appendix C).
_PATH = re.compile(r'\s*<(?:@[^:<>"]*:)?((?:"(?:[^"\\]|\\.)*"|[^<>"])*)>\s*(.*)')
_REPLY = re.compile(r"\A([245])(\d\d) (?!\d\.\d)")
_RETURN_PATH = re.compile(rb"return-path[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x1f\x7f]")

# It logs every command.
logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)
log = structlog.get_logger(__name__)


class _Hooks:
    """What the library asks about a command."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def handle_EHLO(  # noqa: N802 -- the library's name
        self, _server: object, session: Session, _envelope: object, hostname: str, replies: list[str]
    ) -> list[str | bytes]:
        session.host_name = hostname
        return [*replies[:-1], "250-PIPELINING", b"250 ENHANCEDSTATUSCODES"]

    async def handle_RCPT(  # noqa: N802
        self, _server: object, _session: object, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if objection := self._gate.objection(address, len(envelope.rcpt_tos)):
            return objection
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_exception(self, error: Exception) -> str:
        log.warning("mail_command_failed", error=type(error).__name__)
        return LATER


class Conversation(SMTP):
    """One connection by SMTP. `gone` is done when it has ended."""

    door = "smtp"
    line_length_limit = PIECE
    command_size_limit = MAX_COMMAND

    def __init__(self, gate: Gate) -> None:
        # The library has one for all connections, and raises it with each greeting.
        self.command_size_limits = collections.defaultdict(lambda: MAX_COMMAND)
        loop = asyncio.get_running_loop()
        more: dict[str, Any] = {"hostname": gate.name, "ident": "Fuwake", "timeout": gate.timeout, "loop": loop}
        super().__init__(_Hooks(gate), data_size_limit=MAX_MAIL, enable_SMTPUTF8=True, **more)
        self._gate = gate
        self._receiving = False
        self.gone: asyncio.Future[None] = loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet, or refuse."""
        assert isinstance(transport, asyncio.Transport)
        if refusal := self._gate.refusal(transport.get_extra_info("peername")):
            transport.write(f"{refusal}\r\n".encode())
            transport.close()
            return
        self._gate.open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Forget it."""
        if self.session is None:  # it was refused
            return
        super().connection_lost(error)
        self._gate.open.discard(self)
        if not self.gone.done():
            self.gone.set_result(None)

    def part(self) -> None:
        """End it, or have it end after the mail that is being received."""
        if isinstance(self.transport, asyncio.Transport) and not self._receiving:
            self.transport.write(b"421 4.3.2 Going down, try again\r\n")
            self.transport.close()

    def abort(self) -> None:
        """End it at once."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()

    async def push(self, status: str | bytes) -> None:
        """Reply, with an enhanced status code (RFC 2034) where the library gives none."""
        if isinstance(status, str) and self.session is not None and self.session.extended_smtp:
            status = _REPLY.sub(r"\1\2 \1.0.0 ", status)
        await super().push(status.encode("utf-8", "surrogateescape") if isinstance(status, str) else status)

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        # The library's own refuses addresses that exist, with two dots side by side or a dot before the @.
        found = _PATH.fullmatch(arg)
        return (found[1] or "<>", found[2]) if found else (None, None)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802 -- the library's name
        """Receive a mail."""
        if await self.check_helo_needed():
            return
        assert self.envelope is not None
        if arg or not self.envelope.rcpt_tos:
            await self.push("501 5.5.4 Syntax: DATA" if arg else "503 5.5.1 Name a recipient first")
            return
        self._receiving = True
        try:
            reply = await self._receive(self.envelope.mail_from or "<>")
            for _ in range(self._answers(self.envelope)):
                await self.push(reply)
        finally:
            self._receiving = False
            self.envelope = Envelope()
        if self._gate.closing:
            self.part()

    def _answers(self, _envelope: Envelope) -> int:
        """How often it is said whether a mail was taken."""
        return 1

    async def _receive(self, sender: str) -> str:
        """Read a mail and have it taken; the reply. One that is too large, or too much now, is only read."""
        # The line end before the last dot belongs to the mark of the end, and an empty mail has no line.
        self._reader.feed_data(b"\r\n")
        await self.push("354 End with a dot on a line of its own")
        gate, refused, last = self._gate, "", False
        parts: list[bytes] = []
        size = held = 0
        try:
            while not last:
                part, last = await self._piece()
                size += len(part)
                refused = self._too_much(size, len(part)) or refused
                if refused:
                    parts.clear()
                    gate.held, held = gate.held - held, 0
                else:
                    parts.append(part)
                    gate.held, held = gate.held + len(part), held + len(part)
            return refused or await self._take(parts, sender)
        finally:
            gate.held -= held

    async def _piece(self) -> tuple[bytes, bool]:
        """The next piece of a mail, and whether it is the last."""
        self._reset_timeout()
        try:
            return await self._reader.readuntil(_END), True
        except asyncio.LimitOverrunError as more:
            return await self._reader.read(more.consumed), False

    def _too_much(self, size: int, more: int) -> str:
        if size > 4 * MAX_MAIL:
            self.abort()  # it was told the limit, and sends without end
        if size > MAX_MAIL + len(_END):
            return TOO_LARGE
        return FULL if self._gate.held + more > self._gate.most else ""

    async def _take(self, parts: list[bytes], sender: str) -> str:
        try:
            await self._gate.take(await asyncio.to_thread(_mail, parts, sender), self.door)
        except (DatabaseError, JobsDown) as error:
            log.warning("mail_not_taken", door=self.door, reason=str(error))
            return LATER
        except Exception as error:  # noqa: BLE001 -- whatever it is, the server must keep the mail
            log.error("mail_not_taken", door=self.door, reason=type(error).__name__)  # noqa: TRY400 -- no content
            return LATER
        return TAKEN


class LmtpConversation(Conversation, LMTP):
    """One connection by LMTP: every recipient gets a reply of its own (RFC 2033 section 4.2)."""

    door = "lmtp"

    def _answers(self, envelope: Envelope) -> int:
        return len(envelope.rcpt_tos)


def _mail(parts: list[bytes], sender: str) -> bytes:
    """The mail as it was before it was sent, below the sender's address, which the way by IMAP gives too."""
    raw = b"".join(parts)
    parts.clear()
    raw = raw.replace(b"\r\n.", b"\r\n")  # of the last line, too
    start, end = len(b"\r\n"), len(raw) - len(b"\r\n")
    while former := _RETURN_PATH.match(raw, start, min(end, PIECE)):
        start = former.end()
    address = _CONTROLS.sub(b"", sender.strip("<>").encode("utf-8", "surrogateescape"))
    return b"".join((b"Return-Path: <%b>\r\n" % address, memoryview(raw)[start:end]))
