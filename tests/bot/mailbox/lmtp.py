"""A listener of a test with nothing behind it, and a mail server that talks to it word for word."""

from __future__ import annotations

import asyncio
import contextlib
from types import SimpleNamespace

from bot.mailbox.listener import listening

MAIL = b"Message-ID: <1@example.jp>\r\nSubject: =?utf-8?Q?x?=\r\n\r\nHello\r\n"


class Office:
    """The spool and the jobs, in memory; `down` is raised in their place."""

    def __init__(self):
        self.rows, self.states, self.jobs, self.down = {}, {}, [], {}
        self.asked = asyncio.Event()
        self.go = asyncio.Event()
        self.go.set()

    async def take(self, name, raw, *, door):
        self.asked.set()
        await self.go.wait()
        self._down("take")
        new = self.rows.setdefault(name, (raw, door)) is not None and name not in self.states
        self.states.setdefault(name, ("taken", None))
        return new

    async def state(self, name):
        return self.states.get(name)

    async def put(self, task, payload, key):
        self._down("put")
        self.jobs.append((task, payload, key))

    def _down(self, what):
        if error := self.down.get(what):
            raise error


@contextlib.asynccontextmanager
async def open_listener(**settings):
    office = Office()
    plain = {"lmtp_listen": "127.0.0.1:0", "smtp_listen": None, "mail_peers": ("127.0.0.0/8",), "report_addresses": ()}
    async with listening(SimpleNamespace(**plain | settings), office, office.put) as at:
        yield office, at


class Server:
    """A mail server's side, word for word."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    @classmethod
    @contextlib.asynccontextmanager
    async def calls(cls, at):
        where, _, port = at.rpartition(":")
        opening = asyncio.open_connection(where, port) if port.isdecimal() else asyncio.open_unix_connection(at)
        reader, writer = await opening
        try:
            yield cls(reader, writer)
        finally:
            writer.close()

    async def hears(self):
        """One reply, or "" when the other side has hung up."""
        lines = []
        while True:
            lines.append((await asyncio.wait_for(self.reader.readline(), 10)).decode().rstrip("\r\n"))
            if lines[-1][3:4] != "-":
                return "\n".join(lines)

    async def says(self, *commands):
        """The reply to each of them."""
        replies = []
        for command in commands:
            self.writer.write(command.encode("utf-8", "surrogateescape") + b"\r\n")
            replies.append(await self.hears())
        return replies

    async def hands_over(self, raw, *recipients, sender="<hanako@example.jp>"):
        """A whole mail; the replies to its data, one for each recipient."""
        to = recipients or ("phish@example.jp",)
        await self.says(f"MAIL FROM:{sender}", *(f"RCPT TO:<{each}>" for each in to))
        assert (await self.says("DATA"))[0].startswith("354 ")
        self.writer.write(raw.replace(b"\r\n.", b"\r\n..") + b".\r\n")
        return [await self.hears() for _ in to]


@contextlib.asynccontextmanager
async def lmtp(**settings):
    """A listener, and a mail server that has greeted it."""
    async with open_listener(**settings) as (office, at), Server.calls(at.lmtp) as server:
        await server.hears()
        await server.says("LHLO mx.example.jp")
        yield office, server
