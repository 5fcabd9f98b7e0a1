"""A server process of a test: found, started on a free loopback port, and gone afterwards."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

import dns.exception
import dns.message
import dns.query

_START = 10.0  # seconds


def binary(name: str, package: str) -> str:
    """The path of a program; RuntimeError says what to install when it is missing."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise RuntimeError(f"{name} is missing: apt-get install {package}")
    return found


def free_port() -> int:
    """A port of 127.0.0.1 that is free for UDP and for TCP.

    It lies below those that the system gives to callers (ip_local_port_range): while a server is down on purpose, somebody's
    outgoing connection would take its port, and it could not come back.
    """
    while True:
        port = secrets.randbelow(16_000) + 16_000
        with contextlib.suppress(OSError), socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
            tcp.bind(("127.0.0.1", port))
            udp.bind(("127.0.0.1", port))
            return port


class DnsProcess:
    """A name server program; `server` is `127.0.0.1:port`. Use it in a `with`."""

    def __init__(self) -> None:
        self.port = free_port()
        self.server = f"127.0.0.1:{self.port}"
        self._directory = tempfile.TemporaryDirectory(prefix="fuwake-dns-")
        self.path = Path(self._directory.name)
        self.path.chmod(0o755)  # some servers give up root and must still read their zones
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        """Write what the server reads, and give its command line."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        with (self.path / "log").open("wb") as log:
            self._process = subprocess.Popen(self.command(), stdout=log, stderr=log, cwd=self.path)
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._directory.cleanup()

    def _wait(self) -> None:
        end = time.monotonic() + _START
        question = dns.message.make_query(".", "SOA")
        while time.monotonic() < end and self._process is not None and self._process.poll() is None:
            with contextlib.suppress(dns.exception.Timeout, OSError):
                dns.query.udp(question, "127.0.0.1", port=self.port, timeout=0.1)
                return
            time.sleep(0.02)
        log = (self.path / "log").read_text(errors="replace")
        self.__exit__()
        raise RuntimeError(f"{type(self).__name__} did not start: {log}")
