"""An IMAP server that does what no honest one does: it says little, and a test says what else it answers."""

from __future__ import annotations

import re
import socket
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = bytes | None
CAPABILITY = b"IMAP4rev1 MOVE IDLE"


class ScriptedImap:
    """One mailbox with `mails` (uid to content) in INBOX, on a loopback port. Use it in a `with`.

    `script`: asked first with each command (without its tag); what it gives is sent in place of the usual answer, with `TAG`
    where the tag belongs; None leaves it to the usual one.
    """

    def __init__(self, mails: dict[int, bytes], script: Callable[[str], Answer] = lambda _: None) -> None:
        self.mails, self.moved, self.said = mails, dict[int, str](), list[str]()
        self._script = script
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in self._open:
            each.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        try:
            connection.sendall(b"* OK [CAPABILITY " + CAPABILITY + b"] ready\r\n")
            idling = b""
            for line in connection.makefile("rb"):
                tag, _, command = line.decode().strip().partition(" ")
                if idling and tag == "DONE":
                    connection.sendall(idling + b" OK done\r\n")
                    idling = b""
                    continue
                self.said.append(command)
                answer = self._script(command)
                if answer is None:
                    answer = self._usual(command)
                idling = tag.encode() if command == "IDLE" else b""
                connection.sendall(answer.replace(b"TAG", tag.encode()))
        except OSError:
            return

    def _usual(self, command: str) -> bytes:  # noqa: PLR0911 -- one for each command
        end = b"TAG OK done\r\n"
        if command == "CAPABILITY":
            return b"* CAPABILITY " + CAPABILITY + b"\r\n" + end
        if command == "IDLE":
            return b"+ idling\r\n"
        if command.startswith("LIST"):
            name = command.rsplit(maxsplit=1)[-1].strip('"')
            return f'* LIST () "." "{name}"\r\n'.encode() + end
        if command.startswith("SELECT"):
            return b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\nTAG OK [READ-WRITE] done\r\n" % len(self.mails)
        if command.startswith("FETCH"):
            rows = enumerate(sorted(self.mails.items()), 1)
            told = (b"* %d FETCH (UID %d RFC822.SIZE %d)\r\n" % (n, uid, len(raw)) for n, (uid, raw) in rows)
            return b"".join(told) + end
        if found := re.match(r"UID FETCH (\d+)", command):
            raw = self.mails[int(found[1])]
            return b"* 1 FETCH (UID %s BODY[]<0> {%d}\r\n%s)\r\n" % (found[1].encode(), len(raw), raw) + end
        if found := re.match(r'UID MOVE ([\d,]+) "?(\w+)', command):
            for uid in map(int, found[1].split(",")):
                self.mails.pop(uid, None)
                self.moved[uid] = found[2]
        return end
