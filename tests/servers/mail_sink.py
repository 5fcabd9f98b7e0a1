"""A mail server that keeps what it takes, and refuses when it is told to: real SMTP on a free port of this machine."""

from __future__ import annotations

import asyncio
import contextlib
import email
import email.policy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiosmtpd.smtp import SMTP

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from email.message import EmailMessage


@dataclass
class Taken:
    """One mail: `sender` is None for the null return path."""

    sender: str | None
    recipients: list[str]
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        """The mail, read."""
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    def text(self, kind: str = "plain") -> str:
        """Its body."""
        body = self.mail.get_body((kind,))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


@dataclass
class MailSink:
    """`answers`: what is said to the next commands, by the command's name, in place of taking them. `slow`: seconds until a command
    that was taken is answered.
    """

    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    slow: dict[str, float] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """As the setting has it."""
        return f"127.0.0.1:{self.port}"

    def _refusal(self, command: str) -> str | None:
        self.asked.append(command)
        left = self.answers.get(command)
        if not left:
            return None
        return left.pop(0) or None

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        """MAIL FROM."""
        if refusal := self._refusal("MAIL <>" if address == "<>" else "MAIL"):
            return refusal
        envelope.mail_from = address
        await asyncio.sleep(self.slow.get("MAIL <>", 0.0))
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        """RCPT TO."""
        if refusal := self._refusal("RCPT"):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """The mail."""
        if refusal := self._refusal("DATA"):
            return refusal
        self.taken.append(
            Taken(
                None if envelope.mail_from == "<>" else envelope.mail_from,
                list(envelope.rcpt_tos),
                envelope.original_content,
            )
        )
        await asyncio.sleep(self.slow.get("DATA", 0.0))
        return "250 OK"


@contextlib.asynccontextmanager
async def mail_sink() -> AsyncIterator[MailSink]:
    """A server as long as it lasts."""
    sink = MailSink()
    loop = asyncio.get_running_loop()
    conversations: list[SMTP] = []

    def conversation() -> SMTP:
        conversations.append(SMTP(sink, hostname="sink.test", loop=loop))
        return conversations[-1]

    server = await loop.create_server(conversation, "127.0.0.1", 0)
    sink.port = server.sockets[0].getsockname()[1]
    try:
        yield sink
    finally:
        server.close()
        for one in conversations:
            if one.transport is not None:
                one.transport.abort()
            if one._handler_coroutine is not None:
                one._handler_coroutine.cancel()
        await server.wait_closed()
