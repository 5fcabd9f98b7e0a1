"""A spamd on loopback, for comparison: local tests only, its own rules. See `spamd/PROTOCOL` in its documentation."""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SCORE = re.compile(rb"^Spam:\s*\S+\s*;\s*(-?[\d.]+)\s*/", re.MULTILINE)
_MAX_ANSWER = 65_536


class SpamAssassin:
    """A running spamd."""

    def __init__(self, port: int) -> None:
        self._port = port

    def scores(self, mails: Iterable[bytes]) -> Iterator[float | None]:
        """The score of each mail, one after another; None when it gave none."""
        for mail in mails:
            try:
                yield score_in(self._check(mail))
            except OSError:
                yield None

    def _check(self, mail: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self._port), 120) as connection:
            connection.sendall(b"CHECK SPAMC/1.5\r\nContent-length: %d\r\n\r\n" % len(mail) + mail)
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while len(answer) < _MAX_ANSWER and (more := connection.recv(4096)):
                answer += more
            return answer


def score_in(answer: bytes) -> float | None:
    """The score in the answer of a spamd.

    >>> score_in(b"SPAMD/1.1 0 EX_OK\\r\\nSpam: True ; 7.2 / 5.0\\r\\n\\r\\n")
    7.2
    """
    found = _SCORE.search(answer)
    return float(found[1]) if found else None


@contextlib.contextmanager
def spamassassin() -> Iterator[SpamAssassin | None]:
    """A running spamd, or None where it is not installed."""
    program = shutil.which("spamd")
    if program is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder, socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = int(held.getsockname()[1])
        held.close()
        command = [
            program,
            "-L",
            "-m",
            "1",
            "-p",
            str(port),
            "-i",
            "127.0.0.1",
            "-H",
            folder,
            "-s",
            str(Path(folder, "log")),
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(port, process)
            yield SpamAssassin(port)
        finally:
            process.terminate()
            process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"spamd ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    raise RuntimeError("spamd does not listen")
